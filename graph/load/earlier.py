"""The second null model: every unit is as likely to be named as it was in the earlier plan.

A unit that held c of the class's C places of a kind (leads, others) in the earlier year holds each place of that kind
with a chance of which no more is known than those c: Gamma(c + ½) / (C + N/2), with N units in the class. The half
place (Jeffreys) lets units in that are new to the plan. What it carries, counted as in `even`, is then compound
negative binomial, the predictive distribution of one Poisson count after another (the two samples of Przyborowski and
Wilenski 1940). That a unit holds one place a task at most makes both counts less spread than Poisson's: in the earlier
year the gamma is sharpened by the part of the class that a task leaves out, in the later year each task is a Bernoulli
trial, to the second order of its chance.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from .chances import Lattice, tail
from .even import HALF
from .seats import Dealt, Finding

if TYPE_CHECKING:
    from .chances import Chances, Wave

Pair = tuple[float, float]
SHARPEST: Final = 0.1


def earlier_share(dealt: Dealt) -> dict[str, Finding]:
    """Each unit's finding under its own share in the earlier plan; nothing where there is no such plan."""
    if dealt.past is None or not dealt.tested:
        return {account.holder.iri: Finding() for account in dealt.members}
    units, held = len(dealt.members), dealt.past.held
    sharp = 1.0 / max(SHARPEST, 1.0 - dealt.past.crowd / units)
    rates = [(sum(places) + units * HALF) * sharp for places in zip(*held.values(), strict=True)]
    beliefs = {}
    for account in dealt.members:
        led, shared = held.get(account.holder.iri, (0, 0))
        beliefs[account.holder.iri] = Belief(((led + HALF) * sharp, (shared + HALF) * sharp), (rates[0], rates[1]))
    both, alone = (chances(dealt, beliefs, base) for base in (dealt.average, 0.0))
    return {iri: Finding(beliefs[iri].mean(dealt.weights), p, alone[iri]) for iri, p in both.items()}


@dataclass(frozen=True, slots=True)
class Belief:
    """What is known of a unit's chance to hold a place, a lead or another: two gamma distributions."""

    shapes: Pair
    rates: Pair

    @property
    def shares(self) -> Pair:
        """The mean chance of a lead and of another place."""
        return self.shapes[0] / self.rates[0], self.shapes[1] / self.rates[1]

    def mean(self, weights: Pair) -> float:
        """What it is expected to carry, given what its class carries in leads and in others."""
        return self.shares[0] * weights[0] + self.shares[1] * weights[1]

    def reach(self, weights: Pair, heaviest: float) -> float:
        """What it carries more than with a chance that does not matter any more (1e-10)."""
        parts = [(shape, weight / rate) for shape, weight, rate in zip(self.shapes, weights, self.rates, strict=True)]
        spread = sqrt(sum(shape * (scale * heaviest + scale**2) for shape, scale in parts))
        return self.mean(weights) + (7.0 + 16.0 / sqrt(min(self.shapes))) * spread


def chances(dealt: Dealt, beliefs: dict[str, Belief], base: float) -> dict[str, float]:
    """Each unit's chance to carry as much as it does."""
    leads, others = (sum(seats[at] * tasks for seats, tasks in dealt.seats.items()) for at in (0, 1))
    weights = dealt.weights[0] + base * leads, dealt.weights[1] + base * others
    reach = max(belief.reach(weights, 1.0 + base) for belief in beliefs.values()) + 10.0 * (1.0 + base)
    held = max(account.load + base * len(account.places) for account in dealt.members)
    lattice = Lattice.fitting(max(reach, held), base)
    model = Model.of(dealt, next(iter(beliefs.values())).rates, lattice)
    return {
        account.holder.iri: tail(model.chances(beliefs[account.holder.iri]), lattice.steps(account.places))
        for account in dealt.members
    }


@dataclass(frozen=True, slots=True)
class Model:
    """The parts of the characteristic function that all units of a class share."""

    lattice: Lattice
    logs: tuple[Wave, Wave]
    squares: tuple[Wave, Wave, Wave]

    @classmethod
    def of(cls, dealt: Dealt, rates: Pair, lattice: Lattice) -> Model:
        """Add up the places of the class: the logarithms that a shape multiplies, and the squares of single tasks."""
        import numpy as np

        sums, squares = np.zeros((2, 3, lattice.size // 2 + 1), dtype=np.complex128)
        waves = lattice.waves(dealt.seats)
        for (led, shared, among), tasks in sorted(dealt.seats.items()):
            lead = led * waves[lattice.step(lead=True, among=among)] if led else 0.0
            other = shared * waves[lattice.step(lead=False, among=among)] if shared else 0.0
            sums[0] += tasks * lead
            sums[1] += tasks * other
            for at, product in enumerate((lead * lead, 2.0 * lead * other, other * other)):
                squares[at] += tasks * product
        logs = np.log(1.0 - sums[0] / rates[0]), np.log(1.0 - sums[1] / rates[1])
        return cls(lattice, logs, (squares[0], squares[1], squares[2]))

    def chances(self, belief: Belief) -> Chances:
        """The distribution of what one unit carries."""
        import numpy as np

        (first, second), (lead, other) = belief.shapes, belief.shares
        one, both, two = self.squares
        twice = lead * lead * one + lead * other * both + other * other * two
        return self.lattice.chances(np.exp(-first * self.logs[0] - second * self.logs[1] - twice / 2.0))
