"""Tasks that go on over three and more plan years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .records import Chain, Continuation


def chains(links: Sequence[Continuation]) -> tuple[Chain, ...]:
    """Every link with the strongest line of links before and after it, where that spans three plan years.

    A task that skips a plan year and is taken up again is joined across the gap.
    """
    direct = nearest([link for link in links if link.earlier.year != link.later.year])
    before, after = defaultdict[str, list[Continuation]](list), defaultdict[str, list[Continuation]](list)
    for link in direct:
        before[link.later.iri].append(link)
        after[link.earlier.iri].append(link)
    found: dict[tuple[str, ...], Chain] = {}
    for link in direct:
        chain = Chain((*back(link, before), link, *forth(link, after)))
        if len(chain.links) > 1:
            found.setdefault(tuple(duty.iri for duty in chain.duties), chain)
    return tuple(sorted(found.values(), key=lambda c: [(d.year or 0, d.file, d.start) for d in c.duties]))


def nearest(links: Iterable[Continuation]) -> list[Continuation]:
    """Links into the first later year that takes a task up; what skips that year is told by it already."""
    links = list(links)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for link in links:
        first[link.earlier.iri] = min(first.get(link.earlier.iri, 9999), link.later.year or 0)
        last[link.later.iri] = max(last.get(link.later.iri, 0), link.earlier.year or 0)
    return [k for k in links if k.later.year == first[k.earlier.iri] or k.earlier.year == last[k.later.iri]]


def strongest(links: Sequence[Continuation]) -> Continuation:
    """The link of the highest score, the first of equals."""
    return max(links, key=lambda link: (link.confidence, link.score))


def back(link: Continuation, before: dict[str, list[Continuation]]) -> list[Continuation]:
    """The strongest line that leads to a link."""
    line: list[Continuation] = []
    while earlier := before.get((line[0] if line else link).earlier.iri):
        line.insert(0, strongest(earlier))
    return line


def forth(link: Continuation, after: dict[str, list[Continuation]]) -> list[Continuation]:
    """The strongest line that goes on from a link."""
    line: list[Continuation] = []
    while later := after.get((line[-1] if line else link).later.iri):
        line.append(strongest(later))
    return line
