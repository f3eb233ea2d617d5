"""A unit's dossier set for a reader: as text of a terminal's width, and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from .ontology.names import KIND_WORDS
from .replies import set_line
from .terminal import Cell, clean

if TYPE_CHECKING:
    from .graph.identity.dossier import Dossier, Known, Owner
    from .graph.identity.register import Event

HEADS = ("单位", "项目", "内容", "年度", "次数", "日期", "可信度", "来源", "IRI")
PRESUMED = "推定（按全国改革）"
CHANGES = MappingProxyType(
    {"rename": "更名", "merge": "合并", "split": "分设", "transfer": "职能划转", "dissolve": "撤销", "create": "组建"}
)


def page(known: Known, room: int) -> str:
    """Set everything known in `room` columns."""
    blocks = ["\n".join(_block(one, known, room)) for one in known.units]
    day = f"（{known.on}）" if known.on else ""
    return "\n\n".join([f"{clean(known.asked)}{day}：{len(known.units)} 个单位", *blocks])


def _block(one: Dossier, known: Known, room: int) -> Iterator[str]:
    about = "，".join(filter(None, (KIND_WORDS.get(one.kind, one.kind), one.place, one.parent and f"属{one.parent}")))
    yield clean(f"{one.name}（{about}）" if about else one.name)
    for label, words in _facts(one, known):
        yield from set_line(label, words, room)


def _facts(one: Dossier, known: Known) -> Iterator[tuple[str, str]]:
    for step in one.steps:
        yield "经由", _change(step)
    yield from _remarks(one, known)
    for form in dict.fromkeys(p.form for p in one.printed):
        yield "印作", f"{form}：" + "，".join(_place(p.file, p.year, p.times) for p in one.printed if p.form == form)
    for event in one.changes:
        yield ("可能" if event.proposed else "沿革"), f"{_change(event)}。{_source(event)}"
    if one.seen:
        yield "去向", _lost(one.seen)
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


def _lost(year: int) -> str:
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


def _change(event: Event) -> str:
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


def rows(known: Known) -> Iterator[list[Cell]]:
    """One fact a row."""
    for one in known.units:
        yield [one.name, "单位", KIND_WORDS.get(one.kind, one.kind), None, None, None, None, one.parent, one.iri]
        for p in one.printed:
            yield [one.name, "印作", p.form, p.year, p.times, None, None, p.file, one.iri]
        for event in one.changes:
            source = f"{event.source}；{event.note}" if event.note else event.source
            yield [
                one.name,
                "沿革",
                _change(event),
                None,
                None,
                event.last or None,
                event.confidence,
                source,
                event.iri,
            ]
        if one.seen:
            yield [one.name, "去向", _lost(one.seen), one.seen, None, None, None, None, one.iri]
        for owner in one.owners:
            what = f"{owner.name}：{owner.function}" if owner.function else owner.name
            yield [one.name, "现由", what, None, None, owner.since or None, owner.confidence, None, owner.iri]
        for count in one.tasks:
            yield [one.name, "牵头", None, count.year, count.lead, None, None, None, one.iri]
            yield [one.name, "责任", None, count.year, count.responsible, None, None, None, one.iri]
        for member in one.members:
            yield [one.name, "成员", member, None, None, None, None, None, one.iri]
