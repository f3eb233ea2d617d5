"""Two plan years of a place at a time: what is found between them rests on their own tasks alone.

So a new plan asks for the pairs of its year again, and for no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np

from ..duties import Duty
from .evidence import Compared
from .grams import Whole
from .linking import Asking, linked
from .outcomes import Miss
from .ranking import Twin
from .records import Continuation

Years = tuple[int, int]  # the earlier first, or twice the same
ROWS = 50_000  # tasks compared at once


@dataclass(frozen=True, slots=True)
class Between:
    """What was found between two plan years, or within one: links, near misses, and the twins within a year.

    A twin is two tasks by their IRIs with the score by which they state the same.
    """

    links: tuple[Continuation, ...] = ()
    misses: tuple[Miss, ...] = ()
    twins: tuple[tuple[str, str, float], ...] = ()


def pairs(years: Iterable[int]) -> list[Years]:
    """Every two plan years and every one by itself, those by themselves first."""
    return sorted(combinations_with_replacement(sorted(set(years)), 2), key=lambda both: (both[0] != both[1], both))


def between(
    side: Compared, wanted: Sequence[Years], asking: Asking, known: Mapping[Years, Between]
) -> dict[Years, Between]:
    """Compare the tasks of these pairs of years; of years by themselves that are not wanted, what is `known` is told.

    What is found of a pair of years is the same whichever others are wanted.
    """
    at = {duty.iri: place for place, duty in enumerate(side.duties)}
    own = [years for years in wanted if years[0] == years[1]]
    told = [found for years, found in known.items() if years[0] == years[1] and years not in own]
    twins: list[Twin] = [(at[one], at[other], score) for found in told for one, other, score in found.twins]
    found: dict[Years, Between] = {}
    for part in batches(side, sorted(wanted, key=lambda both: (both[0] != both[1], both))):
        links, misses, fresh = linked(side, [members(side, years) for years in part], asking, twins)
        twins += fresh
        found |= parted(part, links, misses, [(side.duties[a], side.duties[b], score) for a, b, score in fresh])
    return found


def members(side: Compared, years: Years) -> Whole:
    """The tasks of two years."""
    return np.flatnonzero((side.years == years[0]) | (side.years == years[1]))


def batches(side: Compared, wanted: Sequence[Years]) -> Iterator[list[Years]]:
    """Pairs of years that are compared at once, so that little is held in memory."""
    part: list[Years] = []
    rows = 0
    for years in wanted:
        size = len(members(side, years))
        if part and rows + size > ROWS:
            yield part
            part, rows = [], 0
        part.append(years)
        rows += size
    if part:
        yield part


def parted(
    wanted: Sequence[Years], links: Iterable[Continuation], misses: Iterable[Miss],
    twins: Iterable[tuple[Duty, Duty, float]],
) -> dict[Years, Between]:  # fmt: skip
    """What was found, by the two years."""
    linked, missed = defaultdict[Years, list[Continuation]](list), defaultdict[Years, list[Miss]](list)
    stated = defaultdict[Years, list[tuple[str, str, float]]](list)
    for link in links:
        linked[years_of(link.earlier, link.later)].append(link)
    for miss in misses:
        missed[years_of(miss.earlier, miss.later)].append(miss)
    for one, other, score in twins:
        stated[years_of(one, other)].append((one.iri, other.iri, score))
    return {years: Between(tuple(linked[years]), tuple(missed[years]), tuple(stated[years])) for years in wanted}


def years_of(earlier: Duty, later: Duty) -> Years:
    """The plan years of two tasks."""
    return earlier.year or 0, later.year or 0
