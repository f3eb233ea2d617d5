"""Plain text and Markdown: every encoding gives the same characters, and tables point at their words in place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from zeren.errors import InputError
from zeren.loaders.files import read, read_bytes

from .documents.grids import said

PLAN = "临江市2023年工作要点\n（一）建设站点。完善布局，年底前建成10个。（责任单位：市财政局、市教育局）\n"
TRADITIONAL = "臨江市政府辦公室關於加強環境保護工作的實施意見\n責任單位：市財政局、市發展改革委員會\n"
RARE = "𠮷田镇、㵐水街道、龘山村由市民政局负责。\n"
CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))

ENCODED = [
    (text, encoding)
    for text in (PLAN, TRADITIONAL, RARE, "市财政局牵头")
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030")
] + [(text, encoding) for text in (PLAN, TRADITIONAL) for encoding in ("utf-16-le", "utf-16-be", "utf-32")]


@pytest.mark.parametrize(("text", "encoding"), ENCODED)
def test_encoding_is_found(text: str, encoding: str) -> None:
    assert read_bytes(text.encode(encoding), "计划.txt").text == text


@pytest.mark.parametrize("text", [TRADITIONAL, "市財政局牽頭", "責任單位：教育局"])
def test_big5_is_found(text: str) -> None:
    assert read_bytes(text.encode("big5"), "計劃.txt").text == text


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name[:3])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_corpus_reads_the_same_in_any_encoding(path: Path, encoding: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_bytes(text.encode(encoding), path.name).text == text


def test_source_says_where_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    path.write_bytes(PLAN.replace("\n", "\r\n").encode("gb18030"))
    source = read(path)
    assert source.name == "要点.txt"
    assert source.text == PLAN
    assert source.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert source.media_type == "text/plain"


def test_few_damaged_bytes_are_marked_and_the_rest_is_kept() -> None:
    damaged = PLAN[:20].encode() + b"\xff" + PLAN[20:].encode()
    text = read_bytes(damaged, "a.txt").text
    assert text.startswith("临江市2023年工作要点\n")
    assert text.count("\N{REPLACEMENT CHARACTER}") == 1


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
        ("甲\f乙\u2028丙", "甲\n乙\n丙"),
        ("甲\x00乙\x07丙", "甲乙丙"),
        ("甲\u3000乙\t丙", "甲\u3000乙\t丙"),
    ],
)
def test_line_ends_become_line_feeds_and_controls_go(printed: str, read_as: str) -> None:
    text = PLAN + printed
    assert read_bytes(text.encode(), "a.txt").text == PLAN + read_as


@pytest.mark.parametrize("junk", [b"\x00\x01\x02\x03" * 50, bytes(range(128, 256)) * 3, b"\x89\xfe\xff\x00" * 99])
def test_binary_junk_is_refused(junk: bytes) -> None:
    with pytest.raises(InputError, match="编码无法识别"):
        read_bytes(junk, "a.txt")


def test_pipe_table_points_at_its_words() -> None:
    text = (
        "# 任务\n\n| 序号 | 任务 | 牵头单位 |\n|---|:--|---|\n| 1 | **建站** | 市财政局 |\n| 2 |  | 市\\|局 |\n\n结束\n"
    )
    source = read_bytes(text.encode(), "a.md")
    assert source.text == text
    assert source.media_type == "text/markdown"
    assert said(source) == [[["序号", "任务", "牵头单位"], ["1", "**建站**", "市财政局"], ["2", "", "市\\|局"]]]


def test_tabbed_lines_are_a_table() -> None:
    text = "目录\t1\n序号\t任务\t单位\n1\t建站\t市财政局\n2\t\t市教育局\n附注\n"
    assert said(read_bytes(text.encode(), "a.txt")) == [
        [["序号", "任务", "单位"], ["1", "建站", "市财政局"], ["2", "", "市教育局"]]
    ]


def test_one_line_is_no_table() -> None:
    assert read_bytes("序号\t任务\t单位\n| 甲 | 乙 |\n完\n".encode(), "a.txt").tables == ()


def test_large_texts_are_read_at_once() -> None:
    line = PLAN * 12_000
    assert len(read_bytes(line.encode("gb18030"), "a.txt").text) == len(line)
    assert len(read_bytes(("甲|\t" * 300_000).encode(), "a.txt").text) == 900_000


def test_html_table_in_markdown() -> None:
    text = (
        "# 任务分工\n\n<table><tr><td>序号</td><td>任务</td></tr>\n<tr><td rowspan=2>1</td><td>建站</td></tr>"
        "<tr><td>修路</td></tr></table>\n\n| 甲 | 乙 |\n| 丙 | 丁 |\n"
    )
    source = read_bytes(text.encode(), "a.md")
    assert said(source) == [[["序号", "任务"], ["1", "建站"], ["1", "修路"]], [["甲", "乙"], ["丙", "丁"]]]
    assert source.text == "# 任务分工\n\n序号\t任务\n1\t建站\n\t修路\n\n| 甲 | 乙 |\n| 丙 | 丁 |\n"


def test_angle_brackets_in_text_stay() -> None:
    text = "见<table 1>，含<td>标记\n</table> 甲\n"
    assert read_bytes(text.encode(), "a.txt").text == text
