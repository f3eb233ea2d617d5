"""Conflicts: where documents of one year state the same task differently, both passages side by side."""

from __future__ import annotations

from collections import Counter

from ...graph.conflicts import Conflict, line
from ...graph.duties import Duty
from ...graph.report.passages import Passage, passage
from ...graph.wording import WHATS
from ...queries import disagreements
from ..library import Holdings
from ..page import Asked, Page, Table
from .paging import paged

PER, LONGEST = 20, 260


def page(holdings: Holdings, asked: Asked) -> Page:
    """The disagreements of the year, the kind and the place that the address names."""
    every = holdings.comparison.conflicts
    year, what, place = asked.number("year"), asked.text("what"), asked.text("place")
    found = [
        c for c in every if year in {None, c.one.year} and what in {"", c.what} and place in {"", c.one.place}
    ]  # fmt: skip
    shown = paged(found, asked, PER)
    view = {
        "shown": shown, "cards": [(c, sides(c)) for c in shown.items], "WHATS": WHATS, "year": year or "", "what": what,
        "place": place, "whats": Counter(c.what for c in every), "years": sorted({c.one.year or 0 for c in every}),
        "places": sorted({c.one.place for c in every}),
    }  # fmt: skip
    return Page(
        "conflicts.html", "不一", view, lambda: list(map(disagreements.record, found)),
        Table(disagreements.HEADS, map(disagreements.row, found)), tuple(iri_of(holdings, c) for c in found),
    )  # fmt: skip


def sides(c: Conflict) -> list[tuple[Duty, str, Passage, int]]:
    """Both sides: the task, its words, its passage with the words marked, the line they stand on."""
    return [
        (duty, words, passage(duty, span, LONGEST), line(duty, span))
        for duty, words, span in ((c.one, c.one_words, c.one_span), (c.other, c.other_words, c.other_span))
    ]


def iri_of(holdings: Holdings, c: Conflict) -> str:
    """The IRI of a disagreement."""
    spans = str(c.one_span), str(c.other_span)
    return holdings.namer.derived("conflict", c.what, c.one.iri, c.other.iri, *spans)
