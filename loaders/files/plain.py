"""Plain text and Markdown: the text as it stands; pipe tables and tab-separated runs of lines are tables in place."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ...errors import InputError
from ..patterns.files import TABLE_EDGE, TABLE_ROW, TABLE_RULE
from ..records import Span, Table
from .decoding import decode
from .layout import Content, Layout
from .limits import MAX_CELLS

Line = tuple[int, str]
Row = tuple[Span | None, ...]

MIN_TABBED: Final = 3
"""Tabbed cells that make a line a row; two are more often a heading and its page number."""
MAX_ROW: Final = 10_000
"""Characters of a line that can be a row of a table."""


def read_plain(data: bytes, label: str) -> Content:
    """A .txt or .md file: the text as it stands, but that HTML tables in it become rows of tabbed cells."""
    text = decode(data, label)
    if not text.strip():
        raise InputError(label, "文件里没有文字", "请确认文件内容后再读")
    if TABLE_EDGE.regex.search(text) is None:
        return Content(text, (), tuple(_tables(text)))
    from .markup import add_tables

    layout = Layout(label)
    for part, is_markup in _parted(text):
        if not is_markup or not add_tables(part, layout):
            layout.add(Content(part, (), tuple(_tables(part))))
    return layout.content()


def _parted(text: str) -> Iterator[tuple[str, bool]]:
    """The text cut at HTML tables, which Markdown may hold, with the line end after each."""
    done = start = depth = 0
    for edge in TABLE_EDGE.regex.finditer(text):
        start = edge.start() if depth == 0 else start
        depth = max(0, depth + (-1 if edge["close"] else 1))
        if edge["close"] and depth == 0 and start != edge.start():
            end = edge.end() + text.startswith("\n", edge.end())
            yield from ((text[done:start], False), (text[start:end], True))
            done = end
    yield text[done:], False


def _tables(text: str) -> Iterator[Table]:
    """Tables up to `MAX_CELLS` cells: beyond that the text, which is all there already, is read without them."""
    if "|" not in text and "\t" not in text:
        return
    left = MAX_CELLS
    for kind, group in groupby(_lines(text), key=_kind):
        if not kind:
            continue
        lines = list(group)
        left -= sum(words.count("|" if "bars" in kind else "\t") + 1 for _, words in lines)
        if left < 0:
            return
        rows = tuple(_rows(kind, lines))
        if len(lines) > 1 and any(cell for row in rows for cell in row):
            yield Table(rows)


def _rows(kind: str, lines: list[Line]) -> Iterator[Row]:
    if kind == "bars":
        return (_bar_row(line) for line in lines if not TABLE_RULE.regex.search(line[1]))
    if kind.startswith("open"):
        width = int(kind.removeprefix("open bars"))
        return (_cells(*line, "|")[:width] for line in lines)
    return (_tab_row(line) for line in lines)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _kind(line: Line) -> str:
    words = line[1]
    if len(words) > MAX_ROW:
        return ""
    if TABLE_ROW.regex.search(words):
        return "bars"
    count = words.count("\t") + 1
    if count >= MIN_TABBED and words.strip():
        return f"tabs{count}"
    bars = words.rstrip().rstrip("|").count("|") + 1
    return f"open bars{bars}" if bars >= MIN_TABBED and " | " in words else ""


def _bar_row(line: Line) -> Row:
    start, words = line
    left, right = words.index("|") + 1, words.rindex("|")
    return _cells(start + left, words[left:right].replace("\\|", "\0\0"), "|")


def _tab_row(line: Line) -> Row:
    return _cells(*line, "\t")


def _cells(start: int, words: str, mark: str) -> Row:
    """The cells between marks, each the span of its words without the blanks around them."""
    row: list[Span | None] = []
    for cell in words.split(mark):
        first = start + len(cell) - len(cell.lstrip())
        length = len(cell.strip())
        row.append(Span(first, first + length) if length else None)
        start += len(cell) + 1
    return tuple(row)
