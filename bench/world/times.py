"""Due times: their words with the last day that these allow."""

from __future__ import annotations

from calendar import monthrange
from random import Random
from typing import Final

from bench.world.records import Due, Saying

_EVENTS: Final = ("汛前", "春节前", "开学前", "供暖季前", "国庆节前", "入冬前")
_HALVES: Final = {"上半年": 6, "下半年": 12}
_QUARTERS: Final = ("第一季度", "第二季度", "第三季度", "第四季度")
_STANDING: Final = ("长期坚持", "持续推进", "常态化开展", "立即实施")
INSIDE: Final = ("month", "yearmonth", "yearend", "before", "half", "quarter", "event", "year")  # a body
LIMITS: Final = ("month", "yearmonth", "yearmonth", "yearend", "before", "event", "standing", "whole", "ownyear")
IN_CLAUSE: Final = ("month", "yearmonth", "yearend", "standing", "before")


def last(year: int, month: int) -> str:
    return f"{year}-{month:02}-{monthrange(year, month)[1]:02}"


def limit(chance: Random, forms: tuple[str, ...] = LIMITS) -> Saying:
    """A due time without its year."""
    return Saying(chance.choice(forms), (), chance.randrange(1 << 16), chance.randint(2, 12))


def due(saying: Saying, year: int, *, own: bool = True) -> Due:  # noqa: PLR0911 -- a table of forms
    """The words of a due time; a task's `own` limit is worded otherwise than a time inside its text."""
    month, pick = saying.month, saying.number
    before = "" if own and pick % 2 else "前"
    match saying.form:
        case "month":
            return Due(f"{month}月底{before}", last(year, month))
        case "yearmonth":
            return Due(f"{year}年{month}月底{before}", last(year, month))
        case "yearend" | "ownyear":
            return Due("年底前" if saying.form == "yearend" else f"{year}年底", last(year, 12))
        case "before":
            return Due(f"{year}年{month}月份前", last(year, month - 1))
        case "half":
            half = sorted(_HALVES)[pick % 2]
            return Due(half, last(year, _HALVES[half]), "during")
        case "quarter":
            return Due(_QUARTERS[pick % 4], last(year, 3 * (pick % 4) + 3), "during")
        case "year":
            return Due(f"{year}年", last(year, 12), "during")
        case "event":
            return Due(_EVENTS[pick % len(_EVENTS)], None, "event")
        case "whole":
            return Due("全年", last(year, 12), "during")
    return Due(_STANDING[pick % len(_STANDING)], None, "standing")
