"""A report's data in the order of its page: each list cut to what can be read, with a sentence on what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..conflicts import Conflict
from ..continuity.records import Chain, Continuation, Kind, Outcome
from ..duties import Duty
from ..load.records import Load, Silence, Standing
from .charts import Due, Flow
from .records import ReportData, Source
from .words import KINDS, plain

Item = TypeVar("Item")
PAIRS, OUTCOMES, LOADS, STANDINGS, DOCUMENTS, FLOWS, DAYS, SILENT = 30, 30, 15, 10, 60, 16, 30, 12
YEARS, PAIRS_OF_YEARS = 6, 20
ACROSS = tuple(kind for kind in KINDS if kind != "restated")


@dataclass(frozen=True, slots=True)
class Shown(Generic[Item]):
    """The first items of a list, how many there are in all, and a sentence on those left out, empty if none is."""

    items: tuple[Item, ...]
    total: int
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """What became of the tasks between two plan years: how many links and outcomes of each kind in `ACROSS`."""

    earlier: int
    later: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A link of a chain; `told` where a chain before this one shows its passages already."""

    link: Continuation
    told: bool


@dataclass(frozen=True, slots=True)
class Gaps:
    """The silent places of one kind in one year: the units where it is units that are silent, the tasks."""

    gap: str
    year: int | None
    units: Shown[Silence]
    duties: Shown[Duty]
    among: int


def cut(items: Sequence[Item], most: int, what: str, command: str) -> Shown[Item]:
    """Keep the first items; say how many are not shown and which command lists all of them."""
    left = len(items) - most
    rest = f"此处列出 {most} {what}，另有 {left} {what}未列；全部见 {command}。" if left > 0 else ""
    return Shown(tuple(items[:most]), len(items), rest)


def subject(report: ReportData) -> str:
    """Say which places and years the report is about."""
    places = list(dict.fromkeys(s.place for s in report.sources if s.place))
    years = report.years
    span = f"{years[0]}—{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    named = "、".join(places[:3]) + ("等" if len(places) > 3 else "")
    return plain(" ".join(part for part in (named, span) if part))


def documents(report: ReportData) -> Shown[tuple[int, Source, int]]:
    """The documents with their numbers in the report and the number of their tasks."""
    tasks = Counter(duty.plan for duty in report.duties)
    rows = [(at, source, tasks[source.plan]) for at, source in enumerate(report.sources, start=1)]
    return cut(rows, DOCUMENTS, "份文件", "zeren sparql plans")


def between(report: ReportData) -> Shown[Between]:
    """Count the links and outcomes between each two plan years."""
    counts: Counter[tuple[int, int, str]] = Counter()
    for link in report.continuity.links:
        if link.earlier.year is not None and link.later.year is not None and link.kind != "restated":
            counts[link.earlier.year, link.later.year, link.kind] += 1
    for outcome in (*report.continuity.dropped, *report.continuity.new):
        if outcome.duty.year is not None:
            low, high = sorted((outcome.duty.year, outcome.year))
            counts[low, high, outcome.kind] += 1
    years = sorted({(low, high) for low, high, _ in counts}, reverse=True)
    rows = [Between(low, high, tuple(counts[low, high, kind] for kind in ACROSS)) for low, high in years]
    return cut(rows, PAIRS_OF_YEARS, "组年度", "zeren continuity")


def flow_table(found: Sequence[Flow]) -> Shown[Flow]:
    """The heaviest flows between units, by year; what came or went without a counterpart is in the table of counts."""
    ranked = sorted((f for f in found if f.kind not in {"dropped", "new"}), key=lambda f: (-f.count, -f.later, f))
    shown = cut(ranked, FLOWS, "条流向", "zeren continuity")
    return Shown(tuple(sorted(shown.items, key=lambda f: (f.earlier, f.later, -f.count, f))), shown.total, shown.rest)


def chains(report: ReportData) -> Shown[tuple[Step, ...]]:
    """The chains, the longest and surest first; no passage is shown twice."""
    ranked = sorted(report.continuity.chains, key=lambda c: (-len(c.links), -weakest(c), order(c.links[0])))
    told: set[tuple[str, str]] = set()
    steps = []
    for chain in ranked[:PAIRS]:
        steps.append(tuple(Step(link, ends(link) in told) for link in chain.links))
        told |= {ends(link) for link in chain.links}
    return Shown(tuple(steps), len(ranked), cut(ranked, PAIRS, "条", "zeren continuity").rest)


def ends(link: Continuation) -> tuple[str, str]:
    """The two tasks of a link."""
    return link.earlier.iri, link.later.iri


