"""A unit's dossier in words: each thing known of it under a label."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .dossier import Dossier, Known, Owner
    from .register import Event

PRESUMED = "推定（按全国改革）"
CHANGES = MappingProxyType(
    {"rename": "更名", "merge": "合并", "split": "分设", "transfer": "职能划转", "dissolve": "撤销", "create": "组建"}
)


def facts(one: Dossier, known: Known) -> Iterator[tuple[str, str]]:
    """Everything known of a unit, each thing as a label and words."""
    for step in one.steps:
        yield "经由", change(step)
    yield from _remarks(one, known)
    for form in dict.fromkeys(p.form for p in one.printed):
        yield "印作", f"{form}：" + "，".join(_place(p.file, p.year, p.times) for p in one.printed if p.form == form)
    for event in one.changes:
        yield ("可能" if event.proposed else "沿革"), f"{change(event)}。{_source(event)}"
    if one.seen:
        yield "去向", lost(one.seen)
    yield from (_owner(owner, one) for owner in one.owners if not one.group)
    for count in one.tasks:
        yield "任务", f"{_year(count.year)}：牵头 {count.lead}，责任 {count.responsible}"


def _remarks(one: Dossier, known: Known) -> Iterator[tuple[str, str]]:
    if one.open:
        yield "注意", f"{known.on} 时改革正在进行，该单位当日可能已有变动"
    if one.guessed:
        yield "注意", "文件未印此单位，只见于推测"
    if one.same:
        yield "同一", f"{'、'.join(one.same)}（人工判定）"
    for words in one.decided:
        yield "判定", words
    if one.group:
        division = "（成员按 2023 年年中区划）" if known.on and one.undated else ""
        yield "成员", ("、".join(one.members) or "不详") + division
    if known.on and not one.printed:
        yield "印作", f"{known.on[:4]} 年及以前的文件未印"


def lost(year: int) -> str:
    """What is said of a unit that no later plan names."""
    return f"最近一次见于 {year} 年的文件，此后不详"


def _owner(owner: Owner, one: Dossier) -> tuple[str, str]:
    """Who answers for what, and how sure that is."""
    doubt = f"可信度 {owner.confidence:g}" if owner.confidence < 1 else ""
    words = "，".join(filter(None, (PRESUMED if owner.presumed else "", doubt)))
    name = "本单位" if owner.iri == one.iri else owner.name
    label = "或由" if doubt and not owner.presumed else "现由"
    return label, f"{name} 承担{owner.function or '其职能'}" + (
        f"，{words}" if owner.presumed else words and f"（{words}）"
    )


def _place(file: str, year: int | None, times: int) -> str:
    return f"{file}（{_year(year)}）{times} 次"


def _year(year: int | None) -> str:
    return f"{year} 年" if year else "年度不详"


def change(event: Event) -> str:
    """A change as a sentence: who became whom, what moved, when, how sure."""
    sides = " → ".join("、".join(side) for side in (event.before, event.after) if side)
    what = f"{CHANGES[event.kind]}（{event.function}）" if event.function else CHANGES[event.kind]
    doubt = f"，可信度 {event.confidence:g}" if event.confidence < 1 else ""
    doubt = f"，{PRESUMED}{doubt}" if event.presumed else doubt
    return f"{what}：{sides}，{when(event)}{doubt}"


def when(event: Event) -> str:
    """The day of a change in words."""
    if event.date:
        return f"{event.date} 起，{event.by} 前完成" if event.by else event.date
    if event.presumed and event.since:
        return f"中央决定 {event.since}，地方" + (f" {event.by} 前" if event.by else "日期不详")
    bounds = (event.since and f"{event.since} 后", event.by and f"{event.by} 前")
    return "，".join(filter(None, bounds)) or "日期不详"


def _source(event: Event) -> str:
    return f"依据：{event.source}" + (f"（{event.note}）" if event.note else "")
