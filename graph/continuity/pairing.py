"""Which tasks are worth comparing: the nearest by wording in every other plan year of their place, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from .grams import Whole

NEAREST = 12  # of each task, in each plan year and each way
FLOOR = 0.01  # of cosine: below it nothing is carried on
THREADS = 2
LARGE = 2000  # tasks of a place from which candidates are sought without what is common to many
MANY = 0.05  # of the place's tasks


def nearest(
    whole: Any, years: Sequence[int] | Whole, plans: Sequence[int], count: int | None = NEAREST
) -> tuple[Whole, Whole]:
    """Pairs of tasks of different plans, the earlier first, by plan year and then by the order of `plans`.

    `count` None gives every pair that shares wording at all: the exhaustive result to measure against.
    """
    year, plan = np.asarray(years), np.asarray(plans)
    whole = thinned(whole) if count and whole.shape[0] >= LARGE else whole
    found = [np.empty((2, 0), dtype=np.int64)]
    for rows, columns in blocks(year, plan):
        near = product(whole[rows], whole[columns], count).tocoo()
        found.append(np.stack([rows[near.row], columns[near.col]]))
    one, other = np.concatenate(found, axis=1)
    swap = (year[one] > year[other]) | ((year[one] == year[other]) & (plan[one] > plan[other]))
    one, other = np.where(swap, other, one), np.where(swap, one, other)
    first, second = np.divmod(np.unique(one * len(year) + other), max(len(year), 1))
    return first, second


def thinned(whole: Any) -> Any:
    """Leave out the letter pairs that many tasks have: they cost most and choose least."""
    held = np.bincount(whole.indices, minlength=whole.shape[1])
    kept = whole.multiply((held <= MANY * whole.shape[0]).astype(np.float64)).tocsr()
    kept.eliminate_zeros()
    return kept


def blocks(year: Whole, plan: Whole) -> Iterator[tuple[Whole, Whole]]:
    """Each set of tasks with a set to search: another plan year, or the other plans of its own."""
    for own in np.unique(year):
        rows = np.flatnonzero(year == own)
        for other in np.unique(year):
            if other != own:
                yield rows, np.flatnonzero(year == other)
        issued = np.unique(plan[rows])
        for one in issued if len(issued) > 1 else issued[:0]:
            yield rows[plan[rows] == one], rows[plan[rows] != one]


def product(rows: Any, columns: Any, count: int | None) -> Any:
    """Cosines of rows with columns, of each row the highest."""
    if count is None:
        every = (rows @ columns.T).tocsr()
        every.data[every.data < FLOOR] = 0
        every.eliminate_zeros()
        return every
    from scipy.sparse import csr_matrix
    from sparse_dot_topn import sp_matmul_topn

    return sp_matmul_topn(
        csr_matrix(rows), csr_matrix(columns).T.tocsr(), top_n=min(count, columns.shape[0]), threshold=FLOOR,
        sort=True, n_threads=THREADS,
    )  # fmt: skip
