"""The first page: ask, and see what there is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from ...graph.duties import ask
from ..page import Asked, Page, Table

if TYPE_CHECKING:
    from ...graph.duties import Document
    from ..library import Holdings

SHOWN: Final = 50  # documents on one page
_PLACES: Final = "SELECT ?plan ?place WHERE { ?plan eli:jurisdiction/skos:prefLabel ?place }"


def page(holdings: Holdings, asked: Asked) -> Page:
    """A search box, and the documents: those of a `place` and a `year`, by a part of the `title`."""
    tasks = holdings.once("numbers of tasks", lambda: Counter(duty.plan for duty in holdings.duties))
    places = holdings.once("places of plans", lambda: _places(holdings))
    every = holdings.register.documents
    year, place, title = asked.number("year"), asked.text("place"), asked.text("title")
    found = [
        (d, tasks[d.plan], places.get(d.plan, "")) for d in every
        if year in {None, d.year} and place in {"", places.get(d.plan)} and title in d.title
    ]  # fmt: skip
    found.sort(key=lambda row: (-(row[0].year or 0), row[0].file))
    at = min(max((asked.number("part") or 1) - 1, 0), max(0, (len(found) - 1) // SHOWN))
    view: dict[str, Any] = {
        "documents": found[at * SHOWN : (at + 1) * SHOWN], "total": len(found), "at": at,
        "count": -(-len(found) // SHOWN), "years": sorted({d.year for d in every if d.year}),
        "places": sorted(set(places.values())), "many": len(every) > SHOWN or len(set(places.values())) > 1,
    }  # fmt: skip
    heads = ("文件", "年度", "文件名", "任务", "IRI")
    rows = [(d.title, d.year, d.file, count, d.plan) for d, count, _ in found]
    return Page("home.html", "责任", view, record(found), Table(heads, rows), tuple(row[0].plan for row in found))


def record(found: list[tuple[Document, int, str]]) -> list[dict[str, Any]]:
    """Write the documents for scripts."""
    return [
        {"title": d.title, "year": d.year, "file": d.file, "news": d.news, "place": place or None, "tasks": count,
         "iri": d.plan}
        for d, count, place in found
    ]  # fmt: skip


def _places(holdings: Holdings) -> dict[str, str]:
    return {plan: place for plan, place in ask(holdings.store, _PLACES)}  # noqa: C416 -- rows are tuples of any length
