"""Tables drawn with rules on the pages of a PDF; pdfplumber is met here."""

from __future__ import annotations

import io
import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby, pairwise
from typing import Any, Final

from .layout import Cell, Grid
from .margins import PrintedLine, with_indents
from .pageflow import Block

Box = tuple[float, float, float, float]

MAX_EDGES: Final = 6000
"""Crossings are found edge by edge: beyond this many a page is a drawing, and would take minutes."""
MIN_WIDTH: Final = 9.0
"""Points in which no character of a document has room."""
TOLERANCE: Final = 2.0
"""Points by which rules of one line may miss each other."""


def ruled_pages(data: bytes, numbers: Iterable[int]) -> dict[int, list[Block]]:
    """The pages among `numbers`, from 0, that hold a table: their text and tables in reading order."""
    import pdfplumber

    pages: dict[int, list[Block]] = {}
    wanted = list(numbers)
    with _quiet(), pdfplumber.open(io.BytesIO(data), pages=[number + 1 for number in wanted]) as document:
        for number, page in zip(wanted, document.pages, strict=True):
            with suppress(Exception):  # fonts and paths that pdfminer cannot follow; the page's text is read anyway
                blocks = _blocks(page)
                if any(not isinstance(block, str) for block in blocks):
                    pages[number] = blocks
            page.close()
    return pages


@contextmanager
def _quiet() -> Iterator[None]:
    """The library logs each oddity of a font; none of them is of use to who reads a plan."""
    log = logging.getLogger("pdfminer")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(level)


def _blocks(page: Any) -> list[Block]:
    if len(page.edges) > MAX_EDGES:
        return []
    page = page.dedupe_chars()
    tables = sorted((table for table in page.find_tables() if len(table.cells) > 1), key=lambda table: table.bbox[1])
    grids = [_Ruled(table.cells) for table in tables]
    loose: list[list[Any]] = [[] for _ in range(len(tables) + 1)]
    for char in page.chars:
        x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
        if not any(grid.take(x, y, char) for grid in grids):
            loose[sum(table.bbox[1] < y for table in tables)].append(char)
    blocks: list[Block] = [_lined(loose[0])]
    for grid, after in zip(grids, loose[1:], strict=True):
        rows = grid.rows()
        blocks += [rows] if rows and len(rows[0]) > 1 else ["\n".join(_plain(rows))]
        blocks.append(_lined(after))
    return [block for block in blocks if block]


def _plain(rows: Grid) -> Iterable[str]:
    for row in rows:
        yield "\t".join(cell.words for cell in dict.fromkeys(row) if cell)


def _text(chars: list[Any]) -> str:
    from pdfplumber.utils.text import extract_text

    return str(extract_text(chars)) if chars else ""


def _lined(chars: list[Any]) -> str:
    """Characters outside tables, line by line, with first-line indents."""
    from pdfplumber.utils.text import chars_to_textmap

    lines = chars_to_textmap(chars).extract_text_lines(return_chars=True) if chars else []
    first = ((line["text"], line["chars"][0]) for line in lines)
    return with_indents([PrintedLine(words, char["x0"], char["x1"] - char["x0"]) for words, char in first])


class _Ruled:
    """The cells of a table by row and column, collecting their characters."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self.lefts = _lines(box[0] for box in boxes)
        self.tops = _lines(box[1] for box in boxes)
        self.rights = [*self.lefts[1:], max((box[2] for box in boxes), default=0.0)]
        self.bottoms = [*self.tops[1:], max((box[3] for box in boxes), default=0.0)]
        self.places: dict[tuple[int, int], int] = {}
        self.boxes = list(boxes)
        for number, box in enumerate(boxes):
            self._cover(number, box)
        self.boxes += self._open()
        for number in range(len(boxes), len(self.boxes)):
            self._cover(number, self.boxes[number])
        self.chars: list[list[Any]] = [[] for _ in self.boxes]

    def _cover(self, number: int, box: Box) -> None:
        left, top, right, bottom = box
        for y in _covered(self.tops, top, bottom):
            for x in _covered(self.lefts, left, right):
                self.places.setdefault((y, x), number)

    def _open(self) -> Iterator[Box]:
        """Boxes for places that no rules close: a merged cell where a page breaks it has no rule at the edge."""
        for x, (left, right) in enumerate(zip(self.lefts, self.rights, strict=True)):
            free = [y for y in range(len(self.tops)) if (y, x) not in self.places]
            for _, run in groupby(enumerate(free), key=lambda pair: pair[1] - pair[0]):
                ys = [y for _, y in run]
                yield left, self.tops[ys[0]], right, self.bottoms[ys[-1]]

    def take(self, x: float, y: float, char: Any) -> bool:
        """Put a character in the cell at a point, if there is one."""
        place = bisect_right(self.tops, y) - 1, bisect_right(self.lefts, x) - 1
        number = self.places.get(place)
        if number is None:
            return False
        left, top, right, bottom = self.boxes[number]
        if not (left <= x <= right and top <= y <= bottom):
            return False
        self.chars[number].append(char)
        return True

    def rows(self) -> Grid:
        """The grid, merged cells repeated; an empty row is none, nor an empty column between doubled rules."""
        cells = [Cell(_joined(_text(chars))) for chars in self.chars]
        found = {place: cells[number] for place, number in self.places.items()}
        filled = {place for place, cell in found.items() if cell.words}
        wide = {x for x, right in enumerate(self.rights) if right - self.lefts[x] >= MIN_WIDTH}
        columns = sorted({x for _, x in filled} | wide)
        return [[found.get((y, x)) for x in columns] for y in sorted({y for y, _ in filled})]


def _lines(values: Iterable[float]) -> list[float]:
    """The distinct positions of rules, those within the tolerance taken for one."""
    ordered = sorted(values)
    return ordered[:1] + [after for before, after in pairwise(ordered) if after - before > TOLERANCE]


def _covered(lines: list[float], start: float, end: float) -> range:
    return range(max(0, bisect_right(lines, start + TOLERANCE) - 1), bisect_left(lines, end - TOLERANCE))


def _joined(text: str) -> str:
    """The words of a cell without their wraps: a blank only between Latin words or figures."""
    words = ""
    for line in text.split("\n"):
        blank = words[-1:].isalnum() and words[-1:].isascii() and line[:1].isalnum() and line[:1].isascii()
        words += (" " if blank else "") + line.strip()
    return words
