"""Pages one after another: a table that goes on over the page is one table, a row that a page broke is one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..patterns.files import PAGE_MARK
from .layout import Cell, Grid, Layout

Block = str | Grid


@dataclass(slots=True)
class PageFlow:
    """Writes pages to a layout, holding the last table back for as long as it may go on."""

    layout: Layout
    _rows: list[list[Cell | None]] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)

    def page(self, blocks: Sequence[Block]) -> None:
        """Add a page: its lines and tables in reading order. Page marks within a table are dropped."""
        first = next((block for block in blocks if not is_mark(block)), "")
        goes_on = bool(self._rows) and not isinstance(first, str) and len(first[0]) == len(self._rows[0])
        if not goes_on:
            self.close()
            self.layout.page()
        for place, block in enumerate(blocks):
            if isinstance(block, str):
                held = bool(self._rows) and is_mark(block) and (goes_on or place == len(blocks) - 1)
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
        """Write the table that was held back."""
        if self._rows:
            self.layout.table(self._rows, self._starts)
        self._rows, self._starts = [], []

    def _continue(self, block: Grid) -> None:
        rows = [list(row) for row in block]
        if _words(rows[0]) == _words(self._rows[0]):
            rows = rows[1:]
        self._starts.append(len(self._rows))
        if not rows:
            return
        if _is_rest(self._rows, rows):
            self._join(rows.pop(0))
        elif len(self._rows) > 1:
            _carry(self._rows, rows)
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


def is_mark(block: Block) -> bool:
    """Whether a block is a page's number and nothing else."""
    return isinstance(block, str) and PAGE_MARK.regex.search(block) is not None


def _words(row: Sequence[Cell | None]) -> list[str]:
    return [cell.words if cell else "" for cell in row]


def _is_rest(rows: Sequence[Sequence[Cell | None]], after: Sequence[Sequence[Cell | None]]) -> bool:
    """Whether a page's first row has no 序号 while the row before it has one: the page broke that row."""
    number, first = rows[-1][0], after[0][0]
    if number is None or not number.words.isdigit() or (first is not None and first.words):
        return False
    goes_down = len(after) > 1 and first is not None and after[1][0] is first
    came_down = len(rows) > 1 and rows[-2][0] is number
    return not goes_down and not came_down


def _carry(rows: list[list[Cell | None]], after: list[list[Cell | None]]) -> None:
    """Fill a merged cell that is empty at a page's top with the words that it has on the page before."""
    for x, cell in enumerate(after[0]):
        above = rows[-1][x]
        if cell is None or cell.words or above is None:
            continue
        is_merged = (len(after) > 1 and after[1][x] is cell) or rows[-2][x] is above
        if is_merged:
            for row in after:
                row[:] = [above if old is cell else old for old in row]
