"""XLSX: every sheet that is shown, the lines above its table as text, then the table; openpyxl is met here."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime, time
from typing import Any

from ..patterns.files import MERGED_RANGE
from .containers import check_container
from .layout import Cell, Content, Layout
from .limits import check_cells


def read_xlsx(data: bytes, label: str) -> Content:
    """A workbook, formulas as the values last computed.

    Hidden sheets, rows and columns are left out: they hold lists for choices and old drafts, and nobody who is sent the
    workbook reads them as part of the plan. A workbook of hidden sheets only is read all the same.
    """
    from openpyxl import load_workbook

    check_container(data, label)
    _check_merges(data, label)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know say nothing about words
        book = load_workbook(io.BytesIO(data), data_only=True)
    layout = Layout(label)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"] or book.worksheets
    for sheet in shown:
        add_sheet(_rows(sheet, label), layout)
    return layout.content()


def _check_merges(data: bytes, label: str) -> None:
    """The library makes a cell for every place that a merged range covers, before anybody can ask how many."""
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        for part in container.namelist():
            if part.startswith("xl/worksheets/"):
                found = MERGED_RANGE.regex.finditer(container.read(part).decode("latin-1"))
                check_cells(sum(_area(*merged.groups()) for merged in found), label)


def _area(left: str, top: str, right: str, bottom: str) -> int:
    return (abs(_column(right) - _column(left)) + 1) * (abs(int(bottom) - int(top)) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def add_sheet(rows: list[list[Cell | None]], layout: Layout) -> None:
    """Add a sheet: rows above the header that say one thing are lines, and so are notes in one cell below the table."""
    start, end = 0, len(rows)
    while start < end and len(_distinct(rows[start])) < 2:
        start += 1
    while end > start and len(_distinct(rows[end - 1])) < 2 and len(rows[end - 1]) > 1:
        end -= 1
    if end - start < 2:
        start = end = len(rows)
    for row in rows[:start]:
        layout.line(" ".join(cell.words for cell in _distinct(row)))
    if start < end:
        layout.table(rows[start:end])
    for row in rows[end:]:
        layout.line(" ".join(cell.words for cell in _distinct(row)))


def _distinct(row: list[Cell | None]) -> list[Cell]:
    return list(dict.fromkeys(cell for cell in row if cell is not None and cell.words.strip()))


def _rows(sheet: Any, label: str) -> list[list[Cell | None]]:
    """The cells of a sheet that hold words, merged ranges repeated, empty rows and columns left out."""
    places = _places(sheet, label)
    hidden_rows = {y for y, row in sheet.row_dimensions.items() if row.hidden and not sheet.auto_filter.ref}
    hidden_columns = _hidden_columns(sheet)
    filled = [(y, x) for (y, x), cell in places.items() if cell.words.strip()]
    ys = [y for y in sorted({y for y, _ in filled}) if y not in hidden_rows]
    xs = [x for x in sorted({x for _, x in filled}) if x not in hidden_columns]
    check_cells(len(ys) * len(xs), label)
    return [[places.get((y, x)) for x in xs] for y in ys]


def _places(sheet: Any, label: str) -> dict[tuple[int, int], Cell]:
    # Not iter_rows(): one cell at XFD1048576 would have it make 17 billion cells.
    made = sheet._cells.values()  # noqa: SLF001  # there is no public way to the cells that exist
    places = {
        (cell.row, cell.column): Cell(words(cell.value, cell.number_format)) for cell in made if cell.value is not None
    }
    size = len(places)
    for merged in sheet.merged_cells.ranges:
        top = places.get((merged.min_row, merged.min_col))
        if top is None:
            continue
        last_row, last_column = min(merged.max_row, sheet.max_row), min(merged.max_col, sheet.max_column)
        size += (last_row - merged.min_row + 1) * (last_column - merged.min_col + 1)
        check_cells(size, label)
        for y in range(merged.min_row, last_row + 1):
            for x in range(merged.min_col, last_column + 1):
                places[y, x] = top
    return places


def _hidden_columns(sheet: Any) -> set[int]:
    hidden: set[int] = set()
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            hidden.update(range(column.min, min(column.max, sheet.max_column) + 1))
    return hidden


def words(value: Any, form: str = "") -> str:
    """A cell's value as a reader sees it in the number format `form`: 2023年6月30日, 95%, 12 and not 12.0."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return _day(value, form.lower().partition(";")[0])
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | float) and "%" in form:
        return f"{value * 100:.10g}%"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.12g}"
    return "" if value is None else str(value)


def _day(day: date, form: str) -> str:
    """A month alone where the format shows no day; the hour only where there is one."""
    if "m" in form and "d" not in form and "h" not in form:
        return f"{day.year}年{day.month}月"
    hour = f" {day:%H:%M}" if isinstance(day, datetime) and day.time() != time() else ""
    return f"{day.year}年{day.month}月{day.day}日{hour}"
