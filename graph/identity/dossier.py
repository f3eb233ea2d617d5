"""What is known of one unit: its names and where they are printed, what it was and became, its functions, its tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...ontology.iris import Namer
from ...ontology.places import places
from ..duties import ask
from .asof import Bearer, bearers, last_day
from .members import held, tenures
from .register import Event, Units, units

if TYPE_CHECKING:
    from ..store import Store

PRINTED = """
SELECT ?printed ?file ?year ?role (COUNT(DISTINCT ?a) AS ?times) (COUNT(DISTINCT ?task) AS ?tasks) WHERE {{
  VALUES ?unit {{ {units} }}
  ?a zr:unit ?unit ; zr:surfaceForm ?printed ; zr:role/skos:notation ?role .
  ?task zr:assignment ?a ; dcterms:isPartOf ?plan .
  ?plan prov:wasDerivedFrom/zr:fileName ?file . OPTIONAL {{ ?plan zr:planYear ?year }}
}} GROUP BY ?printed ?file ?year ?role"""
TASKS = """
SELECT ?year (COUNT(DISTINCT ?lead) AS ?leads) (COUNT(DISTINCT ?share) AS ?shares) WHERE {{
  VALUES ?unit {{ {units} }}
  {{ ?lead zr:leadUnit ?unit ; dcterms:isPartOf ?plan }} UNION
  {{ ?share zr:responsibleUnit ?unit ; dcterms:isPartOf ?plan }}
  OPTIONAL {{ ?plan zr:planYear ?year }}
}} GROUP BY ?year"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A form of a unit's name, the document and its year, and how often tasks of it print the form."""

    form: str
    file: str
    year: int | None
    times: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a unit's work now: all of it, or one `function` that moved; `kind` is that of the last change."""

    name: str
    iri: str
    kind: str
    function: str
    since: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks of a year a unit leads, and how many it shares."""

    year: int | None
    lead: int
    responsible: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """One unit. `changes` hold full names; `same` are other names that a person decided to be this unit's.

    `steps` are the changes that lead here from the unit that was asked for, `open` says that a change may have come
    about already on the day asked for.
    """

    name: str
    iri: str
    kind: str
    place: str
    parent: str
    group: bool
    members: tuple[str, ...]
    same: tuple[str, ...]
    printed: tuple[Printed, ...]
    changes: tuple[Event, ...]
    owners: tuple[Owner, ...]
    tasks: tuple[Count, ...]
    steps: tuple[Event, ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The answer to a name: every unit that it may be (on a day), or, where it is none's, the names that are near."""

    asked: str
    on: str | None
    units: tuple[Dossier, ...]
    near: tuple[str, ...] = ()


def unit(store: Store, namer: Namer, name: str, on: str | None = None) -> Known:
    """Everything known of the units that `name` is a name of. Errors: UsageError for a day that is none."""
    if on:
        last_day(on)
    register = units(store, namer)
    found = (name,) if name in register.known else register.named(name)
    if not found:
        return Known(name, on, (), register.near(name))
    wanted = [one for iri in found for one in (bearers(register, iri, on) if on else (Bearer(iri),))]
    shortest: dict[str, Bearer] = {}
    for bearer in sorted(wanted, key=lambda bearer: len(bearer.steps)):
        shortest.setdefault(min(register.ones(bearer.iri)), bearer)
    return Known(name, on, tuple(_dossier(store, register, bearer, on) for bearer in shortest.values()))


def _dossier(store: Store, register: Units, bearer: Bearer, on: str | None) -> Dossier:
    me = register.known[bearer.iri]
    ours = register.ones(me.iri)
    terms = " ".join(f"<{iri}>" for iri in ours)
    groups, times = tenures(store) if me.group else ({}, {})
    return Dossier(
        me.name, me.iri, me.kind, _place(register, me.iri), register.label(me.parent) if me.parent else "", me.group,
        tuple(register.label(m) for m in groups.get(me.iri, ()) if held(times.get((me.iri, m)), on)),
        tuple(register.label(iri) for iri in ours if iri != me.iri),
        tuple(_printed(store, terms)),
        tuple(_told(register, event) for iri in ours for event in register.by_unit.get(iri, ())),
        tuple(_owners(register, me.iri)),
        tuple(Count(int(y) if y else None, int(a), int(b)) for y, a, b in ask(store, TASKS.format(units=terms))),
        tuple(_told(register, event) for event in bearer.steps), bearer.open,
    )  # fmt: skip


def _place(register: Units, iri: str) -> str:
    """The place that a unit's name, or that of the unit it belongs to, begins with."""
    name = iri.removeprefix(f"{register.namer.base}id/unit/").partition("/")[0]
    found, _ = places().leading(name)
    if found is None:
        found = next((places().get(place) for place in register.places if place in name), None)
    return found.name if found else ""


def _printed(store: Store, terms: str) -> Iterator[Printed]:
    times: dict[tuple[str, str, int | None], int] = {}
    for form, file, year, _, count, _ in ask(store, PRINTED.format(units=terms)):
        key = (form, file, int(year) if year else None)
        times[key] = times.get(key, 0) + int(count)
    ordered = sorted(times.items(), key=lambda item: (item[0][2] or 0, item[0][1], item[0][0]))
    return (Printed(*key, count) for key, count in ordered)


def _told(register: Units, event: Event) -> Event:
    """A change with its units under their names."""
    names = [tuple(register.label(iri) for iri in side) for side in (event.before, event.after)]
    return replace(event, before=names[0], after=names[1])


def _owners(register: Units, iri: str) -> Iterator[Owner]:
    """The bodies that a unit became; then those that it may have become, and who took over functions that moved."""
    ends, lived = _ends(register, iri)
    for heir, change in ends.items():
        last, kind = (change.last, change.kind) if change else ("", "")
        yield Owner(register.label(heir), heir, kind, "", last, 1.0)
    for event in dict.fromkeys(e for at in lived for e in register.by_unit.get(at, ()) if at in e.before):
        for heir in event.after if not event.body else ():
            yield Owner(register.label(heir), heir, event.kind, event.function, event.last, event.confidence)


def _ends(register: Units, iri: str) -> tuple[dict[str, Event | None], tuple[str, ...]]:
    """Where the known changes of bodies lead from a unit, each end with the last change, and every unit on the way."""
    ends: dict[str, Event | None] = {}
    lived: dict[str, Event | None] = {iri: None}
    front = [iri]
    while front:
        at = front.pop(0)
        onward = [e for e in register.by_unit.get(at, ()) if e.body and at in e.before and at not in e.after]
        if not onward:
            ends[at] = lived[at]
        new = {heir: event for event in onward for heir in event.after if heir not in lived}
        lived |= new
        front += new
    return ends, tuple(lived)
