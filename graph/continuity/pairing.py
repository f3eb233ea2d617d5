"""Which tasks are worth comparing: the nearest by wording in every other plan year of their place, both ways."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from .grams import Bags, Whole

NEAREST = 12  # of each task, in each plan year and each way
FLOOR = 0.01  # of cosine: below it nothing is carried on
THREADS, MANY_ROWS = 2, 500  # a thread takes longer to start than few rows to compare
LARGE = 2000  # tasks of a block from which candidates are sought without what is common to many
MANY = 0.05  # of the block's tasks


def nearest(
    bags: Bags, years: Sequence[int] | Whole, plans: Sequence[int], count: int | None = NEAREST
) -> tuple[Whole, Whole]:
    """Pairs of tasks of different plans as rows of `bags`, block by block, the earlier first.

    `years` and `plans` are of the tasks, which are in the order of these. `count` None gives every pair that shares
    wording at all: the exhaustive result to measure against.
    """
    year, plan = np.asarray(years)[bags.task], np.asarray(plans)[bags.task]
    found = [np.empty((2, 0), dtype=np.int64)]
    for start, stop in pairwise(np.searchsorted(bags.block, np.arange(bags.block.max(initial=-1) + 2)).tolist()):
        whole = bags.whole[start:stop]
        whole = thinned(whole) if count and stop - start >= LARGE else whole
        for rows, columns in searches(year[start:stop], plan[start:stop]):
            near = product(whole[rows], whole[columns], count).tocoo()
            found.append(np.stack([rows[near.row], columns[near.col]]) + start)
    one, other = np.concatenate(found, axis=1)
    first, second = np.minimum(one, other), np.maximum(one, other)
    one, other = np.divmod(np.unique(first * len(year) + second), max(len(year), 1))
    return one, other


def thinned(whole: Any) -> Any:
    """Leave out the letter pairs that many tasks have: they cost most and choose least."""
    held = np.bincount(whole.indices, minlength=whole.shape[1])
    kept = whole.multiply((held <= MANY * whole.shape[0]).astype(np.float64)).tocsr()
    kept.eliminate_zeros()
    return kept


def searches(year: Whole, plan: Whole) -> Iterator[tuple[Whole, Whole]]:
    """Each set of tasks with a set to search: of two plan years the other, of one the other plans."""
    parts = year if len(np.unique(year)) > 1 else plan
    own = np.unique(parts)
    for one in own if len(own) > 1 else own[:0]:
        yield np.flatnonzero(parts == one), np.flatnonzero(parts != one)


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
        sort=True, n_threads=THREADS if rows.shape[0] >= MANY_ROWS else 1,
    )  # fmt: skip
