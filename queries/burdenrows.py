"""Loads, standings and silent places as rows, and the words that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..graph.load.records import GAP_WORDS, HEADS, NULL_WORDS

if TYPE_CHECKING:
    from ..graph.duties import Duty
    from ..graph.load.records import Gap, Load, Silence, Standing, Test

Cell = str | int | float | None
FIRST = tuple(HEADS[name] for name in ("unit", "year", "lead", "responsible", "load", "expected", "p", "q", "verdict"))
OTHER_WEIGHTS = {
    "every task 1": "每项计1", "lead only": "只计牵头", "lead 2, shared 1": "牵头2责任1",
    "task split evenly": "每项均分",
}  # fmt: skip
LOADS = (
    *FIRST, "p（只看负荷）", "往年应有", "往年p", "往年q", HEADS["peers"], *OTHER_WEIGHTS.values(), HEADS["busiest"],
    "自", "至", "章节数", "展开后负荷", "展开后牵头", "展开后责任", HEADS["place"], "IRI",
)  # fmt: skip
ONE = (
    *(HEADS[name] for name in ("unit", "year", "place", "peers", "verdict", "lead", "responsible", "load")),
    *OTHER_WEIGHTS.values(), *NULL_WORDS.values(), *(HEADS[name] for name in ("busiest", "breadth", "expanded")),
)  # fmt: skip
BRIEF = (
    *FIRST[:2], HEADS["place"], *FIRST[2:5], HEADS["expanded"], HEADS["expected"], "q", "往年q", HEADS["verdict"],
)  # fmt: skip
STANDING = (
    *(HEADS[name] for name in ("unit", "year", "strength", "partners", "bridging", "orphans", "circle")),
    "共担±", "瓶颈±", HEADS["stayed"],
)  # fmt: skip
SILENT = ("缺口", "年度", "单位", "编号", "任务", "文件", "IRI", HEADS["place"])
LOAD_NOTE = (
    "负荷：牵头计 1，k 家共同负责各计 1/k；均分：同类单位平均分担时应有的负荷；"
    "p：若同类均分，偶然达到这么多（或更多）的概率，负荷与任务数各半；"
    "q：经 Benjamini–Hochberg 校正后的 p，按地方和年度；往年q：与该单位往年所占份额比。"
    "q < 0.05 才称负荷偏重，只说明多于均分，不说明分工不当。无可比单位：同类不足三家。"
)
GROUP_NOTE = "统称（各区等）不算一个单位。"
EXPANDED_NOTE = "展开：统称（各区等）分给各成员后的负荷，只供参考，不作检验。"
NETWORK_NOTE = (
    "共担：与各伙伴共担的任务数之和；伙伴：共担过任务的单位数；桥梁（桥梁作用）：其他两家之间的最短路有多大部分经过它"
    "（介数，0 到 1，不计权）；瓶颈（无人牵头）：它一旦缺位便无人牵头的任务数；"
    "圈子：常在一起的单位（Louvain，种子固定）；"
    "±：与上一次有它（或其前身）的年度相比；同圈：当年的同圈单位中有多大部分仍与它同圈。"
)


def brief(found: Iterable[Load], *, expand: bool, places: bool) -> tuple[tuple[str, ...], Iterator[list[Cell]]]:
    """The heads and rows of loads that eighty columns hold: with both columns more, the earlier share has no room."""
    left_out = {
        *(() if places else (HEADS["place"],)), *(() if expand else (HEADS["expanded"],)),
        *(("往年q",) if places and expand else ()),
    }  # fmt: skip
    heads = tuple(head for head in BRIEF if head not in left_out)
    return heads, ([cell for head, cell in zip(BRIEF, short(x), strict=True) if head not in left_out] for x in found)


def short(x: Load) -> list[Cell]:
    """Set one unit's year in few letters, under the heads `BRIEF`."""
    earlier = x.tests[1].q if x.tests else None
    expected = None if x.expected is None or x.reason == "no peers" else round(x.expected, 2)
    return [
        x.unit, x.year, x.place, x.lead, x.responsible, round(x.load, 2),
        None if x.expanded is None else round(x.expanded, 2), expected, chance(x.q), chance(earlier), x.words,
    ]  # fmt: skip


