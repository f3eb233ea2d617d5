"""Candidates with their scores: what is linked, and which pair comes nearest for every task and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from .evidence import Compared
from .features import measure
from .grams import Real, Whole, coupled
from .model import LINKED, confidences, scores
from .pairing import nearest
from .twins import supported


@dataclass(frozen=True, slots=True)
class Ranked:
    """Pairs of tasks by their places: features, score, calibrated confidence, the helping twin (-1 for none)."""

    earlier: Whole
    later: Whole
    features: Real
    score: Real
    confidence: Real
    twin: Whole
    years: Whole

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs of places."""
        return zip(self.earlier.tolist(), self.later.tolist(), strict=True)

    def best(self) -> set[int]:
        """Of every task, the pair that scores highest in each other plan year."""
        found: set[int] = set()
        for task, other in ((self.earlier, self.later), (self.later, self.earlier)):
            order = np.lexsort((-self.score, self.years[other], task))
            heads = np.unique(coupled(task, self.years[other])[order], return_index=True)[1]
            found.update(order[heads].tolist())
        return found


def rank(side: Compared, said: Mapping[tuple[int, int], bool], candidates: int | None) -> Ranked:
    """Score the candidates among the tasks of a place, and the pairs that a person decided on."""
    years = np.array([duty.year or 0 for duty in side.duties], dtype=np.int64)
    order = {plan: at for at, plan in enumerate(dict.fromkeys(duty.plan for duty in side.duties))}
    pairs = np.stack(nearest(side.bags.whole, years, [order[duty.plan] for duty in side.duties], candidates))
    asked = np.array(sorted(said), dtype=np.int64).reshape(-1, 2).T
    one, other = np.concatenate([pairs, asked], axis=1)
    one, other = np.divmod(np.unique(one * len(years) + other), max(len(years), 1))
    found = measure((one, other), side.bags, side.duties, side.kin)
    same = (years[one] == years[other]).astype(np.int64)
    sizes = np.bincount(years)[years]
    field = np.sqrt(sizes[one] * sizes[other])
    score, twin = supported(one, other, scores(found.features, field), same, LINKED)
    return Ranked(one, other, found.features, score, confidences(score), twin, years)
