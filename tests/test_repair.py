"""Undoing what print did, with every character still tied to its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zeren.loaders.folding import fold
from zeren.loaders.records import Source
from zeren.loaders.repair import repair


def running(raw: str) -> str:
    return repair(Source("x.txt", raw, "0")).chars.replace("\v", "|").replace("\n", "/")


LINE = "加快推进城市更新行动，统筹实施老旧小区改造和完整社区建设，补齐设施短板，\n"


def test_a_hard_wrap_is_joined() -> None:
    assert running(LINE * 8 + "提升功能。\n一、总则\n") == (LINE * 8).replace("\n", "|") + "提升功能。/一、总则"


def test_paragraphs_of_one_length_that_each_end_a_sentence_are_no_wraps() -> None:
    lines = [
        f"青山市第{number}中学改造操场，更新跑道和看台，开学前交付师生使用，家长可以参观。"
        for number in "一二三四五六七"
    ]
    assert running("\n".join(lines)) == "/".join(lines)


def test_blank_lines_between_wrapped_lines_do_not_matter() -> None:
    raw = LINE.replace("\n", "\n\n") * 8 + "提升功能。\n\n一、总则\n"
    assert running(raw) == (LINE * 8).replace("\n", "|") + "提升功能。/一、总则"


@pytest.mark.parametrize("mark", ["# Page 12:", "- 12 -", "—12—", "第 3 页 共 9 页"])
def test_page_marks_inside_a_sentence_are_left_out(mark: str) -> None:
    raw = LINE * 6 + f"完善市政基础设施和公共服务体系，\n\n{mark}\n提升城市品质。\n"
    assert running(raw).endswith("公共服务体系，|提升城市品质。")


def test_running_heads_and_folios_at_the_edges_of_pages_are_left_out() -> None:
    page = "青山市人民政府公报\n" + LINE * 4
    text = page * 3
    pages = (0, len(page), 2 * len(page))
    words = repair(Source("x.pdf", text, "0", pages=pages)).chars
    assert "公报" not in words


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("牵头单位：市检察院，责\n\n责任单位：市公安局", "牵头单位：市检察院，/责任单位：市公安局"),
        ("完成改造任务。责任\n责任单位：市住建局", "完成改造任务。/责任单位：市住建局"),
        ("压实责任\n责任单位：市住建局", "压实责任/责任单位：市住建局"),
    ],
)
def test_a_label_that_a_page_broke_and_print_repeated(raw: str, expected: str) -> None:
    assert running(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("２０２３年,完成１００％", "2023年，完成100%"),
        ("(一)推进:加快", "（一）推进：加快"),
        ("9:08 开始, 3,000元", "9:08 开始， 3,000元"),
        ("責任單位：市財政局", "责任单位：市财政局"),
        ("二○二三年", "二〇二三年"),
        ("推进　绿化", "推进 绿化"),
    ],
)
def test_folding(raw: str, expected: str) -> None:
    assert fold(raw) == expected


@given(st.text(alphabet="一二三（）()，。、\n 　*#0123１牵头责任单位：市局\u200b𠮷", max_size=300))
def test_every_character_is_tied_to_its_place(raw: str) -> None:
    text = repair(Source("x.txt", raw, "0"))
    assert len(text.chars) == len(text.offsets)
    assert all(a < b for a, b in zip(text.offsets, list(text.offsets)[1:], strict=False))
    folded = fold(raw)
    assert all(c in "\n\v" or folded[i] == c for c, i in zip(text.chars, text.offsets, strict=True))


@given(st.text(max_size=200))
def test_folding_keeps_the_length(raw: str) -> None:
    assert len(fold(raw)) == len(raw)
