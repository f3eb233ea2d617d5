"""The ledger (台账): an XLSX with a row a task, as a supervision office keeps it."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from .check import Note
from .duties import Duty, Holder, flowing

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

LONGEST = 32_000  # Excel takes 32 767 characters in a cell
STAMP = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
ZIP_STAMP = (2000, 1, 1, 0, 0, 0)
FONT, PAPER_A3 = "等线", 8
PRINTED, LAST_PRINTED = 13, "M"  # the passage and what follows it are for the screen
INK, RULE, BAND = "1F3A4D", "C9D1D6", "F3F6F7"
LINE_POINTS, LOWEST, HIGHEST = 14.0, 45.0, 240.0
DAY_FORMAT = "yyyy-mm-dd"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the ledger: its head, its width in characters, and what it means."""

    head: str
    width: float
    meaning: str


COLUMNS = (
    Column("序号", 6, "台账中的顺序"),
    Column("文件", 18, "任务所在的文件名"),
    Column("年度", 7, "文件所部署的年度"),
    Column("任务编号", 10, "文件中的编号"),
    Column("章节", 16, "任务之上的各级标题"),
    Column("任务", 30, "任务的标题，或其首句"),
    Column("牵头单位", 16, "牵头的单位，按文件所印"),
    Column("责任单位", 30, "责任、配合、落实的单位，按文件所印；各区、各部门等统称照录，不拆开"),
    Column("完成时限（原文）", 14, "文件对完成时限的原话"),
    Column("截止日期", 12, "原话所允许的最后一天；长期坚持、汛前等没有日期"),
    Column("阶段节点", 18, "正文中其他的时间要求"),
    Column("政策依据", 22, "任务所依据的法规和文件"),
    Column("目标", 22, "可以量化的目标"),
    Column("原文", 60, "文件中的原文，空白与换行已合并"),
    Column("页/行", 11, "原文在文件中的页码（有页码的格式）和行号"),
    Column("IRI", 30, "任务在图谱中的标识"),
)
HEADS = tuple(c.head for c in COLUMNS)


def ledger(duties: Sequence[Duty], notes: Sequence[Note] = ()) -> bytes:
    """Make the workbook: the tasks, an explanation of the columns and sources, and what asks for a person's eye.

    The same input gives the same bytes.
    """
    from openpyxl import Workbook

    book = Workbook()
    task_sheet(book.active, duties)
    note_sheet(book.create_sheet("说明"), duties, notes)
    open_points_sheet(book.create_sheet("待核"), notes)
    book.properties.creator = "zeren"
    book.properties.title = "任务台账"
    return frozen(book)


def task_sheet(sheet: Worksheet, duties: Sequence[Duty]) -> None:
    """Fill the sheet of tasks."""
    sheet.title = "台账"
    head(sheet, HEADS, [c.width for c in COLUMNS])
    for at, duty in enumerate(duties, start=2):
        values = row(at - 1, duty)
        fill(sheet, at, values, banded=at % 2 == 1)
        sheet.row_dimensions[at].height = height(values)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{LAST_PRINTED}{max(2, len(duties) + 1)}"


def row(order: int, duty: Duty) -> list[object]:
    """Write one task as the values of its row."""
    place = f"第{duty.page}页 {duty.line}行" if duty.page else f"{duty.line}行"
    nodes = (f"{words}（{day}）" if day and day not in words else words for words, day in duty.milestones)
    return [
        order, duty.file, duty.year, duty.number, " / ".join(duty.section), duty.title,
        names(duty.leads), names(duty.responsible), duty.deadline, day_of(duty.due), "；".join(nodes),
        "；".join(duty.bases), "；".join(duty.targets), duty.passage, place, duty.iri,
    ]  # fmt: skip


def names(holders: Iterable[Holder]) -> str:
    """Join units as printed."""
    return "、".join(h.printed for h in holders)


def day_of(day: str | None) -> dt.date | None:
    """Give Excel a date it can sort."""
    return dt.date.fromisoformat(day) if day else None


def note_sheet(sheet: Worksheet, duties: Sequence[Duty], notes: Sequence[Note]) -> None:
    """Explain the columns, and count the tasks of each document."""
    head(sheet, ("项目", "说明"), (44, 90))
    counts = {d.file: (d.plan_title, 0) for d in duties}
    for d in duties:
        counts[d.file] = (d.plan_title, counts[d.file][1] + 1)
    lines = chain(
        [
            (
                "本表",
                "由 zeren 从文件中自动读出，一行一项任务；引用前请对照原文。打印为 A3 横向，不含末尾三列。",
            )
        ],
        [("任务合计", f"{len(duties)} 项，来自 {len(counts)} 份文件；待核 {len(notes)} 处（见“待核”表）")],
        ((c.head, c.meaning) for c in COLUMNS),
        ((file, f"{title}：{n} 项任务") for file, (title, n) in counts.items()),
    )
    for at, line in enumerate(lines, start=2):
        fill(sheet, at, line, banded=False)


def open_points_sheet(sheet: Worksheet, notes: Sequence[Note]) -> None:
    """List what was not understood, with its passage."""
    head(sheet, ("序号", "文件", "行", "问题", "原文"), (6, 32, 7, 50, 80))
    for at, note in enumerate(notes, start=2):
        values = (at - 1, note.file, note.line, note.message, flowing(note.passage))
        fill(sheet, at, values, banded=at % 2 == 1)
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"


def head(sheet: Worksheet, heads: Sequence[str], widths: Sequence[float]) -> None:
    """Write a sheet's head and set it up for the screen and for landscape A3."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for at, (text, size) in enumerate(zip(heads, widths, strict=True), start=1):
        cell = sheet.cell(1, at, text)
        cell.font = Font(name=FONT, size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=INK)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(at)].width = size
    sheet.row_dimensions[1].height = 28
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def fill(sheet: Worksheet, at: int, values: Iterable[object], *, banded: bool) -> None:
    """Write one row under the head."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    font, rule = Font(name=FONT, size=10), Border(bottom=Side(style="thin", color=RULE))
    band = PatternFill("solid", fgColor=BAND)
    words, short = (Alignment(horizontal=at, vertical="top", wrap_text=True) for at in ("left", "center"))
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(at, column)
        put(cell, value)
        cell.font, cell.border = font, rule
        cell.alignment = words if isinstance(value, str) else short
        if banded:
            cell.fill = band


def put(cell: Cell, value: object) -> None:
    """Set a cell's value; words are stored as words, whatever sign they begin with."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, dt.date):
            cell.number_format = DAY_FORMAT
        return
    words = ILLEGAL_CHARACTERS_RE.sub("", value.encode("utf-8", "replace").decode())
    cell.value = words if len(words) <= LONGEST else f"{words[:LONGEST]}……（余下见文件）"
    cell.data_type = "s"
    if words[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        cell.quotePrefix = True


def height(values: Sequence[object]) -> float:
    """Estimate the height in points that shows a row's printed cells, cut at `HIGHEST`."""
    pairs = zip(values[:PRINTED], COLUMNS[:PRINTED], strict=True)
    lines = (-(-2 * len(str(value)) // int(column.width)) for value, column in pairs if value is not None)
    return min(HIGHEST, max(LOWEST, LINE_POINTS * max(lines, default=1)))


def frozen(book: Workbook) -> bytes:
    """Write a workbook without the clock: fixed dates in its properties and in the archive."""
    from openpyxl.writer.excel import ExcelWriter

    book.properties.created = book.properties.modified = STAMP.replace(tzinfo=None)
    raw, fixed = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, ZIP_STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return fixed.getvalue()
