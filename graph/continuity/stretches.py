"""Where two tasks say the same: the pair of stretches that a reader is shown."""

from __future__ import annotations

import numpy as np

from .features import rowwise, spread
from .grams import Bags, Real, Whole


def likest(bags: Bags, one: Whole, other: Whole) -> tuple[Real, Whole]:
    """Of each pair of tasks, the cosine and the rows of `bags.stretches` of the two that say most of the same.

    They have the highest product of cosine and common weight, so that a short formula that both repeat does not stand
    for them. Where a task has no stretch, the cosine is 0 and both rows are -1.
    """
    value, best = np.zeros(len(one)), np.full((len(one), 2), -1, dtype=np.int64)
    left, right = np.diff(bags.first)[one], np.diff(bags.first)[other]
    pair, place = spread(left * right)
    here = bags.first[one][pair] + place // np.maximum(right[pair], 1)
    there = bags.first[other][pair] + place % np.maximum(right[pair], 1)
    cosine = rowwise(bags.stretches, bags.stretches, here, there)
    common = rowwise(bags.marks.multiply(bags.weights).tocsr(), bags.marks, here, there)
    order = np.lexsort((there, here, -cosine * common, pair))
    heads = order[np.unique(pair[order], return_index=True)[1]]
    value[pair[heads]] = cosine[heads]
    best[pair[heads]] = np.stack([here[heads], there[heads]], axis=1)
    return value, best
