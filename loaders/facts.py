"""What a document says of itself: title, issuer, 文号, dates, kind, status, who handles it, what it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .citations import find_citations
from .days import iso
from .folding import fold
from .galley import Galley, galley
from .imprint import Day, find_days, find_duties
from .index_table import Entry, read_index
from .letterhead import Head, news_day, read_head
from .patterns import facts as patterns
from .patterns import imprint
from .records import Citation, Facts, Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import DocumentKind, Status

_HEAD = 20_000  # characters of a page read for its head: menus may stand before it
_TAIL = 4_000
_SEARCHED = 300_000  # a document that assigns a task does so before
_PREAMBLE = 6_000
_NEAR = 3_000


@dataclass(slots=True)
class _Reading:
    """A document half read: the galleys of its two ends, and the spans of what was found."""

    page: Galley
    foot: Galley
    head: Head
    index: tuple[Entry, ...]
    body: int
    days: tuple[Day, ...]
    foot_days: tuple[Day, ...]
    spans: list[tuple[str, Span]] = field(default_factory=list)

    def entry(self, *labels: str) -> Entry | None:
        """The first value of the index under the first of `labels` that has one."""
        return next((entry for label in labels for entry in self.index if entry.label == label), None)

    def keep(self, name: str, page: Galley, piece: tuple[int, int]) -> str:
        """Note where `piece` of `page` stands, and give it as printed."""
        self.spans += [(name, span) for span in _spans(page, *piece)]
        return page.printed(*piece)

    def keep_entry(self, name: str, entry: Entry) -> str:
        """Note where a value of the index stands, and give it."""
        self.spans.append((name, entry.span))
        return entry.text


def _spans(page: Galley, start: int, end: int) -> list[Span]:
    """The raw stretches of `text[start:end]`: one, or more where a page mark stands between its words."""
    cuts = [start]
    for place in range(start + 1, end):
        gap = page.raw[page.at[place - 1] + 1 : page.at[place]]
        if gap and gap.replace("*", "").strip():
            cuts.append(place)
    return [page.span(left, right) for left, right in zip(cuts, [*cuts[1:], end], strict=True)]


def read_facts(source: Source) -> Facts:
    """Read the facts of `source`; those that the text does not give are None or empty."""
    reading = _read(source.text)
    kind = _kind(source.text, reading)
    title = _read_title(source, reading)
    date = _read_date(reading)
    duties = find_duties(reading.foot)
    return Facts(
        title=title,
        kind=kind,
        status=_status(reading, title),
        issuer=None if kind == "news" else _read_issuer(reading),
        number=_read_number(reading),
        index_number=reading.keep_entry("index_number", entry) if (entry := reading.entry("index_number")) else None,
        date=date,
        plan_year=None if kind == "news" else _plan_year(reading, title, date),
        host=tuple(reading.keep("host", reading.foot, piece) for piece in duties.get("host", ())),
        supervisor=tuple(reading.keep("supervisor", reading.foot, piece) for piece in duties.get("supervisor", ())),
        citations=_citations(reading, title) if kind == "plan" else (),
        copied=tuple(reading.keep("copied", reading.foot, piece) for piece in duties.get("copied", ())),
        spans=tuple(reading.spans),
    )


def _read(raw: str) -> _Reading:
    page = galley(raw, 0, _HEAD)
    foot = galley(raw, max(len(raw) - _TAIL, 0))
    head = read_head(page)
    body = _body(page, head.end)
    return _Reading(
        page=page,
        foot=foot,
        head=head,
        index=read_index(raw, page.at[head.limit] if head.limit < len(page.at) else len(raw[:_HEAD])),
        body=body,
        days=tuple(find_days(page, 0, body)),
        foot_days=tuple(day for day in find_days(foot, 0, len(foot.text)) if day.how in ("signed", "printed")),
    )


def _body(page: Galley, start: int) -> int:
    """Where the first numbered heading stands."""
    for hit in patterns.body().regex.finditer(page.text, start):
        if page.breaks_at(hit.start()) or page.text[hit.start() - 1] in "。：；）":
            return hit.start()
    return len(page.text)


def _kind(raw: str, reading: _Reading) -> DocumentKind:
    """A news page has a news line or the words of a report, no standard title and no clause that assigns a task."""
    title = reading.page.text[slice(*reading.head.title)] if reading.head.title else ""
    standard = bool(patterns.complete().regex.search(title)) and bool(re.search(r"关于|\d{4}年", title))
    if standard or imprint.assigns().regex.search(raw, 0, _SEARCHED):
        return "plan"
    start = reading.head.end
    opening = reading.page.text[start : start + 400]
    told = news_day(opening) or imprint.reporting().regex.search(opening)
    return "news" if told else "plan"


def _read_title(source: Source, reading: _Reading) -> str:
    """The printed title, else that of the attachment which a notice without one sends out, else the file's name."""
    if entry := reading.entry("title"):
        return reading.keep_entry("title", entry)
    if reading.head.title:
        return reading.keep("title", reading.page, reading.head.title)
    if hit := patterns.quoted().regex.search(reading.page.text, 0, min(reading.body, _NEAR)):
        group = "first" if hit["first"] else "second"
        return reading.keep("title", reading.page, hit.span(group))
    return source.name.rpartition(".")[0] or source.name


def _status(reading: _Reading, title: str) -> Status:
    """A draft says so in its title, or on the line under it."""
    end = reading.head.title[1] if reading.head.title else 0
    under = reading.page.text[end : end + 24].partition("）")[0]
    draft = patterns.draft().regex
    return "draft" if draft.search(title) or (under.startswith("（") and draft.search(under)) else "issued"


