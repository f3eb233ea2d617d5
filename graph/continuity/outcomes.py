"""What became of tasks that nothing carries on, and where new ones did not come from: with the nearest miss."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..duties import Duty
from .features import NAMES
from .records import Continuation, Kind, Outcome

Row = tuple[float, ...]  # in the order of features.NAMES
NONE = "{year} 年的计划中没有用语相近的任务"
DECIDED = "人工判定与最相近的任务无关"
FEW_WORDS = "共同用语太少（相似度 {wording:.2f}）"
NO_UNIT = "责任单位之间没有沿革关系"
ELSEWHERE = "该任务与另一项任务更相近"
WEAK = "各项证据都不够充分"
LITTLE = 0.12  # of cosine


@dataclass(frozen=True, slots=True)
class Miss:
    """A pair that was compared and is no link: its features, its confidence, whether a person said so."""

    earlier: Duty
    later: Duty
    row: Row
    confidence: float
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Join:
    """As much of a link as outcomes ask for."""

    earlier: Duty
    later: Duty
    kind: Kind


Joins = Sequence[Continuation] | Sequence[Join]


def outcomes(
    duties: Sequence[Duty], links: Joins, misses: Sequence[Miss]
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """Tasks dropped from the next plan year of their place, and tasks new against the year before.

    A task whose twin in another plan of its year goes on is not dropped, nor is one new whose twin has an origin. One
    that only skipped that year says which year has it.
    """
    years = sorted({duty.year for duty in duties if duty.year is not None})
    twins, linked = restated(links), linked_years(links)
    dropped: list[Outcome] = []
    new: list[Outcome] = []
    for before, after in pairwise(years):
        joined = {
            d.iri for k in links if (k.earlier.year, k.later.year) == (before, after) for d in (k.earlier, k.later)
        }
        best = nearest(misses, before, after)
        for duty in duties:
            selves = {duty.iri, *twins.get(duty.iri, ())}
            if duty.year in {before, after} and not selves & joined:
                gone = duty.year == before
                found = outcome(duty, after if gone else before, best.get(duty.iri))
                years_of = {year for one in selves for year in linked.get(one, ())}
                resumed = min((y for y in years_of if y > after), default=None) if gone else (
                    max((y for y in years_of if y < before), default=None)
                )  # fmt: skip
                (dropped if gone else new).append(replace(found, resumed=resumed))
    return tuple(dropped), tuple(new)


def linked_years(links: Joins) -> Mapping[str, set[int]]:
    """The other plan years that each task is linked with."""
    years: dict[str, set[int]] = defaultdict(set)
    for link in links:
        years[link.earlier.iri].add(link.later.year or 0)
        years[link.later.iri].add(link.earlier.year or 0)
    return years


def restated(links: Joins) -> Mapping[str, set[str]]:
    """The tasks of the same year that say the same, by task."""
    twins: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.kind == "restated":
            twins[link.earlier.iri].add(link.later.iri)
            twins[link.later.iri].add(link.earlier.iri)
    return twins


def nearest(misses: Sequence[Miss], before: int, after: int) -> dict[str, Miss]:
    """The best miss of each task between two years."""
    best: dict[str, Miss] = {}
    for miss in misses:
        if (miss.earlier.year, miss.later.year) == (before, after):
            for duty in (miss.earlier, miss.later):
                if duty.iri not in best or miss.confidence > best[duty.iri].confidence:
                    best[duty.iri] = miss
    return best


def outcome(duty: Duty, year: int, miss: Miss | None) -> Outcome:
    """Say that a task has no counterpart in the plans of `year`, and why the nearest is none."""
    gone = (duty.year or 0) < year
    if miss is None:
        return Outcome(duty, "dropped" if gone else "new", year, None, None, NONE.format(year=year))
    candidate = miss.later if gone else miss.earlier
    return Outcome(duty, "dropped" if gone else "new", year, candidate, miss.confidence, "；".join(reasons(miss)))


def reasons(miss: Miss) -> Iterator[str]:
    """Why a pair is no link."""
    wording, unit, rank = (miss.row[NAMES.index(name)] for name in ("wording", "unit", "rank"))
    if miss.decided:
        yield DECIDED
        return
    found = [
        *([FEW_WORDS.format(wording=wording**2)] if wording**2 < LITTLE else []),
        *([NO_UNIT] if unit == 0 and miss.earlier.holders and miss.later.holders else []),
        *([ELSEWHERE] if rank < 0.7 else []),
    ]
    yield from found or [WEAK]
