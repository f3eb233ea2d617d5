"""A report's data in the order of its page: each list cut to what can be read, with a sentence on what is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..conflicts import Conflict
from ..continuity.records import Chain, Continuation, Kind, Outcome
from ..duties import Duty
from ..load.records import Load, Silence, Standing
from .charts import Due, Flow
from .ends import Ends
from .records import Chapter, ReportData, Source
from .words import plain

Item = TypeVar("Item")
Row = TypeVar("Row", Load, Standing)
DOCUMENTS, PAIRS_OF_YEARS = 60, 20
LINKS: tuple[Kind, ...] = ("continued", "handed over", "split", "merged")


@dataclass(frozen=True, slots=True)
class Most:
    """How much of each list a chapter shows; of links and chains those with the best evidence."""

    chains: int = 12
    continued: int = 12
    handed: int = 20
    divided: int = 20
    restated: int = 10
    conflicts: int = 20
    outcomes: int = 30
    loads: int = 10
    standings: int = 8
    flows: int = 12
    days: int = 16
    silent: int = 6
    units: int = 20
    years: int = 6


ALONE = Most()
AMONG_OTHERS = Most(
    chains=4, continued=4, handed=6, divided=4, restated=3, conflicts=6, outcomes=10, loads=6, standings=4, flows=8,
    days=6, silent=2, units=10, years=3,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown(Generic[Item]):
    """The first items of a list, how many there are in all, and a sentence on those left out, empty if none is."""

    items: tuple[Item, ...]
    total: int
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """What became of the tasks between two plan years: how many links of each of `LINKS`, ends of each kind."""

    earlier: int
    later: int
    links: tuple[int, ...]
    dropped: int
    new: int
    again: int
    older: int


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
    places = [chapter.place for chapter in report.chapters]
    years = sorted({year for chapter in report.chapters for year in chapter.years})
    span = f"{years[0]}—{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    told = "、".join(places[:3]) + (f"等 {len(places) + len(report.left)} 个地方" if len(places) > 3 else "")
    return plain(" ".join(part for part in (told, span) if part))


def documents(report: ReportData) -> Shown[tuple[int, Source, int]]:
    """The documents with their numbers in the report and the number of their tasks."""
    tasks = Counter(duty.plan for chapter in report.chapters for duty in chapter.duties)
    rows = [(at, source, tasks[source.plan]) for at, source in enumerate(report.sources, start=1)]
    return cut(rows, DOCUMENTS, "份文件", "zeren sparql plans")


def between(chapter: Chapter, found: Ends) -> Shown[Between]:
    """Count the links and ends between each two plan years, as the alluvial does."""
    counts: Counter[tuple[int, int, str]] = Counter()
    for link in chapter.continuity.links:
        before, after = link.earlier.year, link.later.year
        if before is not None and after is not None and before < after:
            counts[before, after, link.kind] += 1
    named = {"dropped": found.dropped, "new": found.new, "again": found.again, "older": found.older}
    for name, outcomes in named.items():
        for outcome in outcomes:
            low, high = sorted((outcome.duty.year or outcome.year, outcome.year))
            counts[low, high, name] += 1
    years = sorted({(low, high) for low, high, _ in counts}, reverse=True)
    rows = [
        Between(
            low, high, tuple(counts[low, high, kind] for kind in LINKS), *(counts[low, high, name] for name in named)
        )
        for low, high in years
    ]
    return cut(rows, PAIRS_OF_YEARS, "组年度", "zeren continuity")


def flow_table(found: Sequence[Flow], most: int) -> Shown[Flow]:
    """The heaviest flows between units, by year; what came or went without a counterpart is in the table of counts."""
    ranked = sorted((f for f in found if f.kind not in {"dropped", "new"}), key=lambda f: (-f.count, -f.later, f))
    shown = cut(ranked, most, "条流向", "zeren continuity")
    return Shown(tuple(sorted(shown.items, key=lambda f: (f.earlier, f.later, -f.count, f))), shown.total, shown.rest)


def chains(chapter: Chapter, most: int) -> Shown[tuple[Step, ...]]:
    """The chains, the longest and surest first; no passage is shown twice."""
    ranked = sorted(chapter.continuity.chains, key=lambda c: (-len(c.links), -weakest(c), order(c.links[0])))
    shown = cut(ranked, most, "条链", "zeren continuity --chains")
    told: set[tuple[str, str]] = set()
    steps = []
    for chain in shown.items:
        steps.append(tuple(Step(link, pair(link) in told) for link in chain.links))
        told |= {pair(link) for link in chain.links}
    return Shown(tuple(steps), shown.total, shown.rest)


def pair(link: Continuation) -> tuple[str, str]:
    """The two tasks of a link."""
    return link.earlier.iri, link.later.iri


def weakest(chain: Chain) -> float:
    """How sure a chain's weakest link is."""
    return min(link.confidence for link in chain.links)


