"""What of each plan was carried on in the later plans of its place: the one way in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from ..duties import Duty
from ..identity.lineage import Lineage
from .between import Between, Years, between, pairs
from .chains import chains
from .evidence import Compared
from .grams import counted
from .kinship import Kinship
from .linking import Asking, Decided
from .outcomes import outcomes
from .pairing import NEAREST
from .passages import passage
from .records import Continuity
from .words import usual

Progress = Callable[[str], None]
UNDECIDED: Decided = MappingProxyType({})
MANY = 5000  # tasks of a place from which a segmenter that is slow to make and fast to cut is worth it


def continuity(
    duties: Sequence[Duty], lineage: Lineage, decided: Decided = UNDECIDED, *, progress: Progress | None = None,
    candidates: int | None = NEAREST,
) -> Continuity:  # fmt: skip
    """Find what was carried on between the plans of each place, never between places.

    `duties` may come in any order. `decided` are a person's words on pairs of task IRIs, in either order: they always
    win. `progress` is told each place as it is begun. `candidates` None compares every pair with every other. Plans
    of unknown year are left out; those of unknown place are compared only with others of the same issuer.
    """
    parts: list[Continuity] = []
    for place, theirs in by_place(duties).items():
        if progress:
            progress(place)
        side = compared(theirs, lineage)
        found = between(side, pairs(side.years.tolist()), asking(theirs, decided, candidates), {})
        parts.append(joined(theirs, found))
    links = tuple(link for part in parts for link in part.links)
    gone = tuple(outcome for part in parts for outcome in part.dropped)
    fresh = tuple(outcome for part in parts for outcome in part.new)
    return Continuity(links, gone, fresh, chains(links))


def asking(duties: Sequence[Duty], decided: Decided, candidates: int | None = NEAREST) -> Asking:
    """How the tasks of one place are compared."""
    return Asking(decided, candidates, usual(quick=len(duties) >= MANY))


def compared(duties: Sequence[Duty], lineage: Lineage) -> Compared:
    """The tasks of one place, ready to be compared."""
    passages = tuple(passage(duty) for duty in duties)
    return Compared(tuple(duties), passages, counted(passages), Kinship(duties, lineage))


def joined(duties: Sequence[Duty], found: Mapping[Years, Between]) -> Continuity:
    """What was found of all years of one place together (without chains); `duties` are in their order."""
    at = {duty.iri: place for place, duty in enumerate(duties)}
    links = [link for part in found.values() for link in part.links]
    misses = [miss for part in found.values() for miss in part.misses]
    links.sort(key=lambda link: (at[link.earlier.iri], at[link.later.iri]))
    misses.sort(key=lambda miss: (at[miss.earlier.iri], at[miss.later.iri]))
    return Continuity(tuple(links), *outcomes(duties, links, misses))


def by_place(duties: Sequence[Duty]) -> dict[str, list[Duty]]:
    """The tasks of each place of several plans, by year and plan, the wider plan of a year first."""
    places: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.year is not None and (duty.place or duty.issuer):
            places[duty.place or duty.issuer].append(duty)
    return {
        place: ordered(theirs) for place, theirs in sorted(places.items()) if len({duty.plan for duty in theirs}) > 1
    }


def ordered(duties: Sequence[Duty]) -> list[Duty]:
    """Tasks by year; within it the plan that hands tasks to the issuer of another comes before that other."""
    named: dict[str, set[str]] = defaultdict(set)
    for duty in duties:
        named[duty.plan].update(holder.iri for holder in duty.holders)
    issued = Counter({(duty.year, duty.issuer): 0 for duty in duties if duty.issuer})
    wide = {
        plan: sum((year, unit) in issued and unit != own for unit in named[plan])
        for year, plan, own in {(duty.year, duty.plan, duty.issuer) for duty in duties}
    }
    return sorted(duties, key=lambda d: (d.year or 0, -wide[d.plan], d.file, d.plan, d.start, d.iri))
