"""What is known of one unit: its names and where they are printed, what it was and became, its functions, its tasks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...ontology.iris import Namer
from ..duties import ask
from .asof import Bearer, bearers, last_day
from .functions import moves
from .members import held, tenures
from .naming import named, near, place_named, place_of
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
  {{ ?share zr:responsibleUnit ?unit ; dcterms:isPartOf ?plan FILTER NOT EXISTS {{ ?share zr:leadUnit ?unit }} }}
  OPTIONAL {{ ?plan zr:planYear ?year }}
}} GROUP BY ?year"""

# The plans that name a unit, an office of it, or a class that it is in; `past` where their place has a later plan.
SEEN = """
SELECT DISTINCT ?year ?past WHERE {{
  {{ SELECT DISTINCT ?plan WHERE {{
    VALUES ?unit {{ {units} }}
    {{ ?plan dcterms:publisher ?unit }} UNION
    {{ ?a zr:unit ?unit . ?task zr:assignment ?a ; dcterms:isPartOf ?plan }} UNION
    {{ ?office org:unitOf ?unit . ?a zr:unit ?office . ?task zr:assignment ?a ; dcterms:isPartOf ?plan }} UNION
    {{ ?group zr:member ?unit . ?a zr:unit ?group . ?task zr:assignment ?a ; dcterms:isPartOf ?plan }}
  }} }}
  ?plan zr:planYear ?year .
  BIND(EXISTS {{
    ?plan eli:jurisdiction ?place . ?newer eli:jurisdiction ?place ; zr:planYear ?later
    FILTER(STR(?later) > STR(?year))
  }} AS ?past)
}}"""


@dataclass(frozen=True, slots=True)
class Printed:
    """A form of a unit's name, the document and its year, and how often tasks of it print the form."""

    form: str
    file: str
    year: int | None
    times: int


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a unit's work now: all of it, or one `function` that moved; `kind` is that of the last change.

    `presumed` says that this follows from a nationwide rule, not from a source of the place's own.
    """

    name: str
    iri: str
    kind: str
    function: str
    since: str
    confidence: float
    presumed: bool = False


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
    about already on the day asked for. `decided` are the decisions on it in words; `undated` says that members are
    those of the tables' division of land, `guessed` that nothing but a proposal names it. `seen` is the year of the
    last plan that names a unit of which nothing is known since: no change, and its place has newer plans without it.
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
    decided: tuple[str, ...] = ()
    undated: bool = False
    guessed: bool = False
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The answer to a name: every unit that it may be (on a day), or, where it is none's, the names that are near.

    `earliest` is the year of the oldest plan, where the day asked for lies before it.
    """

    asked: str
    on: str | None
    units: tuple[Dossier, ...]
    near: tuple[str, ...] = ()
    earliest: int | None = None


def unit(store: Store, namer: Namer, name: str, on: str | None = None, place: str | None = None) -> Known:
    """Everything known of the units that `name` is a name of, in one place if given; with a day, without later plans.

    Errors: UsageError for a day that is none, or a place that the store has no unit of.
    """
    day = last_day(on) if on else None
    register = units(store, namer)
    found = named(register, name, place_named(register, place) if place else None)
    if not found:
        return Known(name, on, (), near(register, name))
    earliest = min(register.years, default=None)
    unseen = earliest if day and earliest and int(day[:4]) < earliest else None
    wanted = [one for iri in found for one in (bearers(register, iri, on) if on else (Bearer(iri),))]
    shortest: dict[str, Bearer] = {}
    for bearer in sorted(wanted, key=lambda bearer: len(bearer.steps)):
        shortest.setdefault(register.same(bearer.iri)[0], bearer)
    about = tuple(_dossier(store, register, bearer, on) for bearer in shortest.values())
    return Known(name, on, about, earliest=unseen)


def of(store: Store, register: Units, iri: str) -> Dossier:
    """Everything known of one unit, by its IRI."""
    return _dossier(store, register, Bearer(iri), None)


def _dossier(store: Store, register: Units, bearer: Bearer, on: str | None) -> Dossier:
    ours = register.same(bearer.iri)
    me = register.known[ours[0]]
    last = int(last_day(on)[:4]) if on else 9999
    changes = dict.fromkeys(event for iri in ours for event in register.by_unit.get(iri, ()))
    terms = " ".join(f"<{iri}>" for iri in ours)
    groups, times = tenures(store) if me.group else ({}, {})
    seen = None if me.group or register.onward(me.iri) else _lost(store, terms, last)
    return Dossier(
        me.name, me.iri, me.kind, place_of(register, me.iri), register.label(me.parent) if me.parent else "", me.group,
        tuple(register.label(m) for m in groups.get(me.iri, ()) if held(times.get((me.iri, m)), on)),
        tuple(register.label(iri) for iri in ours if iri != me.iri),
        tuple(p for p in _printed(store, terms) if (p.year or 0) <= last),
        tuple(_told(register, event) for event in changes),
        tuple(o for o in _owners(register, me.iri) if not seen or o.iri != me.iri or o.function),
        tuple(
            Count(int(y) if y else None, int(a), int(b))
            for y, a, b in ask(store, TASKS.format(units=terms)) if int(y or 0) <= last
        ),
        tuple(_told(register, event) for event in bearer.steps), bearer.open,
        tuple(dict.fromkeys(words for iri in ours for words in register.decided.get(iri, ()))),
        any((me.iri, member) not in times for member in groups.get(me.iri, ())), _guessed(register, me.iri), seen,
    )  # fmt: skip


def _guessed(register: Units, iri: str) -> bool:
    """Whether nothing but a proposal, or a function's move, names a unit."""
    return iri not in register.there and not any(event.body for event in register.by_unit.get(iri, ()))


def _lost(store: Store, terms: str, asked: int) -> int | None:
    """The year of the last plan that names a unit, where the newest of its place, and those since `asked`, do not."""
    years = [(int(year), past == "true") for year, past in ask(store, SEEN.format(units=terms))]
    last = max((year for year, _ in years), default=None)
    return last if last is not None and last < asked and all(past for _, past in years) else None


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
    ends = _ends(register, iri)
    for heir, (sure, change) in ends.items():
        last, kind = (change.last, change.kind) if change else ("", "")
        if heir != iri or not _guessed(register, iri):
            yield Owner(register.label(heir), heir, kind, "", last, sure, sure < 1)
    proposals = [
        e for at in register.bodies(iri) for e in register.by_unit.get(at, ()) if e.proposed and at in e.before
    ]
    for event in dict.fromkeys(proposals):
        for heir in event.after:
            yield Owner(register.label(heir), heir, event.kind, "", event.last, event.confidence)
    for move in moves(register, iri):
        event, sure = move.event, round(move.confidence, 2)
        yield Owner(
            register.label(move.holder), move.holder, event.kind, event.function, event.last, sure, event.presumed
        )


def _ends(register: Units, iri: str) -> dict[str, tuple[float, Event | None]]:
    """Where the known changes of bodies lead from a unit: each end with how sure that is, and the last change."""
    ends: dict[str, tuple[float, Event | None]] = {}
    lived: dict[str, tuple[float, Event | None]] = {iri: (1.0, None)}
    front = [iri]
    while front:
        at = front.pop(0)
        onward = register.onward(at)
        if not onward:
            ends[at] = lived[at]
        new = {
            heir: (round(lived[at][0] * event.confidence, 2), event)
            for event in onward for heir in event.after if heir not in lived and (iri, heir) not in register.apart
        }  # fmt: skip
        lived |= new
        front += new
    return ends
