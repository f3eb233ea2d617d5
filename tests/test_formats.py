"""One plan and one task table in every format that is read: the tasks are the same, whatever print did to them."""

from __future__ import annotations

import csv
import io
from datetime import date
from html import escape

import pytest
from docx import Document
from opencc import OpenCC
from openpyxl import Workbook
from zeren.loaders.extract import extract
from zeren.loaders.files import read_bytes

from .documents.docx_files import add_numbered, numbered, saved
from .documents.pdf_files import Sheet, pdf

Seen = tuple[str, str, tuple[tuple[str, str], ...], str | None]

TITLE = "青河市2027年营商环境提升行动方案"
HEAD = "青河市人民政府办公室文件"
LINES = (
    "为深入贯彻国家、省关于优化营商环境的决策部署，持续激发各类经营主体活力，结合我市实际，制定本方案。",
    "一、优化政务服务",
    (
        "（一）推进企业开办便利化。整合企业登记、公章刻制、发票申领、社保登记等环节，推行一张表单、一次提交、一窗领取，"
        "到2027年9月底前，企业开办时间压缩至0.5个工作日以内。"
    ),
    "牵头单位：市市场监管局",
    "责任单位：市公安局、市税务局、市人力资源社会保障局、市住房公积金管理中心、市政务服务和数据管理局",
    "完成时限：2027年9月底",
    "（二）提升不动产登记效能",
    (
        "依托一体化平台，实现不动产登记、交易和缴税线上线下一窗受理、并行办理。深化“交房即交证”改革，"
        "扩大带押过户的适用范围。（市自然资源局牵头，市住房城乡建设局、市税务局配合，2027年6月底前完成）"
    ),
    "二、强化要素保障",
    (
        "（三）降低用能成本。完善水电气接入全流程服务，对小微企业实行零投资接入。（责任单位：市城管局、国网青河供电公司；"
        "完成时限：2027年12月底）"
    ),
)
PLAN: list[Seen] = [
    (
        "（一）",
        "推进企业开办便利化",
        (
            ("市市场监管局", "lead"),
            ("市公安局", "responsible"),
            ("市税务局", "responsible"),
            ("市人力资源社会保障局", "responsible"),
            ("市住房公积金管理中心", "responsible"),
            ("市政务服务和数据管理局", "responsible"),
        ),
        "2027-09-30",
    ),
    (
        "（二）",
        "提升不动产登记效能",
        (("市自然资源局", "lead"), ("市住房城乡建设局", "responsible"), ("市税务局", "responsible")),
        "2027-06-30",
    ),
    (
        "（三）",
        "降低用能成本",
        (("市城管局", "responsible"), ("国网青河供电公司", "responsible")),
        "2027-12-31",
    ),
]

CAPTION = "青河市2027年重点任务分解表"
ROWS = (
    ("1", "新建社区养老服务站12个", "市民政局", "各区人民政府、市财政局", "2027年10月底"),
    ("2", "改造老旧供水管网30公里，消除漏损隐患", "市城管局", "市水务集团", "2027年8月31日"),
    ("3", "建成青河大道下穿隧道", "市住房城乡建设局", "市公安局、市自然资源局", "2027年12月底"),
)
TABLE: list[Seen] = [
    (
        "1",
        "新建社区养老服务站12个",
        (("市民政局", "lead"), ("各区人民政府", "responsible"), ("市财政局", "responsible")),
        "2027-10-31",
    ),
    (
        "2",
        "改造老旧供水管网30公里，消除漏损隐患",
        (("市城管局", "lead"), ("市水务集团", "responsible")),
        "2027-08-31",
    ),
    (
        "3",
        "建成青河大道下穿隧道",
        (("市住房城乡建设局", "lead"), ("市公安局", "responsible"), ("市自然资源局", "responsible")),
        "2027-12-31",
    ),
]
COLUMNS = ("序号", "重点任务", "牵头单位", "配合单位", "完成时限")


def seen(data: bytes, name: str) -> list[Seen]:
    tasks = extract(read_bytes(data, name)).tasks
    fold = OpenCC("t2s").convert
    return [
        (
            fold(task.number),
            fold(task.title),
            tuple((fold(mention.text), mention.role) for mention in task.mentions),
            task.deadline.date if task.deadline else None,
        )
        for task in tasks
    ]


