"""What a document says of itself: title, issuer, 文号, dates, kind, status, who handles it, what it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..ontology.jurisdiction import jurisdiction_of
from .citations import find_citations
from .folding import fold, folded
from .imprint import find_duties
from .issue import read_date, read_issuer, read_plan_year
from .letterhead import news_day
from .opening import NEAR, Reading, read_ends
from .patterns import facts as patterns
from .patterns import imprint
from .records import Citation, Facts, Source
from .tables import read_columns

if TYPE_CHECKING:
    from .records import DocumentKind, Status

_SEARCHED = 300_000  # a document that assigns a task does so before
_PREAMBLE = 6_000


def read_facts(source: Source) -> Facts:
    """Read the facts of `source`; those that the text does not give are None or empty."""
    reading = read_ends(source)
    kind = _kind(source, reading)
    title = _read_title(source, reading)
    date = read_date(reading)
    issuer = None if kind == "news" else read_issuer(reading)
    duties = find_duties(reading.foot)
    return Facts(
        title=title,
        kind=kind,
        status=_status(reading, title),
        issuer=issuer,
        number=_read_number(reading),
        index_number=reading.keep_entry("index_number", entry) if (entry := reading.entry("index_number")) else None,
        date=date,
        plan_year=None if kind == "news" else read_plan_year(reading, title, date),
        jurisdiction=jurisdiction_of(title if "title" in dict(reading.spans) else "", issuer, source.text),
        host=tuple(reading.keep("host", reading.foot, piece) for piece in duties.get("host", ())),
        supervisor=tuple(reading.keep("supervisor", reading.foot, piece) for piece in duties.get("supervisor", ())),
        citations=_citations(reading, title) if kind == "plan" else (),
        copied=tuple(reading.keep("copied", reading.foot, piece) for piece in duties.get("copied", ())),
        spans=tuple(reading.spans),
    )


def _kind(source: Source, reading: Reading) -> DocumentKind:
    """A news page has a news line or the words of a report, no addressees, no standard title, and assigns no task."""
    page, head = reading.page, reading.head
    opening = page.text[head.end : head.end + 400]
    line, tone = news_day(opening), imprint.reporting().regex.search(opening)
    if patterns.addressee().regex.search(page.text[head.limit : head.limit + 300].partition("：")[0] + "："):
        return "plan"
    title = page.text[slice(*head.title)] if head.title else ""
    if patterns.complete().regex.search(title) and ("关于" in title or not (line and tone)):
        return "plan"
    preamble = page.text[: min(reading.body, NEAR)]
    if patterns.sets_out().regex.search(preamble) or imprint.assigns().regex.search(folded(source.text), 0, _SEARCHED):
        return "plan"
    if (line or tone) and any(read_columns(source, table) for table in source.tables):
        return "plan"
    return "news" if line or tone else "plan"


def _read_title(source: Source, reading: Reading) -> str:
    """The printed title, else that of what a decree or a notice without one sends out, else the file's name."""
    if entry := reading.entry("title"):
        return reading.keep_entry("title", entry)
    title, page = reading.head.title, reading.page
    if title and patterns.keyed().regex.match(page.text[slice(*title)]):
        title = None
    decree = title and page.text[: title[1]].endswith("令")
    if title and not decree:
        inner = re.fullmatch(r"《([^《》]+)》", page.text[slice(*title)])
        return reading.keep("title", page, (title[0] + 1, title[1] - 1) if inner else title)
    if hit := patterns.quoted().regex.search(page.text, 0, min(reading.body, NEAR)):
        return reading.keep("title", page, hit.span("first" if hit["first"] else "second"))
    if title:
        return reading.keep("title", page, title)
    return source.name.rpartition(".")[0] or source.name


def _status(reading: Reading, title: str) -> Status:
    """A draft says so in its title, or on the line under it."""
    end = reading.head.title[1] if reading.head.title else 0
    under = reading.page.text[end : end + 24].partition("）")[0]
    draft = patterns.draft().regex
    return "draft" if draft.search(title) or (under.startswith("（") and draft.search(under)) else "issued"


def _read_number(reading: Reading) -> str | None:
    if reading.head.number:
        return reading.keep("number", reading.page, reading.head.number)
    entry = reading.entry("number")
    if entry and patterns.number().regex.search(entry.text):
        return reading.keep_entry("number", entry)
    return None


def _citations(reading: Reading, title: str) -> tuple[Citation, ...]:
    """What the notice and the preamble cite for the whole document; the plan that a notice sends out is a mention."""
    start, end = reading.head.end, min(reading.body, reading.head.end + _PREAMBLE)
    words = reading.page.text[start:end]
    sent = [hit.span() for hit in patterns.quoted().regex.finditer(words)]
    cited, named = [], fold(title)
    for hit in find_citations(words):
        own = any(left <= hit.start < right for left, right in sent) or hit.title in named
        at = start + words.find(hit.title, hit.start)
        name = reading.page.printed(at, at + len(hit.title))
        span = reading.page.span(start + hit.start, start + hit.end)
        at = start + words.find(hit.number or "", hit.start)
        number = reading.page.printed(at, at + len(hit.number)) if hit.number else None
        cited.append(Citation(name, number, "mention" if own else hit.relation, span))
    return tuple(cited)
