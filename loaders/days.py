"""Full days as documents print them: 2018年4月2日, 二〇一八年四月二日, 2018-04-02."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

_VALUES = dict(zip("〇零○oOΟ一二三四五六七八九", (0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))


def iso(hit: re.Match[str]) -> str | None:
    """The day of a hit of `patterns.facts.date`, as `YYYY-MM-DD`; None for a day that no calendar has."""
    year, month, day = (hit[part] for part in ("year", "month", "day"))
    try:
        return dt.date(_year(year), _count(month), _count(day)).isoformat()
    except ValueError:
        return None


def _year(words: str) -> int:
    return int(words) if words.isdecimal() else int("".join(str(_VALUES[char]) for char in words))


def _count(words: str) -> int:
    """A number up to 39: 4, 四, 十二, 二十, 廿一."""
    if words.isdecimal():
        return int(words)
    words = words.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return int("".join(str(_VALUES[char]) for char in words))
    return 10 * (_VALUES.get(tens, 0) if tens else 1) + (_VALUES.get(ones, 0) if ones else 0)