def weakest(chain: Chain) -> float:
    """How sure a chain's weakest link is."""
    return min(link.confidence for link in chain.links)


def links(report: ReportData, *kinds: Kind) -> Shown[Continuation]:
    """The links of some kinds, by the places of their tasks; plain ones that a chain shows are not shown again."""
    told = {ends(k) for c in report.continuity.chains for k in c.links if k.kind == "continued"}
    found = [k for k in report.continuity.links if k.kind in kinds and ends(k) not in told]
    return cut(sorted(found, key=order), PAIRS, "对", "zeren continuity")


def order(link: Continuation) -> tuple[int, int, str, int, str, int]:
    """Order links by year, then by the places of their tasks."""
    one, other = link.earlier, link.later
    return one.year or 0, other.year or 0, one.file, one.start, other.file, other.start


def conflicts(report: ReportData) -> Shown[Conflict]:
    """The disagreements, in the order they were found."""
    return cut(report.conflicts, PAIRS, "处", "zeren conflicts")


def outcomes(found: Iterable[Outcome]) -> Shown[tuple[int | None, int, Shown[Outcome]]]:
    """Outcomes by the year of the task and the year that lacks it; those that failed most narrowly first."""
    by_years: dict[tuple[int | None, int], list[Outcome]] = defaultdict(list)
    for outcome in found:
        by_years[outcome.duty.year, outcome.year].append(outcome)
    for held in by_years.values():
        held.sort(key=lambda o: (-(o.confidence or 0.0), o.duty.file, o.duty.start))
    years = sorted(by_years, key=lambda pair: (pair[0] or 0, pair[1]), reverse=True)
    rows = [(own, other, cut(by_years[own, other], OUTCOMES, "项", "zeren continuity")) for own, other in years]
    return cut(rows, YEARS, "组年度", "zeren continuity")


def loads(report: ReportData) -> Shown[tuple[int | None, Shown[Load]]]:
    """The units of each year, the latest year first; those overloaded before the others, the heaviest first."""
    held: dict[int | None, list[Load]] = defaultdict(list)
    for load in sorted(report.loads, key=lambda r: (r.verdict != "overloaded", -r.load, r.unit, r.iri)):
        held[load.year].append(load)
    rows = [(year, cut(held[year], LOADS, "个单位", "zeren load")) for year in latest_first(held)]
    return cut(rows, YEARS, "个年度", "zeren load")


def standings(report: ReportData) -> Shown[tuple[int | None, Shown[Standing]]]:
    """The units of each year that share most, the latest year first."""
    held: dict[int | None, list[Standing]] = defaultdict(list)
    for standing in sorted(report.standings, key=lambda r: (-r.strength, r.unit, r.iri)):
        held[standing.year].append(standing)
    rows = [(year, cut(held[year], STANDINGS, "个单位", "zeren load")) for year in latest_first(held)]
    return cut(rows, YEARS, "个年度", "zeren load")


def latest_first(years: Iterable[int | None]) -> list[int | None]:
    """Put the latest year first, tasks without a year last."""
    return sorted(years, key=lambda year: -(year or 0))


def silences(report: ReportData) -> Shown[Gaps]:
    """The silent places by what is missing, the latest year first; of the latest years."""
    held: dict[str, dict[int | None, list[Silence]]] = defaultdict(lambda: defaultdict(list))
    for silence in report.silences:
        held[silence.gap][silence.year].append(silence)
    sizes = Counter(duty.year for duty in report.duties)
    years = cut(latest_first({silence.year for silence in report.silences}), YEARS, "个年度", "zeren load")
    rows = [gaps(gap, y, by_year[y], sizes) for gap, by_year in held.items() for y in years.items if y in by_year]
    return Shown(tuple(rows), len(rows), years.rest)


def gaps(gap: str, year: int | None, found: Sequence[Silence], sizes: Mapping[int | None, int]) -> Gaps:
    """Put together what is silent in one way in one year."""
    units = sorted((s for s in found if s.unit), key=lambda s: (-len(s.duties), s.unit, s.iri))
    tasks = list({duty.iri: duty for silence in found for duty in silence.duties}.values())
    return Gaps(
        gap, year, cut(units, SILENT, "个单位", "zeren load"), cut(tasks, SILENT, "项", "zeren load"), sizes[year]
    )


def days(found: Sequence[Due]) -> Shown[Due]:
    """The days that most falls due on, by date."""
    ranked = sorted(found, key=lambda due: (-len(due.own) - len(due.milestones), due.day))
    shown = cut(ranked, DAYS, "天", "zeren export 期限.ics")
    return Shown(tuple(sorted(shown.items, key=lambda due: due.day)), shown.total, shown.rest)
