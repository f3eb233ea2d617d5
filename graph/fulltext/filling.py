"""Bringing an index up to a store: the rows of plans that came, went or were read anew, and of units renamed.

What an index holds is a function of the store alone, however it came about.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from .. import manifest
from ..duties import Duty, Parts, among, ask, duty, grouped, units
from ..duty_queries import CITATIONS, HOLDERS, PLANS, TASKS
from .folding import skeleton
from .grams import words
from .remembered import keep
from .schema import FORMAT, TABLES

if TYPE_CHECKING:
    from ..store import Store

_ONCE = 500  # tasks read at a time
_NO_PLAN = ("", "", "", "", "")  # what is said of a plan is not searched
_BAR = "\n"  # between names: no query holds one, so none is found across two
_NAMES = """
SELECT ?unit ?name WHERE {
  ?unit a ?kind ; skos:prefLabel|skos:altLabel ?name FILTER(?kind IN (zr:Unit, zr:UnitGroup))
}"""
_HELD_BY = "SELECT ?task ?unit WHERE { ?task zr:assignment ?a . ?a zr:unit ?unit }"
_OF_PLANS = "SELECT ?task ?plan WHERE { ?task a zr:Task ; dcterms:isPartOf ?plan }"
_WORD = "INSERT INTO word (rowid, title, text, names) VALUES (?, ?, ?, ?)"
_FORGET = "INSERT INTO word (word, rowid, title, text, names) VALUES ('delete', ?, ?, ?, ?)"
_TASK = "INSERT INTO task (iri, plan, start, title, text, names) VALUES (?, ?, ?, ?, ?, ?)"
_HELD = "SELECT title, text, names FROM task WHERE id = ?"


def state(store: Store) -> str:
    """What tells one state of a store from another, for the index."""
    entries = manifest.digest(manifest.plans(store))
    return hashlib.sha256(f"{FORMAT} {entries} {manifest.derived(store)}".encode()).hexdigest()


def create(base: sqlite3.Connection) -> None:
    """Make the tables of an index."""
    base.executescript(TABLES)


def fill(base: sqlite3.Connection, store: Store, *, keeping: bool = False) -> None:
    """Bring an index to the state of a store, in one transaction; `keeping` the answers of a small one, too."""
    wanted = state(store)
    if held_state(base) == wanted:
        return
    with base:
        plans, names, decided = _plans(store), unit_names(store), _decided(store)
        known = dict(base.execute("SELECT iri, stamp FROM plan"))
        if known and decided != _about(base, "decided"):
            known |= dict.fromkeys(_judged_anew(base, store, names), "")
        gone = [iri for iri, stamp in known.items() if plans.get(iri) != stamp]
        _forget(base, [row for iri in gone for (row,) in base.execute(*_of_plan(iri))])
        base.executemany("DELETE FROM plan WHERE iri = ?", [(iri,) for iri in gone])
        _rename(base, names)
        new = sorted(iri for iri, stamp in plans.items() if known.get(iri) != stamp)
        base.executemany("INSERT INTO plan (iri, stamp) VALUES (?, ?)", [(iri, plans[iri]) for iri in new])
        _add(base, store, set(new), names)
        if keeping:
            keep(base, store)
        base.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", [("decided", decided), ("state", wanted)])


def held_state(base: sqlite3.Connection) -> str:
    """The state of the store that an index was made for, empty where it is new."""
    return _about(base, "state")


def _about(base: sqlite3.Connection, name: str) -> str:
    return next((str(value) for (value,) in base.execute("SELECT value FROM about WHERE name = ?", (name,))), "")


def _decided(store: Store) -> str:
    """A digest of what a person decided: it may give mentions of plans that stay to other units."""
    lines = store.ntriples(manifest.namer(store).decisions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _judged_anew(base: sqlite3.Connection, store: Store, names: Collection[str]) -> set[str]:
    """The plans with a task that is now of other units than in the index."""
    now = {(task, unit) for task, unit in ask(store, _HELD_BY) if unit in names}
    then = set(base.execute("SELECT task.iri, unit FROM holding JOIN task ON task.id = task"))
    plan_of = "SELECT plan.iri FROM plan JOIN task ON plan.id = task.plan WHERE task.iri = ?"
    return {plan for task, _ in now ^ then for (plan,) in base.execute(plan_of, (task,))}


def _plans(store: Store) -> dict[str, str]:
    """The plans of a store, each with the stamp of what read it."""
    named = manifest.namer(store)
    return {named.plan(sha): entry.stamp for sha, entry in manifest.plans(store).items()}


def _of_plan(iri: str) -> tuple[str, tuple[str]]:
    return "SELECT task.id FROM task JOIN plan ON plan.id = task.plan WHERE plan.iri = ?", (iri,)


def unit_names(store: Store) -> dict[str, str]:
    """Each unit's names, as they are searched."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit, name in ask(store, _NAMES):
        found[unit].add(skeleton(name))
    return {unit: _BAR.join(sorted(names)) for unit, names in found.items()}


