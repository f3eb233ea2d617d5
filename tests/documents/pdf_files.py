"""PDF files written by hand: Chinese text with a character map, rules for tables, pictures of pages, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

Rule = tuple[float, float, float, float]


@dataclass
class Sheet:
    """A page under construction, 595 by 842 points, measured from the top left."""

    words: list[tuple[float, float, str]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def line(self, top: float, words: str, left: float = 60) -> None:
        self.words.append((left, top, words))

    def table(
        self, top: float, rows: list[list[str]], widths: list[float], merged: tuple[tuple[int, int], ...] = ()
    ) -> None:
        """Draw rows 30 points high; `merged` are (row, column) places that belong to the cell above."""
        left = 60.0
        edges = [left + sum(widths[:x]) for x in range(len(widths) + 1)]
        for y, row in enumerate(rows):
            for x, words in enumerate(row):
                if (y, x) not in merged:
                    self.rules.append((edges[x], top + 30 * y, edges[x + 1], top + 30 * y))
                for number, part in enumerate(words.split("\n")):
                    if part:
                        self.words.append((edges[x] + 3, top + 30 * y + 4 + 12 * number, part))
        bottom = top + 30 * len(rows)
        self.rules.append((left, bottom, edges[-1], bottom))
        self.rules += [(edge, top, edge, bottom) for edge in edges]


def pdf(sheets: list[Sheet]) -> bytes:
    """The sheets as a PDF; characters are numbered as in Unicode and mapped back by a ToUnicode table."""
    used = sorted({sign for sheet in sheets for _, _, words in sheet.words for sign in words})
    maps = "".join(f"<{ord(sign):04X}> <{ord(sign):04X}>\n" for sign in used)
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Plain def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{len(used)} beginbfchar\n{maps}endbfchar\n"
        "endcmap end end"
    )
    pages = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(sheets)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{pages}] /Count {len(sheets)} >>",
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /Plain /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Plain /DW 1000 "
            "/FontDescriptor << /Type /FontDescriptor /FontName /Plain /Flags 4 /FontBBox [0 -200 1000 800] "
            "/ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >> "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        _stream(to_unicode),
    ]
    for number, sheet in enumerate(sheets):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> "
            f"/Contents {7 + 2 * number} 0 R >>"
        )
        objects.append(_stream(_drawn(sheet)))
    return _written(objects)


def scan(pages: int) -> bytes:
    """Pages that each hold one picture and no text."""
    kids = " ".join(f"{3 + 3 * number} 0 R" for number in range(pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    for number in range(pages):
        first = 3 + 3 * number
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I {first + 2} 0 R >> >> "
            f"/Contents {first + 1} 0 R >>"
        )
        objects.append(_stream("595 0 0 842 0 0 cm /I Do"))
        objects.append(
            _stream(
                "\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
            )
        )
    return _written(objects)


def _drawn(sheet: Sheet) -> str:
    rules = "".join(f"{x0} {842 - y0} m {x1} {842 - y1} l S\n" for x0, y0, x1, y1 in sheet.rules)
    words = "".join(
        f"BT /F 10 Tf 1 0 0 1 {left} {842 - top - 10} Tm <{words.encode('utf-16-be').hex()}> Tj ET\n"
        for left, top, words in sheet.words
    )
    return rules + words


def _stream(content: str, entries: str = "") -> str:
    return f"<< {entries}/Length {len(content)} >>\nstream\n{content}\nendstream"


def _written(objects: list[str]) -> bytes:
    out = "%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return (out + f"startxref\n{out.rindex('xref')}\n%%EOF\n").encode("latin-1")
