"""The second null model: every unit is as likely to be named as it was in the earlier plan.

A unit that held c of the class's C places of a kind (leads, others) in the earlier year holds each place of that kind
with a chance of which no more is known than those c: Gamma(c + ½) / (C + N/2), with N units in the class. The half
place (Jeffreys) lets units in that are new to the plan. What it carries, counted as in `even`, is then compound
negative binomial, the predictive distribution of one Poisson count after another (the two samples of Przyborowski and
Wilenski 1940); exact but for a second place in one task, which this model allows: it is a little too wide where a task
names a large part of its class.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from .chances import Lattice, tail
from .even import HALF
from .seats import Dealt, Finding

if TYPE_CHECKING:
    from .chances import Wave

Shape = tuple[float, float]


def earlier_share(dealt: Dealt) -> dict[str, Finding]:
    """Each unit's finding under its own share in the earlier plan; nothing where there is no such plan."""
    if dealt.past is None or not dealt.tested:
        return {account.holder.iri: Finding() for account in dealt.members}
    held = dealt.past.held
    rates = Rates(*(sum(places) + len(dealt.members) * HALF for places in zip(*held.values(), strict=True)))
    shapes = {a.holder.iri: shape(held.get(a.holder.iri, (0, 0))) for a in dealt.members}
    both, alone = (chances(dealt, rates, shapes, base) for base in (dealt.average, 0.0))
    return {iri: Finding(rates.mean(shapes[iri], dealt.weights), p, alone[iri]) for iri, p in both.items()}


def shape(held: tuple[int, int]) -> Shape:
    """The places that a unit held, leads and others, and half a place of each kind."""
    return held[0] + HALF, held[1] + HALF


@dataclass(frozen=True, slots=True)
class Rates:
    """All places of each kind (leads, others) that the class held in the earlier year, and half a place a unit."""

    leads: float
    others: float

    def mean(self, shape: Shape, weights: tuple[float, float]) -> float:
        """What a unit is expected to carry, given what its class carries in leads and in others."""
        return shape[0] / self.leads * weights[0] + shape[1] / self.others * weights[1]

    def reach(self, shape: Shape, weights: tuple[float, float], heaviest: float) -> float:
        """How much it carries with a chance that does not matter any more (1e-10)."""
        parts = [(shape[0], weights[0] / self.leads), (shape[1], weights[1] / self.others)]
        spread = sqrt(sum(size * (scale * heaviest + scale**2) for size, scale in parts))
        return sum(size * scale for size, scale in parts) + (7.0 + 16.0 / sqrt(min(shape))) * spread


def chances(dealt: Dealt, rates: Rates, shapes: dict[str, Shape], base: float) -> dict[str, float]:
    """Each unit's chance to carry as much as it does."""
    import numpy as np

    leads, others = (sum(seats[at] * tasks for seats, tasks in dealt.seats.items()) for at in (0, 1))
    weights = dealt.weights[0] + base * leads, dealt.weights[1] + base * others
    reach = max(rates.reach(shape, weights, 1.0 + base) for shape in shapes.values()) + 10.0 * (1.0 + base)
    held = max(account.load + base * len(account.places) for account in dealt.members)
    lattice = Lattice.fitting(max(reach, held), base)
    logs = waves(dealt, rates, lattice)
    found = {}
    for account in dealt.members:
        size = shapes[account.holder.iri]
        model = lattice.chances(np.exp(-size[0] * logs[0] - size[1] * logs[1]))
        found[account.holder.iri] = tail(model, lattice.steps(account.places))
    return found


def waves(dealt: Dealt, rates: Rates, lattice: Lattice) -> tuple[Wave, Wave]:
    """The logarithms that a shape multiplies in the characteristic function, for leads and for other places."""
    import numpy as np

    leads, others = (np.zeros(lattice.size // 2 + 1, dtype=np.complex128) for _ in range(2))
    for (led, shared, among), tasks in sorted(dealt.seats.items()):
        if led:
            leads += led * tasks * lattice.wave(lattice.step(lead=True, among=among))
        if shared:
            others += shared * tasks * lattice.wave(lattice.step(lead=False, among=among))
    return np.log(1.0 - leads / rates.leads), np.log(1.0 - others / rates.others)
