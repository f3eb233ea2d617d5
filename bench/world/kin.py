"""Which works are one piece of work in truth: over any number of years, by way of twins, as far as the links lead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from .history import Chronicle
from .records import Link, Party, Work


class Kin:
    """The works of one city with who descends from whom."""

    def __init__(self, history: Chronicle) -> None:
        self.works: Mapping[str, Work] = {work.key: work for plan in history.plans for work in plan.works}
        self.years = {work.key: plan.year for plan in history.plans for work in plan.works}
        self.steps: dict[str, set[str]] = defaultdict(set)
        self.twins: dict[str, set[str]] = defaultdict(set)
        for link in history.links:
            self._take(link)
        self.heirs = cache(self._heirs)

    def _take(self, link: Link) -> None:
        if link.kind == "restated":
            self.twins[link.earlier].add(link.later)
            self.twins[link.later].add(link.earlier)
        else:
            self.steps[link.earlier].add(link.later)

    def selves(self, key: str) -> frozenset[str]:
        """A work and those of its year that restate it or that it restates."""
        found, new = {key}, [key]
        while new:
            fresh = self.twins[new.pop()] - found
            found |= fresh
            new += sorted(fresh)
        return frozenset(found)

    def _heirs(self, key: str) -> frozenset[str]:
        """All that carry a work on, in any later year."""
        next_ones = {heir for one in self.selves(key) for step in self.steps[one] for heir in self.selves(step)}
        return frozenset(next_ones.union(*(self.heirs(one) for one in sorted(next_ones))))

    def one(self, earlier: str, later: str) -> bool:
        """Whether two works are one in truth."""
        return later in self.selves(earlier) or later in self.heirs(earlier) or earlier in self.heirs(later)

    def passed(self, earlier: str, later: str) -> bool:
        """Whether none of those who lead the one lead the other."""
        return not (leads(self.works[earlier]) & leads(self.works[later]))

    def ends(self, years: Iterable[int]) -> tuple[set[str], set[str]]:
        """Works that nothing carries on in the next year, and works that carry on nothing of the year before."""
        kept = set(years)
        parents: dict[str, set[str]] = defaultdict(set)
        for key in self.works:
            for heir in self.heirs(key):
                if self.years[heir] == self.years[key] + 1:
                    parents[heir].add(key)
        carried = {one for found in parents.values() for one in found}
        dropped = {key for key, year in self.years.items() if year + 1 in kept and key not in carried}
        return dropped, {key for key, year in self.years.items() if year - 1 in kept and key not in parents}


def leads(work: Work) -> set[Party]:
    return {*work.leads, *work.extra}
