"""Pages one after another: a table that goes on over the page is one table, a row that a page broke is one row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ..patterns.files import DIGITS, ENDED, PAGE_MARK, ROW_NUMBER
from .layout import Cell, Grid, Layout

Block = str | Grid

EDGE: Final = 2
"""Lines from a page's edge that may be a running head."""
HEADER: Final = 3
"""Rows in which a table's header stands, under its title."""
LONGEST_HEAD: Final = 40
LEAST_PAGES: Final = 2
"""Pages that must carry the same line at their edge: only lines beside a table that goes on are looked up."""


def running_heads(pages: Sequence[str]) -> frozenset[str]:
    """The lines that stand at the edge of many pages, their figures as zeros."""
    found: Counter[str] = Counter()
    for page in pages:
        lines = [shape for line in page.splitlines() if (shape := _shape(line))]
        found.update({line for line in [*lines[:EDGE], *lines[-EDGE:]] if len(line) <= LONGEST_HEAD})
    return frozenset(line for line, count in found.items() if count >= LEAST_PAGES)


def _shape(line: str) -> str:
    return DIGITS.regex.sub("0", "".join(line.split()))


@dataclass(slots=True)
class PageFlow:
    """Writes pages to a layout, holding the last table back for as long as it may go on."""

    layout: Layout
    heads: frozenset[str] = frozenset()
    _rows: list[list[Cell | None]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def page(self, blocks: Sequence[Block]) -> None:
        """Add a page: its lines and tables in reading order. Page marks within a table are dropped."""
        first = next((block for block in blocks if not self._is_mark(block)), "")
        goes_on = bool(self._rows) and not isinstance(first, str) and len(first[0]) == len(self._rows[0])
        if not goes_on:
            self.close()
            self.layout.page()
        for place, block in enumerate(blocks):
            if isinstance(block, str):
                held = bool(self._rows) and self._is_mark(block) and (goes_on or place == len(blocks) - 1)
                if not held and block.strip():
                    self.close()
                    self.layout.line(block.strip("\r\n"))
            elif goes_on:
                self._continue(block)
                goes_on = False
            else:
                self.close()
                self._rows = [list(row) for row in block]

    def close(self) -> None:
        """Write the table that was held back; a single row is no table but a line."""
        if len(self._rows) == 1:
            self.layout.line("\t".join(cell.words for cell in dict.fromkeys(self._rows[0]) if cell))
        elif self._rows:
            self.layout.table(self._rows, self._starts)
        self._rows, self._starts = [], []

    def _is_mark(self, block: Block) -> bool:
        """Whether a block is nothing but a page's number and running heads."""
        if not isinstance(block, str):
            return False
        return all(PAGE_MARK.regex.search(line) or _shape(line) in self.heads for line in block.splitlines())

    def _continue(self, block: Grid) -> None:
        rows = [list(row) for row in block]
        heads = [_words(row) for row in self._rows[:HEADER] if _is_said(row)]
        while rows and _words(rows[0]) in heads:
            rows = rows[1:]
        self._starts.append(len(self._rows))
        if not rows:
            return
        if _is_rest(self._rows, rows):
            rest = rows.pop(0)
            self._join(rest)
            _carry(self._rows, rows, [x for x, cell in enumerate(rest) if rows and rows[0][x] is cell])
        elif len(self._rows) > 1:
            own = [_is_merged(self._rows, rows, x) or not _has_gap(self._rows, x) for x in range(len(rows[0]))]
            _carry(self._rows, rows, [x for x, merged in enumerate(own) if merged])
        self._rows += rows

    def _join(self, rest: list[Cell | None]) -> None:
        """Put the rest of a broken row behind its first part, wherever a merged cell of it stands."""
        for x, cell in enumerate(rest):
            above = self._rows[-1][x]
            if cell is None or not cell.words or (x and rest[x - 1] is cell):
                continue
            whole = Cell((above.words if above else "") + cell.words)
            self._rows[-1][x] = whole
            if above is not None:
                self._rows = [[whole if old is above else old for old in row] for row in self._rows]


def _words(row: Sequence[Cell | None]) -> list[str]:
    return [cell.words if cell else "" for cell in row]


def _is_said(row: Sequence[Cell | None]) -> bool:
    return any(cell and cell.words for cell in row)


def _is_rest(rows: Sequence[Sequence[Cell | None]], after: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether the page broke the last row: the first row has no 序号 as that has, or lacks what all rows have."""
    last, first = rows[-1], after[0]
    number = next((x for x, cell in enumerate(last) if cell and ROW_NUMBER.regex.search(cell.words)), None)
    if number is not None:
        return _is_empty(first, number) and not _is_merged(rows, after, number)
    body = rows[1:]
    filled = [x for x in range(len(last)) if len(body) > 1 and not _has_gap(body, x)]
    missing = [x for x in filled if _is_empty(first, x) and not _is_merged(rows, after, x)]
    said = _words(last)
    longest = max(range(len(said)), key=lambda x: len(said[x]))
    is_open = not _is_empty(first, longest) and not ENDED.regex.search(said[longest])
    return len(missing) > 1 or (bool(missing) and is_open)


def _is_empty(row: Sequence[Cell | None], x: int) -> bool:
    cell = row[x]
    return cell is None or not cell.words


def _is_merged(rows: Sequence[Sequence[Cell | None]], after: Sequence[Sequence[Cell | None]], x: int) -> bool:
    """Whether a column's cell at the end of a page or at the top of the next covers more than its row."""
    goes_down = len(after) > 1 and after[0][x] is not None and after[1][x] is after[0][x]
    return goes_down or (len(rows) > 1 and rows[-2][x] is rows[-1][x])


def _has_gap(rows: Sequence[Sequence[Cell | None]], x: int) -> bool:
    return any(_is_empty(row, x) for row in rows)


def _carry(rows: list[list[Cell | None]], after: list[list[Cell | None]], columns: list[int]) -> None:
    """Fill the cells of `columns` that are empty at a page's top with the words that they have on the page before."""
    for x in columns:
        cell, above = after[0][x], rows[-1][x]
        if cell is None or cell.words or above is None:
            continue
        for row in after:
            row[:] = [above if old is cell else old for old in row]
