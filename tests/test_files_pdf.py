"""PDF: text by page, ruled tables once and in place, tables and rows that a page breaks."""

from __future__ import annotations

import pytest
from zeren.errors import InputError
from zeren.loaders.files import read_bytes

from .documents.grids import said
from .documents.pdf_files import Sheet, pdf, scan

HEAD = ["序号", "任务", "责任单位"]
WIDTHS = [50.0, 200.0, 100.0]


def sheet(*words: str) -> Sheet:
    made = Sheet()
    for number, line in enumerate(words):
        made.line(50 + 20 * number, line)
    return made


def test_lines_and_pages() -> None:
    source = read_bytes(pdf([sheet("临江市工作方案", "一、总体要"), sheet("求明确", "二、任务")]), "a.pdf")
    assert source.text == "临江市工作方案\n一、总体要\n求明确\n二、任务\n"
    assert [source.text[start : start + 3] for start in source.pages] == ["临江市", "求明确"]
    assert source.media_type == "application/pdf"


def test_table_stands_once_between_its_neighbours() -> None:
    made = sheet("临江市任务分工")
    made.table(100, [HEAD, ["1", "建设站点", "市发展改\n革委"], ["2", "修路", ""]], WIDTHS, ((2, 2),))
    made.line(300, "抄送：市委办公室")
    source = read_bytes(pdf([made]), "a.pdf")
    assert said(source) == [[HEAD, ["1", "建设站点", "市发展改革委"], ["2", "修路", "市发展改革委"]]]
    assert source.text == (
        "临江市任务分工\n序号\t任务\t责任单位\n1\t建设站点\t市发展改革委\n2\t修路\t\n抄送：市委办公室\n"
    )


def test_table_goes_on_over_the_page() -> None:
    first, second = sheet("临江市任务分工"), Sheet()
    first.table(100, [HEAD, ["1", "建设站点", "市财政局"], ["2", "修路", "市交通局"]], WIDTHS)
    first.line(780, "— 1 —", 280)
    second.table(60, [HEAD, ["", "并验收", "、市公安局"], ["3", "修桥", "市教育局"]], WIDTHS)
    second.line(780, "— 2 —", 280)
    source = read_bytes(pdf([first, second]), "a.pdf")
    assert said(source) == [
        [HEAD, ["1", "建设站点", "市财政局"], ["2", "修路并验收", "市交通局、市公安局"], ["3", "修桥", "市教育局"]]
    ]
    assert len(source.pages) == 2
    assert source.text[source.pages[1] :].startswith("3\t修桥")


def test_merged_cell_goes_on_over_the_page() -> None:
    first, second = Sheet(), Sheet()
    first.table(600, [HEAD, ["1", "建站", "市财政局"], ["2", "修路", ""]], WIDTHS, ((2, 2),))
    second.table(60, [["3", "修桥", ""], ["4", "铺轨", ""]], WIDTHS, ((1, 2),))
    assert said(read_bytes(pdf([first, second]), "a.pdf")) == [
        [
            HEAD,
            ["1", "建站", "市财政局"],
            ["2", "修路", "市财政局"],
            ["3", "修桥", "市财政局"],
            ["4", "铺轨", "市财政局"],
        ]
    ]


def test_tables_of_different_width_stay_apart() -> None:
    first, second = Sheet(), Sheet()
    first.table(600, [HEAD, ["1", "建站", "市财政局"]], WIDTHS)
    second.table(60, [["指标", "数值"], ["站点", "十个"]], [100.0, 100.0])
    assert [len(table) for table in said(read_bytes(pdf([first, second]), "a.pdf"))] == [2, 2]


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (scan(3), "扫描件：3 页"),
        (pdf([Sheet()]), "没有文字"),
        (pdf([sheet("临江市")])[:700], "截断或损坏"),
        (b"%PDF-1.7\nnothing", "截断或损坏"),
    ],
    ids=["scan", "blank", "truncated", "header only"],
)
def test_bad_files_are_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bytes(data, "a.pdf")
