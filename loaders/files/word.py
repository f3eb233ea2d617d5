"""DOCX: paragraphs and tables in the order of the document, numbers and all; python-docx is met here."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from .containers import check_container
from .layout import Cell, Content, Grid, Layout
from .limits import check_cells
from .numbering import Numbering, W, child, number, numbering_of, value

MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
WRAPPERS: Final = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))
"""Elements around blocks, rows, cells or runs that change nothing about their words."""
UNREAD: Final = frozenset(
    {
        W + "del",
        W + "moveFrom",
        W + "pPr",
        W + "rPr",
        W + "sdtPr",
        W + "instrText",
        W + "delText",
        W + "rt",
        MC + "Fallback",
    }
)
"""Deleted words, properties, field codes, and the second copy of a drawing for old programs."""
SIGNS: Final = {W + "tab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
MAX_SPAN: Final = 1000


def read_docx(data: bytes, label: str) -> Content:
    """A Word document: headers and footers are left out, footnotes come last."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE as KIND

    check_container(data, label)
    part = Document(io.BytesIO(data)).part
    related = {relation.reltype: relation.target_part for relation in part.rels.values() if not relation.is_external}
    styles = getattr(related.get(KIND.STYLES), "element", None)
    document = _Document(Layout(label), numbering_of(getattr(related.get(KIND.NUMBERING), "element", None), styles))
    document.contents = _contents_styles(styles)
    document.blocks(child(part.element, "body"))
    if KIND.FOOTNOTES in related:
        from docx.oxml import parse_xml

        for note in parse_xml(related[KIND.FOOTNOTES].blob).iterfind(W + "footnote"):
            document.blocks(note)
    return document.layout.content()


def _contents_styles(styles: Any) -> frozenset[str]:
    """The styles of the lines of a table of contents, which repeat what the document says anyway."""
    found = styles.iterfind(W + "style") if styles is not None else ()
    return frozenset(s.get(W + "styleId", "") for s in found if value(s, "name").lower().startswith("toc "))


@dataclass(slots=True)
class _Document:
    layout: Layout
    numbering: Numbering
    contents: frozenset[str] = frozenset()

    def blocks(self, parent: Any) -> None:
        """Add the paragraphs and tables under an element."""
        for block in _unwrapped(parent):
            if block.tag == W + "p":
                for line in self.paragraph(block):
                    self.layout.line(line)
            elif block.tag == W + "tbl":
                self.table(block)

    def paragraph(self, paragraph: Any, *, in_cell: bool = False) -> list[str]:
        """The lines of a paragraph, its number in front, and those of text boxes anchored in it."""
        if value(child(paragraph, "pPr"), "pStyle") in self.contents:
            return []
        boxes: list[Any] = []
        words = "".join(_words(paragraph, boxes)).strip("\n")
        if words.strip() or in_cell:
            words = self.numbering.label(paragraph) + words.lstrip(" ")
        lines = [words] if words.strip() else []
        for box in boxes:
            lines += [line for p in box.iter(W + "p") for line in self.paragraph(p)]
        return lines

    def table(self, table: Any) -> None:
        """Add a table; one of a single column is a frame around paragraphs."""
        rows = list(_rows(table))
        if max((len(cells) for cells, _ in rows), default=0) > 1:
            self.layout.table(self.grid(rows))
            return
        for cells, _ in rows:
            for cell in cells:
                self.blocks(cell)

    def grid(self, rows: list[tuple[list[Any], int]]) -> Grid:
        """The cells by their columns; a merged one in each place that it covers."""
        grid: list[list[Cell | None]] = []
        size = 0
        for cells, before in rows:
            row: list[Cell | None] = [None] * before
            for element in cells:
                properties = child(element, "tcPr")
                width = min(max(1, number(value(properties, "gridSpan"), 1)), MAX_SPAN)
                merge = child(properties, "vMerge")
                if merge is not None and merge.get(W + "val", "continue") == "continue" and grid:
                    above = grid[-1][len(row) : len(row) + 1]
                    cell = above[0] if above else None
                else:
                    cell = Cell("\n".join(self.cell_lines(element)))
                row += [cell] * width
                size += width
                check_cells(size, self.layout.label)
            grid.append(row)
        width = max(map(len, grid), default=0)
        check_cells(width * len(grid), self.layout.label)
        return [row + [None] * (width - len(row)) for row in grid]

    def cell_lines(self, cell: Any) -> Iterator[str]:
        """The lines of a cell, a table within it a row a line."""
        for block in _unwrapped(cell):
            if block.tag == W + "p":
                yield from self.paragraph(block, in_cell=True)
            elif block.tag == W + "tbl":
                for cells, _ in _rows(block):
                    yield " ".join(line for inner in cells for line in self.cell_lines(inner))


def _unwrapped(parent: Any) -> Iterator[Any]:
    """The elements under `parent`, those within wrappers in their place."""
    stack = list(reversed(parent)) if parent is not None else []
    while stack:
        element = stack.pop()
        if element.tag in WRAPPERS:
            stack.extend(reversed(element))
        else:
            yield element


def _rows(table: Any) -> Iterator[tuple[list[Any], int]]:
    """The cells of each row that was not deleted, and how many columns stand empty before them."""
    for row in _unwrapped(table):
        properties = child(row, "trPr")
        if row.tag == W + "tr" and child(properties, "del") is None:
            before = min(number(value(properties, "gridBefore")), MAX_SPAN)
            yield [cell for cell in _unwrapped(row) if cell.tag == W + "tc"], before


def _words(paragraph: Any, boxes: list[Any]) -> Iterator[str]:
    """The words of a paragraph's runs; text boxes met on the way are put in `boxes`."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag == W + "t":
            yield element.text or ""
        elif element.tag in SIGNS:
            page = element.tag == W + "br" and element.get(W + "type") in ("page", "column")
            yield "" if page else SIGNS[element.tag]
        elif element.tag == W + "txbxContent":
            boxes.append(element)
        elif element.tag not in UNREAD and not (element.tag == W + "r" and _is_hidden(element)):
            stack.extend(reversed(element))


def _is_hidden(run: Any) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and vanish.get(W + "val", "1") not in ("0", "false", "off")
