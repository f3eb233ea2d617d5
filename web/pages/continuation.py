"""A link between two tasks: what it rests on, what changed, both passages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ...graph.continuity.records import Continuation
from ...graph.report.passages import passage
from ...graph.report.words import TIES, alterations, in_charge
from ...graph.wording import DECIDED, PARTS
from ...graph.wording import KINDS as WORDS
from ...queries.continuity import HEADS, link_record, link_row
from ..library import Holdings
from ..page import Asked, Page, Table
from . import thing
from .continuity import iri_of

LONGEST: Final = 600  # letters of a passage
MEANINGS: Final[Mapping[str, str]] = MappingProxyType({
    "wording": "两段文字用词的相近程度，少见的词更算数", "unit": "牵头和责任单位相同、更名而来或有上下级关系的程度",
    "basis": "两项任务共同依据的文件", "figures": "两项任务共有的数字指标", "section": "上级标题的相近程度",
})  # fmt: skip


def page(holdings: Holdings, asked: Asked) -> Page:
    """The link that the address names; one that no longer holds is told by what the graph states of it."""
    link = links(holdings).get(asked.iri)
    if link is None:
        return thing.page(holdings, asked)
    evidence = link.evidence
    view = {
        "k": link, "KINDS": WORDS, "TIES": TIES, "in_charge": in_charge, "DECIDED": DECIDED,
        "parts": [(words, getattr(evidence, name), MEANINGS[name]) for name, words in PARTS],
        "changes": alterations(link),
        "sides": [
            (side, duty, passage(duty, span, LONGEST))
            for side, duty, span in (("较早", link.earlier, evidence.earlier), ("较晚", link.later, evidence.later))
        ],
    }  # fmt: skip
    about = (asked.iri, link.earlier.iri, link.later.iri)
    return Page("continuation.html", "任务的对应", view, link_record(link), Table(HEADS, [link_row(link)]), about)


def links(holdings: Holdings) -> Mapping[str, Continuation]:
    """Every link by its IRI."""
    return holdings.once(
        "links by iri", lambda: {iri_of(holdings, link): link for link in holdings.comparison.continuity.links}
    )
