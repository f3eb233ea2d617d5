"""What a person decided to be one unit, or two, carried through all that the graph says of units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from ...ontology.terms import Zr, prefixed

Pair = tuple[str, str]
_ALIAS: Final = f"<{prefixed('skos:altLabel')}>"
_NAMES: Final = (f"<{prefixed('skos:prefLabel')}>", _ALIAS)
_BEFORE: Final = (f"<{prefixed('org:originalOrganization')}>", f"<{Zr.earlierUnit}>")
_AFTER: Final = (f"<{prefixed('org:resultingOrganization')}>", f"<{Zr.laterUnit}>")
_LINKS: Final = (*_BEFORE, *_AFTER, f"<{prefixed('org:unitOf')}>", f"<{Zr.member}>", f"<{prefixed('org:member')}>")


@dataclass(frozen=True, slots=True)
class Joined:
    """`ones` maps each unit to the other one that stands for it, if any; `apart` are pairs, either way round."""

    ones: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()

    def one(self, unit: str) -> str:
        """The unit that stands for a unit."""
        return self.ones.get(unit, unit)

    def parted(self, one: str, other: str) -> bool:
        """Whether a person decided that neither became the other."""
        return (self.one(one), self.one(other)) in self.apart

    def carried(self, lines: Iterable[str]) -> set[str]:
        """Lines on units and their changes, each unit under the one that stands for it, which bears all their names.

        A change that only gave one and the same unit another name is no change.
        """
        found: set[str] = set()
        sides: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for line in lines:
            subject, predicate, thing = line.split(" ", 2)
            if predicate in _LINKS:
                thing = f"<{self.one(thing[1:-1])}>"
            if predicate in _NAMES and subject[1:-1] in self.ones:
                found.add(f"<{self.one(subject[1:-1])}> {_ALIAS} {thing}")
            if predicate in (*_BEFORE, *_AFTER):
                sides[subject][predicate in _AFTER].add(thing)
            found.add(f"{subject} {predicate} {thing}")
        idle = {event for event, (before, after) in sides.items() if before == after}
        return {line for line in found if line.partition(" ")[0] not in idle}


def joined(same: Iterable[Pair], different: Iterable[Pair], rank: Callable[[str], Any]) -> Joined:
    """What decisions make of units: of those that are one the first by `rank` stands for all."""
    classes: dict[str, set[str]] = {}
    for one, other in same:
        both = classes.get(one, {one}) | classes.get(other, {other})
        classes.update(dict.fromkeys(both, both))
    chiefs = {unit: min(units, key=rank) for unit, units in classes.items()}
    pairs = [(chiefs.get(a, a), chiefs.get(b, b)) for a, b in different]
    apart = frozenset([*pairs, *((b, a) for a, b in pairs)])
    return Joined({unit: chief for unit, chief in chiefs.items() if unit != chief}, apart)
