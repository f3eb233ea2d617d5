"""Reading numbers: Chinese figures, Arabic figures, scales and shares."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from .patterns import numerals as patterns

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "O": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
SHORT_TENS = {"廿": 20, "卅": 30}
SCALES = {"亿": 100_000_000, "万": 10_000}


def _section(text: str) -> int | None:
    """The value below 万 of figures such as 三千零五十, 十二, 廿八; None where they do not make a number."""
    total, digit, last, zero = 0, None, 10_000, False
    for character in text:
        if character in TENS:
            unit = TENS[character]
            if unit >= last or (digit is None and (unit != 10 or total)):
                return None
            total += (1 if digit is None else digit) * unit
            digit, last, zero = None, unit, False
        elif character in SHORT_TENS:
            if total or digit is not None:
                return None
            total, last = SHORT_TENS[character], 10
        elif digit is not None:
            return None
        elif DIGITS[character]:
            digit = DIGITS[character]
        else:
            zero = True
    return total + (digit or 0) * (1 if zero or last > 1000 else last // 10)


@lru_cache(maxsize=1 << 12)
def read_chinese(text: str) -> int | None:
    """The value of Chinese figures: by units (一百零五, 三万五千, 一百五 for 150) or place by place (二〇二三)."""
    if not patterns.integer().regex.match(text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total, lone = 0, 1
    for scale, worth in SCALES.items():
        head, mark, rest = text.rpartition(scale)
        if mark:
            value = read_chinese(head)
            if value is None:
                return None
            total, text = total + value * worth, rest
            lone = worth // 10
    if total and len(text) == 1 and text in DIGITS:
        return total + DIGITS[text] * lone
    section = _section(text)
    return None if section is None else total + section


def read_integer(text: str) -> int | None:
    """The value of a whole number in either kind of figures."""
    return int(text) if text.isascii() and text.isdigit() else read_chinese(text)


@lru_cache(maxsize=1 << 12)
def read_number(text: str) -> float | None:
    """The value of a number with its scale: 12.65万 is 126500, 三千 is 3000, 百分之九十九点五 is 99.5."""
    if match := patterns.figures().regex.match(text):
        value = Decimal(match["figures"].replace(",", "").replace("，", ""))
        for character in match["scale"] or "":
            value *= SCALES.get(character) or TENS[character]
        return float(value)
    whole = read_chinese(text)
    return read_share(text) if whole is None else float(whole)


def read_share(text: str) -> float | None:
    """The percentage that a share in words names: 八成 is 80, 百分之九十九点五 is 99.5."""
    match = patterns.share().regex.fullmatch(text)
    if match is None:
        return None
    if match["tenths"]:
        return (read_chinese(match["tenths"]) or 0) * 10 + (5 if match["half"] else 0)
    whole, _, places = match["percent"].replace("点", ".").partition(".")
    value = 100 if whole == "百" else read_integer(whole)
    if value is None or any(c not in DIGITS and not c.isdigit() for c in places):
        return None
    return float(Decimal(f"{value}.{''.join(str(DIGITS.get(c, c)) for c in places) or 0}"))
