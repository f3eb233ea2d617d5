"""Texts as weighted bags of character pairs: of all ways compared, the one that needs no dictionary and won.

Term weights are (1 + log tf) · idf with cosine normalisation (Salton and Buckley 1988,
doi:10.1016/0306-4573(88)90021-0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .background import PHRASES, PLANS, SHARE
from .passages import Passage

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
HIGH = 21  # bits of a code point


@dataclass(frozen=True, slots=True)
class Counted:
    """The letter pairs of some tasks: a row a task in `counts` and `titles`, a row a stretch in `marks`.

    `counts` holds 1 + log tf, the others 1 for what occurs. Stretches of task i are rows first[i] to first[i + 1].
    `common` says of each pair (`keys`) whether it is of the phrases that all plans share.
    """

    counts: Any
    titles: Any
    marks: Any
    first: Whole
    keys: Whole
    common: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Bags:
    """What is compared of some tasks, weighed anew in every block (set of tasks) that they are compared in.

    A task has a row in `whole` and `titles` for every block that it is in: row i is of `task`[i] in `block`[i], with
    the weights in row `level`[i] of `weights`. Its stretches are rows first[i] to first[i + 1] of `stretches` and
    `marks`. `whole` and `stretches` have unit length; a title's weights sum to 1 and `marks` says which weights a
    stretch has at all (1 or 0).
    """

    whole: Any
    titles: Any
    stretches: Any
    marks: Any
    first: Whole
    task: Whole
    block: Whole
    level: Whole
    weights: Real


def counted(passages: Sequence[Passage]) -> Counted:
    """Count the letter pairs of the texts of a place."""
    rows, keys, at = pairs([p.text for p in passages])
    title_rows, title_keys, _ = pairs([p.title for p in passages])
    vocabulary, columns = np.unique(np.concatenate([keys, title_keys]), return_inverse=True)
    own, titles = columns[: len(keys)], columns[len(keys) :]
    shape = (len(passages), len(vocabulary))
    counts = table(rows, own, shape)
    counts.data = 1 + np.log(counts.data)
    cut, first = stretch_rows(passages, at)
    inside = cut >= 0
    marks = ones(table(cut[inside], own[inside], (int(first[-1]), shape[1])))
    common = np.isin(vocabulary, pairs(PHRASES.split())[1])
    return Counted(counts, ones(table(title_rows, titles, shape)), marks, first, vocabulary, common)


def bags(found: Counted, blocks: Sequence[Whole]) -> Bags:
    """Weigh the texts of each block against all tasks up to its last and against the words that all plans share.

    `blocks` are the tasks of each, ascending, none of them empty. What is made of a block does not hang on what other
    blocks there are, nor on later tasks.
    """
    sizes = np.array([len(block) for block in blocks], dtype=np.int64)
    task = np.concatenate([np.empty(0, dtype=np.int64), *blocks])
    block = np.repeat(np.arange(len(blocks)), sizes)
    ends, levels = np.unique([tasks[-1] + 1 for tasks in blocks], return_inverse=True)
    weights, level = rarity(found, ends), levels.astype(np.int64)[block]
    lengths = np.diff(found.first)[task]
    own, place = spread(lengths)
    marks = found.marks[found.first[task][own] + place]
    named = weighed(found.titles[task], weights, level)
    first = np.cumsum(np.concatenate([[0], lengths]))
    whole, cut = weighed(found.counts[task], weights, level), weighed(marks, weights, level[own])
    return Bags(unit(whole), scaled(named, total(named)), unit(cut), marks, first, task, block, level, weights)


def spread(sizes: Whole) -> tuple[Whole, Whole]:
    """Each row as often as its size, with 0, 1, 2 … within the row."""
    row = np.repeat(np.arange(len(sizes)), sizes)
    return row, np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def weighed(marked: Any, weights: Real, level: Whole) -> Any:
    """Multiply each row by the weights of its level."""
    out = marked.copy()
    out.data = out.data * weights[np.repeat(level, np.diff(out.indptr)), out.indices]
    return out


def pairs(texts: Sequence[str]) -> tuple[Whole, Whole, Whole]:
    """Every pair of neighbouring letters: its text, its key, its place in the texts joined by one character."""
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    letters = ((codes >= 0x3400) & (codes <= 0x9FFF)) | ((codes >= 97) & (codes <= 122)) | (codes >= 0x20000)
    at = np.flatnonzero(letters[:-1] & letters[1:])
    ends = np.cumsum([len(text) + 1 for text in texts])
    return np.searchsorted(ends, at, side="right"), (codes[at] << HIGH) | codes[at + 1], at


def stretch_rows(passages: Sequence[Passage], at: Whole) -> tuple[Whole, Whole]:
    """The stretch in which each pair of the joined texts lies (-1 for none), and each task's first stretch."""
    before = np.cumsum([0, *(len(p.text) + 1 for p in passages)])
    starts = np.array([before[i] + s for i, p in enumerate(passages) for s, _ in p.cuts], dtype=np.int64)
    ends = np.array([before[i] + e for i, p in enumerate(passages) for _, e in p.cuts], dtype=np.int64)
    row = np.searchsorted(starts, at, side="right") - 1
    outside = (row < 0) | (at + 1 >= ends[row]) if len(starts) else np.ones(len(at), dtype=bool)
    first = np.cumsum([0, *(len(p.cuts) for p in passages)])
    return np.where(outside, -1, row), first


def rarity(found: Counted, ends: Whole) -> Real:
    """Inverse document frequency over so many first tasks and over the packaged background as so many more.

    A row each; a letter pair that stands in none of them counts as one that stands in half a task.
    """
    steps = np.concatenate([[0], ends])
    held = np.cumsum(
        [np.bincount(found.counts[low:high].indices, minlength=len(found.keys)) for low, high in pairwise(steps)],
        axis=0,
    )
    weights: Real = np.log((1 + ends + PLANS)[:, None] / (0.5 + held + PLANS * SHARE * found.common))
    return np.maximum(weights, 0)


def coupled(one: Whole, other: Whole) -> Whole:
    """Pairs of numbers from 0 as one number each, in the order of the first and then of the second."""
    both: Whole = one * (other.max(initial=-1) + 1) + other
    return both


def table(rows: Whole, columns: Whole, shape: tuple[int, int]) -> Any:
    """Count pairs into a sparse table."""
    from scipy.sparse import csr_array

    counted = csr_array((np.ones(len(rows)), (rows, columns)), shape=shape)
    counted.sum_duplicates()
    return counted


def ones(counted: Any) -> Any:
    """Say only what occurs."""
    marked = counted.copy()
    marked.data = np.ones_like(marked.data)
    return marked


def total(weighted: Any) -> Real:
    """Sum each row."""
    return np.asarray(weighted.sum(axis=1), dtype=np.float64).ravel()


def unit(weighted: Any) -> Any:
    """Give each row the length 1."""
    return scaled(weighted, np.sqrt(total(weighted.multiply(weighted))))


def scaled(weighted: Any, by: Real) -> Any:
    """Divide each row by its number; empty rows stay empty."""
    out = weighted.copy()
    out.data = out.data / np.repeat(np.where(by > 0, by, 1), np.diff(out.indptr))
    return out
