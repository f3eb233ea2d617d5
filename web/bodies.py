"""The units of a store as the pages show them: which tasks each has, with whom, in which years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ..graph.duties import Duty
from ..graph.identity.register import Units, units
from ..graph.load.records import Load

if TYPE_CHECKING:
    from .library import Holdings

Role = Literal["lead", "responsible"]


@dataclass(frozen=True, slots=True)
class Part:
    """A unit's part in a task: the task, whether it leads, the form of its name printed there."""

    duty: Duty
    role: Role
    printed: str


@dataclass(frozen=True, slots=True)
class Partner:
    """A unit that shares tasks with another: how many, and how many of these it leads."""

    iri: str
    name: str
    shared: int
    leads: int


def register(holdings: Holdings) -> Units:
    """The units by IRI and by name, and the changes between them."""
    return holdings.once("units", lambda: units(holdings.store, holdings.namer))


def parts(holdings: Holdings) -> Mapping[str, tuple[Part, ...]]:
    """The parts of every unit, in the order of the tasks; a task that a unit leads is not also shared by it."""
    return holdings.once("parts of units", lambda: _parts(holdings.duties))


def _parts(duties: Iterable[Duty]) -> Mapping[str, tuple[Part, ...]]:
    found: dict[str, dict[str, Part]] = defaultdict(dict)
    for duty in duties:
        for holder in duty.leads:
            found[holder.iri].setdefault(duty.iri, Part(duty, "lead", holder.printed))
        for holder in duty.responsible:
            found[holder.iri].setdefault(duty.iri, Part(duty, "responsible", holder.printed))
    return {iri: tuple(held.values()) for iri, held in found.items()}


def parts_of(holdings: Holdings, iris: Iterable[str]) -> list[Part]:
    """The parts of a unit that goes by several IRIs, each task once, the newest year first."""
    held = {part.duty.iri: part for iri in iris for part in parts(holdings).get(iri, ())}
    return sorted(held.values(), key=lambda p: (-(p.duty.year or 0), p.role, p.duty.file, p.duty.start))


def partners(own: Iterable[str], held: Iterable[Part]) -> list[Partner]:
    """Who else the tasks of a unit name, those that share most of them first."""
    mine = set(own)
    shared, leads, names = Counter[str](), Counter[str](), dict[str, str]()
    for part in held:
        others = {holder.iri: holder.name for holder in part.duty.holders if holder.iri not in mine}
        names |= others
        shared.update(others.keys())
        leads.update({holder.iri for holder in part.duty.leads} - mine)
    found = [Partner(iri, names[iri], count, leads[iri]) for iri, count in shared.items()]
    return sorted(found, key=lambda p: (-p.shared, -p.leads, p.name, p.iri))


def loads_of(holdings: Holdings, iri: str) -> list[Load]:
    """The loads of a unit, by year."""
    by_unit = holdings.once("loads of units", lambda: _loads(holdings))
    return by_unit.get(iri, [])


def _loads(holdings: Holdings) -> dict[str, list[Load]]:
    found: dict[str, list[Load]] = defaultdict(list)
    for load in reversed(holdings.loads):
        found[load.iri].append(load)
    return dict(found)


def offices(holdings: Holdings) -> Mapping[str, tuple[str, ...]]:
    """The IRIs of each unit's offices and institutions, by name."""
    return holdings.once("offices", lambda: _offices(register(holdings)))


def _offices(known: Units) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for one in sorted(known.known.values(), key=lambda one: (one.name, one.iri)):
        if one.parent:
            found[one.parent].append(one.iri)
    return {iri: tuple(held) for iri, held in found.items()}
