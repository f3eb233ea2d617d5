"""The units of a store by their names, and the changes between them, as `zeren unit` asks for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ...ontology.iris import Namer
from ...ontology.names import fold
from ..duties import ask
from .lineage import ONES

if TYPE_CHECKING:
    from ..store import Store

NAMES = """
SELECT ?unit ?name ?chief ?kind ?type ?parent WHERE {
  ?unit a ?type ; skos:prefLabel ?chief ; skos:prefLabel|skos:altLabel ?name . FILTER(?type IN (zr:Unit, zr:UnitGroup))
  OPTIONAL { ?unit zr:unitKind ?kind } OPTIONAL { ?unit org:unitOf ?parent }
}"""
EVENTS = """
SELECT ?event ?class ?kind ?confidence ?source ?day ?since ?last ?note ?function ?before ?after WHERE {
  ?event a ?class ; zr:changeKind/skos:notation ?kind ; zr:confidence ?confidence ; dcterms:source ?source ;
         (org:resultingOrganization|zr:laterUnit) ?after .
  OPTIONAL { ?event (org:originalOrganization|zr:earlierUnit) ?before }
  OPTIONAL { ?event dcterms:date ?day } OPTIONAL { ?event zr:since ?since } OPTIONAL { ?event zr:byDay ?last }
  OPTIONAL { ?event zr:note ?note } OPTIONAL { ?event zr:movedFunction ?function }
}"""
DECIDED = """
SELECT ?date ?claim ?words ?who ?why ?one ?other WHERE {
  ?decision zr:standing code:in-force ; zr:claim ?claim ; zr:one ?one ; zr:other ?other ; zr:words ?words ;
            zr:who ?who ; zr:why ?why ; dcterms:date ?date .
  FILTER(?claim IN (code:decided-same, code:decided-different))
}"""
REAL = """
SELECT DISTINCT ?unit WHERE {
  { ?a zr:unit ?unit } UNION { ?plan dcterms:publisher ?unit } UNION { ?office org:unitOf ?unit } UNION
  { ?group zr:member ?unit }
}"""
YEARS = "SELECT DISTINCT ?year WHERE { ?plan a zr:Plan ; zr:planYear ?year }"
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
    """A change of bodies, one that is only proposed, or a function's move; units are IRIs.

    `date` is its day; where that is not known it came about on `since` at the earliest and by `by`.
    """

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
    since: str = ""

    @property
    def presumed(self) -> bool:
        """Whether it is a nationwide rule that the place is taken to have carried out."""
        return not self.proposed and self.confidence < 1

    @property
    def body(self) -> bool:
        """Whether it is known to have changed bodies."""
        return not self.function and not self.proposed

    @property
    def last(self) -> str:
        """The day by which it had come about, empty where none is known."""
        return self.by or self.date or self.since

    @property
    def first(self) -> str:
        """The day on which it can have begun, empty where none is known."""
        return self.date or self.since


@dataclass(frozen=True)
class Units:
    """The units of a store, their names (folded to one written form), the changes between them, the plans' places.

    `ones` maps a unit to that which stands for it by a decision, `decided` tells a unit's decisions in words,
    `apart` are pairs decided to be two, `years` those of the plans; `there` are units that plans name or groups hold.
    """

    known: Mapping[str, Named]
    names: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...]
    ones: Mapping[str, str]
    places: tuple[str, ...]
    namer: Namer
    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()
    years: tuple[int, ...] = ()
    there: frozenset[str] = frozenset()

    def real(self, iri: str) -> bool:
        """Whether a plan or a table has a unit, rather than the words of a text alone."""
        return iri in self.there or iri in self.by_unit or iri in self.decided or self.known[iri].group

    def own(self, iri: str) -> str:
        """A unit's name without that of the unit it belongs to."""
        one = self.known[iri]
        return one.name.removeprefix(self.known[one.parent].name) if one.parent in self.known else one.name

    def onward(self, iri: str) -> tuple[Event, ...]:
        """The known changes by which a body became another."""
        return tuple(e for e in self.by_unit.get(iri, ()) if e.body and iri in e.before and iri not in e.after)

    def same(self, iri: str) -> tuple[str, ...]:
        """The unit that stands for a unit, and behind it all that a person decided to be the same."""
        chief = self.ones.get(iri, iri)
        return (chief, *sorted(unit for unit, one in self.ones.items() if one == chief))

    def bodies(self, iri: str) -> tuple[str, ...]:
        """A unit, and behind it every body that it is known to have become."""
        found = {iri: None}
        front = [iri]
        while front:
            at = front.pop(0)
            new = {heir: None for event in self.onward(at) for heir in event.after if heir not in found}
            found |= new
            front += new
        return tuple(found)

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
    years = tuple(int(year) for (year,) in ask(store, YEARS))
    ones = {row[0]: row[1] for row in ask(store, ONES)}
    decided, apart = _decided(store, ones)
    there = frozenset(unit for (unit,) in ask(store, REAL))
    return Units(known, indexed, _events(store), ones, places, namer, decided, apart, years, there)


def _decided(store: Store, ones: Mapping[str, str]) -> tuple[dict[str, tuple[str, ...]], frozenset[tuple[str, str]]]:
    found: dict[str, list[str]] = defaultdict(list)
    apart: set[tuple[str, str]] = set()
    for day, claim, words, who, why, *pair in ask(store, DECIDED):
        for unit in pair:
            found[unit].append(f"{words}（{who}，{day}：{why}）")
        if claim.endswith("decided-different"):
            one, other = (ones.get(unit, unit) for unit in pair)
            apart |= {(one, other), (other, one)}
    return {unit: tuple(words) for unit, words in found.items()}, frozenset(apart)


def _events(store: Store) -> tuple[Event, ...]:
    sides: dict[str, tuple[dict[str, None], dict[str, None]]] = defaultdict(lambda: ({}, {}))
    facts: dict[str, Event] = {}
    for iri, of, kind, sure, source, day, since, last, note, function, before, after in ask(store, EVENTS):
        proposed = of.endswith("#ProposedChange")
        facts[iri] = Event(iri, kind, (), (), day, last, function, float(sure), proposed, source, note, since)
        if before:
            sides[iri][0][before] = None
        sides[iri][1][after] = None
    found = [replace(event, before=tuple(sides[iri][0]), after=tuple(sides[iri][1])) for iri, event in facts.items()]
    return tuple(sorted(found, key=lambda event: (event.last or "9999", event.function, event.iri)))