def wrapped(width: int) -> list[list[str]]:
    """Each paragraph's lines, the first set in by two characters."""
    paragraphs = []
    for line in LINES:
        words = "\u3000\u3000" + line
        paragraphs.append([words[at : at + width] for at in range(0, len(words), width)])
    return paragraphs


def traditional(words: str) -> bytes:
    whole: str = OpenCC("s2t").convert(words)
    return whole.replace("爲", "為").encode("big5hkscs")


def paged_text() -> str:
    lines = [line for paragraph in wrapped(30) for line in paragraph]
    pages = [lines[at : at + 6] for at in range(0, len(lines), 6)]
    return "\n".join(f"{HEAD}\n" + "\n".join(page) + f"\n\n— {number} —" for number, page in enumerate(pages, 1))


def pages_pdf(width: int) -> bytes:
    """Six lines a page, so that paragraphs and labelled lines break; a running head and a page number on each."""
    lines = [line for paragraph in wrapped(width) for line in paragraph]
    sheets = []
    for at in range(0, len(lines), 6):
        page = Sheet()
        page.line(40, HEAD, 200)
        for place, line in enumerate(lines[at : at + 6]):
            words = line.lstrip("\u3000")
            page.line(100 + 24 * place, words, 60 + 10 * (len(line) - len(words)))
        page.line(800, f"— {at // 6 + 1} —", 280)
        sheets.append(page)
    return pdf(sheets)


def auto_numbered() -> bytes:
    levels = {"一": 0, "二": 0, "（": 1}
    lines = [(levels.get(line[0], -1), line) for line in LINES]
    document = Document(io.BytesIO(numbered([])))
    document.add_paragraph(TITLE)
    for level, line in lines:
        if level < 0 or (level == 0 and line[1] != "、"):
            document.add_paragraph(line)
        else:
            add_numbered(document, line.partition("、" if level == 0 else "）")[2], level, 77)
    return saved(document)


def soft_breaks() -> bytes:
    document = Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("\n".join(f"\u3000\u3000{line}" for line in LINES))
    return saved(document)


def web_page(body: str) -> bytes:
    links = "".join(f'<li><a href="/{n}">政府信息公开目录第{n}项</a></li>' for n in range(12))
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<title>{TITLE}_青河市人民政府</title></head><body><table><tr><td><ul>{links}</ul></td><td>"
        "<table><tr><td>索&nbsp;引&nbsp;号：</td><td>QH0001-2027-0001</td><td>发文机关：</td><td>青河市人民政府</td></tr>"
        "<tr><td>成文日期：</td><td>2027年3月1日</td><td>主题分类：</td><td>综合政务</td></tr></table>"
        f"{body}</td></tr></table><p>版权所有：青河市人民政府</p></body></html>"
    )
    return page.encode("gb18030")


def html_lines(between: str) -> str:
    return f"<p>{TITLE}</p>" + between.join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in LINES)


PLANS = {
    "plan.txt": "\n".join((TITLE, *LINES)).encode(),
    "wrapped.txt": "\n".join((TITLE, *(line for paragraph in wrapped(28) for line in paragraph))).encode("gb18030"),
    "pages.txt": f"{TITLE}\n{paged_text()}".encode("utf-8-sig"),
    "utf16.txt": "\r\n".join((TITLE, *LINES)).encode("utf-16"),
    "big5.txt": traditional("\n".join((TITLE, *LINES))),
    "plan.md": "\n\n".join((f"# {TITLE}", *(line.replace("（一）", "**（一）**") for line in LINES))).encode(),
    "breaks.html": web_page(html_lines("<br/>\n")),
    "paragraphs.html": web_page(html_lines("</p><p>")),
    "soft.docx": soft_breaks(),
    "narrow.pdf": pages_pdf(28),
    "wide.pdf": pages_pdf(40),
}


@pytest.mark.parametrize("name", PLANS)
def test_plan_in_every_format(name: str) -> None:
    assert seen(PLANS[name], name) == PLAN


