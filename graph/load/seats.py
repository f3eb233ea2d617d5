"""The places that a class of units holds in the tasks of a year: what the null models deal out again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..duties import Duty
from .accounts import Account, Peers, seated
from .chances import Seats
from .past import Past
from .records import Reason

FEWEST_UNITS: Final = 3


def seats(duties: Iterable[Duty], held: Mapping[str, Account]) -> dict[Peers, Seats]:
    """Count, for every class, the tasks by (its leads, its other places, responsible units of any class)."""
    found: dict[Peers, Counter[tuple[int, int, int]]] = defaultdict(Counter)
    classes = {iri: account.peers for iri, account in held.items()}
    for duty in duties:
        leads, sharers = seated(duty)
        by_class: dict[Peers, list[int]] = defaultdict(lambda: [0, 0])
        for iri in leads.keys() | sharers.keys():
            if iri in classes:
                by_class[classes[iri]][iri not in leads] += 1
        for peers, (led, shared) in by_class.items():
            found[peers][led, shared, len(sharers)] += 1
    return dict(found)


@dataclass(frozen=True, slots=True)
class Dealt:
    """A class of units in a year: who they are, what places they hold together, what they held before.

    `dated` is whether the year is known; plans of no known year are not of one year.
    """

    members: Sequence[Account]
    seats: Seats
    past: Past | None
    dated: bool = True

    @property
    def tested(self) -> bool:
        """Whether a year is known and there are peers enough."""
        return not self.untested

    @property
    def untested(self) -> Reason:
        """Why the class is not tested: of plans of unknown year; of two units, one's load says all of the other's."""
        if not self.dated:
            return "no year"
        return "no peers" if len(self.members) < FEWEST_UNITS else ""

    @property
    def weights(self) -> tuple[float, float]:
        """The sum of the weights of all places, leads apart from the others."""
        leads = sum(led * tasks for (led, _, _), tasks in self.seats.items())
        others = sum(shared * tasks / among for (_, shared, among), tasks in sorted(self.seats.items()) if among)
        return float(leads), others

    @property
    def average(self) -> float:
        """The average weight of a place."""
        return sum(self.weights) / sum(len(account.places) for account in self.members)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a null expects of a unit, the chance of carrying as much, and that by load alone; None where unsaid."""

    expected: float | None = None
    p: float | None = None
    p_load: float | None = None
