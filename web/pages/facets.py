"""The ledger's facets: what tasks can be chosen by, and how many there are of each.

A facet's counts are those of the tasks that all other choices leave, so that each count is what a click shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ...graph.duties import Duty

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"year": "年度", "unit": "单位", "role": "职责", "month": "截止月份", "section": "章节", "place": "地方"}
)
ROLES: Final[Mapping[str, str]] = MappingProxyType({"lead": "牵头单位", "responsible": "责任单位", "none": "未列牵头"})
NONE: Final = "none"  # the value that stands for none: no year, no day, no section, no place
Values = frozenset[str]
Wanted = Mapping[str, Values]
NO_VALUES: Final[Values] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A task and what it can be chosen by; units by role, by their names."""

    duty: Duty
    units: Mapping[str, Values]
    plain: Mapping[str, str]

    def values(self, facet: str, wanted: Wanted) -> Values:
        """A task's values of a facet: its units are those in the role that is chosen, its roles those of the unit."""
        if facet == "unit":
            roles = wanted.get("role", NO_VALUES) & self.units.keys()
            return frozenset().union(*(self.units[role] for role in roles or self.units))
        if facet == "role":
            units = wanted.get("unit")
            held = {role for role, names in self.units.items() if (names if units is None else names & units)}
            return frozenset(held if self.units["lead"] else {*held, NONE})
        return frozenset({self.plain[facet]})


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values, how many tasks have each, and the one that is chosen."""

    name: str
    title: str
    values: tuple[tuple[str, int], ...]
    chosen: str = ""


def entry(duty: Duty) -> Entry:
    """Set a task for choosing."""
    units = {
        "lead": frozenset(h.name for h in duty.leads),
        "responsible": frozenset(h.name for h in duty.responsible),
    }
    plain = {
        "year": str(duty.year or NONE), "month": (duty.due or NONE)[:7], "place": duty.place or NONE,
        "section": duty.section[0] if duty.section else NONE,
    }  # fmt: skip
    return Entry(duty, units, plain)


def narrowed(entries: Iterable[Entry], wanted: Wanted) -> tuple[list[Duty], list[tuple[str, Counter[str]]]]:
    """The tasks that have a wanted value of every facet that is chosen by, and the counts of every facet."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    kept: list[Duty] = []
    for each in entries:
        values = {name: each.values(name, wanted) for name in NAMES}
        missed = [name for name, fitting in wanted.items() if not fitting & values[name]]
        if not missed:
            kept.append(each.duty)
        for name in NAMES if not missed else missed if len(missed) == 1 else ():
            counts[name].update(values[name])
    return kept, list(counts.items())


def ordered(name: str, counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The latest year first, months and roles in their order, everything else by how often it comes."""
    if name == "month":
        return tuple(sorted(counts.items()))
    if name == "year":
        return tuple(sorted(counts.items(), key=lambda pair: (pair[0] == NONE, pair[0]), reverse=True))
    if name == "role":
        return tuple((role, counts[role]) for role in ROLES if counts.get(role))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def units_named(duties: Iterable[Duty], asked: str) -> Values:
    """The names of the units that bear a name or have that IRI, else of those with it in a name or printed form."""
    forms: dict[str, set[str]] = {}
    for duty in duties:
        for holder in duty.holders:
            forms.setdefault(holder.name, {holder.name}).update((holder.printed, holder.iri))
    if asked in forms:
        return frozenset({asked})
    exact = frozenset(name for name, its in forms.items() if asked in its)
    return exact or frozenset(name for name, its in forms.items() if any(asked in form for form in its))
