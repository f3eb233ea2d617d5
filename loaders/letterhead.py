"""The head of a document: its 文号, its title, and the organ printed over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .patterns import facts as patterns
from .patterns import imprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .galley import Galley

Piece = tuple[int, int]
_MOST_LINES = 7
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Head:
    """Galley offsets of what was found.

    `end` is where title and number end; `limit` where the addressees or the first sentence begin at the latest.
    """

    title: Piece | None
    number: Piece | None
    organs: tuple[Piece, ...]
    end: int
    limit: int


def read_head(page: Galley) -> Head:
    """Read the head: the segments before the addressees and the first sentence."""
    limit = _opening(page)
    segments = list(page.segments(limit))
    number = _number(page, limit)
    organs: list[Piece] = []
    title: Piece | None = None
    for place, piece in enumerate(segments):
        words = page.text[slice(*piece)]
        if organ := _organ(words, piece[0]):
            organs.append(organ)
        if title := _title(page, segments, place):
            break
    if title is None:
        title = _headline(page, segments)
    ends = [piece[1] for piece in (number, title and _last_print(page, title, limit)) if piece]
    return Head(title, number, tuple(organs), max(ends, default=0), limit)


def _last_print(page: Galley, title: Piece, limit: int) -> Piece:
    """Where the title is printed for the last time: a web page has it in its frame and over the text."""
    words = page.text[slice(*title)]
    last = page.text.rfind(words, title[0], limit)
    return last, last + len(words)


def _opening(page: Galley) -> int:
    """Where the head ends at the latest: at the addressees, a table's header, or after the first sentence."""
    stop = page.text.find("。")
    stop = min(len(page.text) if stop < 0 else stop + 1, 12_000)
    for start, end in page.segments(stop):
        words = page.text[start : min(end, start + 300)]
        if patterns.addressee().regex.search(words) or imprint.table_head().regex.match(words):
            return start
    return stop


def _number(page: Galley, limit: int) -> Piece | None:
    """The document's own number: alone between two breaks, bare or in brackets, or joined to the title by a dash."""
    for hit in patterns.number().regex.finditer(page.text, 0, limit):
        start = _number_start(page, hit.start())
        if start is None:
            continue
        closes = page.text[hit.end() : hit.end() + 1]
        left = start - (page.text[start - 1 : start] == "（")
        end = hit.end() + (left < start and closes == "）")
        if page.breaks_at(left) and (
            page.breaks_at(end) or closes in tuple("-—－签_") or (left < start and closes == "，")
        ):
            return start, hit.end()
    return None


def _number_start(page: Galley, bracket: int) -> int | None:
    """Back over the letters of a number to the nearest line break, else to the nearest blank."""
    near = None
    for start in range(bracket - 1, max(bracket - 18, -1), -1):
        if not ("一" <= page.text[start] <= "鿿" or page.text[start].isalnum()):
            return near if page.text[start] not in "（(" else start + 1
        if page.line_at(start) and start <= bracket - 2:
            return start
        if page.breaks_at(start) and start <= bracket - 2 and near is None:
            near = start
    return near


def _organ(words: str, start: int) -> Piece | None:
    if hit := patterns.masthead().regex.fullmatch(words):
        return start, start + hit.end("organ")
    return (start, start + len(words)) if patterns.organ().regex.fullmatch(words) else None


def _title(page: Galley, segments: Sequence[Piece], place: int) -> Piece | None:
    """The title that starts with segment `place`, gone on over lines as far as it takes to be complete."""
    start = segments[place][0] + _lead(page.text[slice(*segments[place])])
    if not _opens(page, segments, place, page.text[start : segments[place][1]]):
        return None
    for following in range(place, min(place + _MOST_LINES, len(segments))):
        end = segments[following][1]
        words = page.text[start:end]
        if following > place and _frame(page.text[slice(*segments[following])]):
            return None
        if cut := patterns.run_on().regex.match(words[:_LONGEST]):
            return start, _trim(page.text, start, start + cut.end("title"))
        if len(words) > _LONGEST:
            return None
        trimmed = _trim(page.text, start, end)
        after = segments[following + 1] if following + 1 < len(segments) else (end, end)
        if _whole(page.text[start:trimmed], page.text[slice(*after)]):
            return start, trimmed
    return None


