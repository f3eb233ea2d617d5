"""Triples and quads written in standard forms, sorted, with the usual prefixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ..ontology.prefixes import PREFIXES
from .terms import Iri, Literal, Term, Triple


def turtle(triples: Iterable[Triple]) -> str:
    """Triples as Turtle, in the order given."""
    return _turtle(ox.Triple(_node(s), _node(p), _engine(o)) for s, p, o in triples)


def ntriples_lines(triples: Iterable[Triple]) -> str:
    """Triples as N-Triples, in the order given."""
    found = (ox.Triple(_node(s), _node(p), _engine(o)) for s, p, o in triples)
    return (ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def turtle_of(ntriples: str) -> str:
    """N-Triples as Turtle, in the order given; a triple of two graphs once if its lines follow each other."""
    found = ox.parse(ntriples.encode(), ox.RdfFormat.N_TRIPLES, lenient=True)
    return _turtle(quad.triple for quad in found)


def _turtle(triples: Iterable[ox.Triple]) -> str:
    text = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode()
    # The engine writes the prefixes in an order of its own that changes from run to run.
    lines = text.split("\n")
    body = next((n for n, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
    return "\n".join([*sorted(lines[:body]), *lines[body:]])


def jsonld_of(nquads: str) -> str:
    """N-Quads as JSON-LD, in the order given."""
    found = ox.parse(nquads.encode(), ox.RdfFormat.N_QUADS, lenient=True)
    return (ox.serialize(found, format=ox.RdfFormat.JSON_LD) or b"").decode()


def triples_in(text: bytes, media: str) -> Iterator[Triple]:
    """The triples of a text in N-Triples or Turtle (by its media type), as our own terms. Errors: SyntaxError."""
    for quad in ox.parse(text, _form(media), lenient=True):
        yield term_of(quad.subject), term_of(quad.predicate), term_of(quad.object)


def ntriples_of_any(text: bytes, media: str) -> str:
    """N-Triples or Turtle (by its media type) as this engine writes N-Triples. Errors: SyntaxError."""
    found = (quad.triple for quad in ox.parse(text, _form(media), lenient=True))
    return (ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _form(media: str) -> ox.RdfFormat:
    return ox.RdfFormat.N_TRIPLES if media == "application/n-triples" else ox.RdfFormat.TURTLE


def term_of(term: object) -> Term:
    """A term of the engine's as our own."""
    if isinstance(term, ox.NamedNode):
        return Iri(term.value)
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value, term.language or "")
    return Iri(str(term))


def ntriples_of(turtle_text: str) -> set[str]:
    """Turtle as N-Triples lines without full stop; triples with blank nodes are left out."""
    found = (quad.triple for quad in ox.parse(turtle_text.encode(), ox.RdfFormat.TURTLE))
    named = (t for t in found if not isinstance(t.subject, ox.BlankNode) and not isinstance(t.object, ox.BlankNode))
    text = ox.serialize(named, format=ox.RdfFormat.N_TRIPLES) or b""
    return {line.removesuffix(" .") for line in text.decode().split("\n")[:-1]}


def _node(term: Term) -> ox.NamedNode:
    return ox.NamedNode(term.value)


def _engine(term: Term) -> ox.NamedNode | ox.Literal:
    if isinstance(term, Iri):
        return ox.NamedNode(term.value)
    return _literal(term)


def _literal(term: Literal) -> ox.Literal:
    if term.language:
        return ox.Literal(term.value, language=term.language)
    return ox.Literal(term.value, datatype=ox.NamedNode(term.datatype))
