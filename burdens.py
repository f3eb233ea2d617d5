"""The load command: who carries how much, how units hang together, where the plans are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from .graph.wording import GAPS, VERDICTS
from .output import note, say, show

if TYPE_CHECKING:
    from .graph.duties import Duty
    from .graph.identity.lineage import Lineage
    from .graph.load.records import Load, Silence, Standing
    from .terminal import Cell

Look = Literal["load", "network", "silent"]
HEADS = ("单位", "年度", "牵头", "责任", "负荷", "均分", "p", "q", "结论")
MORE = (
    "p（只看负荷）", "往年应有", "往年p", "往年q", "同类", "每项计1", "只计牵头", "牵头2责任1", "每项均分",
    "30天内最多", "自", "至", "章节数", "展开后负荷", "展开后牵头", "展开后责任", "IRI",
)  # fmt: skip
STANDING = ("单位", "年度", "共担", "伙伴", "桥梁", "独头", "圈子", "共担±", "独头±", "同圈")


def load(year: int | None, store: Path, form: str | None, *, look: Look = "load", expand: bool = False) -> int:
    """Print the units by load, by standing in the network, or what the plans do not say."""
    duties, lineage = read(store)
    of_year = [duty for duty in duties if year is None or duty.year == year]
    if not of_year:
        note(f"图谱中没有{f' {year} 年的' if year else ''}任务")
    if look == "network":
        network(duties, lineage, year, form)
    elif look == "silent":
        silent(of_year, form)
    else:
        table(duties, lineage, year, form, expand=expand)
    return 0


def read(store: Path) -> tuple[tuple[Duty, ...], Lineage]:
    """Read the tasks of all years, since a year is held against the one before, and how units came about."""
    from .graph.identity.lineage import lineage
    from .graph.identity.united import united
    from .graph.load.reading import reading
    from .graph.store import Store

    with Store.reading(store) as opened:
        line = lineage(opened)
        return united(reading(opened), line), line


def table(duties: Sequence[Duty], lineage: Lineage, year: int | None, form: str | None, *, expand: bool) -> None:
    """Print the units by load, a row a unit and year."""
    from dataclasses import asdict

    from .graph.load.loads import loads

    found = [x for x in loads(duties, lineage, members=expand) if year is None or x.year == year]
    if form:
        show(form, (*HEADS, *MORE), map(full_row, found), lambda: [asdict(x) for x in found])
        return
    heads = ("单位", "年度", "牵头", "责任", "负荷", *(("展开",) if expand else ()), "均分", "q", "往年q", "结论")
    show(form, heads, (short_row(x, expand=expand) for x in found), list)
    note("负荷：牵头 1，k 家共同负责各 1/k；均分：同类单位平均分担时应有的负荷；q：偶然达到这么多的机会（单侧，")
    note("负荷与任务数各半，经 Benjamini–Hochberg 校正）；往年q：与该单位往年所占份额比。q < 0.05 才称负荷偏重，")
    note(
        "只说明多于均分，不说明分工不当。统称（各区等）不算一个单位"
        + ("；展开：分给各成员后的负荷。" if expand else "。")
    )


def short_row(x: Load, *, expand: bool) -> list[Cell]:
    """Set one unit's year for 80 columns."""
    earlier = x.tests[1].q if x.tests else None
    return [
        x.unit, x.year, x.lead, x.responsible, round(x.load, 2), *([x.expanded] if expand else []),
        round(x.expected, 2) if x.tests else None, brief(x.q), brief(earlier), VERDICTS[x.verdict],
    ]  # fmt: skip


def brief(chance: float | None) -> str | None:
    """Write a chance in few characters."""
    if chance is None:
        return None
    return "<.001" if chance < 0.001 else f"{chance:.3f}"


def full_row(x: Load) -> list[Cell]:
    """Set everything that is known of one unit's year."""
    first, earlier = x.tests or (None, None)
    count, since, until = x.busiest or (None, None, None)
    return [
        x.unit, x.year, x.lead, x.responsible, x.load, x.expected, x.p, x.q, VERDICTS[x.verdict],
        first and first.p_load, earlier and earlier.expected, earlier and earlier.p, earlier and earlier.q, x.peers,
        *(dict(x.weights).get(name) for name in ("every task 1", "lead only", "lead 2, shared 1", "task split evenly")),
        count, since, until, x.breadth, x.expanded, x.expanded_lead, x.expanded_responsible, x.iri,
    ]  # fmt: skip


def network(duties: Sequence[Duty], lineage: Lineage, year: int | None, form: str | None) -> None:
    """Print the units by standing in the network of shared tasks."""
    from dataclasses import asdict

    from .graph.load.network import standings

    found = [s for s in standings(duties, lineage) if year is None or s.year == year]
    show(form, STANDING, map(standing_row, found), lambda: [asdict(s) for s in found])
    if not form:
        note("共担：与各伙伴共担的任务数之和；桥梁：其他两家之间的最短路有多大部分经过它（介数，0 到 1，不计权）；")
        note("独头：它一旦缺位便无人牵头的任务数；圈子：常在一起的单位（Louvain，种子固定）；±：与上一次有它（或")
        note("其前身）的年度相比；同圈：当年的同圈单位中有多大部分仍与它同圈。")


def standing_row(s: Standing) -> list[Cell]:
    """Set one unit's standing, with what has changed."""
    was = s.before
    return [
        s.unit, s.year, s.strength, s.partners, round(s.bridging, 3), s.orphans, s.circle,
        was and s.strength - was.strength, was and s.orphans - was.orphans, s.stayed,
    ]  # fmt: skip


def silent(duties: Sequence[Duty], form: str | None) -> None:
    """Print what the plans do not say; on a terminal how often first, then where, by kind."""
    from .graph.load.silence import silences

    found = silences(duties)
    if form:
        heads = ("缺口", "年度", "单位", "编号", "任务", "文件", "IRI")
        rows = [[GAPS[s.gap], s.year, s.unit, d.number, d.title, d.file, d.iri] for s in found for d in s.duties]
        show(form, heads, rows, lambda: [silence_record(s) for s in found])
        return
    counts = Counter((s.year, s.gap) for s in found)
    show(None, ("年度", "缺口", "处数"), [[year, GAPS[gap], n] for (year, gap), n in counts.items()], list)
    say("")
    show(None, ("年度", "缺口", "何处"), ([s.year, GAPS[s.gap], where(s)] for s in found), list)
    note("时限：有确切日期的完成时限；汛前、长期坚持等不算。无依据：任务中没有引用依据文件。")


def where(s: Silence) -> str:
    """Say in one cell which task, or whose."""
    if s.unit:
        return f"{s.unit}（{len(s.duties)} 项）"
    duty = s.duties[0]
    return f"{duty.number} {duty.title}"


def silence_record(s: Silence) -> dict[str, Any]:
    """Write a silent place for scripts."""
    return {"gap": s.gap, "year": s.year, "unit": s.unit, "iri": s.iri, "tasks": task_records(s.duties)}


def task_records(duties: Iterable[Duty]) -> list[dict[str, Any]]:
    """Name tasks for scripts."""
    return [{"file": d.file, "number": d.number, "iri": d.iri, "title": d.title, "year": d.year} for d in duties]
