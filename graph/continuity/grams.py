"""Texts as weighted bags of character pairs: of all ways compared, the one that needs no dictionary and won.

Term weights are (1 + log tf) · idf with cosine normalisation (Salton and Buckley 1988,
doi:10.1016/0306-4573(88)90021-0).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .background import PHRASES, PLANS, SHARE
from .passages import Passage

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
HIGH = 21  # bits of a code point


@dataclass(frozen=True, slots=True)
class Bags:
    """What is compared of some tasks: a row a task in `whole` and `titles`, a row a stretch in `stretches`.

    `whole` and `stretches` have unit length, `masses` is the length that each stretch had; a title's weights sum to 1
    and `marks` says which weights a stretch has at all (1 or 0). Stretches of task i are rows first[i] to first[i + 1].
    """

    whole: Any
    titles: Any
    stretches: Any
    marks: Any
    first: Whole
    weights: Real
    keys: Whole


def bags(passages: Sequence[Passage]) -> Bags:
    """Weigh the texts of one place against one another and against the words that all plans share."""
    rows, keys, at = pairs([p.text for p in passages])
    title_rows, title_keys, _ = pairs([p.title for p in passages])
    vocabulary, columns = np.unique(np.concatenate([keys, title_keys]), return_inverse=True)
    own, titles = columns[: len(keys)], columns[len(keys) :]
    weights = rarity(rows, own, len(passages), vocabulary)
    shape = (len(passages), len(vocabulary))
    counts = table(rows, own, shape)
    counts.data = 1 + np.log(counts.data)
    cut, first = stretch_rows(passages, at)
    inside = cut >= 0
    marks = ones(table(cut[inside], own[inside], (int(first[-1]), shape[1])))
    named = ones(table(title_rows, titles, shape)).multiply(weights).tocsr()
    return Bags(
        unit(counts.multiply(weights).tocsr()), scaled(named, total(named)), unit(marks.multiply(weights).tocsr()),
        marks, first, weights, vocabulary,
    )  # fmt: skip


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


def rarity(rows: Whole, columns: Whole, tasks: int, vocabulary: Whole) -> Real:
    """Inverse document frequency over the compared plans and over the packaged background as so many more tasks."""
    size = len(vocabulary)
    held = np.bincount(np.unique(rows * size + columns) % max(size, 1), minlength=size)
    common = np.isin(vocabulary, pairs(PHRASES.split())[1])
    weights: Real = np.log((1 + tasks + PLANS) / (0.5 + held + PLANS * SHARE * common))
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
