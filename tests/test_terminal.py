"""Tables whose columns stand under one another although a Chinese character takes two columns."""

import pytest
from zeren.terminal import as_csv, clean, sheet, table, width, wrap


@pytest.mark.parametrize(
    ("text", "columns"), [("abc", 3), ("郑州", 4), ("（一）", 6), ("e\u0301", 1), ("𠮷", 2), ("", 0)]
)
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("优化营商环境", 6, ["优化营", "商环境"]),
        ("优化营商环境", 7, ["优化营", "商环境"]),
        ("用 SPARQL 查", 8, ["用", "SPARQL", "查"]),
        ("abcdefgh", 4, ["abcd", "efgh"]),
        ("优化环境，提升", 8, ["优化环", "境，提升"]),
        ("", 4, [""]),
    ],
)
def test_wrap(text: str, room: int, lines: list[str]) -> None:
    assert wrap(text, room) == lines


def test_columns_stand_under_one_another() -> None:
    drawn = table(("单位", "负荷"), [["市财政局", 1.5], ["省教育厅", 12.25], ["区", None]], 40).split("\n")
    assert drawn == ["单位       负荷", "────────  ─────", "市财政局    1.5", "省教育厅  12.25", "区"]


def test_no_line_is_wider_than_the_terminal() -> None:
    rows = [["郑州市城市管理局市政公用工程建设管理处" * 2, "牵头单位" * 9, 3]]
    assert max(width(line) for line in table(("单位", "角色", "数"), rows, 40).split("\n")) <= 40
    assert max(width(line) for line in sheet(tuple("甲乙丙丁"), [["责任" * 30] * 4], 40).split("\n")) <= 40


def test_control_characters_and_direction_marks_are_dropped() -> None:
    assert clean("市\x1b[31m财\u202e政\n局\x00") == "市[31m财政 局"


def test_csv_cannot_become_a_formula() -> None:
    assert as_csv(("a",), [["=1+1"], ["@SUM"], [-3], ["正常"]]).split("\n") == ["a", "'=1+1", "'@SUM", "-3", "正常"]