def _opens(page: Galley, segments: Sequence[Piece], place: int, first: str) -> bool:
    """Whether `first`, the words of segment `place`, may be the start of a title."""
    if len(first) < 2 or _frame(first) or not ("关于" in first or patterns.opener().regex.match(first)):
        return False
    return not first.endswith("文件") and (
        not patterns.organ().regex.fullmatch(first) or _goes_on(page, segments, place)
    )


def _lead(words: str) -> int:
    """What stands before the title on its line: a number in a collection, a label, the 文号 and a dash."""
    hit = re.match(
        r"(?:\d{1,3}[.．、](?!\d)|(?:政策名称|文件名称|标题|名称|title)[:：]|附件\d{0,2}[:：])?(?:[（(]?[一-龥]{2,12}.\d{4}.\d{1,5}号[）)]?[-—－_]?)?",
        words,
    )
    return hit.end() if hit else 0


def news_day(words: str, end: int | None = None) -> re.Match[str] | None:
    """The hit of a news line in `words`, whose day is that of the publication."""
    stop = len(words) if end is None else end
    both = (imprint.source_then_day(), imprint.day_then_source())
    return next((hit for one in both if (hit := one.regex.search(words, 0, stop))), None)


def _trim(text: str, start: int, end: int) -> int:
    """Cut the day in brackets and the name of the site off a title's end."""
    words = text[start:end]
    if site := re.search(r"[_|｜—-]+[^_|｜《》]{2,24}(?:网|政府|门户网站|平台|公报|政务公开)$", words):
        words = words[: site.start()]
    if day := re.search(rf"[（(]{patterns.DATE}[）)]$", words):
        words = words[: day.start()]
    return start + len(words)


def _frame(words: str) -> bool:
    """Whether a segment is page furniture, an index entry or a number, and so no part of a title."""
    return bool(
        imprint.furniture().regex.match(words)
        or re.match(r"[•●·]", words)
        or re.fullmatch(rf"[（(]?[一-龥]{{2,12}}.\d{{4}}.\d{{1,5}}号[）)]?|{patterns.DATE}", words)
        or (imprint.label().regex.match(words) and not words.startswith("标题"))
        or news_day(words)
    )


def _goes_on(page: Galley, segments: Sequence[Piece], place: int) -> bool:
    """Whether an organ alone on its line is the start of a forwarding notice's title (甲市政府 / 关于印发…的通知).

    Over another kind of document (甲局 / 关于…的意见) it is its letterhead.
    """
    joined = ""
    for start, end in segments[place + 1 : place + _MOST_LINES]:
        words = page.text[start:end]
        if not joined and patterns.organ().regex.fullmatch(words):
            continue
        joined += words
        if len(joined) > 3:
            return bool(patterns.forwards().regex.match(joined))
    return False


def _whole(title: str, after: str) -> bool:
    """Whether a title is complete: it ends in a kind of document, its marks are closed, the next line starts anew."""
    if title.count("《") != title.count("》") or not patterns.complete().regex.search(title):
        return False
    if re.search(r"(?:关于)?(?:印发|转发|批转)", title) and not re.search(
        r"(?:通知|函|公告|决定|通报|令)(?:[（(].{1,20}[）)])?$", title
    ):
        return False
    return not re.match(r"[的》）)、]|[和及与](?!各)|[（(](?:试行|暂行|修订|20\d\d)", after)


def _headline(page: Galley, segments: Sequence[Piece]) -> Piece | None:
    """The headline of another kind of page: the line over the news line, else the first line that stands alone."""
    alone: list[Piece] = []
    for start, end in segments:
        words = page.text[start:end]
        if news_day(words) and alone:
            return alone[-1]
        if not _frame(words) and 5 <= len(words) <= 90 and words[-1] not in "。：:；;，,":
            alone.append((start + _lead(words), end))
    return alone[0] if alone else None
