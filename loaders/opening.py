"""A document half read: its two ends, set for reading, with head, index and days, and the spans of what was found."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .galley import Galley, galley, tail
from .imprint import Day, find_days
from .index_table import Entry, read_index
from .letterhead import Head, read_head
from .patterns import facts as patterns
from .patterns import imprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Source, Span

NEAR = 3_000
"""Characters of a page within which a signature without its organ, or a news line, is looked for."""
_HEAD = 20_000  # characters read for the head: menus may stand before it
_TAIL = 4_000
_LINE = 200


@dataclass(slots=True)
class Reading:
    """A document half read: the galleys of its two ends, and the spans of what was found."""

    page: Galley
    foot: Galley
    head: Head
    index: tuple[Entry, ...]
    body: int
    days: tuple[Day, ...]
    foot_days: tuple[Day, ...]
    spans: list[tuple[str, Span]] = field(default_factory=list)

    def entry(self, *labels: str) -> Entry | None:
        """The first value of the index under the first of `labels` that has one."""
        return next((entry for label in labels for entry in self.index if entry.label == label), None)

    def keep(self, name: str, page: Galley, piece: tuple[int, int]) -> str:
        """Note where `piece` of `page` stands, and give it as printed."""
        self.spans += [(name, span) for span in _spans(page, *piece)]
        return page.printed(*piece)

    def keep_entry(self, name: str, entry: Entry) -> str:
        """Note where a value of the index stands, and give it."""
        self.spans.append((name, entry.span))
        return entry.text


def _spans(page: Galley, start: int, end: int) -> list[Span]:
    """The raw stretches of `text[start:end]`: one, or more where a page mark stands between its words."""
    cuts = [start]
    for place in range(start + 1, end):
        gap = page.raw[page.at[place - 1] + 1 : page.at[place]]
        if gap and gap.replace("*", "").strip():
            cuts.append(place)
    return [page.span(left, right) for left, right in zip(cuts, [*cuts[1:], end], strict=True)]


def read_ends(source: Source) -> Reading:
    """Set the two ends of `source` and read what the facts are chosen from."""
    raw = source.text
    page = galley(raw, 0, _HEAD)
    start = max(len(raw) - _TAIL, 0)
    foot = tail(page, start) if len(raw) <= _HEAD else galley(raw, start)
    head = read_head(page)
    body = _body(page, head, source)
    return Reading(
        page=page,
        foot=foot,
        head=head,
        index=read_index(raw, page.at[head.limit] if head.limit < len(page.at) else len(raw[:_HEAD])),
        body=body,
        days=tuple(find_days(page, 0, body)),
        foot_days=tuple(_closing_days(foot)),
    )


def _closing_days(foot: Galley) -> Iterator[Day]:
    """The day of printing, and signatures by organs named in full: a table prints units over their deadlines."""
    for day in find_days(foot, 0, len(foot.text)):
        name = foot.text[slice(*day.organs[0])] if day.organs else ""
        signed = day.how == "signed" and imprint.full_name().regex.match(name) and not _in_row(foot, day)
        if day.how == "printed" or signed:
            yield day


def _in_row(foot: Galley, day: Day) -> bool:
    """Whether a signature is part of a table's row: other words stand before it on a line of common length."""
    start = day.organs[0][0]
    place = foot.at[start]
    line = foot.raw[foot.raw.rfind("\n", 0, place) + 1 : foot.at[day.place[0]]]
    before = line[: place - foot.at[day.place[0]]].strip() if "\n" not in line else ""
    return "\t" in line or (bool(before) and len(before) < _LINE and before[-1] not in "。；：！）)")


def _body(page: Galley, head: Head, source: Source) -> int:
    """Where the text proper starts: at the first numbered heading, the first responsibility label, or a table."""
    starts = [cell.start for table in source.tables for row in table.rows[:1] for cell in row if cell]
    tables = (bisect_left(page.at, start) for start in starts)
    end = min((place for place in tables if place > head.limit), default=len(page.text))
    for name in (patterns.body(), imprint.assigns()):
        for hit in name.find(page.text, head.end, end):
            if page.breaks_at(hit.start()) or page.text[hit.start() - 1] in "。：；）":
                end = hit.start()
                break
    return end
