"""A unit's dossier set for a reader: as text of a terminal's width, and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from .ontology.names import KIND_WORDS
from .replies import set_line
from .terminal import Cell, clean

if TYPE_CHECKING:
    from .graph.identity.dossier import Dossier, Known
    from .graph.identity.register import Event

HEADS = ("单位", "项目", "内容", "年度", "次数", "日期", "可信度", "来源", "IRI")
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
    if one.open:
        yield "注意", f"{known.on} 时改革正在进行，该单位当日可能已有变动"
    if one.same:
        yield "同一", f"{'、'.join(one.same)}（人工判定）"
    if one.group:
        yield "成员", "、".join(one.members) or "不详"
    for form in dict.fromkeys(p.form for p in one.printed):
        yield "印作", f"{form}：" + "，".join(_place(p.file, p.year, p.times) for p in one.printed if p.form == form)
    for event in one.changes:
        yield ("可能" if event.confidence < 1 else "沿革"), f"{_change(event)}。{_source(event)}"
    for owner in one.owners if not one.group else ():
        doubt = f"（可信度 {owner.confidence:g}）" if owner.confidence < 1 else ""
        name = "本单位" if owner.iri == one.iri else owner.name
        yield ("或由" if doubt else "现由"), f"{name} 承担{owner.function or '其职能'}{doubt}"
    for count in one.tasks:
        yield "任务", f"{_year(count.year)}：牵头 {count.lead}，责任 {count.responsible}"


def _place(file: str, year: int | None, times: int) -> str:
    return f"{file}（{_year(year)}）{times} 次"


def _year(year: int | None) -> str:
    return f"{year} 年" if year else "年度不详"


def _change(event: Event) -> str:
    """A change as a sentence: who became whom, what moved, when, how sure."""
    sides = " → ".join("、".join(side) for side in (event.before, event.after) if side)
    what = f"{CHANGES[event.kind]}（{event.function}）" if event.function else CHANGES[event.kind]
    doubt = f"，可信度 {event.confidence:g}" if event.confidence < 1 else ""
    return f"{what}：{sides}，{when(event)}{doubt}"


def when(event: Event) -> str:
    """The day of a change in words."""
    if event.date and event.by:
        return f"{event.date} 起，{event.by} 前完成"
    return event.date or (f"{event.by} 前" if event.by else "日期不详")


def _source(event: Event) -> str:
    return f"依据：{event.source}" + (f"（{event.note}）" if event.note else "")


def rows(known: Known) -> Iterator[list[Cell]]:
    """One fact a row."""
    for one in known.units:
        yield [one.name, "单位", one.kind, None, None, None, None, one.parent, one.iri]
        for p in one.printed:
            yield [one.name, "印作", p.form, p.year, p.times, None, None, p.file, one.iri]
        for event in one.changes:
            source = f"{event.source}；{event.note}" if event.note else event.source
            yield [one.name, "沿革", _change(event), None, None, event.last, event.confidence, source, event.iri]
        for owner in one.owners:
            what = f"{owner.name}：{owner.function}" if owner.function else owner.name
            yield [one.name, "现由", what, None, None, owner.since, owner.confidence, None, owner.iri]
        for count in one.tasks:
            yield [one.name, "牵头", None, count.year, count.lead, None, None, None, one.iri]
            yield [one.name, "责任", None, count.year, count.responsible, None, None, None, one.iri]
        for member in one.members:
            yield [one.name, "成员", member, None, None, None, None, None, one.iri]
