"""What of each plan was carried on in the later plans of its place: the one way in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from ..duties import Duty
from ..identity.lineage import Lineage
from .chains import chains
from .changes import changes
from .evidence import Compared, evidence
from .features import NAMES, Measured, measure
from .grams import Real, Whole, bags
from .kinds import divided, kind
from .kinship import Kinship
from .model import LINKED, confidences, scores
from .outcomes import Miss, outcomes
from .pairing import NEAREST, nearest
from .passages import passage
from .records import Continuation, Continuity, Outcome
from .twins import supported
from .words import Segmenter, segmenter

Decided = Mapping[tuple[str, str], bool]
Progress = Callable[[str], None]
UNDECIDED: Decided = MappingProxyType({})
UNIT = NAMES.index("unit")


def continuity(
    duties: Sequence[Duty], lineage: Lineage, decided: Decided = UNDECIDED, *, progress: Progress | None = None,
    candidates: int | None = NEAREST,
) -> Continuity:  # fmt: skip
    """Find what was carried on between the plans of each place, never between places.

    `duties` may come in any order. `decided` are a person's words on pairs of task IRIs, in either order: they always
    win. `progress` is told each place as it is begun. `candidates` None compares every pair with every other. Plans
    of unknown year are left out; those of unknown place are compared only with others of the same issuer.
    """
    links: list[Continuation] = []
    dropped: list[Outcome] = []
    new: list[Outcome] = []
    cut: list[Segmenter] = []
    for place, theirs in by_place(duties).items():
        if len({duty.plan for duty in theirs}) < 2:
            continue
        if progress:
            progress(place)
        cut = cut or [segmenter(holder.printed for duty in duties for holder in duty.holders)]
        found, misses = linked(theirs, lineage, decided, candidates, cut[0])
        gone, fresh = outcomes(theirs, found, misses)
        links.extend(found)
        dropped.extend(gone)
        new.extend(fresh)
    return Continuity(tuple(links), tuple(dropped), tuple(new), chains(links))


def by_place(duties: Sequence[Duty]) -> dict[str, list[Duty]]:
    """The tasks of each place in the order of their years and plans, the wider plan of a year first."""
    places: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.year is not None and (duty.place or duty.issuer):
            places[duty.place or duty.issuer].append(duty)
    return {place: ordered(places[place]) for place in sorted(places)}


def ordered(duties: Sequence[Duty]) -> list[Duty]:
    """Tasks by year; within it the plan that hands tasks to the issuer of another comes before that other."""
    named: dict[str, set[str]] = defaultdict(set)
    for duty in duties:
        named[duty.plan].update(holder.iri for holder in duty.holders)
    issuers = {(duty.year, duty.plan): duty.issuer for duty in duties}
    wide = Counter(
        {plan: sum(own == year and issuer in named[plan] and other != plan for (own, other), issuer in issuers.items())
         for year, plan in issuers}
    )  # fmt: skip
    return sorted(duties, key=lambda d: (d.year or 0, -wide[d.plan], d.file, d.plan, d.start, d.iri))


def linked(
    duties: Sequence[Duty], lineage: Lineage, decided: Decided, candidates: int | None, cut: Segmenter
) -> tuple[list[Continuation], list[Miss]]:
    """The links between the tasks of one place, and the pairs that came near."""
    passages = tuple(passage(duty) for duty in duties)
    side = Compared(tuple(duties), passages, bags(passages), Kinship(duties, lineage))
    order = {plan: at for at, plan in enumerate(dict.fromkeys(duty.plan for duty in duties))}
    years = np.array([duty.year or 0 for duty in duties])
    pairs = nearest(side.bags.whole, years, [order[d.plan] for d in duties], candidates)
    said = judged(duties, decided)
    one, other = np.unique(np.concatenate([np.stack(pairs), *asked(said)], axis=1), axis=1)
    found = measure((one, other), side.bags, duties, side.kin)
    same = (years[one] == years[other]).astype(np.int64)
    score, twin = supported(one, other, scores(found.features), same, LINKED)
    sure = confidences(score)
    links, misses = [], []
    for at in np.flatnonzero(chosen(found, score, years, said)).tolist():
        word = said.get((int(one[at]), int(other[at])))
        if word or (word is None and score[at] >= LINKED):
            made = link(found, at, side, cut)
            links.append(replace(
                made, score=round(float(score[at]), 4), confidence=1.0 if word else round(float(sure[at]), 4),
                decided=word is not None, twin=duties[twin[at]] if twin[at] >= 0 else None,
            ))  # fmt: skip
        else:
            row = tuple(found.features[at].tolist())
            misses.append(Miss(duties[one[at]], duties[other[at]], row, round(float(sure[at]), 4), word is not None))
    return divided(links), misses


def judged(duties: Sequence[Duty], decided: Decided) -> dict[tuple[int, int], bool]:
    """A person's decisions by the places of the two tasks, the earlier first."""
    at = {duty.iri: i for i, duty in enumerate(duties)}
    ours = {(at[a], at[b]): word for (a, b), word in decided.items() if a in at and b in at and a != b}
    return {(min(pair), max(pair)): word for pair, word in ours.items()}


def asked(said: Mapping[tuple[int, int], bool]) -> list[np.ndarray[tuple[int, int], np.dtype[np.int64]]]:
    """The decided pairs as candidates."""
    return [np.array(sorted(said), dtype=np.int64).T] if said else []


def chosen(found: Measured, score: Real, years: Whole, said: Mapping[tuple[int, int], bool]) -> Real:
    """Which pairs are looked at one by one: links, decided ones, and the best of each task in each year."""
    wanted = score >= LINKED
    for task, other in ((found.earlier, found.later), (found.later, found.earlier)):
        order = np.lexsort((-score, years[other], task))
        heads = np.unique(np.stack([task, years[other]])[:, order], axis=1, return_index=True)[1]
        wanted[order[heads]] = True
    for at, pair in enumerate(zip(found.earlier.tolist(), found.later.tolist(), strict=True)) if said else ():
        wanted[at] |= pair in said
    return np.asarray(wanted)


def link(found: Measured, at: int, side: Compared, cut: Segmenter) -> Continuation:
    """Put one link together, without its score."""
    one, other = int(found.earlier[at]), int(found.later[at])
    earlier, later = side.duties[one], side.duties[other]
    because = evidence(one, other, float(found.features[at, UNIT]), side, cut)
    return Continuation(
        earlier, later, kind(earlier, later, side.kin), 0.0, 0.0, because, changes(earlier, later, side.kin)
    )
