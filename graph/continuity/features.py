"""What is measured of a pair of tasks: six numbers from 0 to 1; the higher, the likelier the one goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..duties import Duty
from .grams import Bags, Real, Whole, coupled, spread
from .kinship import Kinship

NAMES = ("wording", "title", "unit", "rank", "part", "affinity")
FULL = 0.1  # the cosine of a stretch with a whole task from which its rank counts in full
CLOSEST, CLOSE = 3, 0.5  # tasks, and the root of the cosine from which two plans are near
CHUNK = 400_000  # pairs of stretches compared at a time


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs of tasks with their features, a row a pair in the order of `NAMES`."""

    earlier: Whole
    later: Whole
    features: Real


def measure(pairs: tuple[Whole, Whole], bags: Bags, duties: Sequence[Duty], kin: Kinship) -> Measured:
    """Measure pairs of tasks, given as rows of `bags`, the two of a pair in one block.

    `wording` is the root of the cosine of the two texts; `title` the root of how much of either title stands in one
    stretch of the other task; `unit` what `kinship` says; `rank` how near the cosine comes to the best that either
    task has in the other's plan year; `part` how near a stretch of either comes to finding in the other the best task
    of that year for it, so that one line of a composite task finds the task that it carries on; `affinity` how much
    the two plans have in common at all: the best that a task has in another plan means little between plans of
    different subjects.
    """
    one, other = pairs
    years = np.array([duty.year or 0 for duty in duties], dtype=np.int64)[bags.task]
    wording = np.clip(rowwise(bags.whole, bags.whole, one, other), 0, 1)
    title = np.maximum(covered(bags, one, other), covered(bags, other, one))
    both = zip(bags.task[one].tolist(), bags.task[other].tolist(), strict=True)
    unit = np.array([kin.evidence(a, b) for a, b in both])
    rank = np.minimum(relative(wording, one, years[other]), relative(wording, other, years[one]))
    part = np.minimum(fitting(bags, one, other, years), fitting(bags, other, one, years))
    plans = coupled(bags.block, np.unique([duty.plan for duty in duties], return_inverse=True)[1][bags.task])
    near = affinity(np.sqrt(wording), one, (plans[one], plans[other]))
    columns = [np.sqrt(wording), np.sqrt(np.clip(title, 0, 1)), unit, rank, part, near]
    return Measured(one, other, np.stack(columns, axis=1) if len(one) else np.empty((0, len(columns))))


def rowwise(left: Any, right: Any, one: Whole, other: Whole) -> Real:
    """Products of row with row."""
    out = np.zeros(len(one))
    for part in chunks(len(one), CHUNK // 4):
        found = left[one[part]].multiply(right[other[part]]).sum(axis=1)
        out[part] = np.asarray(found).ravel()
    return out


def chunks(length: int, size: int) -> Iterator[slice]:
    """Parts of a long table."""
    for start in range(0, length, size):
        yield slice(start, start + size)


def relative(wording: Real, task: Whole, year: Whole) -> Real:
    """The cosine as a share of the best that the task has in that year."""
    _, group = np.unique(task * (year.max(initial=0) + 1) + year, return_inverse=True)
    best = np.zeros(group.max(initial=-1) + 1)
    np.maximum.at(best, group, wording)
    return np.asarray(wording / np.maximum(best[group], 1e-9), dtype=np.float64)


def affinity(likeness: Real, task: Whole, plans: tuple[Whole, Whole]) -> Real:
    """Of each pair, how alike the `CLOSEST` likest tasks of its two plans are on average; `CLOSE` and more is 1."""
    both = np.unique(coupled(*plans), return_inverse=True)[1]
    own, place = np.unique(coupled(both, task), return_inverse=True)
    best = np.zeros(len(own))
    np.maximum.at(best, place, likeness)
    group = own // (task.max(initial=-1) + 1) if len(own) else own
    order = np.lexsort((-best, group))
    starts = np.searchsorted(group[order], np.arange(both.max(initial=-1) + 1))
    place = np.arange(len(order)) - starts[group[order]]
    head = order[place < CLOSEST]
    total = np.bincount(group[head], best[head], minlength=len(starts))
    return np.asarray(np.minimum(total / CLOSEST / CLOSE, 1)[both], dtype=np.float64)


def covered(bags: Bags, titled: Whole, other: Whole) -> Real:
    """How much of a task's title stands in one stretch of the other task."""
    pair, place = spread(np.diff(bags.first)[other])
    found = rowwise(bags.titles, bags.marks, titled[pair], bags.first[other][pair] + place)
    return highest(pair, found, len(titled))


def fitting(bags: Bags, whole: Whole, cut: Whole, years: Whole) -> Real:
    """How near a task comes to being the best that its plan year has for a stretch of the other task.

    A stretch that shares little with any task is no measure: below `FULL`, its rank counts for less.
    """
    pair, place = spread(np.diff(bags.first)[cut])
    stretch = bags.first[cut][pair] + place
    found = rowwise(bags.whole, bags.stretches, whole[pair], stretch)
    rank = relative(found, stretch, years[whole][pair])
    return highest(pair, rank * np.minimum(found / FULL, 1), len(whole))


def highest(row: Whole, value: Real, rows: int) -> Real:
    """The highest value of each row, 0 where it has none."""
    out = np.zeros(rows)
    np.maximum.at(out, row, value)
    return out
