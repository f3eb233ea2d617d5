"""A person's decisions: what was decided of which units and tasks, by whom, when and why.

What a decision is about is named by content, so that it holds over rebuilds: a unit by its key, a task by its
document's SHA-256, its number and how its text starts. Nothing is ever deleted: to take a decision back is another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, Literal

from ..address import is_remote

Claim = Literal["same", "different", "continues", "unrelated", "mention", "no-unit", "undo"]
COLUMNS: Final = (
    "id", "claim", "unit", "unit2", "document", "number", "passage", "printed", "document2", "number2", "passage2",
    "of", "who", "when", "why",
)  # fmt: skip
FILE: Final = "file"
"""A further column, for people: the tasks' files and numbers. It decides nothing."""
SUFFIX: Final = ".decisions.tsv"


@dataclass(frozen=True, slots=True)
class TaskKey:
    """A task by content: the SHA-256 of its document, its number as printed, and how its text starts."""

    document: str
    number: str
    passage: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: what was decided of which `units` (keys) and `tasks`, by whom, when and why.

    A mention is that of the form `printed` in its task; an undo takes back the decision `of`. `line` is where it
    stands in its file, 0 where it is new; `file` says for people where its tasks are, `written` is the id in the file.
    """

    id: str
    claim: Claim
    who: str
    when: str
    why: str
    units: tuple[str, ...] = ()
    tasks: tuple[TaskKey, ...] = ()
    printed: str = ""
    of: str = ""
    line: int = field(default=0, compare=False)
    file: str = field(default="", compare=False)
    written: str = field(default="", compare=False)


def beside(store: Path) -> Path:
    """Where the decisions on a store are kept unless another file is named: zeren.db → zeren.decisions.tsv.

    Those on a server's store are kept in the working folder, under the name of the server.
    """
    if is_remote(store):
        place = store.parts[1].rpartition("@")[2]
        return Path("".join(c if c.isalnum() or c in ".-" else "_" for c in place) + SUFFIX)
    named = store if store.name.strip(".") else store.resolve()
    return named.with_suffix(SUFFIX)


def digest(decisions: Iterable[Decision]) -> str:
    """A digest of what is decided, empty where nothing is."""
    text = "\n".join("\t".join(cells(decision)) for decision in decisions)
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def squeezed(text: str) -> str:
    """A text by its visible characters alone: what is left of it in a table, and compared."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


def undone(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of decisions that were taken back, by an undo that was not itself taken back."""
    undos: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.claim == "undo":
            undos.setdefault(decision.of, []).append(decision.id)

    def back(id_: str, seen: frozenset[str]) -> bool:
        return any(u not in seen and not back(u, seen | {u}) for u in undos.get(id_, ()))

    return frozenset(id_ for id_ in undos if back(id_, frozenset({id_})))


def new(decision: Decision, known: Iterable[Decision]) -> Decision:
    """The decision with an id made of its content; one that is there already gets a number behind it."""
    content = content_id(decision)
    taken, id_, n = {other.id for other in known}, content, 1
    while id_ in taken:
        n += 1
        id_ = f"{content}-{n}"
    return replace(decision, id=id_)


def content_id(decision: Decision) -> str:
    """The id that a decision's content gives it."""
    return hashlib.sha256("\t".join(map(flat, cells(decision)[1:])).encode()).hexdigest()[:10]


def flat(cell: str) -> str:
    """A cell on one line, as a table holds it."""
    return " ".join("".join(c if c.isprintable() else " " for c in cell).split())


def cells(decision: Decision) -> list[str]:
    """A decision as a row of its table, in the order of `COLUMNS`."""
    one, other = (*decision.units, "", "")[:2]
    first, second = (*decision.tasks, TaskKey("", "", ""), TaskKey("", "", ""))[:2]
    return [
        decision.id, decision.claim, one, other, first.document, first.number, first.passage, decision.printed,
        second.document, second.number, second.passage, decision.of, decision.who, decision.when, decision.why,
    ]  # fmt: skip