def _read_number(reading: _Reading) -> str | None:
    if reading.head.number:
        return reading.keep("number", reading.page, reading.head.number)
    entry = reading.entry("number")
    if entry and patterns.number().regex.search(entry.text):
        return reading.keep_entry("number", entry)
    return None


def _read_issuer(reading: _Reading) -> str | None:
    """Who signed it, else the letterhead, else the index, else who stands before 关于 in the title."""
    if signed := next(_signed(reading), None):
        return reading.keep("issuer", *signed)
    if reading.head.organs:
        return reading.keep("issuer", reading.page, reading.head.organs[0])
    if entry := reading.entry("issuer"):
        return reading.keep_entry("issuer", entry)
    if piece := _title_organ(reading):
        return reading.keep("issuer", reading.page, piece)
    if printed := next((day for day in reading.foot_days if day.organs), None):
        return reading.keep("issuer", reading.foot, printed.organs[0])
    entry = reading.entry("publisher")
    return reading.keep_entry("issuer", entry) if entry else None


def _signed(reading: _Reading) -> Iterator[tuple[Galley, tuple[int, int]]]:
    """The organ of each signature, the outermost of joint ones."""
    for page, days in ((reading.page, reading.days), (reading.foot, reading.foot_days)):
        yield from ((page, day.organs[0]) for day in days if day.organs and day.how == "signed")


def _title_organ(reading: _Reading) -> tuple[int, int] | None:
    """The organ before 关于 in the title; of joint ones that print set apart, the first."""
    if not reading.head.title:
        return None
    start, end = reading.head.title
    hit = patterns.titled_by().regex.match(reading.page.text[start:end])
    if not hit:
        return None
    for cut in range(start + 2, start + hit.end("organ")):
        if reading.page.breaks_at(cut) and patterns.organ().regex.fullmatch(reading.page.text[start:cut]):
            return start, cut
    return start, start + hit.end("organ")


def _read_date(reading: _Reading) -> str | None:
    """The day it was signed, else the index's, else the day of printing, else that of its publication."""
    if (placed := next(_signing_days(reading), None)) is None:
        made = _entry_day(reading, "made")
        if made or not (placed := next(_other_days(reading), None)):
            return made or _entry_day(reading, "published") or _shown_day(reading)
    page, day = placed
    reading.keep("date", page, day.place)
    return day.iso


def _signing_days(reading: _Reading) -> Iterator[tuple[Galley, Day]]:
    """The days under a signature; a day that stands alone behind the addressees is one without its organ."""
    for how in ("signed", "alone"):
        yield from (
            (reading.page, day)
            for day in reading.days
            if day.how == how and (how == "signed" or day.place[0] >= reading.head.limit)
        )
    yield from ((reading.foot, day) for day in reading.foot_days if day.how == "signed")


def _other_days(reading: _Reading) -> Iterator[tuple[Galley, Day]]:
    """The day in brackets behind a title, and the day of printing."""
    yield from (
        (reading.page, day) for day in reading.days if day.how == "bracketed" and day.place[0] < reading.head.limit
    )
    yield from ((reading.foot, day) for day in reading.foot_days)


def _entry_day(reading: _Reading, label: str) -> str | None:
    for entry in reading.index:
        if entry.label == label and (hit := patterns.date().regex.match(entry.text)) and (day := iso(hit)):
            reading.keep_entry("date", Entry(label, hit[0], Span(entry.span.start, entry.span.start + len(hit[0]))))
            return day
    return None


def _shown_day(reading: _Reading) -> str | None:
    """The day of a news line, or one that a web page shows alone near its title."""
    if hit := news_day(reading.page.text, min(reading.body, _NEAR)):
        reading.keep("date", reading.page, (hit.start("year"), hit.end("day")))
        return iso(hit)
    for day in reading.days:
        if day.how == "alone":
            reading.keep("date", reading.page, day.place)
            return day.iso
    return None


def _plan_year(reading: _Reading, title: str, date: str | None) -> int | None:
    """The year in the title, else in the sentence that closes the preamble, else of the date, else of the 文号."""
    issued = int(date[:4]) if date else None
    if hit := patterns.plan_period().regex.search(title):
        year = int(hit["first"] or hit["year"] or hit["bracket"])
        return year if issued is None or year <= issued + 1 else issued
    preamble = reading.page.text[reading.head.end : reading.body]
    years = [int(hit["year"]) for hit in patterns.drawn_up().regex.finditer(preamble)]
    if years and (issued is None or abs(years[-1] - issued) <= 1):
        return years[-1]
    if issued:
        return issued
    number = reading.page.text[slice(*reading.head.number)] if reading.head.number else ""
    cited = re.findall(r"(?<!\d)20\d\d(?!\d)", number or preamble)
    return max(map(int, cited), default=None)


def _citations(reading: _Reading, title: str) -> tuple[Citation, ...]:
    """What the notice and the preamble cite for the whole document; the plan that a notice sends out is a mention."""
    start, end = reading.head.end, min(reading.body, reading.head.end + _PREAMBLE)
    words = reading.page.text[start:end]
    sent = [hit.span() for hit in patterns.quoted().regex.finditer(words)]
    cited = []
    for hit in find_citations(words):
        own = any(left <= hit.start < right for left, right in sent) or hit.title in fold(title)
        at = start + words.find(hit.title, hit.start)
        name = reading.page.printed(at, at + len(hit.title))
        span = reading.page.span(start + hit.start, start + hit.end)
        cited.append(Citation(name, hit.number, "mention" if own else hit.relation, span))
    return tuple(cited)
