"""The tasks of the graph as rows: what ledger, map, load table and lookup are made of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple, Protocol

from ..ontology.prefixes import PREFIXES
from .duty_queries import CITATIONS, DOCUMENTS, DUES, HOLDERS, NAMES, PLACES, PLANS, TARGETS, TASKS, UNITS

Row = tuple[str, ...]


class Asked(Protocol):
    """What answers questions: a store, or what is remembered of one."""

    def select(self, text: str) -> list[Row]:
        """Answer a SELECT as rows of plain text, an unbound cell as the empty string."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit, or a group of units, that a task names: its own name, the form printed in the task, what kind it is.

    `parent` is the IRI of the unit that it is an office or an institution of, empty where none is known.
    """

    iri: str
    name: str
    printed: str
    group: bool = False
    kind: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A measurable target: its words, `comparator` (>=, <=, =, >, <), `value` in `measure`, its place in the source."""

    words: str
    comparator: str
    value: float
    measure: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """One task with everything that is said of it.

    `text` is the document from `start` to `end`; `line` counts from 1, `page` is None where the format has none.
    `deadline` is in the printed words, `due` the last day they allow; `place` is the plan's jurisdiction, `issuer` the
    IRI of the unit that issued it; `cited` are the IRIs of all works that the task names.
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
    goals: tuple[Goal, ...] = ()
    place: str = ""
    issuer: str = ""
    cited: tuple[str, ...] = ()

    @property
    def passage(self) -> str:
        """The text on one line, without the blanks that print left in it."""
        return flowing(self.text)

    @property
    def quote(self) -> str:
        """The passage for a reader's eye: without the bold marks of Markdown."""
        return self.passage.replace("**", "")

    @property
    def targets(self) -> tuple[str, ...]:
        """The words of the measurable targets, each once."""
        return tuple(dict.fromkeys(goal.words for goal in self.goals))

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


@dataclass(frozen=True, slots=True, order=True)
class Document:
    """A document of the graph; a news report assigns no tasks."""

    file: str
    title: str
    year: int | None
    news: bool
    plan: str


def documents(store: Asked) -> list[Document]:
    """List the documents of a store by file name."""
    rows = {
        Document(f, t, int(y) if y else None, k.endswith("NewsReport"), p) for f, t, y, k, p in ask(store, DOCUMENTS)
    }
    return sorted(rows, key=lambda d: (d.file, d.plan))


class Register(NamedTuple):
    """What a lookup knows of the documents: they themselves, the units' names with their IRIs, the places."""

    documents: tuple[Document, ...]
    names: Mapping[str, tuple[str, ...]]
    places: tuple[str, ...]


def register(store: Asked) -> Register:
    """Read the register of a store."""
    names: dict[str, list[str]] = defaultdict(list)
    for name, unit in ask(store, NAMES):
        names[name].append(unit)
    places = tuple(place for (place,) in ask(store, PLACES))
    return Register(tuple(documents(store)), {name: tuple(units) for name, units in names.items()}, places)


def duties(store: Asked, year: int | None = None, only: Collection[str] | None = None) -> list[Duty]:
    """Read every task of a store, or those of one plan year, in the order of the files and of the tasks in them.

    `only` names the tasks to read (IRIs); what they do not hang on is then not read.
    """
    queries = [among("task", only, query) for query in (HOLDERS, DUES, CITATIONS, TARGETS)]
    found = [grouped(ask(store, query)) for query in queries]
    held = None if only is None else {row[1] for rows in found[0].values() for row in rows}
    parts = Parts(units(store, held), *found)
    tasks = ask(store, among("task", only, TASKS))
    about = None if only is None else {row[1] for row in tasks}
    plans = {plan: rest for plan, *rest in ask(store, among("plan", about, PLANS))}
    rows = {row[0]: row for row in tasks if row[1] in plans}
    held_rows = [(row, plans[row[1]]) for row in rows.values() if year is None or plans[row[1]][1] == str(year)]
    ordered = sorted(held_rows, key=lambda both: (both[1][2], both[0][1], int(both[0][2])))
    return [duty(row, plan, parts) for row, plan in ordered]