def _rename(base: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """Take over the names of units; a task of one that goes by others now is written anew."""
    known = dict(base.execute("SELECT iri, names FROM unit"))
    changed = sorted(unit for unit in {*known, *names} if known.get(unit) != names.get(unit))
    base.executemany("DELETE FROM unit WHERE iri = ?", [(unit,) for unit in changed])
    base.executemany("INSERT INTO unit VALUES (?, ?)", [(u, names[u]) for u in changed if u in names])
    if not known:
        return
    rows = {row for unit in changed for (row,) in base.execute("SELECT task FROM holding WHERE unit = ?", (unit,))}
    for row in sorted(rows):
        units = [unit for (unit,) in base.execute("SELECT unit FROM holding WHERE task = ?", (row,))]
        old = base.execute(_HELD, (row,)).fetchone()
        new = (old[0], old[1], _joined(units, names, _printed(old[2])))
        base.execute(_FORGET, (row, *map(words, old)))
        base.execute("UPDATE task SET names = ? WHERE id = ?", (new[2], row))
        base.execute(_WORD, (row, *map(words, new)))


def _printed(names: str) -> str:
    """The forms that a task prints: what stands before the units' own names."""
    return names.partition(_BAR * 2)[0]


def _joined(units: Iterable[str], names: Mapping[str, str], printed: str) -> str:
    own = _BAR.join(names[unit] for unit in sorted(units) if unit in names)
    return f"{printed}{_BAR * 2}{own}"


def _forget(base: sqlite3.Connection, rows: list[int]) -> None:
    for row in rows:
        old = base.execute(_HELD, (row,)).fetchone()
        base.execute(_FORGET, (row, *map(words, old)))
        base.execute("DELETE FROM task WHERE id = ?", (row,))
        base.execute("DELETE FROM holding WHERE task = ?", (row,))


def _add(base: sqlite3.Connection, store: Store, plans: Collection[str], names: Mapping[str, str]) -> None:
    """Write the tasks of plans."""
    ids = dict(base.execute("SELECT iri, id FROM plan"))
    for task in _texts(store, plans) if plans else ():
        held = sorted({holder.iri for holder in task.holders})
        fields = fields_of(task, held, names)
        row = base.execute(_TASK, (task.iri, ids[task.plan], task.start, *fields)).lastrowid
        base.execute(_WORD, (row, *map(words, fields)))
        base.executemany("INSERT INTO holding VALUES (?, ?)", [(unit, row) for unit in held])


def _texts(store: Store, plans: Collection[str]) -> Iterator[Duty]:
    """The tasks of plans, without their due times and targets: most of a task's facts, and no words but its text's."""
    known, assigning = units(store), {plan for plan, *_ in ask(store, PLANS)}.intersection(plans)
    tasks = sorted(task for task, plan in ask(store, _OF_PLANS) if plan in assigning)
    for at in range(0, len(tasks), _ONCE):
        some = tasks[at : at + _ONCE]
        held, cited = (grouped(ask(store, among("task", some, query))) for query in (HOLDERS, CITATIONS))
        parts = Parts(known, held, {}, cited, {})
        rows = {row[0]: row for row in ask(store, among("task", some, TASKS))}
        yield from (duty(row, _NO_PLAN, parts) for row in rows.values())


def fields_of(duty: Duty, units: Iterable[str], names: Mapping[str, str]) -> tuple[str, str, str]:
    """What is searched of a task: its title; its text, section, number and cited works; its units by all names."""
    others = (duty.number, *duty.section, *duty.bases, *duty.works)
    text = _BAR.join(skeleton(part) for part in (duty.text, *others))
    printed = _BAR.join(sorted({skeleton(holder.printed) for holder in duty.holders}))
    return skeleton(duty.title), text, _joined(units, names, printed)
