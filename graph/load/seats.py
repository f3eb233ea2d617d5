"""The places that a class of units holds in the tasks of a year: what the null models deal out again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ..duties import Duty
from .accounts import Account, Peers, seated
from .chances import Seats


def seats(duties: Iterable[Duty], held: Mapping[str, Account]) -> dict[Peers, Seats]:
    """Count, for every class, the tasks by (its leads, its other places, responsible units of any class)."""
    found: dict[Peers, Counter[tuple[int, int, int]]] = defaultdict(Counter)
    for duty in duties:
        leads, sharers = seated(duty)
        by_class: dict[Peers, list[int]] = defaultdict(lambda: [0, 0])
        for iri in leads.keys() | sharers.keys():
            if iri in held:
                by_class[held[iri].peers][iri not in leads] += 1
        for peers, (led, shared) in by_class.items():
            found[peers][led, shared, len(sharers)] += 1
    return dict(found)


def moments(seats: Seats) -> tuple[float, float]:
    """The sum of the weights of all places of a class, leads apart from the others."""
    leads = sum(led * tasks for (led, _, _), tasks in seats.items())
    others = sum(shared * tasks / among for (_, shared, among), tasks in sorted(seats.items()) if among)
    return float(leads), others
