"""CSV and TSV: the delimiter found by how evenly it splits the lines, then read as a sheet."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Final

from ...errors import InputError
from .decoding import decode
from .layout import Cell, Content, Layout
from .limits import check_cells
from .workbook import add_sheet

DELIMITERS: Final = ",\t;|，"
SAMPLE: Final = 65536
MAX_FIELD: Final = 10_000_000


def read_csv(data: bytes, label: str) -> Content:
    """A table of delimited values in any encoding that text is read in."""
    text = decode(data, label)
    csv.field_size_limit(MAX_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=False))
    except csv.Error as error:
        raise InputError(label, f"CSV 无法按行列读出（{error}）", "请检查引号是否成对，或另存为 .xlsx") from error
    rows = [row for row in rows if any(value.strip() for value in row)]
    width = max(map(len, rows), default=0)
    check_cells(width * len(rows), label)
    columns = [x for x in range(width) if any(x < len(row) and row[x].strip() for row in rows)]
    layout = Layout(label)
    add_sheet([[Cell(row[x]) if x < len(row) else None for x in columns] for row in rows], layout)
    return layout.content()


def delimiter_of(text: str) -> str:
    """The mark that splits most lines into the same number of fields, more than one; a comma where none does."""
    lines = [line for line in text[:SAMPLE].split("\n") if line.strip()][:200]
    best, best_score = ",", 0
    for mark in DELIMITERS:
        counts = Counter(len(next(csv.reader([line], delimiter=mark), [])) for line in lines)
        fields, times = max(counts.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
        if fields > 1 and times > best_score:
            best, best_score = mark, times
    return best
