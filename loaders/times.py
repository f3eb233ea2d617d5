"""Due times: which of the times in a text say when something is to be done."""

from __future__ import annotations

from calendar import monthrange
from functools import lru_cache

from .patterns import times as patterns
from .patterns.events import after_event, event, what_ends, year_of_event
from .time_points import RANGE_MARK, Point, TimeHit, read_points

__all__ = ["TimeHit", "find_due_in_clause", "find_times", "read_deadline"]

LISTING = ("、", "和", "及", "以及")
SHORT = 40


def _quoted(text: str) -> list[tuple[int, int]]:
    """The stretches of titles in 《》, in which no time is due."""
    return [m.span() for m in patterns.title().regex.finditer(text)]


def _events(text: str) -> list[TimeHit]:
    """The limits set by an event, with the year right before it."""
    hits = [TimeHit(*m.span(), None, "event") for m in event().find(text)] if "前" in text else []
    for match in after_event().find(text) if "后" in text else ():
        name = what_ends().regex.search(text, max(0, match.start() - 6), match.start())
        hits.append(TimeHit(name.start() if name else match.start(), match.end(), None, "event"))
    if not hits:
        return hits
    years = ((hit, year_of_event().regex.search(text[max(0, hit.start - 5) : hit.start])) for hit in hits)
    return [hit._replace(start=hit.start - len(match.group())) if match else hit for hit, match in years]


def _left(text: str, point: Point) -> str:
    """The words right before a time; a range's 从 or 自 is a part of it."""
    left = text[max(0, point.hit.start - 8) : point.hit.start]
    return left.removesuffix("从").removesuffix("自") if _is_range(point) else left


def _is_past(point: Point, year: int | None, left: str, right: str) -> bool:
    """Whether a time lies before the plan's year; the year just before may be due where nothing is reported."""
    date = point.hit.date
    if year is None or date is None:
        return False
    behind = year - int(date[:4])
    if behind != 1 or not point.firm:
        return behind > 0
    return bool(patterns.reported_since().regex.search(left) or patterns.reported().regex.match(right))


def _is_range(point: Point) -> bool:
    joined = point.hit.end > point.match.end()
    return joined or (not point.match["iy"] and RANGE_MARK.search(point.match[0]) is not None)


def _is_no_limit(point: Point, year: int | None, left: str, right: str) -> bool:
    """Whether a time begins, recurs, compares, describes or lies in the past."""
    bare = not (point.match["year"] or point.match["iy"])
    return bool(
        point.after
        or _is_past(point, year, left, right)
        or point.match["relative"] in {"去年", "上年", "当年"}
        or left.endswith("每年")
        or (bare and patterns.recurring().regex.search(left))
        or patterns.starting().regex.search(left)
        or patterns.attributive().regex.match(right)
    )


def _is_due(point: Point, year: int | None, left: str, right: str) -> bool:
    """Whether the words around a time say that something is to be done by or in it."""
    if _is_no_limit(point, year, left, right):
        return False
    if point.firm or (left.endswith(("到", "至")) and not left.endswith("达到")):
        return True
    if patterns.naming().regex.match(right) or (left.endswith("（") and right.startswith("）")):
        return False
    does = patterns.doing().regex.match(right) is not None
    opens = patterns.opening().regex.search(left) is not None
    if point.match["month"] or point.match["bmonth"] or point.match["im"]:
        return opens and (does or right[:1] in {"", "，", "：", "、", "；", "。"})
    return opens or (does and not patterns.taking().regex.search(left))


def _listed(points: list[Point], text: str) -> list[str]:
    """For each time, what follows the list of times (甲、乙、丙) in which it stands."""
    rest = [text[p.hit.end : p.hit.end + 24] for p in points]
    for i in range(len(points) - 2, -1, -1):
        if text[points[i].hit.end : points[i + 1].hit.start] in LISTING:
            rest[i] = rest[i + 1]
    return rest


