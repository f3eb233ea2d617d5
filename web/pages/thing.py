"""The page of a thing that has none of its own: what the graph states of it, and what states something of it."""

from __future__ import annotations

from ...graph.terms import Iri, Term
from ...ontology.prefixes import PREFIXES
from ..library import Holdings
from ..page import Asked, Page, Table
from ..statements import is_plain, statements

MOST = 200
_NAMING = ("http://www.w3.org/2004/02/skos/core#prefLabel", "http://purl.org/dc/terms/title")


def page(holdings: Holdings, asked: Asked) -> Page:
    """Everything stated of `asked.iri`; a thing of which nothing is stated is not found."""
    said = [(p, o) for _, p, o in statements(holdings.store, [asked.iri])]
    back = pointing(holdings, asked.iri)
    name = next((o.value for p, o in said if p.value in _NAMING), asked.iri)
    rows = [(short(p.value), o.value) for p, o in said]
    record = {
        "iri": asked.iri,
        "statements": [{"predicate": p.value, "value": o.value, "iri": isinstance(o, Iri)} for p, o in said],
        "pointing": [{"subject": s, "predicate": p} for s, p in back],
    }
    view = {"statements": [(short(p.value), o, isinstance(o, Iri)) for p, o in said], "back": back, "short": short}
    status = 200 if said or back else 404
    return Page("thing.html", name, view, record, Table(("属性", "值"), rows), (asked.iri,), status)


def pointing(holdings: Holdings, iri: str) -> list[tuple[str, str]]:
    """The first things that state something of a thing, and with which property."""
    if not is_plain(iri):
        return []
    query = f"SELECT DISTINCT ?s ?p WHERE {{ ?s ?p <{iri}> }} ORDER BY ?p ?s LIMIT {MOST}"
    return [(row[0], row[1]) for row in holdings.store.select(query)]


def short(iri: str | Term) -> str:
    """An IRI under its usual prefix."""
    text = iri if isinstance(iri, str) else iri.value
    return next((f"{name}:{text.removeprefix(start)}" for name, start in PREFIXES if text.startswith(start)), text)
