"""A task table whose cells a reader laid out one under the other: header cells first, then row after row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from .folding import folded
from .patterns.tables import COLUMNS
from .patterns.unitlist import UNIT_END
from .records import Source, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST = re.compile(r"^[ 　|]*序[ 　]*[号號][ 　]*\|?[ 　]*$", re.MULTILINE)
_HEAD = re.compile(r"序[ 　]*[号號][ 　]*\|?[ 　]*$", re.MULTILINE)  # in a text without it no cell begins so
_BLANK = re.compile(r"\n[ \t　]*\n")
_BAR = re.compile(r"[ 　]*\|[ 　]*\n")
_MOST_COLUMNS = 14
_LEAST_COLUMNS = 3


def with_stacked_tables(source: Source) -> Source:
    """`source` with each stacked table among its tables; the text stays as it is."""
    starts = [start.start() for start in _FIRST.finditer(source.text)] if _HEAD.search(source.text) else []
    text = folded(source.text) if starts else ""
    found = [table for start in starts if (table := _table(text, start))]
    if not found:
        return source
    tables = sorted([*source.tables, *found], key=lambda table: min(c.start for row in table.rows for c in row if c))
    return replace(source, tables=tuple(tables))


def _table(text: str, start: int) -> Table | None:
    """The table that begins at `start`, where its rows count up from 1 and keep the header's number of cells."""
    bars = bool(re.match(r"[^\n]*\|[ 　]*\n", text[start : start + 40]))
    cells = list(_cells(text, start, _BAR if bars else _BLANK))
    words = [_word(text, c).strip("|") for c in cells[: _MOST_COLUMNS + 1]]
    width = next((i for i, word in enumerate(words) if word.isascii() and word.isdigit()), 0)
    if not _LEAST_COLUMNS <= width <= _MOST_COLUMNS or not _names_columns(words[:width]):
        return None
    rows = [tuple(cells[:width]), *_rows(text, cells[width:], words[:width])]
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


def _rows(text: str, cells: list[Span], heads: list[str]) -> Iterator[tuple[Span, ...]]:
    """The rows, told by their numbers; a row with more cells than the header has several lines of units."""
    width, at = len(heads), 0
    numbers = [_word(text, cell).strip("|") for cell in cells]
    number = int(numbers[0])
    while at < len(cells) and numbers[at] == str(number):
        number += 1
        end = next((i for i in range(at + 1, len(cells)) if numbers[i] == str(number)), None)
        row = cells[at : end if end is not None else at + width]
        if len(row) >= width and (fitted := _fitted(text, row, heads)):
            yield fitted
        if end is None:
            return
        at = end


def _fitted(text: str, row: list[Span], heads: list[str]) -> tuple[Span, ...] | None:
    """A row's cells under the header's; cells too many are lines of the one column of units."""
    units = [i for i, head in enumerate(heads) if any(COLUMNS[k].regex.match(head) for k in ("lead", "share"))]
    extra = len(row) - len(heads)
    if not extra:
        return tuple(row)
    first = units[0]
    lines = row[first : first + extra + 1]
    if len(units) != 1 or not all(UNIT_END.regex.search(_word(text, line)) for line in lines):
        return None
    merged = Span(row[first].start, row[first + extra].end)
    return (*row[:first], merged, *row[first + extra + 1 :])


def _word(text: str, cell: Span) -> str:
    return "".join(text[cell.start : cell.end].split())