def _with_lead(text: str, hit: TimeHit) -> TimeHit:
    """The hit with the word 到 or 至 that makes it a limit."""
    left = text[: hit.start]
    if left.endswith(("到", "至")) and not left.endswith("达到"):
        start = hit.start - (2 if left.endswith("截至") else 1)
        return hit._replace(
            start=start, kind="by" if hit.kind == "during" and "至" not in text[hit.start : hit.end] else hit.kind
        )
    return hit


def find_times(text: str, year: int | None) -> tuple[TimeHit, ...]:
    """The due times in a task's body, in order; a year that is not printed is `year`.

    Times that only name, begin, recur or compare are left out.
    """
    events = _events(text)
    points = read_points(text, year)
    if points and (taken := [(e.start, e.end) for e in events] + (_quoted(text) if "《" in text else [])):
        points = [p for p in points if not any(a <= p.hit.start < b for a, b in taken)]
    if not points:
        return tuple(sorted(events, key=lambda hit: hit.start))
    hits: list[TimeHit] = []
    for point, rest in zip(points, _listed(points, text), strict=True):
        listed = bool(hits) and text[hits[-1].end : point.hit.start] in LISTING and not point.after
        if listed or _is_due(point, year, _left(text, point), rest):
            hits.append(_with_lead(text, point.hit))
    return tuple(sorted([*hits, *events], key=lambda hit: hit.start))


def _as_limit(point: Point) -> TimeHit:
    """A time that stands as a 完成时限: a month or a day is a limit there, a period or a range stays one."""
    named = point.match["month"] or point.match["bmonth"] or point.match["im"]
    return point.hit._replace(kind="by") if named and not _is_range(point) else point.hit


def _dated(text: str, year: int | None) -> list[Point]:
    """The times of a text that are limits by standing where limits are stated; an event keeps its year."""
    events = _events(text)
    points = (p for p in read_points(text, year) if not p.after and (p.hit.date or p.hit.problem))
    return [p for p in points if not any(e.start <= p.hit.start < e.end for e in events)]


def read_deadline(text: str, year: int | None) -> TimeHit | None:
    """The limit that a 完成时限 states: its last date, else the event or standing order; None without time words."""
    return _known_limit(text, year) if len(text) <= SHORT else _limit(text, year)


@lru_cache(maxsize=1 << 12)
def _known_limit(text: str, year: int | None) -> TimeHit | None:
    """A limit in few words, such as stands behind task after task."""
    return _limit(text, year)


def _limit(text: str, year: int | None) -> TimeHit | None:
    if dated := [_as_limit(point) for point in _dated(text, year)]:
        return max(dated, key=lambda h: (h.date or "", -h.start))
    for match in reversed(list(patterns.year_and_month().regex.finditer(text))):
        last = monthrange(int(match["year"]), int(match["month"]))[1]
        return TimeHit(*match.span(), f"{match['year']}-{int(match['month']):02}-{last}", "by")
    start, end = len(text) - len(text.lstrip(" ：:，（(")), len(text.rstrip(" 。；;，,）)"))
    events = _events(text)
    if len(events) == 1 and patterns.done_by().regex.match(text[events[0].end :]):
        return events[0]
    if events or patterns.span_of_days().regex.search(text):
        return TimeHit(start, end, None, "event")
    if patterns.standing().regex.search(text) or any(point.after for point in read_points(text, year)):
        return TimeHit(start, end, None, "standing")
    return None


def find_due_in_clause(text: str, year: int | None) -> TimeHit | None:
    """The due time inside a responsibility clause (`甲局负责，6月底前完成`), the last where it names several."""
    if dated := _dated(text, year):
        return _with_lead(text, dated[-1].hit)
    if events := _events(text):
        return events[0]
    match = patterns.standing_clause().regex.search(text)
    return TimeHit(*match.span(), None, "standing") if match else None


def due_day(text: str, year: int | None) -> tuple[str, str] | None:
    """Find the words and the last day of a due time in a question; a year alone is none."""
    hit = read_deadline(text, year)
    words = text[hit.start : hit.end] if hit else ""
    bare = words.rstrip("年度").isdecimal()
    return (words, hit.date) if hit and hit.date and not bare else None
