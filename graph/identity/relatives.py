"""Which units can be tied at all: of all pairs of the units of a place, few, and only these need be asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from .lineage import Lineage


def relatives(lineage: Lineage, units: Iterable[str]) -> dict[str, frozenset[str]]:
    """Of each unit, those among the units that may be tied to it, itself with them.

    All others are strangers to it, in either direction and whatever the years: `Lineage.tie` says None. Of those given
    it may say None, too.
    """
    known = sorted(set(units))
    found = {unit: {unit} for unit in known}
    for one, others in (*_successors(lineage, known), *_offices(lineage, known)):
        for other in others:
            found[one].add(other)
            found[other].add(one)
    return {unit: frozenset(near) for unit, near in found.items()}


def _successors(lineage: Lineage, units: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    """Each unit with those that are of one body with it, or of one that came of it."""
    bodies: dict[str, list[str]] = defaultdict(list)
    for unit in units:
        bodies[lineage.canonical(unit)].append(unit)
    for body, names in bodies.items():
        after = [unit for heir in _after(lineage, body) for unit in bodies.get(heir, ())]
        yield from ((name, after) for name in names)


def _after(lineage: Lineage, body: str) -> set[str]:
    """The bodies that a body became or passed something to, over any number of steps, itself with them."""
    found, waiting = {body}, [body]
    while waiting:
        new = {heir for heir, _ in lineage.heirs.get(waiting.pop(), ())} - found
        found |= new
        waiting += new
    return found


def _offices(lineage: Lineage, units: Iterable[str]) -> Iterable[tuple[str, list[str]]]:
    """Each office with its bureau, and with the offices of one name of bureaus that may be tied."""
    known, namesakes = set(units), defaultdict[str, list[str]](list)
    for unit, parent in _parents(lineage, known):
        if parent in known:
            yield unit, [parent]
        namesakes[lineage.own(unit, parent)].append(unit)
    reach: dict[str, set[str]] = {}
    for offices in namesakes.values():
        above = {office: lineage.parents[office] for office in offices}
        for body in {lineage.canonical(parent) for parent in above.values()} - reach.keys():
            reach[body] = _after(lineage, body)
        for office in offices:
            yield office, [other for other in offices if _may(lineage, above[office], above[other], reach)]


def _parents(lineage: Lineage, units: Iterable[str]) -> list[tuple[str, str]]:
    return [(unit, lineage.parents[unit]) for unit in sorted(units) if unit in lineage.parents]


def _may(lineage: Lineage, one: str, other: str, reach: Mapping[str, set[str]]) -> bool:
    """Whether two bureaus may be tied: of bureaus that are offices themselves, no more is asked."""
    here, there = lineage.canonical(one), lineage.canonical(other)
    return there in reach[here] or here in reach[there] or one in lineage.parents or other in lineage.parents
