"""Where two tasks say the same: the pair of stretches that a reader is shown."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .features import CHUNK, rowwise
from .grams import Bags, Real, Whole, spread, weighed


def likest(bags: Bags, one: Whole, other: Whole) -> tuple[Real, Whole]:
    """Of each pair of tasks (rows of `bags`), the cosine and the two stretches that say most of the same.

    They have the highest product of cosine and common weight, so that a short formula that both repeat does not stand
    for them. Stretches are counted from 0 in each task. Where a task has none, the cosine is 0 and both are -1.
    """
    value, best = np.zeros(len(one)), np.full((len(one), 2), -1, dtype=np.int64)
    left, right = np.diff(bags.first)[one], np.diff(bags.first)[other]
    for part in parts(left * right):
        pair, place = spread(left[part] * right[part])
        mine, theirs = place // np.maximum(right[part][pair], 1), place % np.maximum(right[part][pair], 1)
        here, there = bags.first[one[part]][pair] + mine, bags.first[other[part]][pair] + theirs
        cosine = rowwise(bags.stretches, bags.stretches, here, there)
        own, head, at = np.unique(here, return_index=True, return_inverse=True)
        heavy = weighed(bags.marks[own], bags.weights, bags.level[one[part]][pair][head])
        common = rowwise(heavy, bags.marks, at, there)
        order = np.lexsort((there, here, -cosine * common, pair))
        heads = order[np.unique(pair[order], return_index=True)[1]]
        rows = np.arange(len(one))[part][pair[heads]]
        value[rows] = cosine[heads]
        best[rows] = np.stack([mine[heads], theirs[heads]], axis=1)
    return value, best


def parts(sizes: Whole) -> Iterator[slice]:
    """Parts of a table whose rows have these sizes, of some `CHUNK` each."""
    ends = np.cumsum(sizes)
    start = 0
    while start < len(sizes):
        done = int(ends[start - 1]) if start else 0
        stop = max(start + 1, int(np.searchsorted(ends, done + CHUNK, side="right")))
        yield slice(start, stop)
        start = stop