def chance(value: float | None) -> str | None:
    """Write a chance in few characters."""
    if value is None:
        return None
    return "<.001" if value < 0.001 else f"{value:.3f}"


def full(x: Load) -> list[Cell]:
    """Set everything that is known of one unit's year."""
    first, earlier = x.tests or (None, None)
    count, since, until = x.busiest or (None, None, None)
    return [
        x.unit, x.year, x.lead, x.responsible, x.load, x.expected, x.p, x.q, x.words,
        first.p_load if first else None, *((earlier.expected, earlier.p, earlier.q) if earlier else (None,) * 3),
        x.peers,
        *map(dict(x.weights).get, OTHER_WEIGHTS), count, since, until, x.breadth,
        x.expanded, x.expanded_lead, x.expanded_responsible, x.place, x.iri,
    ]  # fmt: skip


def whole(x: Load) -> list[str]:
    """Set one unit's year in words, under the heads `ONE`."""
    count, since, until = x.busiest or (0, "", "")
    weights = dict(x.weights)
    opened = "" if x.expanded is None else f"{x.expanded:g}（牵头 {x.expanded_lead}，责任 {x.expanded_responsible}）"
    return [
        x.unit, "不详" if x.year is None else str(x.year), x.place, x.peers, x.words,
        str(x.lead), str(x.responsible), f"{x.load:g}", *(f"{weights.get(name, 0):g}" for name in OTHER_WEIGHTS),
        *(tested(x.tests[at]) if x.tests else "" for at in range(len(NULL_WORDS))),
        f"{count} 项（{since} 至 {until}）" if x.busiest else "", str(x.breadth), opened,
    ]  # fmt: skip


def tested(test: Test) -> str:
    """Say what one null expects and how likely so much is."""
    if test.p is None:
        return "无从比较"
    chances = (("p", test.p), ("q", test.q), ("只看负荷 p", test.p_load))
    parts = [f"{name} {digits(value)}" for name, value in chances if value is not None]
    return "，".join([f"应有 {test.expected:g}", *parts])


def digits(value: float) -> str:
    """Write a chance in three significant digits, without an exponent."""
    return f"{Decimal(f'{value:.3g}'):f}"


def standing(s: Standing) -> list[Cell]:
    """Set one unit's standing, with what has changed."""
    was = s.before
    return [
        s.unit, s.year, s.strength, s.partners, round(s.bridging, 3), s.orphans, s.circle,
        *((s.strength - was.strength, s.orphans - was.orphans) if was else (None, None)), s.stayed,
    ]  # fmt: skip


def silent(found: Iterable[Silence]) -> Iterator[list[Cell]]:
    """Set silent places, a row a task."""
    return (
        [GAP_WORDS[s.gap], s.year, s.unit, d.number, d.title, d.file, d.iri, s.place] for s in found for d in s.duties
    )


def counted(counts: Mapping[tuple[int | None, str, Gap], int], *, places: bool) -> Iterator[list[Cell]]:
    """Set how often a plan year is silent, by kind, and by place where there are several."""
    return ([year, *([place] if places else []), GAP_WORDS[gap], times] for (year, place, gap), times in counts.items())


def where(s: Silence, *, places: bool) -> list[Cell]:
    """Set where a plan is silent: at which task, or whose, and of which place where there are several."""
    what = f"{s.unit}（{len(s.duties)} 项）" if s.unit else f"{s.duties[0].number} {s.duties[0].title}"
    return [s.year, *([s.place] if places else []), GAP_WORDS[s.gap], what]


def silence_record(s: Silence) -> dict[str, Any]:
    """Write a silent place for scripts."""
    return {
        "gap": s.gap, "year": s.year, "unit": s.unit, "iri": s.iri, "place": s.place,
        "tasks": task_records(s.duties),
    }  # fmt: skip


def task_records(duties: Sequence[Duty]) -> list[dict[str, Any]]:
    """Name tasks for scripts."""
    return [{"file": d.file, "number": d.number, "iri": d.iri, "title": d.title, "year": d.year} for d in duties]
