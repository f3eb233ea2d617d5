"""Who issued a document, on what day, and for which year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .days import iso
from .imprint import Day, first_organ
from .index_table import Entry
from .letterhead import news_day
from .numerals import read_integer
from .opening import NEAR, Reading
from .patterns import facts as patterns
from .records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .galley import Galley


def read_issuer(reading: Reading) -> str | None:
    """Who signed it, else the letterhead, else the index, else who stands before 关于 in the title."""
    if signed := next(_signed(reading), None):
        return reading.keep("issuer", *signed)
    if reading.head.organs:
        return reading.keep("issuer", reading.page, first_organ(reading.page, reading.head.organs[0]))
    if entry := reading.entry("issuer"):
        return reading.keep_entry("issuer", entry)
    if piece := _title_organ(reading):
        return reading.keep("issuer", reading.page, piece)
    if printed := next((day for day in reading.foot_days if day.organs), None):
        return reading.keep("issuer", reading.foot, printed.organs[0])
    entry = reading.entry("publisher")
    return reading.keep_entry("issuer", entry) if entry else None


def _signed(reading: Reading) -> Iterator[tuple[Galley, tuple[int, int]]]:
    """The organ of each signature, the outermost of joint ones."""
    for page, days in ((reading.page, reading.days), (reading.foot, reading.foot_days)):
        yield from ((page, day.organs[0]) for day in days if day.organs and day.how == "signed")


def _title_organ(reading: Reading) -> tuple[int, int] | None:
    """The organ before 关于 in the title; of joint ones that print set apart, the first."""
    if not reading.head.title:
        return None
    start, end = reading.head.title
    hit = patterns.titled_by().regex.match(reading.page.text[start:end])
    if not hit:
        return None
    return first_organ(reading.page, (start, start + max(hit.end("organ"), hit.end("yearly"))))


def read_date(reading: Reading) -> str | None:
    """The day it was signed, else the index's, else the day of printing, else that of its publication."""
    if (placed := next(_signing_days(reading), None)) is None:
        made = _entry_day(reading, "made")
        if made or not (placed := next(_other_days(reading), None)):
            return made or _entry_day(reading, "published") or _shown_day(reading)
    page, day = placed
    reading.keep("date", page, day.place)
    return day.iso


def _signing_days(reading: Reading) -> Iterator[tuple[Galley, Day]]:
    """The days under a signature; a day that stands alone behind the addressees is one without its organ."""
    for how in ("signed", "alone"):
        yield from (
            (reading.page, day)
            for day in reading.days
            if day.how == how and (how == "signed" or 0 <= day.place[0] - reading.head.limit < NEAR)
        )
    yield from ((reading.foot, day) for day in reading.foot_days if day.how == "signed")


def _other_days(reading: Reading) -> Iterator[tuple[Galley, Day]]:
    """The day in brackets behind a title, and the day of printing."""
    yield from (
        (reading.page, day) for day in reading.days if day.how == "bracketed" and day.place[0] < reading.head.limit
    )
    yield from ((reading.foot, day) for day in reading.foot_days)


def _entry_day(reading: Reading, label: str) -> str | None:
    for entry in reading.index:
        if entry.label == label and (hit := patterns.date().regex.match(entry.text)) and (day := iso(hit)):
            reading.keep_entry("date", Entry(label, hit[0], Span(entry.span.start, entry.span.start + len(hit[0]))))
            return day
    return None


def _shown_day(reading: Reading) -> str | None:
    """The day of a news line, or one that a web page shows alone near its title."""
    if hit := news_day(reading.page.text, min(reading.body, NEAR)):
        reading.keep("date", reading.page, (hit.start("year"), hit.end("day")))
        return iso(hit)
    for day in reading.days:
        if day.how == "alone":
            reading.keep("date", reading.page, day.place)
            return day.iso
    return None


def read_plan_year(reading: Reading, title: str, date: str | None) -> int | None:
    """The year in the title, else in the sentence that closes the preamble, else of the date, else of the 文号."""
    issued = int(date[:4]) if date else None
    periods = list(patterns.plan_period().regex.finditer(title))
    if periods:  # of a report on one year and a plan for the next, the plan comes last
        hit = next((one for one in periods if not one["year"]), periods[-1])
        year = int(hit["first"] or hit["year"] or hit["bracket"])
        return year if issued is None or year <= issued + 1 else issued
    preamble = reading.page.text[reading.head.end : reading.body]
    years = [int(hit["year"]) for hit in patterns.drawn_up().regex.finditer(preamble)]
    if years and (issued is None or abs(years[-1] - issued) <= 1):
        return years[-1]
    return issued or _period(title) or _cited_year(reading, preamble)


def _period(title: str) -> int | None:
    """The first year of the five-year plan that a title names: 2021 of 十四五."""
    if hit := patterns.five_years().regex.search(title):
        count = read_integer(hit["count"] or hit["ordinal"])
        return 2021 + 5 * (count - 14) if count else None
    return None


def _cited_year(reading: Reading, preamble: str) -> int | None:
    """The year in the document's own number, else the latest that the preamble names."""
    number = reading.page.text[slice(*reading.head.number)] if reading.head.number else ""
    cited = re.findall(r"(?<!\d)20\d\d(?!\d)", number or preamble)
    return max(map(int, cited), default=None)
