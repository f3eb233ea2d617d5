"""Marks in a text: nested and overlapping stretches, parts of a long text, hidden characters."""

import pytest
from zeren.web.facts import Fact
from zeren.web.marking import lit, pieces
from zeren.web.parts import part_of, parts
from zeren.web.visible import visible

TEXT = "年底前改造10条道路"  # 年底前 0-3, 改造10条道路 3-10


def cut(*spans: tuple[int, int, str], at: int = 0, text: str = TEXT) -> list[tuple[str, str, bool]]:
    facts = [Fact(start, end, kind, "task") for start, end, kind in spans]
    return [(p.text, "/".join(f.kind for f in p.facts), p.first) for p in pieces(text, at, facts)]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [(TEXT, "", False)]),
        ([(0, 3, "deadline")], [("年底前", "deadline", True), ("改造10条道路", "", False)]),
        (  # a deadline within a target: the target goes on after it, but begins only once
            [(0, 10, "target"), (3, 5, "deadline")],
            [("年底前", "target", True), ("改造", "deadline/target", True), ("10条道路", "target", False)],
        ),
        (  # two that cross
            [(0, 5, "deadline"), (3, 10, "target")],
            [("年底前", "deadline", True), ("改造", "deadline/target", True), ("10条道路", "target", False)],
        ),
        ([(5, 5, "lead"), (8, 40, "lead")], [("年底前改造10条", "", False), ("道路", "lead", True)]),
    ],
)
def test_marks_nest_and_cross(spans: list[tuple[int, int, str]], expected: list[tuple[str, str, bool]]) -> None:
    assert cut(*spans) == expected


def test_a_part_of_a_source_shows_the_marks_that_reach_into_it() -> None:
    assert cut((90, 102, "lead"), at=100, text="城管局负责") == [("城管", "lead", True), ("局负责", "", False)]


def test_matched_stretches_are_told_from_the_rest() -> None:
    assert lit("厕所革命", [(0, 2), (1, 3)]) == [("厕所", True), ("革", True), ("命", False)]


def test_a_long_text_is_cut_between_lines() -> None:
    assert parts("一二三\n四五六\n七", 4) == [(0, 8), (8, 9)]
    assert parts("一二三四五六七八九", 4) == [(0, 4), (4, 8), (8, 9)]
    assert parts("", 4) == [(0, 0)]
    assert [part_of([(0, 8), (8, 9)], at) for at in (0, 7, 8, 99)] == [0, 0, 1, 1]


def test_a_hidden_character_is_shown_by_its_code() -> None:
    assert visible("整治\u202e市容") == "整治⟨U+202E⟩市容"
    assert visible("第一行\n第二行\t〔2018〕18号") == "第一行\n第二行\t〔2018〕18号"
