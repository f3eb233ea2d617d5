"""The physical lines of a document that carry words, without page marks, folios, running heads and broken labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .folding import folded
from .patterns import repair as patterns
from .records import Source, Span
from .text import TABLE

_EDGE = 2  # lines from a page's edge that may be a running head or a folio
_REPEATS = 3  # a running head stands on at least so many pages
_SHARE = 0.3  # and on so many of all
_LONG = 40  # a line of so many characters is prose, no running head
_CLOSING = "”’）〕】]》"
_CLOSED = frozenset(_CLOSING)
_OPENING = patterns.LABEL_FIRST | patterns.ITEM_FIRST
_STOPS = frozenset("。！？；：…")
_MARKS = frozenset("#Pp-–—―·•~_第=*>+▪■◆●")  # with one of them a page mark, a Markdown mark or a bold mark begins
_CLAUSE_WORDS = ("：", "责任", "牵头", "负责", "配合", "单位", "部门", "公开", "局")


@dataclass(slots=True)  # not frozen, though never changed, as texts are
class Line:
    """A physical line: its folded words without surrounding blanks, where they start, and how it is set."""

    chars: str
    start: int
    indented: bool
    width: int  # in columns: a hanzi takes two
    opens: Literal["label", "item", ""]  # what its first words may begin
    ends: bool  # it ends a sentence, or a bracket that may hold a clause


def _line(chars: str, start: int, *, indented: bool) -> Line:
    """The line that `chars` make; all that is asked of a line again and again is read once."""
    size, first, last = len(chars), chars[:1], chars[-1:]
    width = size + (len(chars.encode("utf-8", "replace")) - size) // 2
    opens = _opens(chars) if first in _OPENING or first.isdecimal() else ""
    return Line(chars, start, indented, width, opens, last in _STOPS or (last in _CLOSED and _ends_bracket(chars)))


def _opens(chars: str) -> Literal["label", "item", ""]:
    if patterns.LABEL.regex.match(chars):
        return "label"
    return "item" if patterns.ITEM.regex.match(chars) else ""


def _ends_bracket(chars: str) -> bool:
    """Whether a line with a closing mark at its end ends a sentence, or a bracket that may hold a clause."""
    if not patterns.SENTENCE_END.regex.search(chars, max(0, len(chars.rstrip(_CLOSING)) - 1)):
        return False
    if chars[-1] not in "）〕】]":
        return True
    opening = max(map(chars.rfind, "（〔【["))
    return opening < 0 or len(chars) - opening > 12 or any(word in chars[opening:] for word in _CLAUSE_WORDS)


def lines_of(source: Source) -> list[Line]:
    """The lines of `source` in order, each table one line of its own."""
    return _without_broken_labels(_lines(folded(source.text), source))


def _lines(folded: str, source: Source) -> list[Line]:
    """The physical lines that carry words, without page marks, folios and running heads."""
    spans = [table_span(table.rows) for table in source.tables if any_cell(table.rows)]
    tables = {span.start: span.end for span in spans}
    starts = sorted(tables)
    found: list[Line] = []
    edges: list[int] = []
    position, page = 0, iter([*source.pages, len(folded) + 1])
    next_page = next(page)
    skip_to = -1
    feeds = "\x0c" in source.text
    for line in folded.split("\n"):
        start, position = position, position + len(line) + 1
        if start >= next_page or (feeds and "\x0c" in source.text[start - 1 : start]):
            edges.append(len(found))
            while start >= next_page:
                next_page = next(page)
        if starts and (table := _table_in(tables, starts, start, position)) is not None and start >= skip_to:
            found.append(_line(TABLE, table, indented=False))
            skip_to = tables[table]
        if start < skip_to or not (bare := line.strip()):
            continue
        if bare[0] not in _MARKS and "**" not in bare:
            lead = line.index(bare[0])
            found.append(_line(bare, start + lead, indented=lead >= 2))
        elif not patterns.PAGE_MARK.regex.match(bare):
            found.append(_marked(line, start))
        elif "-" * 3 not in bare:
            edges.append(len(found))
    return _without_furniture(found, edges)


def _table_in(tables: dict[int, int], starts: list[int], start: int, end: int) -> int | None:
    """Where the first of `tables` begins in start..end; `starts` are theirs in order."""
    place = bisect_left(starts, start)
    found = place < len(starts) and starts[place] < end
    return next(at for at in tables if start <= at < end) if found else None


def _marked(line: str, start: int) -> Line:
    """A line without the marks of Markdown before it, and the bold mark that closes at its end."""
    mark = patterns.MARKDOWN_HEADING.regex.match(line)
    lead = mark.end() if mark else len(line) - len(line.lstrip())
    lead += 2 * line.startswith("**", lead)
    words = line[lead:].rstrip()
    if words.count("**") % 2:
        words = words.removesuffix("**").rstrip()
    return _line(words, start + lead, indented=lead >= 2 and mark is None)


def any_cell(rows: tuple[tuple[Span | None, ...], ...]) -> bool:
    """Whether a table has any words at all."""
    return any(cell for row in rows for cell in row)


def table_span(rows: tuple[tuple[Span | None, ...], ...]) -> Span:
    """From a table's first word to its last."""
    cells = [cell for row in rows for cell in row if cell]
    return Span(min(c.start for c in cells), max(c.end for c in cells))


