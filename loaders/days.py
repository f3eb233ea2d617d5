"""Full days as documents print them: 2018年4月2日, 二〇一八年四月二日, 2018-04-02."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from .numerals import read_integer

if TYPE_CHECKING:
    import re


def iso(hit: re.Match[str]) -> str | None:
    """The day of a hit of `patterns.facts.date`, as `YYYY-MM-DD`; None for a day that no calendar has."""
    parts = [read_integer(hit[part].translate(_zeros())) for part in ("year", "month", "day")]
    year, month, day = (part or 0 for part in parts)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _zeros() -> dict[int, str]:
    """The letters that stand for the round zero of a Chinese year."""
    return {ord(letter): "〇" for letter in "○oOΟ零"}
