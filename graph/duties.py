"""The tasks of the graph as rows: what ledger, map, load table and lookup are made of."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit, or a group of units, that a task names: the unit's own name, and the form printed in the task."""

    iri: str
    name: str
    printed: str
    group: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """One task with everything that is said of it.

    `text` is the document from `start` to `end`; `line` counts from 1, `page` is None where the format has none.
    `deadline` is in the printed words, `due` the last day they allow.
    """

    iri: str
    number: str
    title: str
    file: str
    plan: str
    plan_title: str
    year: int | None = None
    section: tuple[str, ...] = ()
    text: str = ""
    start: int = 0
    end: int = 0
    line: int = 1
    page: int | None = None
    leads: tuple[Holder, ...] = ()
    responsible: tuple[Holder, ...] = ()
    deadline: str | None = None
    due: str | None = None
    milestones: tuple[tuple[str, str | None], ...] = ()
    bases: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    @property
    def passage(self) -> str:
        """The text as a reader wants it: one line, without the blanks that print left in it."""
        return flowing(self.text)

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Everyone the task names, leads first."""
        return self.leads + self.responsible


def flowing(text: str) -> str:
    """Join wrapped and spaced-out print into one line; a blank stays only between two ASCII words."""
    words = text.split()
    glued = (
        f" {word}" if before[-1:].isascii() and word[:1].isascii() and word[:1].isalnum() else word
        for before, word in pairwise(["", *words])
    )
    return "".join(glued).strip()
