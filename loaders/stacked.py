"""A task table whose cells a reader laid out one under the other: header cells first, then row after row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .patterns.tables import COLUMNS
from .records import Source, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = re.compile(r"^[ 　|]*序[ 　]*号[ 　]*\|?[ 　]*$", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t　]*\n")
_BAR = re.compile(r"[ 　]*\|[ 　]*\n")
_MOST_COLUMNS = 14
_LEAST_COLUMNS = 3


def with_stacked_tables(source: Source) -> Source:
    """`source` with each stacked table among its tables; the text stays as it is."""
    found = [table for start in _FIRST.finditer(source.text) if (table := _table(source.text, start.start()))]
    if not found:
        return source
    tables = sorted([*source.tables, *found], key=lambda table: min(c.start for row in table.rows for c in row if c))
    return replace(source, tables=tuple(tables))


def _table(text: str, start: int) -> Table | None:
    """The table that begins at `start`, where its rows count up from 1 and keep the header's number of cells."""
    bars = bool(re.match(r"[^\n]*\|[ 　]*\n", text[start : start + 40]))
    cells = list(_cells(text, start, _BAR if bars else _BLANK))
    words = ["".join(text[c.start : c.end].split()).strip("|") for c in cells[: _MOST_COLUMNS + 1]]
    width = words.index("1") if "1" in words else 0
    if not _LEAST_COLUMNS <= width <= _MOST_COLUMNS or not _names_columns(words[:width]):
        return None
    rows = [tuple(cells[:width]), *_rows(text, cells[width:], width)]
    return Table(tuple(tuple(c if text[c.start : c.end].strip() else None for c in row) for row in rows))


def _names_columns(heads: list[str]) -> bool:
    kinds = {kind for head in heads for kind, pattern in COLUMNS.items() if pattern.regex.match(head)}
    return "task" in kinds and bool(kinds & {"lead", "share"})


def _cells(text: str, start: int, end_of_cell: re.Pattern[str]) -> Iterator[Span]:
    position = start
    for found in end_of_cell.finditer(text, start):
        yield _trimmed(text, position, found.start())
        position = found.end()
    yield _trimmed(text, position, len(text))


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    right = len(words.rstrip())
    return Span(start + min(left, right), start + right) if words.strip() else Span(start, start)


def _rows(text: str, cells: list[Span], width: int) -> Iterator[tuple[Span, ...]]:
    """Whole rows, the first cell of each one more than the last's; the first that does not count ends the table."""
    for number, at in enumerate(range(0, len(cells) - width + 1, width), 1):
        first = cells[at]
        if "".join(text[first.start : first.end].split()) != str(number):
            return
        yield tuple(cells[at : at + width])
