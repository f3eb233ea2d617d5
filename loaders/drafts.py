"""A task before its words are read: where it stands in the outline, its title, and the clause that it carries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .clause import Clause
from .patterns.outline import FIELD, HEAD_COLON
from .text import BREAK, Text

MAX_TITLE = 300


@dataclass(slots=True)
class Draft:
    """A task before its words are read: its place in the outline, its own words and its clause."""

    label: str
    section: tuple[str, ...]
    title: Text
    body: list[Text]
    clause: Clause
    words: Text  # all of the item as printed, its clause among it
    style: str = ""
    parents: tuple[str, ...] = ()
    order: int = 0

    @property
    def whole(self) -> Text:
        """The task's own words, or where it has none the names of its clause."""
        return next((part for part in self.body if part.chars), self.words)


@dataclass(slots=True)
class Reading:
    """What walking the outline gives: drafts, the places of tables, and items that lack a clause."""

    drafts: list[Draft] = field(default_factory=list)
    tables: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)  # how many drafts stand before, section
    idle: list[tuple[Text, str]] = field(default_factory=list)  # text, kind of finding


def title_of(text: Text, limit: int | None) -> Text:
    """An item's heading, or its first clause up to `。`."""
    chars = text.chars[:limit]
    chars = chars.rstrip(" \v（〔[【")
    end = min([at for at in (chars.find("。"), chars.find(BREAK)) if at > 0], default=len(chars))
    start = 0
    lead = chars[:end] if "：" in chars else ""
    if field_name := FIELD.regex.match(lead):
        start = field_name.end()
    elif (colon := HEAD_COLON.regex.match(lead)) and colon.end() < end:
        end = colon.end() - 1
    return text.cut(start, min(end, start + MAX_TITLE), " \v\n。；;：:，,、")


def number(drafts: list[Draft]) -> None:
    """Make every number name one task: a style whose numbers come again carries the parents' numbers before it."""
    for depth in (0, 1):
        counts = Counter(d.label for d in drafts if d.order < 2)
        again = {d.style for d in drafts if counts[d.label] > 1}
        for draft in drafts:
            part = depth == 0 and draft.style == "numparen"  # 9（1） is always told with its 9
            if len(draft.parents) > depth and (part or draft.style in again):
                draft.label = draft.parents[depth] + draft.label
    for draft in drafts:
        if draft.order:
            draft.label = f"{draft.label}-{draft.order}" if draft.label else str(draft.order)