def links(chapter: Chapter, kinds: tuple[Kind, ...], most: int) -> Shown[Continuation]:
    """The surest links of some kinds, by the places of their tasks; plain ones of a chain are not shown again."""
    told = {pair(k) for c in chapter.continuity.chains for k in c.links if k.kind == "continued"}
    hands = kinds == ("handed over",)
    found = [k for k in chapter.continuity.links if (k.kind in kinds or (hands and k.hands)) and pair(k) not in told]
    one = f" --kind {kinds[0].replace(' ', '-')}" if len(kinds) == 1 else ""
    shown = cut(sorted(found, key=lambda k: (-k.confidence, order(k))), most, "对", f"zeren continuity{one} --csv")
    return Shown(tuple(sorted(shown.items, key=order)), shown.total, shown.rest)


def order(link: Continuation) -> tuple[int, int, str, int, str, int]:
    """Order links by year, then by the places of their tasks."""
    one, other = link.earlier, link.later
    return one.year or 0, other.year or 0, one.file, one.start, other.file, other.start


def conflicts(chapter: Chapter, most: int) -> Shown[Conflict]:
    """The disagreements, in the order they were found."""
    return cut(chapter.conflicts, most, "处", "zeren conflicts")


def outcomes(found: Iterable[Outcome], most: int) -> Shown[Outcome]:
    """Those of the latest years first, of two years those that failed most narrowly."""
    ranked = sorted(
        found, key=lambda o: (-max(o.duty.year or 0, o.year), -(o.confidence or 0), o.duty.file, o.duty.start)
    )
    return cut(ranked, most, "项", "zeren continuity --outcomes")


def loads(chapter: Chapter, most: Most) -> Shown[tuple[int | None, Shown[Load]]]:
    """The units of each year, the latest year first; those overloaded before the others, the heaviest first."""
    ranked = sorted(chapter.loads, key=lambda r: (r.verdict != "overloaded", -r.load, r.unit, r.iri))
    return by_year(ranked, most.loads, most.years, "zeren load")


def standings(chapter: Chapter, most: Most) -> Shown[tuple[int | None, Shown[Standing]]]:
    """The units of each year that share most, the latest year first."""
    ranked = sorted(chapter.standings, key=lambda r: (-r.strength, r.unit, r.iri))
    return by_year(ranked, most.standings, most.years, "zeren load --network")


def by_year(found: Iterable[Row], most: int, years: int, command: str) -> Shown[tuple[int | None, Shown[Row]]]:
    """Part units by year, the latest year first, in the order they come in."""
    held: dict[int | None, list[Row]] = defaultdict(list)
    for row in found:
        held[row.year].append(row)
    rows = [(year, cut(held[year], most, "个单位", command)) for year in latest_first(held)]
    return cut(rows, years, "个年度", command)


def latest_first(years: Iterable[int | None]) -> list[int | None]:
    """Put the latest year first, tasks without a year last."""
    return sorted(years, key=lambda year: -(year or 0))


def silences(chapter: Chapter, most: Most) -> Shown[Gaps]:
    """The silent places by what is missing, the latest year first; of the latest years."""
    held: dict[str, dict[int | None, list[Silence]]] = defaultdict(lambda: defaultdict(list))
    for silence in chapter.silences:
        held[silence.gap][silence.year].append(silence)
    sizes = Counter(duty.year for duty in chapter.duties)
    years = cut(
        latest_first({silence.year for silence in chapter.silences}), most.years, "个年度", "zeren load --silent"
    )
    found = [(gap, year, ours[year]) for gap, ours in held.items() for year in years.items if year in ours]
    rows = [gaps(gap, year, theirs, sizes[year], most.silent) for gap, year, theirs in found]
    return Shown(tuple(rows), len(rows), years.rest)


def gaps(gap: str, year: int | None, found: Sequence[Silence], among: int, most: int) -> Gaps:
    """Put together what is silent in one way in one year."""
    units = sorted((s for s in found if s.unit), key=lambda s: (-len(s.duties), s.unit, s.iri))
    tasks = list({duty.iri: duty for silence in found for duty in silence.duties}.values())
    command = "zeren load --silent"
    return Gaps(gap, year, cut(units, most, "个单位", command), cut(tasks, most, "项", command), among)


def days(found: Sequence[Due], most: int) -> Shown[Due]:
    """The days that most falls due on, by date."""
    ranked = sorted(found, key=lambda due: (-len(due.own) - len(due.milestones), due.day))
    shown = cut(ranked, most, "天", "zeren export 期限.ics")
    return Shown(tuple(sorted(shown.items, key=lambda due: due.day)), shown.total, shown.rest)
