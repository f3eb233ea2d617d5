"""Units as evidence: who of an earlier task is, became or belongs to one of a later, and how much that says.

A unit that stands in every task of its plan says nothing; one that stands in a single task says most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log

from ..duties import Duty, Holder
from ..identity.lineage import Lineage, Tie
from ..identity.relatives import relatives
from .records import UnitTie

OFFICE = 0.5  # how far an office stands for its bureau
MOVED = "transferred"  # the tie of a function's old and new body
LEAST = 0.2  # a best unit weaker than this is no measure for the others

Years = tuple[int | None, int | None]


@dataclass(slots=True)
class Kinship:
    """The units of some tasks of one place, asked pair by pair; answers are kept while one comparison runs.

    Only units that are `near` can be tied at all: most pairs of units of a place cannot.
    """

    duties: Sequence[Duty]
    lineage: Lineage
    known: dict[tuple[str, str, Years], Tie | None] = field(default_factory=dict)
    power: dict[tuple[str, Years], tuple[tuple[str, float], ...]] = field(default_factory=dict)
    most: dict[tuple[int, str], float] = field(default_factory=dict)
    best: dict[tuple[str, str, str], float] = field(default_factory=dict)
    names: list[tuple[str, ...]] = field(init=False)
    years: dict[str, int | None] = field(init=False)
    rarity: dict[str, dict[str, float]] = field(init=False)
    near: dict[str, frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = [tuple(dict.fromkeys(h.iri for h in d.holders if not h.group)) for d in self.duties]
        self.years = {duty.plan: duty.year for duty in self.duties}
        self.rarity = rarities(self.duties, self.names)
        self.near = relatives(self.lineage, {holder.iri for duty in self.duties for holder in duty.holders})

    def tie(self, one: str, other: str, years: Years) -> Tie | None:
        """How two units of plans of two years stand to each other, in either direction of time.

        Plans print old names after a reform, so that the later plan may name the older body.
        """
        if other not in self.near[one]:
            return None
        key = (one, other, years)
        if key not in self.known:
            self.known[key] = self.lineage.tie(one, other, years) or self.lineage.tie(other, one, years)
        return self.known[key]

    def of(self, one: Holder, other: Holder, tasks: tuple[Duty, Duty]) -> Tie | None:
        """How two units of two tasks stand to each other; a moved function counts where the tasks are about it."""
        tie = self.tie(one.iri, other.iri, (tasks[0].year, tasks[1].year))
        return tie if tie and (tie.how != MOVED or any(tie.covers(task.text) for task in tasks)) else None

    def strengths(self, unit: str, years: Years) -> tuple[tuple[str, float], ...]:
        """The bodies that a body stands for, and how far, up to 1; a function that moved does not make them one."""
        key = unit, years
        if key not in self.power:
            ties = ((heir, self.tie(unit, heir, years)) for heir in sorted(self.near[unit]))
            self.power[key] = tuple(
                (heir, tie.confidence * (OFFICE if tie.how == "office" else 1.0))
                for heir, tie in ties if tie and tie.how != MOVED
            )  # fmt: skip
        return self.power[key]

    def shared(self, one: int, other: int) -> float:
        """The most telling unit that two tasks share, 0 to 1."""
        early, late = self.rarity[self.duties[one].plan], self.rarity[self.duties[other].plan]
        years, theirs = (self.duties[one].year, self.duties[other].year), self.names[other]
        most = 0.0
        for unit in self.names[one]:
            rare = early[unit]
            for heir, strength in self.strengths(unit, years) if rare > most else ():
                if heir in theirs:
                    most = max(most, strength * min(rare, late[heir]))
        return most

    def within(self, one: int, plan: str) -> float:
        """The most that a task could share with any task of a plan."""
        found = self.most.get((one, plan))
        if found is None:
            own = self.duties[one].plan
            found = max((self.reach(unit, own, plan) for unit in self.names[one]), default=0.0)
            self.most[one, plan] = found
        return found

    def reach(self, unit: str, own: str, plan: str) -> float:
        """The most that a unit of one plan could share with any task of another."""
        found = self.best.get((unit, own, plan))
        if found is None:
            rare, others = self.rarity[own][unit], self.rarity[plan]
            near = self.strengths(unit, (self.years[own], self.years[plan]))
            found = max((power * min(rare, others[heir]) for heir, power in near if heir in others), default=0.0)
            self.best[unit, own, plan] = found
        return found

    def evidence(self, one: int, other: int) -> float:
        """What two tasks share of what either could share with the other's plan, 0 to 1."""
        if not (found := self.shared(one, other)):
            return 0.0
        most = max(self.within(one, self.duties[other].plan), self.within(other, self.duties[one].plan), LEAST)
        return found / most


def rarities(duties: Sequence[Duty], names: Sequence[tuple[str, ...]]) -> dict[str, dict[str, float]]:
    """By plan, how rare each unit is in it: 1 in a single task, 0 in all."""
    sizes, counts = Counter(d.plan for d in duties), defaultdict[str, Counter[str]](Counter)
    for duty, units in zip(duties, names, strict=True):
        counts[duty.plan].update(units)
    return {
        plan: {unit: 1 - log(n) / log(max(sizes[plan], 2)) for unit, n in sorted(counts[plan].items())}
        for plan in sizes
    }


def ties(earlier: Duty, later: Duty, kin: Kinship) -> tuple[UnitTie, ...]:
    """Every unit of the earlier task with those of the later that it is, became or belongs to."""
    found = [
        UnitTie(one.printed, other.printed, tie.how)
        for one in unique(earlier.holders)
        for other in unique(later.holders)
        if (tie := kin.of(one, other, (earlier, later)))
    ]
    return tuple(dict.fromkeys(found))


def unique(holders: Sequence[Holder]) -> tuple[Holder, ...]:
    """Each unit once."""
    return tuple({holder.iri: holder for holder in reversed(holders)}.values())[::-1]
