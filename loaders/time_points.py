"""Points and periods of time as printed, read into the last day that their words allow."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .numerals import read_chinese, read_integer
from .patterns import times as patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import DueKind

TENTHS = {"初": (10, 10), "上旬": (10, 0), "中旬": (20, 10), "下旬": (31, 20)}  # its last day, the day before it
PARTS = ("mpart", "bmpart", "qpart", "bqpart", "yend", "byend", "fypart")
FIVE_YEAR_PLAN_END = {"一": 2005, "二": 2015, "三": 2020, "四": 2025, "五": 2030, "六": 2035, "七": 2040}
AFTER = ("起", "开始", "以来", "以后", "之后", "后", "至今")
RANGE_MARK = re.compile("[-至到—~～–－]")
RANGE_MARKS = ("至", "到", "-", "—", "——", "~", "～", "–", "－")
_NO_NUMBER = re.compile("[-至到—–~～－─月份]")
CLOSING_PARTS = frozenset({"底", "末", "内", "期末", "末期"})
LIMITS = ("底", "内", "之内", "以内", "止", "为止")


class TimeHit(NamedTuple):
    """A due time: `date` is the last day its words allow (`YYYY-MM-DD`), None for an event or a standing order.

    `problem` says in Chinese what was wrong with the printed date; the date is then the nearest that exists.
    """

    start: int
    end: int
    date: str | None
    kind: DueKind
    problem: str | None = None


class Point(NamedTuple):
    """A time as matched, before its surroundings are judged; `firm` times say by themselves that they are limits.

    `after` times are where something begins.
    """

    hit: TimeHit
    match: re.Match[str]
    firm: bool
    after: bool


@lru_cache(maxsize=1 << 12)
def _last_day(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def _eve(year: int, month: int) -> str:
    """The last day before a month begins."""
    return _last_day(year, month - 1) if month > 1 else _last_day(year - 1, 12)


def _day(year: int, month: int, day: int) -> tuple[str, str | None]:
    """The date, or the month's last day and the problem where there is no such day."""
    last = monthrange(year, month)[1]
    if 1 <= day <= last:
        return f"{year:04}-{month:02}-{day:02}", None
    return _last_day(year, month), f"{month}月{day}日不存在"


def _ending(words: str | None) -> str:
    """The last number of a range's words (6-9 is 9)."""
    return _NO_NUMBER.split(words)[-1] if words else ""


def _read_year(match: re.Match[str], year: int | None) -> int | None:
    words = match["year"] or match["iy"]
    if words:
        return int(words) if words.isascii() and words.isdigit() else read_chinese(words)
    if match["fyp"]:
        return FIVE_YEAR_PLAN_END[match["fyp"]]
    if year is not None and match["relative"] in {"明年", "次年", "翌年"}:
        return year + 1
    if year is not None and match["relative"] in {"去年", "上年"}:
        return year - 1
    return year


def _is_before(match: re.Match[str]) -> bool:
    """Whether the words name the day before a period begins (6月份前), not its end (6月底前)."""
    tail = match["tail"] or ""
    return tail.endswith("前") and "底" not in tail


def _read_month(match: re.Match[str], year: int) -> tuple[str | None, str | None]:
    """The date and the problem of a time that names a month."""
    month = read_integer(_ending(match["month"] or match["bmonth"] or match["im"])) or 0
    if not 1 <= month <= 12:
        return None, f"{month}月不存在"
    if day := match["day"] or match["bday"] or match["id"]:
        return _day(year, month, read_integer(day) or 0)
    part, before = match["mpart"] or match["bmpart"] or "", _is_before(match)
    if part in TENTHS:
        last = TENTHS[part][before]
        return (_day(year, month, last)[0] if last else _eve(year, month)), None
    return (_eve(year, month) if before and not part else _last_day(year, month)), None


def _read_period(match: re.Match[str], year: int) -> str:
    """The date of a time that names a year, a half, a quarter or a five-year plan."""
    before = _is_before(match)
    if quarter := match["quarter"] or match["bquarter"]:
        last = (read_integer(_ending(quarter)) or 4) * 3
        whole = not before or match["qpart"] or match["bqpart"]
        return _last_day(year, last) if whole else _eve(year, last - 2)
    if half := match["half"] or match["bhalf"]:
        first, last = (1, 6) if half == "上" else (7, 12)
        return _eve(year, first) if before else _last_day(year, last)
    if match["yend"] in {"初", "中"}:
        return _last_day(year, 3 if match["yend"] == "初" else 6)
    named = match["yend"] or match["byend"] or match["whole"] or match["bwhole"] or match["fypart"]
    return _eve(year, 1) if before and not named else _last_day(year, 12)


def _is_monthly(match: re.Match[str]) -> bool:
    return bool(match["month"] or match["bmonth"] or match["im"])


def _read(match: re.Match[str], year: int | None) -> Point:
    """A matched time, with the year that it carries or is lent."""
    own = _read_year(match, year)
    date: str | None = None
    problem: str | None = "没有写明年份"
    if own is not None:
        date, problem = _read_month(match, own) if _is_monthly(match) else (_read_period(match, own), None)
    tail = match["tail"] or ""
    firm = tail in LIMITS or tail.endswith("前") or not CLOSING_PARTS.isdisjoint(match.group(*PARTS))
    within = tail.endswith("内") or match["byend"] == "内" or match["yend"] == "内"
    kind: DueKind = "by" if firm and not within else "during"
    end = match.start("tail") if tail in AFTER else match.end()
    return Point(TimeHit(match.start(), end, date, kind, problem), match, firm, tail in AFTER)


def _separate(text: str, year: int | None) -> Iterator[Point]:
    """Every time in the text; a month without a year takes that of the month before it in the same sentence."""
    carried, position = year, 0
    for match in patterns.point().find(text):
        if text.find("。", position, match.start()) >= 0:
            carried = year
        position = match.end()
        if match["year"] and (_is_monthly(match) or match["half"] or match["quarter"]):
            carried = _read_year(match, year)
        yield _read(match, carried)


def read_points(text: str, year: int | None) -> list[Point]:
    """Every time in the text, in order, whatever its surroundings; `甲至乙` is one that ends with the second."""
    points: list[Point] = []
    for point in _separate(text, year):
        if points and text[points[-1].hit.end : point.hit.start] in RANGE_MARKS:
            first = points[-1]
            points[-1] = first._replace(hit=point.hit._replace(start=first.hit.start, kind="during"), firm=False)
        else:
            points.append(point)
    return points
