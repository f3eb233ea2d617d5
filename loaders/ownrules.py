"""Rules that a document states for its own lists: the first unit leads, or those before the first comma."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .patterns.clauses import COMMA_LEADS, FIRST_LEADS
from .text import WRAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .drafts import Draft
    from .records import Mention

_MARKS = {"逗号": "，,", "分号": "；;"}


def with_own_rule(drafts: Iterable[Draft], chars: str, raw: str) -> Iterator[Draft]:
    """The drafts with the leads that the document's own rule names, where a clause names no lead itself.

    `chars` is the repaired text in which the rule may stand, `raw` the text that the mentions' spans count in.
    """
    words = chars.replace(WRAP, "")
    comma = next(COMMA_LEADS.find(words), None) if "逗号" in words or "分号" in words else None
    first = next(FIRST_LEADS.find(words), None) if "首" in words or "第一" in words or "最前" in words else None
    for draft in drafts:
        mentions = draft.clause.mentions
        leads = 0
        if len(mentions) > 1 and not any(m.role == "lead" for m in mentions):
            leads = _before_mark(mentions, raw, _MARKS[comma["mark"]]) if comma else int(first is not None)
        if leads:
            signal = (comma or first or "")[0]
            led = (m._replace(role="lead", signal=signal) for m in mentions[:leads])
            yield replace(draft, clause=replace(draft.clause, mentions=(*led, *mentions[leads:])))
        else:
            yield draft


def _before_mark(mentions: tuple[Mention, ...], raw: str, marks: str) -> int:
    """How many mentions stand before the first of `marks`; none where there is no such mark."""
    for i in range(len(mentions) - 1):
        between = raw[mentions[i].span.end : mentions[i + 1].span.start]
        if any(mark in between for mark in marks):
            return i + 1
    return 0
