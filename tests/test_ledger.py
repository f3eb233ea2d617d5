"""The ledger: a workbook that a supervision office can sort, filter, print and trust."""

import datetime as dt
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from zeren.graph.check import Note
from zeren.graph.duties import Duty, Goal, Holder, flowing
from zeren.graph.ledger import HEADS, LONGEST, ledger

OFFICE = Holder("u:a", "石泉市教育局基础教育科", "基础教育科")
COUNTIES = Holder("u:b", "各县区教育局", "各县区教育局", group=True)
DUTY = Duty(
    iri="https://w3id.org/zeren/id/plan/x/task/1", number="（一）", title="开展校舍排查", file="石泉.pdf", plan="p",
    plan_title="石泉市教育局2023年工作要点", year=2023, section=("一、校园安全",),
    text="开展校舍\n排查。 **逐一**排查", start=5, end=30,
    line=12, page=3, leads=(OFFICE,), responsible=(COUNTIES,), deadline="6月底前", due="2023-06-30",
    milestones=(("汛前", None), ("3月底", "2023-03-31")),
    bases=("《校舍安全办法》（石政办〔2022〕3号）",), goals=(Goal("排查率100%", "=", 100, "%"),),
)  # fmt: skip


def book(*duties: Duty, notes: tuple[Note, ...] = ()) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(ledger(duties, notes)))


def cells(sheet: Worksheet, row: int) -> dict[str, object]:
    return {head: sheet.cell(row, at).value for at, head in enumerate(HEADS, start=1)}


def test_a_row_says_everything_of_a_task() -> None:
    assert cells(book(DUTY)["台账"], 2) == {
        "序号": 1,
        "文件": "石泉.pdf",
        "年度": 2023,
        "任务编号": "（一）",
        "章节": "一、校园安全",
        "任务": "开展校舍排查",
        "牵头单位": "基础教育科",
        "责任单位": "各县区教育局",
        "完成时限（原文）": "6月底前",
        "截止日期": dt.datetime(2023, 6, 30),  # noqa: DTZ001 - a day in a cell has no zone
        "阶段节点": "汛前；3月底（2023-03-31）",
        "政策依据": "《校舍安全办法》（石政办〔2022〕3号）",
        "目标": "排查率100%",
        "原文": "开展校舍排查。**逐一**排查",
        "页/行": "第3页 12行",
        "IRI": "https://w3id.org/zeren/id/plan/x/task/1",
    }


def test_the_sheet_is_set_up_for_work_and_print() -> None:
    sheet = book(DUTY)["台账"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:P2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == "'台账'!$A$1:$M$2"
    assert sheet["J2"].is_date
    assert sheet["F2"].alignment.wrap_text
    assert sheet.column_dimensions["N"].width > sheet.column_dimensions["A"].width


@pytest.mark.parametrize("words", ["=1+1", "+86", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "\t=1"])
def test_no_words_become_a_formula(words: str) -> None:
    sheet = book(Duty("i", "1", words, "f.txt", "p", words))["台账"]
    assert sheet["F2"].data_type == "s"
    assert str(sheet["F2"].value).strip() == words.strip()


def test_what_a_cell_cannot_hold_is_dropped_or_cut() -> None:
    sheet = book(Duty("i", "1", "校\x00舍\ud800", "f", "p", "t", text="长" * 40_000))["台账"]
    assert sheet["F2"].value == "校舍?"
    assert LONGEST < len(sheet["N2"].value) < 32_767


def test_other_sheets_explain_and_list_what_needs_an_eye() -> None:
    found = book(DUTY, notes=(Note("石泉.pdf", 7, 40, "no-clause", "没有责任单位", "二、 保障\n措施"),))
    assert found.sheetnames == ["台账", "说明", "待核"]
    assert [c.value for c in found["待核"][2]] == [1, "石泉.pdf", 7, "没有责任单位", "二、保障措施"]
    told = {row[0].value: row[1].value for row in found["说明"].iter_rows(min_row=2)}
    assert set(HEADS) <= set(told)
    assert told["石泉.pdf"] == "石泉市教育局2023年工作要点：1 项任务"


def test_an_empty_graph_still_gives_a_ledger() -> None:
    assert book()["台账"].max_row == 1


def test_same_input_same_bytes_and_no_clock(corpus_duties: list[Duty]) -> None:
    made = ledger(corpus_duties)
    assert made == ledger(corpus_duties)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in archive.read("docProps/core.xml")


def test_bytes_do_not_depend_on_the_hash_seed(corpus_store: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.xlsx"
        command = [sys.executable, "-P", "-m", "zeren", "ledger", str(out), "--store", str(corpus_store)]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed})
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_the_corpus_has_a_row_a_task(corpus_duties: list[Duty]) -> None:
    sheet = book(*corpus_duties)["台账"]
    assert sheet.max_row == len(corpus_duties) + 1
    rows = [cells(sheet, at) for at in range(2, sheet.max_row + 1)]
    first = next(r for r in rows if str(r["文件"]).startswith("000") and r["任务编号"] == "（一）")
    assert first["牵头单位"] == "公用事业处"
    assert first["责任单位"] == "市自来水公司、郑州华润燃气公司、市热力集团"
    assert first["截止日期"] == dt.datetime(2022, 10, 31)  # noqa: DTZ001 - a day in a cell has no zone


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("建立健全\n联动 机制", "建立健全联动机制"),
        ("推行 open data 平台", "推行open data平台"),
        ("2022年 10月底", "2022年10月底"),
        (" 　", ""),
    ],
)
def test_a_passage_is_set_on_one_line(text: str, line: str) -> None:
    assert flowing(text) == line
