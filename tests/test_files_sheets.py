"""Task tables as workbooks, delimited values and JSON."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from zeren.errors import InputError
from zeren.loaders.files import read_bytes
from zeren.loaders.files.workbook import words

from .documents.docx_files import with_part
from .documents.grids import said

HEAD = ["序号", "任务", "单位", "时限"]


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def task_book() -> Workbook:
    book = Workbook()
    sheet: Any = book.active
    rows: list[list[Any]] = [
        ["临江市任务清单"],
        [],
        HEAD,
        [1, "建站", "市财政局", date(2023, 6, 30)],
        [2.0, "修路", None, datetime(2023, 7, 1)],  # noqa: DTZ001  # a cell has no time zone
        ["注：按月调度"],
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C4:C5")
    return book


def test_sheet_has_lines_and_a_table() -> None:
    source = read_bytes(saved(task_book()), "a.xlsx")
    assert said(source) == [
        [HEAD, ["1", "建站", "市财政局", "2023年6月30日"], ["2", "修路", "市财政局", "2023年7月1日"]]
    ]
    assert source.text.startswith("临江市任务清单\n序号\t")
    assert source.text.endswith("\n注：按月调度\n")


def test_hidden_sheets_are_left_out() -> None:
    book = task_book()
    hidden = book.create_sheet("下拉")
    hidden.append(["甲", "乙"])
    hidden.append(["丙", "丁"])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("第二张")
    shown.append(["单位", "数"])
    shown.append(["市教育局", 3])
    source = read_bytes(saved(book), "a.xlsx")
    assert [len(table) for table in said(source)] == [3, 2]
    assert "丙" not in source.text


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (12.0, "General", "12"),
        (0.125, "General", "0.125"),
        (0.95, "0%", "95%"),
        (0.125, "0.0%", "12.5%"),
        (date(2023, 6, 30), "yyyy/m/d", "2023年6月30日"),
        (date(2023, 6, 1), 'yyyy"年"m"月"', "2023年6月"),
        (datetime(2023, 6, 1, 9, 30), "yyyy-mm-dd hh:mm", "2023年6月1日 09:30"),  # noqa: DTZ001  # a cell has no zone
        (True, "General", "是"),
        (None, "General", ""),
    ],
)
def test_values_as_a_reader_sees_them(value: Any, form: str, printed: str) -> None:
    assert words(value, form) == printed


def test_merged_range_over_the_whole_sheet_is_refused() -> None:
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        "</worksheet>"
    )
    with pytest.raises(InputError, match="单元格"):
        read_bytes(with_part(saved(task_book()), "xl/worksheets/sheet1.xml", xml.encode()), "a.xlsx")


def test_cell_in_the_farthest_corner_is_read_at_once() -> None:
    book = task_book()
    assert book.active is not None
    book.active.cell(1_048_576, 16_384).value = "角"
    assert "角" in read_bytes(saved(book), "a.xlsx").text


@pytest.mark.parametrize("mark", [",", "\t", ";"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_delimited_values(mark: str, encoding: str) -> None:
    rows = [
        "任务清单",
        mark.join(["序号", "任务", "单位"]),
        mark.join(["1", f'"建{mark}站"', "市财政局"]),
        mark.join("2修局"),
    ]
    source = read_bytes("\r\n".join(rows).encode(encoding), "a.csv")
    cell = "建 站" if mark == "\t" else f"建{mark}站"
    assert said(source) == [[["序号", "任务", "单位"], ["1", cell, "市财政局"], ["2", "修", "局"]]]
    assert source.text.startswith("任务清单\n")


def test_json_list_is_a_table_and_the_rest_is_text() -> None:
    tasks = [
        {"id": 1, "task": "建站", "owner": "市财政局", "co": ["甲局", "乙局"]},
        {"id": 2, "task": "修路", "note": ""},
    ]
    data = json.dumps({"title": "临江市任务清单", "version": "2023", "tasks": tasks}, ensure_ascii=True).encode()
    source = read_bytes(data, "a.json")
    assert said(source) == [
        [["id", "task", "owner", "co"], ["1", "建站", "市财政局", "甲局、乙局"], ["2", "修路", "", ""]]
    ]
    assert source.text.startswith("临江市任务清单\nversion：2023\nid\ttask")


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"a": NaN', "[]", "{}"])
def test_json_that_says_nothing_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_bytes(text.encode(), "a.json")


def test_lone_surrogates_never_reach_the_text() -> None:
    text = read_bytes(b'[{"task": "\\ud842", "owner": "\\ud842\\udfb7"}]', "a.json").text
    assert "𠮷" in text
    text.encode()
