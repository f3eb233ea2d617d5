"""What the graph states of things: a page's data as RDF, and the page of a thing that has none of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..graph.serial import jsonld_of, ntriples_lines, turtle
from ..graph.terms import Triple, Triples

if TYPE_CHECKING:
    from ..graph.store import Store

ONCE = 500  # things asked for in one query


def statements(store: Store, things: Iterable[str]) -> list[Triple]:
    """Every statement that has one of these IRIs as its subject, each once, sorted by thing as given."""
    wanted = list(dict.fromkeys(things))
    found: list[Triple] = []
    for at in range(0, len(wanted), ONCE):
        values = " ".join(f"<{iri}>" for iri in wanted[at : at + ONCE] if is_plain(iri))
        answer = store.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ {values} }} ?s ?p ?o }}")
        found += answer.triples if isinstance(answer, Triples) else ()
    return list(dict.fromkeys(found))


def is_plain(iri: str) -> bool:
    """Whether an IRI can stand between angle brackets."""
    return bool(iri) and not any(c in '<>"{}|^`\\' or c <= " " for c in iri)


def written(triples: Sequence[Triple], form: str) -> str:
    """Triples in the form ttl, nt or jsonld. Errors: UsageError for another."""
    if form == "ttl":
        return turtle(triples)
    if form == "nt":
        return ntriples_lines(triples)
    if form == "jsonld":
        return jsonld_of(ntriples_lines(triples))
    raise UsageError(f"{form}：不是 RDF 的写法；可用 ttl、nt、jsonld")
