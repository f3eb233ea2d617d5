"""Bringing an index up to a store: the rows of plans that came, went or were read anew, and of units renamed.

What an index holds is a function of the store alone, however it came about.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ...ontology.terms import Zr, prefixed
from .. import manifest
from ..duties import ask
from ..identity.mentions import edited_plans
from .folding import skeleton
from .grams import words
from .reading import tasks_of, words_of
from .remembered import keep
from .schema import TABLES
from .spool import BAR, Row, Spool, row_of
from .state import about, held_state, state

if TYPE_CHECKING:
    from ...ontology.iris import Namer
    from ..duties import Duty
    from ..manifest import Entry
    from ..store import Store

_NAMES = """
SELECT ?unit ?name WHERE {{
  VALUES ?unit {{ {units} }}
  GRAPH <{graph}> {{ ?unit a ?kind ; skos:prefLabel|skos:altLabel ?name FILTER(?kind IN (zr:Unit, zr:UnitGroup)) }}
}}"""
_HELD_BY = "SELECT ?task ?unit WHERE { ?task zr:assignment ?a . ?a zr:unit ?unit }"
_WORD = "INSERT INTO word (rowid, title, text, names) VALUES (?, ?, ?, ?)"
_FORGET = "INSERT INTO word (word, rowid, title, text, names) VALUES ('delete', ?, ?, ?, ?)"
_TASK = "INSERT INTO task (iri, plan, start, title, text, names) VALUES (?, ?, ?, ?, ?, ?)"
Since = tuple[str, Collection[str] | None]
"""A state of an index, and the units (IRIs; None: all) that may have come to go by other names since."""
_REMEMBERED: Final = 65536  # units whose names are held in memory while tasks are written
_HELD = "SELECT title, text, names FROM task WHERE id = ?"


def create(base: sqlite3.Connection) -> None:
    """Make the tables of an index."""
    base.executescript(TABLES)


def fill(
    base: sqlite3.Connection, store: Store, held: Mapping[str, Entry] | None = None, spool: Spool | None = None,
    since: Since | None = None, *, keeping: bool = False,
) -> None:  # fmt: skip
    """Bring an index to the state of a store, in one transaction; `keeping` the answers of a small one, too.

    `held` are its plans, where they are known; `spool` has the tasks of those that were just read; `since` tells an
    index of a certain state which units may go by other names now.
    """
    held = manifest.plans(store) if held is None else held
    wanted = state(store, held)
    if held_state(base) == wanted:
        return
    namer = manifest.namer_of(held)
    with base:
        plans, decided = _stamps(held, namer), _decided(store, namer)
        units = since[1] if since and since[0] == held_state(base) else None
        _rename(base, unit_names(store, namer.units, units), units)
        known = dict(base.execute("SELECT iri, stamp FROM plan"))
        if known and decided != about(base, "decided"):
            known |= dict.fromkeys(_judged_anew(base, store), "")
        gone = [iri for iri, stamp in known.items() if plans.get(iri) != stamp]
        _forget(base, [row for iri in gone for (row,) in base.execute(*_of_plan(iri))])
        base.executemany("DELETE FROM plan WHERE iri = ?", [(iri,) for iri in gone])
        new = sorted(iri for iri, stamp in plans.items() if known.get(iri) != stamp)
        base.executemany("INSERT INTO plan (iri, stamp) VALUES (?, ?)", [(iri, plans[iri]) for iri in new])
        graphs = {namer.plan(sha): entry.graph for sha, entry in held.items()}
        _add(base, _rows(store, {iri: graphs[iri] for iri in new}, namer, spool))
        if keeping:
            keep(base, store)
        base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", [("decided", decided), ("state", wanted)])


def _decided(store: Store, namer: Namer) -> str:
    """A digest of what a person decided: it may give mentions of plans that stay to other units."""
    lines = store.ntriples(namer.decisions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _judged_anew(base: sqlite3.Connection, store: Store) -> set[str]:
    """The plans with a task that is now of other units than in the index."""
    known = {unit for (unit,) in base.execute("SELECT iri FROM unit")}
    now = {(task, unit) for task, unit in ask(store, _HELD_BY) if unit in known}
    then = set(base.execute("SELECT task.iri, unit FROM holding JOIN task ON task.id = task"))
    plan_of = "SELECT plan.iri FROM plan JOIN task ON plan.id = task.plan WHERE task.iri = ?"
    return {plan for task, _ in now ^ then for (plan,) in base.execute(plan_of, (task,))}


def _stamps(held: Mapping[str, Entry], namer: Namer) -> dict[str, str]:
    """The plans of a store, each with the stamp of what read it."""
    return {namer.plan(sha): entry.stamp for sha, entry in held.items()}


def _of_plan(iri: str) -> tuple[str, tuple[str]]:
    return "SELECT task.id FROM task JOIN plan ON plan.id = task.plan WHERE plan.iri = ?", (iri,)


def unit_names(store: Store, graph: str, units: Collection[str] | None = None) -> dict[str, str]:
    """Each unit's names, as they are searched; of these units, or of all. `graph` is the one that describes them."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit, name in (
        _named(store, graph) if units is None else ask(store, _NAMES.format(units=_terms(units), graph=graph))
    ):
        found[unit].add(skeleton(name))
    return {unit: BAR.join(sorted(names)) for unit, names in found.items()}


