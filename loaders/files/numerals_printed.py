"""A counter as Word prints it: every number format that Chinese documents use."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

DIGITS: Final = "〇一二三四五六七八九"
FORMAL: Final = "零壹贰叁肆伍陆柒捌玖"
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"
ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def printed(number: int, form: str) -> str:
    """`number` in Word's number format `form`; a form that is not known counts in digits, as Word does."""
    if number < 0 or number > 9999:
        return str(number)
    return _forms().get(form, str)(number)


@cache
def _forms() -> dict[str, Callable[[int], str]]:
    counted: dict[str, Callable[[int], str]] = dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
         "japaneseCounting"), chinese,
    )  # fmt: skip
    return counted | {
        "none": lambda _: "",
        "bullet": lambda _: "",
        "decimalZero": lambda n: f"{n:02}",
        "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(digit)) for digit in str(n)),
        "decimalFullWidth2": lambda n: "".join(chr(0xFF10 + int(digit)) for digit in str(n)),
        "decimalEnclosedCircle": circled,
        "decimalEnclosedCircleChinese": circled,
        "decimalEnclosedParen": lambda n: chr(0x2474 + n - 1) if 1 <= n <= 20 else f"({n})",
        "decimalEnclosedFullstop": lambda n: chr(0x2488 + n - 1) if 1 <= n <= 20 else f"{n}.",
        "ideographEnclosedCircle": lambda n: chr(0x3280 + n - 1) if 1 <= n <= 10 else chinese(n),
        "ideographDigital": lambda n: "".join(DIGITS[int(digit)] for digit in str(n)),
        "japaneseDigitalTenThousand": lambda n: "".join(DIGITS[int(digit)] for digit in str(n)),
        "chineseLegalSimplified": lambda n: chinese(n, FORMAL, ("", "拾", "佰", "仟")),
        "ideographLegalTraditional": lambda n: chinese(n, FORMAL, ("", "拾", "佰", "仟")),
        "ideographTraditional": lambda n: STEMS[(n - 1) % 10] if n else "",
        "ideographZodiac": lambda n: BRANCHES[(n - 1) % 12] if n else "",
        "upperLetter": lambda n: letters(n).upper(),
        "lowerLetter": letters,
        "upperRoman": lambda n: roman(n).upper(),
        "lowerRoman": roman,
    }


def chinese(number: int, digits: str = DIGITS, places: tuple[str, ...] = ("", "十", "百", "千")) -> str:
    """十二, 一百零三: a number up to 9999 in words; the one before a leading ten is not said in everyday figures."""
    if number == 0:
        return digits[0]
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + digits[digit] + places[place]
        gap = not digit
    return words.removeprefix("一") if words.startswith("一十") else words


def circled(number: int) -> str:
    """① to ㊿, as far as Unicode has them."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    return str(number)


def letters(number: int) -> str:
    """A to z, then aa, bb, …, as Word counts."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def roman(number: int) -> str:
    """I, ii, … in small letters."""
    words = ""
    for value, sign in ROMAN:
        count, number = divmod(number, value)
        words += sign * count
    return words
