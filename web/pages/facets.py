"""The ledger's facets: what tasks can be chosen by, and how many there are of each.

A facet's counts are those of the tasks that all other choices leave, so that each count is what a click shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ...graph.duties import Duty

NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {"year": "年度", "unit": "单位", "role": "职责", "month": "截止月份", "section": "章节", "place": "地方"}
)
ROLES: Final[Mapping[str, str]] = MappingProxyType({"lead": "牵头", "responsible": "责任", "none": "未列牵头"})
NONE: Final = "none"  # the value that stands for none: no year, no day, no section, no place
Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A task and what it can be chosen by; units by role, by their names."""

    duty: Duty
    units: Mapping[str, Values]
    plain: Mapping[str, str]

    def values(self, facet: str, choice: Mapping[str, str]) -> Values:
        """A task's values of a facet: its units are those in the role that is chosen, its roles those of the unit."""
        if facet == "unit":
            role = choice.get("role", "")
            return (
                self.units[role] if role in {"lead", "responsible"} else self.units["lead"] | self.units["responsible"]
            )
        if facet == "role":
            unit = choice.get("unit")
            held = {role for role, names in self.units.items() if (unit in names if unit else names)}
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


def narrowed(entries: Iterable[Entry], choice: Mapping[str, str]) -> tuple[list[Duty], list[Facet]]:
    """The tasks that fit every choice, and every facet with its counts."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in NAMES}
    kept: list[Duty] = []
    for each in entries:
        values = {name: each.values(name, choice) for name in NAMES}
        missed = [name for name, wanted in choice.items() if wanted not in values[name]]
        if not missed:
            kept.append(each.duty)
        for name in NAMES if not missed else missed if len(missed) == 1 else ():
            counts[name].update(values[name])
    return kept, [
        Facet(name, title, ordered(name, counts[name]), choice.get(name, "")) for name, title in NAMES.items()
    ]


def ordered(name: str, counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The latest year first, months and roles in their order, everything else by how often it comes."""
    if name == "month":
        return tuple(sorted(counts.items()))
    if name == "year":
        return tuple(sorted(counts.items(), key=lambda pair: (pair[0] == NONE, pair[0]), reverse=True))
    if name == "role":
        return tuple((role, counts[role]) for role in ROLES if counts.get(role))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def unit_named(entries: Sequence[Entry], asked: str) -> str:
    """The unit that bears a name, else the one unit that has it in its name or is so printed; else the name itself."""
    names: dict[str, set[str]] = {}
    for each in entries:
        for holder in each.duty.holders:
            names.setdefault(holder.name, {holder.iri}).update((holder.printed, holder.iri))
    if asked in names:
        return asked
    exact = [name for name, forms in names.items() if asked in forms]
    found = exact or [name for name in names if asked in name]
    return found[0] if len(found) == 1 else asked
