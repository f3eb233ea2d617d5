"""What is the same: a policy that is a plan of the store, a work cited with and without its 文号."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ..ontology.iris import Namer
from ..ontology.terms import PREFIXES, prefixed
from .store import Store

_SAME: Final = f"<{prefixed('owl:sameAs')}>"
_HEAD: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES)
_WORKS: Final = """
SELECT DISTINCT ?work ?title ?number ?place WHERE {
  ?citation zr:cites ?work . ?owner zr:citation ?citation . ?work dcterms:title ?title .
  OPTIONAL { ?work eli:id_local ?number }
  OPTIONAL { ?owner dcterms:isPartOf? ?plan . ?plan eli:jurisdiction/skos:prefLabel ?place }
}"""
_PLANS: Final = """
SELECT ?plan ?title ?number ?place ?issuer WHERE {
  ?plan a ?kind ; dcterms:title ?title . VALUES ?kind { zr:Plan zr:NewsReport }
  OPTIONAL { ?plan eli:id_local ?number }
  OPTIONAL { ?plan eli:jurisdiction/skos:prefLabel ?place }
  OPTIONAL { ?plan dcterms:publisher/skos:prefLabel ?issuer }
}"""


def links(store: Store, namer: Namer) -> Iterator[str]:
    """N-Triples lines that join two names of one thing; each needs exactly one candidate."""
    works = store.select(_HEAD + _WORKS)
    plans = store.select(_HEAD + _PLANS)
    yield from _works_that_are_plans(works, plans, namer)
    yield from _works_with_a_number(works, namer)


def _scoped(work: str, namer: Namer) -> bool:
    """Whether a work is known by a title that holds in one place only."""
    return "/" in work.removeprefix(f"{namer.base}id/policy/")


def _works_that_are_plans(works: list[tuple[str, ...]], plans: list[tuple[str, ...]], namer: Namer) -> Iterator[str]:
    by_number: dict[str, set[str]] = defaultdict(set)
    by_title: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for plan, title, number, place, issuer in plans:
        if number:
            by_number[number].add(plan)
        for head in ("", place, issuer):
            by_title["".join((head + title).split())].add((plan, place))
    for work, title, number, place in works:
        if number:
            found = by_number[number]
        else:
            same_place = _scoped(work, namer)
            found = {plan for plan, its in by_title[title] if not same_place or its == place}
        if len(found) == 1:
            yield f"<{work}> {_SAME} <{next(iter(found))}>"


def _works_with_a_number(works: list[tuple[str, ...]], namer: Namer) -> Iterator[str]:
    numbered: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for work, title, number, place in works:
        if number:
            numbered[title].add((work, place))
    for work, title, number, place in works:
        if not number:
            near = {other for other, its in numbered[title] if not _scoped(work, namer) or its == place}
            if len(near) == 1:
                yield f"<{work}> {_SAME} <{next(iter(near))}>"
