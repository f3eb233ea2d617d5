"""Numbers: every Chinese figure up to 9999, and the forms that plans print."""

from __future__ import annotations

import pytest
from zeren.loaders.numerals import read_chinese, read_integer, read_number, read_share

DIGITS = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """The figures of a number below 10,000, written as a clerk would."""
    words, gap = "", False
    for unit, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + mark
        gap = not digit
    return words[1:] if 10 <= number < 20 else words


def test_every_number_below_ten_thousand_reads_back() -> None:
    assert [n for n in range(1, 10_000) if read_chinese(spelled(n)) != n] == []


def test_every_year_place_by_place_reads_back() -> None:
    for zero in "零〇○":
        for year in range(1949, 2100):
            words = "".join(zero if c == "0" else DIGITS[int(c)] for c in str(year))
            assert read_chinese(words) == year


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十", 10),
        ("两千", 2000),
        ("廿八", 28),
        ("卅一", 31),
        ("三万五千", 35_000),
        ("一亿二千万", 120_000_000),
        ("一百五", 150),
        ("两万三", 23_000),
        ("二百零三", 203),
    ],
)
def test_chinese_figures(words: str, value: int) -> None:
    assert read_chinese(words) == value
    assert read_integer(words) == value


@pytest.mark.parametrize("words", ["", "十一百", "一二十", "百", "万", "abc", "十个", "一千一千"])
def test_what_is_no_number_is_none(words: str) -> None:
    assert read_chinese(words) is None
    assert read_number(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("30", 30),
        ("12.65万", 126_500),
        ("80万", 800_000),
        ("500亿", 50_000_000_000),
        ("13.85亿", 1_385_000_000),
        ("1,200", 1200),
        ("1,234.5万", 12_345_000),
        ("3千万", 30_000_000),
        ("2万亿", 2_000_000_000_000),
        ("0.5", 0.5),
        ("273.93万", 2_739_300),
        ("百分之八十", 80),
        ("百分之九十九点五", 99.5),
        ("百分之百", 100),
        ("百分之85", 85),
        ("八成", 80),
        ("七成半", 75),
    ],
)
def test_numbers_count_in_base_units(words: str, value: float) -> None:
    assert read_number(words) == value


def test_a_share_is_a_percentage() -> None:
    assert read_share("百分之三十") == 30
    assert read_share("三十") is None
