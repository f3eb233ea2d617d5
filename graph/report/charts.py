"""What the charts of a report draw, as plain numbers: flows between plan years, loads by unit and year, deadlines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ..continuity.records import KINDS, Continuity
from ..duties import Duty
from ..load.records import Load
from ..wording import KINDS as WORDS
from .ends import ends
from .words import carrier, plain

YEARS, UNITS_A_YEAR, UNITS, COLUMNS = 5, 8, 20, 12
OTHERS, NOBODY = "其他单位", "未列单位"
NEW, DROPPED = WORDS["new"], WORDS["dropped"]
Key = tuple[int, str, int, str, str]


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """`count` tasks of one unit of an earlier year that went to one of a later year."""

    earlier: int
    source: str
    later: int
    target: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Due:
    """A day on which tasks fall due: those with their own deadline, and those with a milestone."""

    day: str
    own: tuple[Duty, ...]
    milestones: tuple[Duty, ...]


def flows(duties: Sequence[Duty], continuity: Continuity) -> list[Flow]:
    """Count what went where between the latest plan years: the heaviest first within a pair of years.

    A link counts once; dropped and new are those of `ends`.
    """
    years = sorted({duty.year for duty in duties if duty.year is not None})[-YEARS:]
    units = groups(duties)
    counts = Counter(key for key in (*carried(continuity, units), *ended(continuity, units)) if key[0] in years)
    pairs = set(pairwise(years))
    found = [Flow(*key, count) for key, count in counts.items() if key[4] in KINDS or (key[0], key[2]) in pairs]
    return sorted(found, key=lambda f: (f.earlier, f.later, -f.count, f))


def carried(continuity: Continuity, units: Mapping[str, str]) -> Iterator[Key]:
    """Every link between two years."""
    for link in continuity.links:
        before, after = link.earlier.year, link.later.year
        if before is not None and after is not None and before < after:
            yield before, units[link.earlier.iri], after, units[link.later.iri], link.kind


def ended(continuity: Continuity, units: Mapping[str, str]) -> Iterator[Key]:
    """Every task that went nowhere, or came from nowhere."""
    found = ends(continuity)
    for duty, other in ((o.duty, o.year) for o in found.dropped):
        if duty.year is not None:
            yield duty.year, units[duty.iri], other, DROPPED, "dropped"
    for duty, other in ((o.duty, o.year) for o in found.new):
        if duty.year is not None:
            yield other, NEW, duty.year, units[duty.iri], "new"


def groups(duties: Iterable[Duty]) -> dict[str, str]:
    """Name the unit that each task is counted with; the smaller ones of a year are taken together."""
    by_year: dict[int | None, dict[str, str]] = defaultdict(dict)
    for duty in duties:
        who = carrier(duty)
        by_year[duty.year][duty.iri] = who.name if who else NOBODY
    found: dict[str, str] = {}
    for named in by_year.values():
        counts = Counter(named.values())
        ranked = sorted((n for n in counts if n != NOBODY), key=lambda n: (-counts[n], n))
        kept = {NOBODY, *(ranked if len(ranked) <= UNITS_A_YEAR + 1 else ranked[:UNITS_A_YEAR])}
        rest = f"{OTHERS}（{len(ranked) - UNITS_A_YEAR} 个）"
        found |= {iri: name if name in kept else rest for iri, name in named.items()}
    return found


def alluvial(duties: Sequence[Duty], found: Sequence[Flow]) -> dict[str, Any]:
    """Lay flows out in columns, a plan year each; a unit's node holds all its tasks of the year."""
    years = sorted({year for flow in found for year in (flow.earlier, flow.later)})
    by_iri = groups(duties)
    sizes = Counter((duty.year, by_iri[duty.iri]) for duty in duties)
    short = short_names(duties)
    ends = {(f.earlier, f.source) for f in found} | {(f.later, f.target) for f in found}
    ordered = sorted(ends | {(y, n) for y, n in sizes if y in years}, key=lambda end: (end[0], rank(end, sizes)))
    ids = {end: str(at) for at, end in enumerate(ordered)}
    nodes = [
        {
            "id": ids[year, name], "label": short.get(name, plain(name)), "depth": years.index(year),
            "tasks": sizes[year, name], "side": name if name in {NEW, DROPPED} else "",
        }
        for year, name in ordered
    ]  # fmt: skip
    links = [
        {"source": ids[f.earlier, f.source], "target": ids[f.later, f.target], "value": f.count, "kind": f.kind}
        for f in found
    ]
    return {"years": years, "nodes": nodes, "links": links}


def rank(end: tuple[int, str], sizes: Mapping[tuple[int | None, str], int]) -> tuple[int, int, str]:
    """Order a column: units by their tasks, then the rest, then no unit, then what came or went."""
    name = end[1]
    last = {NOBODY: 2, DROPPED: 3, NEW: 4}.get(name, 1 if name.startswith(OTHERS) else 0)
    return last, -sizes[end], name


def short_names(duties: Iterable[Duty]) -> dict[str, str]:
    """Label each unit as it is printed most often, in full where that form is another unit's too."""
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    for duty in duties:
        for holder in duty.holders:
            printed[holder.name][holder.printed] += 1
    chosen = {name: min(forms, key=lambda f: (-forms[f], len(f), f)) for name, forms in printed.items()}
    shared = Counter(chosen.values())
    return {name: plain(name if shared[form] > 1 else form) for name, form in chosen.items()}


def heat(loads: Sequence[Load], duties: Sequence[Duty], units: int = UNITS) -> dict[str, Any]:
    """Lay the heaviest units out against the years; a cell is a year's column, a unit's row, its load, its verdict."""
    years = sorted({load.year for load in loads if load.year is not None})[-COLUMNS:]
    dated = [(years.index(load.year), load) for load in loads if load.year in years]
    labels = {load.iri: load.unit for _, load in dated}
    most: dict[str, float] = defaultdict(float)
    for _, load in dated:
        most[load.iri] = max(most[load.iri], load.load)
    rows = sorted(most, key=lambda iri: (-most[iri], iri))[:units]
    places = {iri: at for at, iri in enumerate(rows)}
    cells = [
        [column, places[load.iri], round(load.load, 2), load.verdict == "overloaded"]
        for column, load in dated
        if load.iri in places
    ]
    short = short_names(duties)
    named = [short.get(labels[iri], plain(labels[iri])) for iri in rows]
    return {"years": years, "units": named, "cells": cells, "left_out": len(most) - len(rows)}


def dues(duties: Iterable[Duty]) -> list[Due]:
    """Gather the tasks by the day they fall due, the earliest first."""
    own: dict[str, dict[str, Duty]] = defaultdict(dict)
    nodes: dict[str, dict[str, Duty]] = defaultdict(dict)
    for duty in duties:
        if duty.due:
            own[duty.due][duty.iri] = duty
        for _, day in duty.milestones:
            if day:
                nodes[day][duty.iri] = duty
    return [Due(day, tuple(own[day].values()), tuple(nodes[day].values())) for day in sorted({*own, *nodes})]


def calendar(found: Iterable[Due]) -> dict[str, Any]:
    """Count by year and month what falls due; a cell is a month's column, a year's row, deadlines, milestones."""
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for due in found:
        year, month, _ = map(int, due.day.split("-"))
        counts[year, month][0] += len(due.own)
        counts[year, month][1] += len(due.milestones)
    years = sorted({year for year, _ in counts})
    return {"years": years, "cells": [[m - 1, years.index(y), *counts[y, m]] for y, m in sorted(counts)]}
