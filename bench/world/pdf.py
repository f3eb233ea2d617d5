"""A plain PDF: Chinese text with a character map, ruled tables; no font is embedded, the words are what is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from .lines import wrapped
from .records import Block

_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 595, 842, 60, 60, 780
_SIZE, _STEP, _LINE = 11, 18, 84  # points of a letter and a line, columns of a line
_SHARES: Final = {
    "序号": 30,
    "类别": 50,
    "重点任务": 95,
    "工作要求": 150,
    "牵头单位": 60,
    "责任单位": 70,
    "完成时限": 55,
}
_CELL, _CELL_STEP = 8, 11
_SHEET = f"/MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Resources << /Font << /F 3 0 R >> >>"
_FONT = """<< /Type /Font /Subtype /Type0 /BaseFont /World /Encoding /Identity-H
/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"""
_LETTERS = """<< /Type /Font /Subtype /CIDFontType2 /BaseFont /World /DW 1000 /W [32 126 500]
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>
/FontDescriptor << /Type /FontDescriptor /FontName /World /Flags 4 /FontBBox [0 -200 1000 800]
/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >> >>"""


@dataclass(slots=True)
class Sheets:
    """Pages under construction; `at` is how far down the last one is filled."""

    pages: list[list[str]] = field(default_factory=lambda: [[]])
    used: set[str] = field(default_factory=set)
    at: int = _TOP

    def room(self, height: int) -> None:
        if self.at + height > _BOTTOM:
            number = f"— {len(self.pages)} —"
            self.words(280, 800, number, 9)
            self.pages.append([])
            self.at = _TOP

    def words(self, left: float, top: float, text: str, size: int = _SIZE) -> None:
        self.used.update(text)
        drawn = text.encode("utf-16-be").hex()
        self.pages[-1].append(f"BT /F {size} Tf 1 0 0 1 {left} {_HEIGHT - top - size} Tm <{drawn}> Tj ET")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pages[-1].append(f"{x0} {_HEIGHT - y0} m {x1} {_HEIGHT - y1} l S")

    def paragraph(self, block: Block) -> None:
        text = block.text if block.kind in {"title", "center", "right"} else f"　　{block.text}"
        for line in wrapped(text, _LINE):
            self.room(_STEP)
            self.words(_LEFT, self.at, line)
            self.at += _STEP

    def table(self, rows: Sequence[Sequence[str | None]]) -> None:
        """Rows that stay whole; a cell that belongs to the one above has no rule over it."""
        widths = [_SHARES[head or ""] for head in rows[0]]
        edges = [_LEFT + sum(widths[:x]) for x in range(len(widths) + 1)]
        for row in rows:
            cells = [wrapped(cell or "", 2 * (wide // _CELL) - 4) for cell, wide in zip(row, widths, strict=True)]
            height = _CELL_STEP * max(map(len, cells)) + 8
            if fresh := self.at + height > _BOTTOM:
                self.rule(edges[0], self.at, edges[-1], self.at)
            self.room(height)
            for x, (cell, lines) in enumerate(zip(row, cells, strict=True)):
                if cell is not None or fresh:
                    self.rule(edges[x], self.at, edges[x + 1], self.at)
                for number, line in enumerate(lines):
                    self.words(edges[x] + 3, self.at + 3 + _CELL_STEP * number, line, _CELL)
            for edge in edges:
                self.rule(edge, self.at, edge, self.at + height)
            self.at += height
        self.rule(edges[0], self.at, edges[-1], self.at)
        self.at += _STEP


def pdf(blocks: Sequence[Block]) -> bytes:
    """The blocks on pages."""
    sheets = Sheets()
    for block in blocks:
        if block.kind == "table":
            sheets.table(block.rows)
        else:
            sheets.paragraph(block)
    return written(objects(sheets))


def objects(sheets: Sheets) -> list[str]:
    maps = "".join(f"<{ord(sign):04X}> <{ord(sign):04X}>\n" for sign in sorted(sheets.used))
    shown = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /World def\n1 begincodespacerange "
        f"<0000> <FFFF> endcodespacerange\n{len(sheets.used)} beginbfchar\n{maps}endbfchar\nendcmap end end"
    )
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(sheets.pages)))
    made = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(sheets.pages)} >>",
        _FONT,
        _LETTERS,
        stream(shown),
    ]
    for number, page in enumerate(sheets.pages):
        made += [
            f"<< /Type /Page /Parent 2 0 R {_SHEET} /Contents {7 + 2 * number} 0 R >>",
            stream("\n".join(page)),
        ]
    return made


def stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def written(bodies: Sequence[str]) -> bytes:
    """The objects with the table that says where each begins."""
    parts, places, at = ["%PDF-1.7\n"], [], 9
    for number, body in enumerate(bodies, 1):
        places.append(at)
        parts.append(f"{number} 0 obj\n{body}\nendobj\n")
        at += len(parts[-1])
    size = len(bodies) + 1
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    parts.append(f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n")
    return ("".join(parts) + f"startxref\n{at}\n%%EOF\n").encode("latin-1")
