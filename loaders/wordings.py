"""What is searched of a task, ready to be indexed: the words of its own and the names of its units as printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .policies import folded_number
from .records import Mention, Task


class Wording(NamedTuple):
    """A task (an IRI), where it starts in its document, and its words.

    `parts` are its text, number, section path and cited works; `printed` the names of its `units` (IRIs) as printed.
    """

    iri: str
    start: int
    title: str
    parts: tuple[str, ...]
    printed: tuple[str, ...]
    units: tuple[str, ...]


def wording(task: Task, iri: str, raw: str, unit: Callable[[Mention], str]) -> Wording:
    """The words of a task of the document `raw`; `unit` gives the IRI of a mention's unit."""
    text = raw[task.span.start : task.span.end]
    works = sorted(
        (c.span.start, c.relation, c.title, folded_number(c.number) if c.number else "") for c in task.citations
    )
    named = [
        (relation != "basis", f"《{title}》（{number}）" if number else f"《{title}》")
        for _, relation, title, number in works
    ]
    cited = dict.fromkeys(sorted(named, key=lambda one: one[0]))
    return Wording(
        iri,
        task.span.start,
        _storable(task.title),
        tuple(map(_storable, (text, task.number, *task.section, *(work for _, work in cited)))),
        tuple(sorted({_storable(m.name or m.text) for m in task.mentions})),
        tuple(sorted({unit(m) for m in task.mentions})),
    )


def _storable(text: str) -> str:
    """A text as it is stored: a lone surrogate is no character."""
    return text if text.isprintable() else "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
