"""What is the same: a policy that is a plan of the store, a work cited with and without its 文号."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..ontology.iris import Namer
from ..ontology.ntriples import text_of
from ..ontology.terms import prefixed
from .briefs import Brief

_SAME: Final = f"<{prefixed('owl:sameAs')}>"
TITLE: Final = f"<{prefixed('dcterms:title')}>"
NUMBER: Final = f"<{prefixed('eli:id_local')}>"
LABEL: Final = f"<{prefixed('skos:prefLabel')}>"
Row = tuple[str, ...]


def links(works: Iterable[Row], plans: Iterable[Row], namer: Namer) -> Iterator[str]:
    """N-Triples lines that join two names of one thing; each needs exactly one candidate.

    `works` are the works cited (IRI, title, number, the place of a plan that cites it), `plans` the plans (IRI, title,
    number, place, issuer).
    """
    known = list(works)
    yield from _works_that_are_plans(known, plans, namer)
    yield from _works_with_a_number(known, namer)


def headings(title: str, place: str, issuer: str) -> set[str]:
    """What a plan may be cited as: its title, alone or behind its place or its issuer."""
    return {"".join((head + title).split()) for head in ("", place, issuer)}


def rows(
    briefs: Mapping[str, Brief], cited: Mapping[str, Iterable[str]], policies: set[str], units: set[str]
) -> tuple[list[Row], list[Row]]:
    """The works and the plans that may be the same.

    `briefs` tells of each plan (an IRI), `cited` which works (terms) it cites; `policies` and `units` are the lines of
    the graphs that describe these.
    """
    labels = {iri: names[0] for iri, names in _values(units, LABEL).items()}
    places = {plan: labels.get(brief.place, "") for plan, brief in briefs.items()}
    plans: list[Row] = [
        (plan, brief.title, brief.number, places[plan], labels.get(brief.issuer, "")) for plan, brief in briefs.items()
    ]
    return list(_works(cited, places, policies)), plans


def _works(cited: Mapping[str, Iterable[str]], places: Mapping[str, str], policies: set[str]) -> Iterator[Row]:
    titles, numbers = _values(policies, TITLE), _values(policies, NUMBER)
    pairs = {(work[1:-1], places.get(plan, "")) for plan, works in cited.items() for work in works}
    for work, place in sorted(pairs):
        for title in titles.get(work, ()):
            yield from ((work, title, number, place) for number in numbers.get(work, ("",)))


def _values(lines: Iterable[str], predicate: str) -> dict[str, list[str]]:
    """The texts that things (IRIs) have for a predicate."""
    found: dict[str, list[str]] = defaultdict(list)
    mark = f" {predicate} "
    for line in lines:
        subject, here, text = line.partition(mark)
        if here:
            found[subject[1:-1]].append(text_of(text))
    return found


def _scoped(work: str, namer: Namer) -> bool:
    """Whether a work is known by a title that holds in one place only."""
    return "/" in work.removeprefix(f"{namer.base}id/policy/")


def _works_that_are_plans(works: list[Row], plans: Iterable[Row], namer: Namer) -> Iterator[str]:
    by_number: dict[str, set[str]] = defaultdict(set)
    by_title: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for plan, title, number, place, issuer in plans:
        if number:
            by_number[number].add(plan)
        for heading in headings(title, place, issuer):
            by_title[heading].add((plan, place))
    for work, title, number, place in works:
        if number:
            found = by_number[number]
        else:
            same_place = _scoped(work, namer)
            found = {plan for plan, its in by_title[title] if not same_place or its == place}
        if len(found) == 1:
            yield f"<{work}> {_SAME} <{next(iter(found))}>"


def _works_with_a_number(works: list[Row], namer: Namer) -> Iterator[str]:
    numbered: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for work, title, number, place in works:
        if number:
            numbered[title].add((work, place))
    for work, title, number, place in works:
        if not number:
            near = {other for other, its in numbered[title] if not _scoped(work, namer) or its == place}
            if len(near) == 1:
                yield f"<{work}> {_SAME} <{next(iter(near))}>"
