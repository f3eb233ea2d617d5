"""Word documents: automatic numbers, merged cells, revisions and text boxes, as Word shows them."""

from __future__ import annotations

import io

import pytest
from docx import Document
from zeren.errors import InputError
from zeren.loaders.files import read_bytes
from zeren.loaders.files.numerals_printed import printed

from .documents.docx_files import LEVELS, add_numbered, numbered, paragraphs_of_xml, saved, task_table, with_part
from .documents.grids import said

RUN = "<w:r><w:t>{}</w:t></w:r>"


def lines(data: bytes) -> list[str]:
    return read_bytes(data, "a.docx").text.splitlines()


def test_numbers_that_word_counts_are_in_the_text() -> None:
    items = [(0, "总体要求"), (0, "主要任务"), (1, "建站"), (2, "选址"), (3, "踏勘"), (3, "公示"), (2, "施工")]
    items += [(1, "修路"), (2, "设计"), (0, "保障")]
    assert lines(numbered(items)) == [
        "一、总体要求",
        "二、主要任务",
        "（一）建站",
        "1.选址",
        "①踏勘",
        "②公示",
        "2.施工",
        "（二）修路",
        "1.设计",
        "三、保障",
    ]


@pytest.mark.parametrize(
    ("form", "number", "words"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCountingThousand", 21, "二十一"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 103, "一百零三"),
        ("chineseCountingThousand", 1003, "一千零三"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographDigital", 10, "一〇"),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedParen", 3, "⑶"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("upperLetter", 28, "BB"),
        ("lowerRoman", 14, "xiv"),
        ("ordinalText", 5, "5"),
    ],
)
def test_number_formats(form: str, number: int, words: str) -> None:
    assert printed(number, form) == words


def test_four_levels_are_tested() -> None:
    assert [text for _, text in LEVELS] == ["%1、", "（%2）", "%3.", "%4"]


def test_merged_cells_are_one_span_in_every_place() -> None:
    rows = [["序号", "任务", "单位"], ["1", "建站", "市财政局"], ["2", "修路", ""], ["合计", "", ""]]
    source = read_bytes(task_table(rows, [(1, 2, 2, 2), (3, 0, 3, 2)]), "a.docx")
    assert said(source) == [
        [["序号", "任务", "单位"], ["1", "建站", "市财政局"], ["2", "修路", "市财政局"], ["合计", "合计", "合计"]]
    ]
    assert source.text.startswith("任务分解表\n序号\t任务\t单位\n1\t建站\t市财政局\n2\t修路\t\n合计\t\t\n抄送")


def test_table_of_one_column_is_a_frame() -> None:
    source = read_bytes(task_table([["一、要求"], ["二、任务"]], []), "a.docx")
    assert source.tables == ()
    assert "一、要求\n二、任务\n" in source.text


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        (RUN.format("甲") + '<w:ins w:id="1" w:author="a">' + RUN.format("乙") + "</w:ins>", "甲乙"),
        (RUN.format("甲") + '<w:del w:id="1" w:author="a"><w:r><w:delText>乙</w:delText></w:r></w:del>', "甲"),
        (RUN.format("甲") + '<w:moveFrom w:id="1" w:author="a">' + RUN.format("乙") + "</w:moveFrom>", "甲"),
        (RUN.format("甲") + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>乙</w:t></w:r>", "甲"),
        (RUN.format("甲") + "<w:r><w:br/></w:r>" + RUN.format("乙"), "甲\n乙"),
        (RUN.format("甲") + "<w:r><w:instrText>PAGE</w:instrText></w:r>", "甲"),
        ("<w:sdt><w:sdtContent>" + RUN.format("甲") + "</w:sdtContent></w:sdt>", "甲"),
        (
            RUN.format("甲") + "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:pict><v:shape><v:textbox>"
            "<w:txbxContent><w:p>" + RUN.format("框") + "</w:p></w:txbxContent></v:textbox></v:shape></w:pict>"
            "</mc:Choice><mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "甲\n框",
        ),
    ],
    ids=["inserted", "deleted", "moved", "hidden", "break", "field", "control", "box"],
)
def test_words_are_those_that_word_shows(inner: str, words: str) -> None:
    assert read_bytes(paragraphs_of_xml(inner), "a.docx").text == words + "\n"


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (numbered([(0, "甲")])[:3000], "截断或损坏"),
        (with_part(numbered([(0, "甲")]), "word/media/a.bin", b"0" * (40 << 20)), "压缩炸弹"),
        (with_part(numbered([(0, "甲")]), "word/document.xml", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'), "DOCTYPE"),
        (with_part(numbered([(0, "甲")]), "word/document.xml", b"<a"), "已损坏"),
        (with_part(numbered([(0, "甲")]), "[Content_Types].xml", b""), "已损坏"),
        (paragraphs_of_xml(""), "没有文字"),
    ],
    ids=["truncated", "bomb", "entities", "broken", "no types", "empty"],
)
def test_bad_containers_are_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bytes(data, "a.docx")


def test_list_that_starts_anew_goes_on_from_there() -> None:
    document = Document(io.BytesIO(numbered([(2, "甲"), (2, "乙")])))
    add_numbered(document, "丙", 2, 78)
    add_numbered(document, "丁", 2, 78)
    assert lines(saved(document)) == ["1.甲", "2.乙", "5.丙", "6.丁"]


def test_numbers_of_a_style() -> None:
    document = Document()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    assert lines(saved(document)) == ["1.甲", "2.乙", "丙"]
