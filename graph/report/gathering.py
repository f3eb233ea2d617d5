"""Everything that a report shows, gathered from a store: a chapter a place, since plans of two are never compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ..comparing import Comparison, comparison, named
from ..continuity.records import Chain, Continuity
from ..duties import Duty
from ..load.loads import loads
from ..load.network import standings
from ..load.silence import silences
from ..store import Store
from .records import Chapter, ReportData, Source, judgements, sources, versions

MOST = 12


def gathered(store: Store, place: str | None = None) -> ReportData:
    """Gather a report's data: everything is computed from the store as it stands.

    The places with most tasks come first, at most `MOST` of them; with `place` only that one (its name, or a part of it
    that no other has). Errors: UsageError where no place, or more than one, has that name.
    """
    found, listed = comparison(store), sources(store)
    names = {source.plan: place_of(source) for source in listed}
    held = largest_first(found.duties, names)
    chosen = [named(place, held)] if place else list(held)[:MOST]
    chapters = tuple(
        chapter(name, held[name], found, [source for source in listed if names[source.plan] == name]) for name in chosen
    )
    apart = [] if place else [source for source in listed if names[source.plan] not in held]
    return ReportData(
        sources=(*(source for one in chapters for source in one.sources), *apart),
        chapters=chapters,
        left=() if place else tuple(list(held)[MOST:]),
        judgements=judgements(store),
        hashes=tuple(source.sha256 for source in listed),
        versions=versions(),
    )


def place_of(source: Source) -> str:
    """What a document is compared within: its place, else its issuer; with neither it stands alone."""
    return source.place or source.issuer or source.title


def largest_first(duties: Iterable[Duty], names: Mapping[str, str]) -> dict[str, list[Duty]]:
    """The tasks of each place, the place with most of them first."""
    held: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        held[names.get(duty.plan) or duty.place or duty.plan_title].append(duty)
    return dict(sorted(held.items(), key=lambda item: (-len(item[1]), item[0])))


def chapter(place: str, duties: Sequence[Duty], found: Comparison, listed: Iterable[Source]) -> Chapter:
    """Gather what is found of one place; loads and standings are those of its own plans alone."""
    ours = {duty.iri for duty in duties}
    return Chapter(
        place=place,
        sources=tuple(listed),
        duties=tuple(duties),
        continuity=within(found.continuity, ours),
        loads=tuple(loads(duties, found.lineage)),
        standings=tuple(standings(duties, found.lineage)),
        silences=tuple(silences(duties)),
        conflicts=tuple(c for c in found.conflicts if c.one.iri in ours and c.other.iri in ours),
    )


def within(found: Continuity, ours: Collection[str]) -> Continuity:
    """What was found between these tasks."""

    def inside(chain: Chain) -> bool:
        return all(duty.iri in ours for duty in chain.duties)

    return Continuity(
        links=tuple(k for k in found.links if k.earlier.iri in ours and k.later.iri in ours),
        dropped=tuple(o for o in found.dropped if o.duty.iri in ours),
        new=tuple(o for o in found.new if o.duty.iri in ours),
        chains=tuple(chain for chain in found.chains if inside(chain)),
    )
