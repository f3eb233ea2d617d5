"""Two null models of a class in a year: every unit equally likely; every unit as likely as it was in the earlier plan.

Even share: each place of the class falls to each of its units with equal chance, the tasks' sizes kept and no unit
twice in a task. The chance of a load is exact.

Earlier share: a unit that held c of the class's C places of a kind (leads, others) in the earlier year holds each
place of that kind with a chance that is known from those c only: Gamma(c + ½) / (C + N/2), with N units in the class
(Jeffreys' ½ stands for units new to the plan). The load is then compound negative binomial, the predictive
distribution of a Poisson count after another one (the two-sample problem of Przyborowski and Wilenski 1940), exact but
for the rare second place in one task, which makes it a little too wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from .accounts import Account
from .chances import Lattice, Seats, even, power, tail
from .past import Past
from .seats import moments

if TYPE_CHECKING:
    from .chances import Wave

FEWEST_UNITS: Final = 3
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """What one null expects of one unit and the chance of as much; both None where it cannot be said."""

    expected: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Dealt:
    """A class of units in a year: who they are, what places they hold together, what they held before."""

    members: Sequence[Account]
    seats: Seats
    past: Past | None

    @property
    def tested(self) -> bool:
        """Whether there are peers enough; of two units, one's load says all of the other's."""
        return len(self.members) >= FEWEST_UNITS


def even_share(dealt: Dealt) -> tuple[dict[str, Finding], bool]:
    """Each unit's finding under the even share, and whether a doubled load would be seen at least every other time."""
    mean = sum(moments(dealt.seats)) / len(dealt.members)
    if not dealt.tested:
        return {a.holder.iri: Finding(mean, None) for a in dealt.members}, False
    spread = sqrt(_squares(dealt.seats) / len(dealt.members))
    lattice = Lattice.fitting(max(*(a.load for a in dealt.members), 2 * mean + 20 * spread + 10))
    chances = even(lattice, dealt.seats, len(dealt.members))
    doubled = even(lattice, dealt.seats, len(dealt.members), times=2.0)
    found = {a.holder.iri: Finding(mean, tail(chances, steps(a, lattice))) for a in dealt.members}
    return found, power(chances, doubled) >= HALF


def steps(account: Account, lattice: Lattice) -> int:
    """A unit's load on the lattice."""
    return sum(lattice.step(*place) for place in account.places)


def _squares(seats: Seats) -> float:
    return sum(tasks * (led + (shared / among**2 if among else 0.0)) for (led, shared, among), tasks in seats.items())


def earlier_share(dealt: Dealt) -> dict[str, Finding]:
    """Each unit's finding under its own share in the earlier plan."""
    if dealt.past is None or not dealt.tested:
        return {account.holder.iri: Finding(None, None) for account in dealt.members}
    prior = Prior.of(dealt.past, len(dealt.members))
    shapes = {a.holder.iri: prior.shape(dealt.past, a.holder.iri) for a in dealt.members}
    means = {iri: prior.mean(shape, dealt.seats) for iri, shape in shapes.items()}
    reach = max(means[iri] + prior.reach(shape, dealt.seats) for iri, shape in shapes.items())
    lattice = Lattice.fitting(max(reach + 10, *(a.load for a in dealt.members)))
    logs = prior.logs(lattice, dealt.seats)
    return {
        a.holder.iri: Finding(means[a.holder.iri], _p(a, shapes[a.holder.iri], logs, lattice)) for a in dealt.members
    }


def _p(account: Account, shape: tuple[float, float], logs: tuple[Wave, Wave], lattice: Lattice) -> float:
    import numpy as np

    function = np.exp(-shape[0] * logs[0] - shape[1] * logs[1])
    return tail(lattice.chances(function), steps(account, lattice))


@dataclass(frozen=True, slots=True)
class Prior:
    """The rates of the gamma distributions: places of each kind (leads, others) in the earlier year, smoothed."""

    leads: float
    others: float

    @classmethod
    def of(cls, past: Past, units: int) -> Prior:
        """Half a place more for every unit of the class."""
        held = past.held.values()
        return cls(sum(led for led, _ in held) + units / 2, sum(shared for _, shared in held) + units / 2)

    def shape(self, past: Past, iri: str) -> tuple[float, float]:
        """The unit's own places of each kind, and half a place."""
        led, shared = past.held.get(iri, (0, 0))
        return led + HALF, shared + HALF

    def mean(self, shape: tuple[float, float], seats: Seats) -> float:
        """The load that a unit is expected to have."""
        leads, others = moments(seats)
        return shape[0] / self.leads * leads + shape[1] / self.others * others

    def reach(self, shape: tuple[float, float], seats: Seats) -> float:
        """How far above its mean a load can get with a chance that matters (1e-10)."""
        leads, others = moments(seats)
        heads = shape[0] * (leads / self.leads + (leads / self.leads) ** 2)
        rest = shape[1] * (others / self.others + (others / self.others) ** 2)
        return (7 + 16 / sqrt(min(shape))) * sqrt(heads + rest)

    def logs(self, lattice: Lattice, seats: Seats) -> tuple[Wave, Wave]:
        """The logarithms that a shape multiplies in the characteristic function, for leads and for other places."""
        import numpy as np

        leads = moments(seats)[0] * lattice.wave(lattice.parts)
        others = np.zeros(lattice.size // 2 + 1, dtype=np.complex128)
        for (_, shared, among), tasks in sorted(seats.items()):
            if shared:
                others += shared * tasks * lattice.wave(lattice.step(lead=False, among=among))
        return np.log(1.0 - leads / self.leads), np.log(1.0 - others / self.others)
