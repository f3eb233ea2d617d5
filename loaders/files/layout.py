"""The one text of a document, put together line by line and table by table, so that each cell knows its span."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ...errors import InputError
from ..patterns.files import CONTROL, LINE_END, SURROGATE
from ..records import Span, Table
from .limits import check_cells


def clean(text: str) -> str:
    """End every line with a line feed; drop control characters and halves of surrogate pairs, keep all else."""
    text = LINE_END.regex.sub("\n", text)
    text = CONTROL.regex.sub("", text)
    return SURROGATE.regex.sub("\N{REPLACEMENT CHARACTER}", text)


@dataclass(frozen=True, slots=True)
class Content:
    """A document's words: the text, where its pages start, and its tables as spans of the text."""

    text: str
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """One cell of a grid. The same object in several places of a grid is a merged cell."""

    words: str


Grid = Sequence[Sequence[Cell | None]]


def cells(rows: Sequence[Sequence[str]]) -> Grid:
    """A grid in which nothing is merged."""
    return [[Cell(words) for words in row] for row in rows]


@dataclass(slots=True)
class Layout:
    """Collects lines, tables and page starts in reading order; `content()` gives what they make up."""

    label: str
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _pages: list[int] = field(default_factory=list)
    _tables: list[Table] = field(default_factory=list)
    _cells: int = 0

    def line(self, words: str) -> None:
        """Add a line, or several where `words` has line ends."""
        self._write(clean(words).rstrip() + "\n")

    def page(self) -> None:
        """Start a page here."""
        self._pages.append(self._length)

    def table(self, grid: Grid, starts: Collection[int] = ()) -> None:
        """Add a grid: a row a line, cells split by tabs, a merged cell printed where it stands first.

        `starts` are the rows that start a page.
        """
        self._cells += sum(len(row) for row in grid)
        check_cells(self._cells, self.label)
        spans: dict[int, Span | None] = {}
        rows = []
        for number, row in enumerate(grid):
            self._open_pages(starts, number)
            rows.append(self._row(row, spans))
        self._open_pages(starts, len(grid))
        if any(span for row in rows for span in row):
            self._tables.append(Table(tuple(rows)))

    def add(self, content: Content) -> None:
        """Add text that has its tables already, as it stands."""
        shift = self._length
        self._write(content.text)
        for table in content.tables:
            moved = tuple(tuple(c and Span(c.start + shift, c.end + shift) for c in row) for row in table.rows)
            self._tables.append(Table(moved))

    def content(self) -> Content:
        """What was collected; a document without a word is an InputError."""
        text = "".join(self._parts)
        if not text.strip():
            raise InputError(self.label, "文件里没有文字", "请确认文件内容后再读")
        return Content(text, tuple(self._pages), tuple(self._tables))

    def _open_pages(self, starts: Collection[int], number: int) -> None:
        for start in starts:
            if start == number:
                self.page()

    def _write(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def _row(self, row: Sequence[Cell | None], spans: dict[int, Span | None]) -> tuple[Span | None, ...]:
        result: list[Span | None] = []
        for place, cell in enumerate(row):
            if place:
                self._write("\t")
            if cell is None:
                result.append(None)
                continue
            if id(cell) not in spans:
                spans[id(cell)] = self._cell(cell)
            result.append(spans[id(cell)])
        self._write("\n")
        return tuple(result)

    def _cell(self, cell: Cell) -> Span | None:
        words = clean(cell.words).replace("\t", " ").strip()
        if not words:
            return None
        start = self._length
        self._write(words)
        return Span(start, self._length)
