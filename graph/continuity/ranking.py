"""Candidates with their scores: what is linked, and which pair comes nearest for every task and year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .evidence import Compared
from .features import measure
from .grams import Bags, Real, Whole, coupled
from .model import LINKED, confidences, scores
from .pairing import nearest
from .twins import supported

Twin = tuple[int, int, float]  # two tasks of one year that state the same, by their places, and the score


@dataclass(frozen=True, slots=True)
class Ranked:
    """Pairs of tasks by their places: features, score, calibrated confidence, the helping twin (-1 for none).

    `rows` are the rows of the bags that the pairs were measured by, `alone` the scores before any twin helped.
    """

    earlier: Whole
    later: Whole
    rows: tuple[Whole, Whole]
    features: Real
    alone: Real
    score: Real
    confidence: Real
    twin: Whole
    years: Whole

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        """The pairs of places."""
        return zip(self.earlier.tolist(), self.later.tolist(), strict=True)

    @property
    def twins(self) -> list[Twin]:
        """The pairs of one year that state the same."""
        joined = (self.years[self.earlier] == self.years[self.later]) & (self.alone >= LINKED)
        parts = self.earlier[joined], self.later[joined], self.alone[joined]
        return list(zip(*(part.tolist() for part in parts), strict=True))

    def best(self) -> set[int]:
        """Of every task, the pair that scores highest in each other plan year."""
        found: set[int] = set()
        for task, other in ((self.earlier, self.later), (self.later, self.earlier)):
            order = np.lexsort((-self.score, self.years[other], task))
            heads = np.unique(coupled(task, self.years[other])[order], return_index=True)[1]
            found.update(order[heads].tolist())
        return found


def rank(
    side: Compared, bags: Bags, said: Mapping[tuple[int, int], bool], candidates: int | None, known: Sequence[Twin]
) -> Ranked:
    """Score the candidates among the tasks of some blocks, and the pairs that a person decided on.

    `known` are the twins of the years whose own block is not among these.
    """
    plans = {plan: at for at, plan in enumerate(dict.fromkeys(duty.plan for duty in side.duties))}
    pairs = np.stack(nearest(bags, side.years, [plans[duty.plan] for duty in side.duties], candidates))
    asked = np.array([rows for pair in sorted(said) for rows in standing(pair, side, bags)], dtype=np.int64)
    pairs = np.unique(np.concatenate([pairs, asked.reshape(-1, 2).T], axis=1), axis=1)
    pairs = pairs[:, np.lexsort((bags.task[pairs[1]], bags.task[pairs[0]]))]
    found = measure((pairs[0], pairs[1]), bags, side.duties, side.kin)
    one, other = bags.task[pairs[0]], bags.task[pairs[1]]
    sizes = np.bincount(side.years)[side.years] if len(side.years) else side.years
    alone = scores(found.features, np.sqrt(sizes[one] * sizes[other]))
    score, twin = helped((one, other, alone), known, side.years)
    rows = pairs[0], pairs[1]
    return Ranked(one, other, rows, found.features, alone, score, confidences(score), twin, side.years)


def standing(pair: tuple[int, int], side: Compared, bags: Bags) -> Iterator[tuple[int, int]]:
    """The rows of a pair of tasks in the block of their two years, if that is among these."""
    years = {int(side.years[at]) for at in pair}
    one, other = (np.flatnonzero(bags.task == at) for at in pair)
    for block in np.intersect1d(bags.block[one], bags.block[other]).tolist():
        if set(side.years[bags.task[bags.block == block]].tolist()) == years:
            yield int(one[bags.block[one] == block][0]), int(other[bags.block[other] == block][0])


def helped(pairs: tuple[Whole, Whole, Real], known: Sequence[Twin], years: Whole) -> tuple[Real, Whole]:
    """Scores with the help of twins, those that are `known` among them, and the helping twin of each pair."""
    count = len(pairs[0])
    ones, others, trust = (
        np.concatenate([part, np.array([twin[at] for twin in known], dtype=part.dtype)])
        for at, part in enumerate(pairs)
    )
    order = np.lexsort((others, ones))
    same = (years[ones] == years[others]).astype(np.int64)
    score, twin = np.empty_like(trust), np.empty_like(ones)
    score[order], twin[order] = supported(ones[order], others[order], trust[order], same[order], LINKED)
    return score[:count], twin[:count]