def _named(store: Store, graph: str) -> Iterator[tuple[str, str]]:
    kinds = {Zr.Unit, Zr.UnitGroup}
    units = {thing for thing, kind in store.objects(prefixed("rdf:type"), graph) if kind in kinds}
    for label in map(prefixed, ("skos:prefLabel", "skos:altLabel")):
        yield from ((thing, name) for thing, name in store.objects(label, graph) if thing in units)


def _terms(units: Iterable[str]) -> str:
    return " ".join(f"<{unit}>" for unit in sorted(units))


def _rename(base: sqlite3.Connection, names: Mapping[str, str], units: Collection[str] | None) -> None:
    """Take over the names of these units, or of all; a task of one that goes by others now is written anew."""
    known = dict(_known(base, units))
    changed = sorted(unit for unit in {*known, *names} if known.get(unit) != names.get(unit))
    base.executemany("DELETE FROM unit WHERE iri = ?", [(unit,) for unit in changed])
    base.executemany("INSERT INTO unit VALUES (?, ?)", [(u, names[u]) for u in changed if u in names])
    name = _names(base)
    rows = {row for unit in changed for (row,) in base.execute("SELECT task FROM holding WHERE unit = ?", (unit,))}
    for row in sorted(rows):
        held = [unit for (unit,) in base.execute("SELECT unit FROM holding WHERE task = ?", (row,))]
        old = base.execute(_HELD, (row,)).fetchone()
        new = (old[0], old[1], _joined(held, name, _printed(old[2])))
        base.execute(_FORGET, (row, *map(words, old)))
        base.execute("UPDATE task SET names = ? WHERE id = ?", (new[2], row))
        base.execute(_WORD, (row, *map(words, new)))


def _known(base: sqlite3.Connection, units: Collection[str] | None) -> Iterator[tuple[str, str]]:
    """The names that these units, or all, have in the index."""
    if units is None:
        return iter(base.execute("SELECT iri, names FROM unit"))
    return (row for unit in units for row in base.execute("SELECT iri, names FROM unit WHERE iri = ?", (unit,)))


def _printed(names: str) -> str:
    """The forms that a task prints: what stands before the units' own names."""
    return names.partition(BAR * 2)[0]


def _names(base: sqlite3.Connection) -> Callable[[str], str | None]:
    """What gives the names that a unit has in the index."""

    @lru_cache(_REMEMBERED)
    def find(unit: str) -> str | None:
        return next((name for _, name in _known(base, [unit])), None)

    return find


def _joined(units: Iterable[str], name: Callable[[str], str | None], printed: str) -> str:
    own = BAR.join(found for found in map(name, sorted(units)) if found is not None)
    return f"{printed}{BAR * 2}{own}"


def _forget(base: sqlite3.Connection, rows: list[int]) -> None:
    for row in rows:
        old = base.execute(_HELD, (row,)).fetchone()
        base.execute(_FORGET, (row, *map(words, old)))
        base.execute("DELETE FROM task WHERE id = ?", (row,))
        base.execute("DELETE FROM holding WHERE task = ?", (row,))


def _add(base: sqlite3.Connection, rows: Iterable[Row]) -> None:
    """Write tasks, those of plans and units that are written already."""
    name = _names(base)
    ids = dict(base.execute("SELECT iri, id FROM plan"))
    for task in rows:
        held = task.units.split(BAR) if task.units else []
        fields = task.title, task.text, _joined(held, name, task.printed)
        at = base.execute(_TASK, (task.iri, ids[task.plan], task.start, *fields)).lastrowid
        base.execute(_WORD, (at, *map(words, fields)))
        base.executemany("INSERT INTO holding VALUES (?, ?)", [(unit, at) for unit in held])


def _rows(store: Store, new: Mapping[str, str], namer: Namer, spool: Spool | None) -> Iterator[Row]:
    """The tasks of plans (IRIs, each with its graph): as they were just read, or from the store.

    A person's decisions may have given mentions of a plan to other units than those read.
    """
    edited = edited_plans(store, namer) if spool else frozenset()
    ready = {plan for plan in new if spool and spool.holds(plan) and plan not in edited}
    if spool:
        yield from spool.rows(ready)
    others = [(plan, graph) for plan, graph in new.items() if plan not in ready]
    yield from (row_of(task.plan, words_of(task)) for task in tasks_of(store, others, namer.policies))


def fields_of(duty: Duty, units: Iterable[str], name: Callable[[str], str | None]) -> tuple[str, str, str]:
    """What is searched of a task: its title; its text, section, number and cited works; its units by all names."""
    found = row_of(duty.plan, words_of(duty))
    return found.title, found.text, _joined(units, name, found.printed)