def among(variable: str, iris: Collection[str] | None, query: str) -> str:
    """Limit a query to some things; None limits it to none. What cannot be an IRI is in no store and is left out."""
    if iris is None:
        return query
    values = " ".join(f"<{iri}>" for iri in sorted(iris) if _iri().fullmatch(iri))
    return query.replace("WHERE {", f"WHERE {{ VALUES ?{variable} {{ {values} }}", 1)


@cache
def _iri() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ud800-\udfff]+")


def ask(store: Asked, query: str) -> list[Row]:
    """Ask the store, every prefix declared, in one fixed order."""
    return sorted(store.select(asked(query)))


def asked(query: str) -> str:
    """The text by which a query is asked."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES) + query


class Parts(NamedTuple):
    """What hangs on the tasks, by task; each in the order of the text. `units` are all there are, by IRI."""

    units: dict[str, Holder]
    holders: dict[str, list[Row]]
    dues: dict[str, list[Row]]
    citations: dict[str, list[Row]]
    targets: dict[str, list[Row]]


def grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Gather rows by task, ordered by the number in their second column."""
    by_task: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_task[row[0]].append(row[1:])
    return {task: sorted(held, key=lambda row: (int(row[0]), row[1:])) for task, held in by_task.items()}


def units(store: Asked, only: Collection[str] | None = None) -> dict[str, Holder]:
    """Read the units of a store, or `only` some, each under its own name."""
    return {
        iri: Holder(iri, name, name, kind_of.endswith("UnitGroup"), kind, parent)
        for iri, kind_of, name, kind, parent in reversed(ask(store, among("unit", only, UNITS)))
    }


def duty(row: Row, about: Sequence[str], parts: Parts) -> Duty:
    """Put one task together, of the plan that it is `about`."""
    task, plan, _, number, title, section, text, start, end, line, page = row
    plan_title, year, file, place, issuer = about
    own = [(words, day) for _, link, words, day in parts.dues.get(task, []) if link.endswith("ownDeadline")]
    nodes = [(words, day) for _, link, words, day in parts.dues.get(task, []) if link.endswith("milestone")]
    works = parts.citations.get(task, [])
    cited = [(relation, work(words, no)) for _, relation, words, _, no in works]
    held = parts.holders.get(task, [])
    return Duty(
        iri=task, number=number, title=title, file=file, plan=plan, plan_title=plan_title,
        year=int(year) if year else None, section=tuple(section.split(" › ")) if section else (),
        text=text, start=int(start), end=int(end), line=int(line), page=int(page) if page else None,
        leads=holders((row for row in held if row[4].endswith("lead")), parts.units),
        responsible=holders((row for row in held if not row[4].endswith("lead")), parts.units),
        deadline=own[0][0] if own else None, due=own[0][1] or None if own else None,
        milestones=tuple((words, day or None) for words, day in nodes),
        bases=tuple(dict.fromkeys(words for relation, words in cited if relation.endswith("basis"))),
        works=tuple(dict.fromkeys(words for relation, words in cited if not relation.endswith("basis"))),
        goals=tuple(goal(*row) for row in parts.targets.get(task, [])),
        place=place, issuer=issuer, cited=tuple(dict.fromkeys(work for _, _, _, work, _ in works)),
    )  # fmt: skip


def holders(rows: Iterable[Row], known: Mapping[str, Holder]) -> tuple[Holder, ...]:
    """Read units, each mention once."""
    by_order = {order: held for order, *held in rows}
    return tuple(
        Holder(unit, held.name, full or printed, held.group, held.kind, held.parent)
        for unit, printed, full, _ in by_order.values()
        if (held := known.get(unit))
    )


def goal(start: str, end: str, words: str, comparator: str, value: str, measure: str) -> Goal:
    """Read a target."""
    return Goal(words, comparator, float(value), measure, int(start), int(end))


def work(words: str, number: str) -> str:
    """Name a work by its title and its number."""
    return f"《{words}》（{number}）" if number else f"《{words}》"
