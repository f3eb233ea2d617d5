"""Due times: their words with the last day that these allow."""

from __future__ import annotations

from calendar import monthrange
from random import Random
from typing import Final

from .records import Due, Saying

_EVENTS: Final = ("汛前", "春节前", "开学前", "供暖季前", "国庆节前", "入冬前")
_QUARTERS: Final = ("第一季度", "第二季度", "第三季度", "第四季度")
_STANDING: Final = ("长期坚持", "持续推进", "常态化开展", "立即实施")
INSIDE: Final = ("month", "yearmonth", "yearend", "before", "half", "quarter", "event", "year", "day", "span")
LIMITS: Final = (
    "month", "yearmonth", "yearmonth", "yearend", "before", "event", "standing", "whole", "ownyear", "day", "half",
)  # fmt: skip


def last(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def limit(chance: Random, forms: tuple[str, ...] = LIMITS) -> Saying:
    """A due time without its year."""
    return Saying(chance.choice(forms), (), chance.randrange(1 << 16), chance.randint(2, 12))


def due(saying: Saying, year: int, *, own: bool = True) -> Due:
    """The words of a due time; a task's `own` limit is worded otherwise than a time inside its text."""
    month, pick = saying.month, saying.number
    before = "" if own and pick % 2 else "前"
    day = f"{year}-{month:02}-{1 + pick % 28:02}"
    half, quarter = pick % 2, pick % 4
    dated = {
        "month": (f"{month}月底{before}", last(year, month), "by"),
        "yearmonth": (f"{year}年{month}月底{before}", last(year, month), "by"),
        "yearend": ("年底前", last(year, 12), "by"),
        "ownyear": (f"{year}年底", last(year, 12), "by"),
        "before": (f"{year}年{month}月份前", last(year, max(1, month - 1)), "by"),
        "day": (f"{month}月{1 + pick % 28}日前", day, "by"),
        "span": (f"{max(1, month - 2)}月至{month}月", last(year, month), "during"),
        "half": (("上半年", "下半年")[half], last(year, 6 + 6 * half), "during"),
        "quarter": (_QUARTERS[quarter], last(year, 3 * quarter + 3), "during"),
        "year": (f"{year}年", last(year, 12), "during"),
        "whole": ("全年", last(year, 12), "during"),
    }
    if saying.form in dated:
        return Due(*dated[saying.form])
    if saying.form == "event":
        return Due(_EVENTS[pick % len(_EVENTS)], None, "event")
    return Due(_STANDING[pick % len(_STANDING)], None, "standing")
