"""Elements to lines and tables: what a browser would show, block by block."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..patterns.files import BLANKS, INDEX_LABEL, PAGE_TOOL
from .elements import Element, parse
from .layout import Cell, Grid, Layout
from .limits import check_cells

BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "title", "tr", "ul",
})  # fmt: skip
MAX_SPAN: Final = 1000
LAYOUT_SHARE: Final = 0.6
"""A cell with this share of its table's words, in a table of few cells, is the page itself in a frame."""
FRAME_SHARE: Final = 0.5
"""Share of a table's words in a table within it that makes it a frame."""
LAYOUT_WORDS: Final = 400


def render(root: Element, layout: Layout, skip: frozenset[int]) -> None:
    """Add what shows under `root`; elements whose `id()` is in `skip` are left out, data tables become tables."""
    line: list[str] = []
    for item in _walk(root, skip):
        if isinstance(item, str):
            line.append(item)
            continue
        _flush(line, layout)
        if item is not None:
            _table(item, layout)
    _flush(line, layout)


def add_tables(text: str, layout: Layout) -> bool:
    """Add the data tables of a piece of HTML; False where it holds none."""
    body = parse(text, layout.label).body
    is_table = any(element.tag == "table" and is_data(element) for element in body.elements())
    if is_table:
        render(body, layout, frozenset())
    return is_table


def lines_of(root: Element, skip: frozenset[int] = frozenset()) -> list[str]:
    """The words under `root`, a block a line, tables as any other block."""
    parts = (item if isinstance(item, str) else "\n" for item in _walk(root, skip, tables=False))
    return [words for line in "".join(parts).split("\n") if (words := BLANKS.regex.sub(" ", line).strip(" "))]


def index_lines(pieces: list[str]) -> list[str]:
    """`索引号：…` lines from the words of an index table: a label, with or without its colon, then its value."""
    lines: list[str] = []
    for piece in pieces:
        label = INDEX_LABEL.regex.search(piece)
        if label:
            name = "".join(piece[: label.start("end")].split()).strip("【】[]")
            lines.append(f"{name}：{piece[label.end() :].strip()}")
        elif lines and lines[-1].endswith("："):
            lines[-1] += piece
    return [line for line in lines if not line.endswith("：")]


def _walk(root: Element, skip: frozenset[int], *, tables: bool = True) -> Iterator[str | Element | None]:
    """Words, None where a line ends, and data tables, in reading order."""
    stack: list[Element | str | None] = [root]
    while stack:
        item = stack.pop()
        if item is None or (isinstance(item, Element) and item.tag == "br"):
            yield None
        elif isinstance(item, str):
            yield from _split(item)
        elif id(item) in skip:
            continue
        elif tables and item.tag == "table" and is_data(item):
            yield item
        else:
            ends = [None] if item.tag in BLOCKS else []
            if ends:
                yield None
            stack += [*ends, *reversed(item.children)]


def _split(words: str) -> Iterator[str | None]:
    """Only preformatted words still hold line ends."""
    for number, line in enumerate(words.split("\n")):
        if number:
            yield None
        yield line


def _flush(line: list[str], layout: Layout) -> None:
    words = BLANKS.regex.sub(" ", "".join(line)).strip(" ")
    line.clear()
    if words and not (len(words) < 100 and PAGE_TOOL.regex.search(words)):
        layout.line(words)


def _table(table: Element, layout: Layout) -> None:
    grid = grid_of(table, layout.label)
    index = index_lines(
        [words for row in grid for cell in dict.fromkeys(row) if cell for words in [cell.words] if words]
    )
    if len(index) >= 3 and len(index) * 3 >= sum(len(row) for row in grid):
        for line in index:
            layout.line(line)
        return
    for caption in table.children:
        if isinstance(caption, Element) and caption.tag == "caption":
            layout.line(" ".join(lines_of(caption)))
    layout.table(grid)


def is_data(table: Element) -> bool:
    """Whether a table holds data: rows and columns, words outside links, no cell that is the page in a frame."""
    rows = [cells for row in rows_of(table) if (cells := cells_of(row))]
    if len(rows) < 2 or max(map(len, rows)) < 2 or not table.words or _is_frame(table):
        return False
    count = sum(map(len, rows))
    largest = max(cell.letters for cells in rows for cell in cells)
    return not (count < 9 and largest >= LAYOUT_WORDS and largest >= table.letters * LAYOUT_SHARE)


def _is_frame(table: Element) -> bool:
    """Whether tables within it hold most of its words."""
    inner = (element for element in table.elements() if element.tag == "table" and element is not table)
    return any(element.words > table.words * FRAME_SHARE for element in inner)


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, not those of tables within it."""
    rows: list[Element] = []
    stack = [table]
    while stack:
        element = stack.pop()
        if element.tag == "tr":
            rows.append(element)
        elif element is table or element.tag in ("tbody", "thead", "tfoot"):
            stack += [child for child in reversed(element.children) if isinstance(child, Element)]
    return rows


def cells_of(row: Element) -> list[Element]:
    """The cells of a row."""
    return [child for child in row.children if isinstance(child, Element) and child.tag in ("td", "th")]


def grid_of(table: Element, label: str) -> Grid:
    """The cells of a table, one that spans rows or columns in each place that it covers."""
    rows = rows_of(table)
    places: dict[tuple[int, int], Cell] = {}
    for y, row in enumerate(rows):
        x = 0
        for element in cells_of(row):
            while (y, x) in places:
                x += 1
            cell = Cell("\n".join(lines_of(element)))
            width, height = _span(element, "colspan", MAX_SPAN), _span(element, "rowspan", len(rows) - y)
            check_cells(len(places) + width * height, label)
            for down in range(height):
                for right in range(width):
                    places.setdefault((y + down, x + right), cell)
            x += width
    width = max((x for _, x in places), default=-1) + 1
    check_cells(width * len(rows), label)
    return [[places.get((y, x)) for x in range(width)] for y in range(len(rows))]


def _span(element: Element, name: str, most: int) -> int:
    """The value of a span attribute; 0 rows means all that are left, nonsense means 1."""
    value = element.attributes.get(name, "").strip()
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1
    return max(1, min(most, number or most if name == "rowspan" else number))
