"""The units of a store by their names, and the changes between them, as `zeren unit` asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ...ontology.authority import authority
from ...ontology.iris import Namer
from ...ontology.names import fold
from ..duties import ask

if TYPE_CHECKING:
    from ..store import Store

NAMES = """
SELECT ?unit ?name ?chief ?kind ?type ?parent WHERE {
  ?unit a ?type ; skos:prefLabel ?chief ; skos:prefLabel|skos:altLabel ?name . FILTER(?type IN (zr:Unit, zr:UnitGroup))
  OPTIONAL { ?unit zr:unitKind ?kind } OPTIONAL { ?unit org:unitOf ?parent }
}"""
EVENTS = """
SELECT ?event ?class ?kind ?confidence ?source ?day ?last ?note ?function ?before ?after WHERE {
  ?event a ?class ; zr:changeKind/skos:notation ?kind ; zr:confidence ?confidence ; dcterms:source ?source ;
         (org:resultingOrganization|zr:laterUnit) ?after .
  OPTIONAL { ?event (org:originalOrganization|zr:earlierUnit) ?before }
  OPTIONAL { ?event dcterms:date ?day } OPTIONAL { ?event zr:byDay ?last }
  OPTIONAL { ?event zr:note ?note } OPTIONAL { ?event zr:movedFunction ?function }
}"""
SAME = """
SELECT ?one ?other WHERE {
  ?decision a zr:Decision ; zr:standing code:in-force ; zr:claim code:decided-same ; zr:one ?one ; zr:other ?other
}"""
PLACES = "SELECT DISTINCT ?place WHERE { ?plan eli:jurisdiction/skos:prefLabel ?place }"


@dataclass(frozen=True, slots=True)
class Named:
    """A unit, or a group of units, as the graph names it; `parent` is the IRI of the unit it belongs to."""

    iri: str
    name: str
    kind: str
    group: bool
    parent: str


@dataclass(frozen=True, slots=True)
class Event:
    """A change of bodies, one that is only proposed, or a function's move; units are IRIs."""

    iri: str
    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    date: str
    by: str
    function: str
    confidence: float
    proposed: bool
    source: str
    note: str

    @property
    def body(self) -> bool:
        """Whether it is known to have changed bodies."""
        return not self.function and not self.proposed

    @property
    def last(self) -> str:
        """The day by which it had come about, empty where none is known."""
        return self.by or self.date


@dataclass(frozen=True)
class Units:
    """The units of a store, their names (folded to one written form), the changes between them, the plans' places."""

    known: Mapping[str, Named]
    names: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...]
    same: tuple[tuple[str, str], ...]
    places: tuple[str, ...]
    namer: Namer

    def named(self, name: str) -> tuple[str, ...]:
        """The IRIs of all units that a name is printed for or that it is the full name of, in any script and width."""
        folded = fold(name)
        found = [*self.names.get(folded, ())]
        for place in ("",) if found else ("", *self.places):
            resolution = authority().resolve(folded, jurisdiction=place or None)
            iri = self.namer.unit(resolution.key, "")
            if resolution.resolved and iri in self.known:
                found.append(iri)
        return tuple(dict.fromkeys(found))

    def ones(self, iri: str) -> tuple[str, ...]:
        """A unit, and behind it all that a person decided to be the same."""
        found, size = {iri}, 0
        while len(found) > size:
            size = len(found)
            found |= {one for pair in self.same for one in pair if found & set(pair)}
        return (iri, *sorted(found - {iri}))

    def near(self, name: str, most: int = 5) -> tuple[str, ...]:
        """Names in the graph that look like a name, the likest first."""
        from difflib import get_close_matches

        return tuple(get_close_matches(fold(name), sorted(self.names), n=most, cutoff=0.5))

    def label(self, iri: str) -> str:
        """A unit's full name, with its bureau's where it is an office."""
        return self.known[iri].name if iri in self.known else iri

    @cached_property
    def by_unit(self) -> Mapping[str, tuple[Event, ...]]:
        """The changes that each unit took part in."""
        found: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for iri in dict.fromkeys((*event.before, *event.after)):
                found[iri].append(event)
        return {iri: tuple(events) for iri, events in found.items()}


def units(store: Store, namer: Namer) -> Units:
    """Read the units of a store."""
    known, names = {}, defaultdict(list)
    for iri, name, chief, kind, type_, parent in ask(store, NAMES):
        known[iri] = Named(iri, chief, kind, type_.endswith("UnitGroup"), parent)
        names[fold(name)].append(iri)
    places = tuple(place for (place,) in ask(store, PLACES))
    indexed = {name: tuple(dict.fromkeys(iris)) for name, iris in names.items()}
    return Units(known, indexed, _events(store), tuple((a, b) for a, b in ask(store, SAME)), places, namer)


def _events(store: Store) -> tuple[Event, ...]:
    sides: dict[str, tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
    facts: dict[str, Event] = {}
    for iri, of, kind, sure, source, day, last, note, function, before, after in ask(store, EVENTS):
        proposed = of.endswith("#ProposedChange")
        facts[iri] = Event(iri, kind, (), (), day, last, function, float(sure), proposed, source, note)
        if before:
            sides[iri][0][before] = None
        sides[iri][1][after] = None
    found = [replace(event, before=tuple(sides[iri][0]), after=tuple(sides[iri][1])) for iri, event in facts.items()]
    return tuple(sorted(found, key=lambda event: (event.last or "9999", event.function, event.iri)))
