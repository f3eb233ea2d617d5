"""A unit's dossier set for a reader: as text of a terminal's width, and as rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .graph.identity.telling import change, facts, lost
from .ontology.names import KIND_WORDS
from .replies import set_line
from .terminal import Cell, clean

if TYPE_CHECKING:
    from .graph.identity.dossier import Dossier, Known

HEADS = ("单位", "项目", "内容", "年度", "次数", "日期", "可信度", "来源", "IRI")


def page(known: Known, room: int) -> str:
    """Set everything known in `room` columns."""
    blocks = ["\n".join(_block(one, known, room)) for one in known.units]
    day = f"（{known.on}）" if known.on else ""
    return "\n\n".join([f"{clean(known.asked)}{day}：{len(known.units)} 个单位", *blocks])


def _block(one: Dossier, known: Known, room: int) -> Iterator[str]:
    about = "，".join(filter(None, (KIND_WORDS.get(one.kind, one.kind), one.place, one.parent and f"属{one.parent}")))
    yield clean(f"{one.name}（{about}）" if about else one.name)
    for label, words in facts(one, known):
        yield from set_line(label, words, room)


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
                change(event),
                None,
                None,
                event.last or None,
                event.confidence,
                source,
                event.iri,
            ]
        if one.seen:
            yield [one.name, "去向", lost(one.seen), one.seen, None, None, None, None, one.iri]
        for owner in one.owners:
            what = f"{owner.name}：{owner.function}" if owner.function else owner.name
            yield [one.name, "现由", what, None, None, owner.since or None, owner.confidence, None, owner.iri]
        for count in one.tasks:
            yield [one.name, "牵头", None, count.year, count.lead, None, None, None, one.iri]
            yield [one.name, "责任", None, count.year, count.responsible, None, None, None, one.iri]
        for member in one.members:
            yield [one.name, "成员", member, None, None, None, None, None, one.iri]
