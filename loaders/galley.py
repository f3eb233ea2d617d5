"""A stretch of a document set for reading: no white space, no page marks, and where its lines broke.

A name is for a proof pulled before the pages are made up: the words run on, the breaks are known.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .folding import folded
from .patterns import imprint
from .records import Span
from .text import counting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_RUN = re.compile(r"[^\s\ufeff\u200b*]+")
# White space and marks without words, one by one: to ask for a class of characters costs three times as much.
_APART = re.compile(r"[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff*]")
_INVISIBLE = re.compile(r"[\ufeff\u200b*]")
_LONGEST_MARK = 300
_MARK_STARTS = frozenset("#—–-·•第h原【")


@dataclass(frozen=True, slots=True)
class Galley:
    """`text` is folded and has no white space; `at[i]` is where its character i stands in the raw.

    `breaks` are the offsets in `text` before which white space stood, `lines` those before which a line began, both
    sorted, with the start and the end among them.
    """

    raw: str
    text: str
    at: array[int]
    breaks: array[int]
    lines: array[int]

    def span(self, start: int, end: int) -> Span:
        """Where `text[start:end]` stands in the raw text."""
        return Span(self.at[start], self.at[end - 1] + 1) if end > start else Span(0, 0)

    def printed(self, start: int, end: int) -> str:
        """The words of `text[start:end]` as printed, without white space."""
        return "".join(self.raw[index] for index in self.at[start:end])

    def breaks_at(self, offset: int) -> bool:
        """Whether white space, or the start or end of the text, stands before `offset`."""
        return _holds(self.breaks, offset)

    def line_at(self, offset: int) -> bool:
        """Whether a line starts or the text ends at `offset`."""
        return _holds(self.lines, offset)

    def segments(self, end: int, longest: int = 60) -> Iterator[tuple[int, int]]:
        """The lines up to `end`; one of more than `longest` characters is cut where blanks stand in it."""
        for start, stop in _between(self.lines, 0, end):
            yield from _between(self.breaks, start, stop) if stop - start > longest else ((start, stop),)


def _holds(offsets: array[int], offset: int) -> bool:
    place = bisect_left(offsets, offset)
    return place < len(offsets) and offsets[place] == offset


def _between(offsets: array[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches that `offsets` cut out of start..end."""
    for place in range(bisect_right(offsets, start), len(offsets)):
        yield start, min(offsets[place], end)
        if offsets[place] >= end:
            return
        start = offsets[place]


def galley(raw: str, start: int = 0, end: int | None = None) -> Galley:
    """Set `raw[start:end]`."""
    stop = len(raw) if end is None else min(end, len(raw))
    at, breaks, lines = array("q"), array("q", [0]), array("q", [0])
    whole = folded(raw)
    words: list[str] = []
    place, size, counted = start, 0, counting(start, stop)
    for line in raw[start:stop].splitlines(keepends=True):
        if bare := line.strip():
            if lines[-1] != size:
                lines.append(size)
            marked = bare[0] in _MARK_STARTS or bare[0].isdigit() or "." in bare
            if not (marked and _is_page_mark(line)):
                for first, last, apart in _runs(line, bare):
                    if apart and breaks[-1] != size:
                        breaks.append(size)
                    at += counted[place + first - start : place + last - start]
                    words.append(whole[place + first : place + last])
                    size += last - first
        place += len(line)
    for offsets in (breaks, lines):
        if offsets[-1] != size:
            offsets.append(size)
    return Galley(raw, "".join(words), at, breaks, lines)


def tail(page: Galley, start: int) -> Galley:
    """Give `galley(raw, start)`, cut out of a galley that begins before and reaches to the end of the text."""
    if not start:
        return page
    line = page.raw[start:].splitlines(keepends=True)[0]
    first = galley(page.raw, start, start + len(line))  # what is left of a line may be set otherwise than the whole
    cut, size = bisect_left(page.at, start + len(line)), len(first.at)
    breaks, lines = (
        array("q", [*before, *(offset - cut + size for offset in offsets[bisect_right(offsets, cut) :])])
        for before, offsets in ((first.breaks, page.breaks), (first.lines, page.lines))
    )
    return Galley(page.raw, first.text + page.text[cut:], first.at + page.at[cut:], breaks, lines)


def _is_page_mark(line: str) -> bool:
    """Whether a line that begins as a page's mark does, or has a full stop as a file's name does, is one."""
    return len(line) <= _LONGEST_MARK and imprint.page_mark().regex.match(line.rstrip()) is not None


def _runs(line: str, bare: str) -> Iterable[tuple[int, int, bool]]:
    """Where each run of words stands in a line, and whether a break stands before it; `bare` is the line stripped."""
    if bare[0] == "#" or _APART.search(bare):
        return _runs_apart(line)
    first = line.index(bare[0])
    return ((first, first + len(bare), True),)


def _runs_apart(line: str) -> Iterator[tuple[int, int, bool]]:
    last = len(line) - len(line.lstrip("# \t\u3000\ufeff"))
    if not _INVISIBLE.search(line):
        for words in line[last:].split():
            first = line.find(words, last)
            last = first + len(words)
            yield first, last, True
        return
    apart = True
    for run in _RUN.finditer(line, last):
        first = run.start()
        yield first, run.end(), apart or bool(line[last:first].strip("*"))
        last, apart = run.end(), False
    if apart or line[last:].strip("*"):
        yield len(line), len(line), True