def _without_furniture(lines: list[Line], edges: list[int]) -> list[Line]:
    """Drop folios and running heads, which stand at the edges of pages."""
    near = {i for edge in edges for i in range(edge - _EDGE, edge + _EDGE) if 0 <= i < len(lines)}
    shapes = Counter(re.sub(r"\d+", "0", lines[i].chars) for i in near if len(lines[i].chars) <= _LONG)
    fewest = max(_REPEATS, len(edges) * _SHARE)
    heads = {s for s, n in shapes.items() if n >= fewest and not _starts(s)}
    tops = {i for edge in edges for i in range(edge, edge + _EDGE) if _EDGE <= i < len(lines)}
    again = {line.chars for line in lines[:_EDGE]}  # a head that the first page has too
    drop = {i for i in near if re.sub(r"\d+", "0", lines[i].chars) in heads}
    drop |= {i for i in near if patterns.FOLIO.regex.match(lines[i].chars)}
    drop |= {i for i in tops if lines[i].chars in again and not lines[i].opens}
    drop |= _counted_folios(lines)
    if not drop:
        return lines
    return [line for i, line in enumerate(lines) if i not in drop]


def _starts(chars: str) -> bool:
    """Whether a line starts an item or a labelled line, which may be the same on many pages."""
    return bool(patterns.ITEM.regex.match(chars) or patterns.LABEL.regex.match(chars))


def _counted_folios(lines: list[Line]) -> set[int]:
    """Bare numbers that count up by one, with at least ten lines between: folios of a text that lost its page marks."""
    bare = [i for i, line in enumerate(lines) if len(line.chars) < 5 and patterns.FOLIO.regex.match(line.chars)]
    folios = set()
    for a, b in pairwise(bare):
        if b - a >= 10 and int(lines[b].chars) == int(lines[a].chars) + 1:
            folios |= {a, b}
    return folios


def _without_broken_labels(lines: list[Line]) -> list[Line]:
    """Drop the first part of a label that a page break printed twice (`责` / `责任单位：`)."""
    fixed = list(lines)
    for i in range(len(lines) - 1):
        if lines[i + 1].opens != "label" or not (label := patterns.LABEL.regex.match(lines[i + 1].chars)):
            continue
        words = label[0].strip(" （(〔[【：:")
        for size in (3, 2, 1):
            tail = fixed[i].chars[-size:]
            before = fixed[i].chars[:-size]
            if words.startswith(tail) and len(tail) == size and (not before or before[-1] in "，。；、 ）"):
                fixed[i] = _line(before, lines[i].start, indented=lines[i].indented)
                break
    return [line for line in fixed if line.chars]