def test_plan_numbered_by_word() -> None:
    """Word counts each section's items anew, so their numbers are told apart by the section's."""
    again = [(number, *task[1:]) for number, task in zip(("一（一）", "一（二）", "二（一）"), PLAN, strict=True)]
    assert seen(auto_numbered(), "numbered.docx") == again


def delimited(mark: str) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=mark)
    writer.writerows((COLUMNS, *ROWS))
    return file.getvalue()


def html_table() -> str:
    head = (
        '<tr><td rowspan="2">序号</td><td rowspan="2">重点任务</td><td colspan="2">责任单位</td>'
        '<td rowspan="2">完成时限</td></tr><tr><td>牵头</td><td>配合</td></tr>'
    )
    rows = "".join("<tr>" + "".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) + "</tr>" for row in ROWS)
    return f"<p>{CAPTION}</p><table>{head}{rows}</table>"


def sheets() -> bytes:
    """A title over a header of two rows, a category beside the rows, a date that is one, a second sheet of notes."""
    book = Workbook()
    sheet = book.active
    sheet.append([CAPTION])
    sheet.append(["类别", "序号", "重点任务", "责任单位", None, "完成时限"])
    sheet.append([None, None, None, "牵头单位", "配合单位", None])
    for row in ROWS:
        due = date(2027, 8, 31) if row[0] == "2" else row[4]
        sheet.append(["民生实事" if row[0] == "1" else None, int(row[0]), *row[1:4], due])
    for merged in ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "A4:A6"):
        sheet.merge_cells(merged)
    book.create_sheet("说明").append(["本表按季度报送。"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def word_table() -> bytes:
    document = Document()
    document.add_paragraph(CAPTION)
    table = document.add_table(5, 5)
    for y, row in enumerate((("序号", "重点任务", "责任单位", "", "完成时限"), ("", "", "牵头", "配合", ""), *ROWS)):
        for x, words in enumerate(row):
            table.cell(y, x).text = words
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column)).text = COLUMNS[column]
    table.cell(0, 2).merge(table.cell(0, 3)).text = "责任单位"
    return saved(document)


def ruled_pdf() -> bytes:
    """Two pages under a running head; the header is repeated, and the page breaks the second row."""
    widths = [40.0, 140.0, 100.0, 110.0, 90.0]
    second = ["2", "改造老旧供水管网", "市城管局", "市水务", "2027年8月\n31日"]
    rest = ["", "30公里，消除漏损\n隐患", "", "集团", ""]
    first_row = [ROWS[0][0], "新建社区养老服务站\n12个", ROWS[0][2], "各区人民政府、\n市财政局", "2027年10月底"]
    third_row = [ROWS[2][0], ROWS[2][1], ROWS[2][2], "市公安局、市自然\n资源局", ROWS[2][4]]
    pages = []
    for number, rows in enumerate(([first_row, second], [rest, third_row]), 1):
        page = Sheet()
        page.line(30, HEAD, 200)
        if number == 1:
            page.line(60, CAPTION, 200)
        page.table(100, [list(COLUMNS), *rows], widths)
        page.line(800, f"— {number} —", 280)
        pages.append(page)
    return pdf(pages)


TABLES = {
    "table.docx": word_table(),
    "table.html": web_page(html_table()),
    "table.xlsx": sheets(),
    "comma.csv": delimited(",").encode("utf-8-sig"),
    "semicolon.csv": delimited(";").encode("gb18030"),
    "tab.csv": delimited("\t").encode("utf-16"),
    "table.md": "\n".join(
        (f"# {CAPTION}", "", *(f"| {' | '.join(row)} |" for row in (COLUMNS, ("---",) * 5, *ROWS)))
    ).encode(),
    "table.txt": "\n".join((CAPTION, *("\t".join(row) for row in (COLUMNS, *ROWS)))).encode(),
    "big5.txt": traditional("\n".join((CAPTION, *("\t".join(row) for row in (COLUMNS, *ROWS))))),
    "table.pdf": ruled_pdf(),
}


@pytest.mark.parametrize("name", TABLES)
def test_task_table_in_every_format(name: str) -> None:
    assert seen(TABLES[name], name) == TABLE
