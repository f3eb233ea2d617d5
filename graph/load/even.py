"""The first null model: every place of a class falls to each of its units with equal chance.

The tasks' sizes are kept, and no unit holds two places of one task: a task's places are drawn without replacement. What
is tested is what a unit carries, half by weight and half by number: each place counts its own weight (1, 1/k) and the
average weight of the class's places. The chance is exact; that of the load alone is given beside it.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

from .chances import Lattice, even, power, tail
from .seats import Dealt, Finding

HALF: Final = 0.5


def even_share(dealt: Dealt) -> tuple[dict[str, Finding], bool]:
    """Each unit's finding, and whether a unit twice as likely as the rest would be seen at least every other time.

    Seen is p < 0.05, before it is adjusted.
    """
    mean = sum(dealt.weights) / len(dealt.members)
    if not dealt.tested:
        alone = Finding(mean if dealt.dated else None)
        return dict.fromkeys((account.holder.iri for account in dealt.members), alone), False
    lattice, plain = fitting(dealt, dealt.average), fitting(dealt, 0.0)
    model, by_load = (even(grid, dealt.seats, len(dealt.members)) for grid in (lattice, plain))
    found = {
        account.holder.iri: Finding(
            mean, tail(model, lattice.steps(account.places)), tail(by_load, plain.steps(account.places))
        )
        for account in dealt.members
    }
    return found, power(model, even(lattice, dealt.seats, len(dealt.members), times=2.0)) >= HALF


def fitting(dealt: Dealt, base: float) -> Lattice:
    """A lattice that holds what is carried and what could be, even at twice the chance."""
    held = max(account.load + base * len(account.places) for account in dealt.members)
    mean, square = 0.0, 0.0
    for (leads, others, among), tasks in sorted(dealt.seats.items()):
        for places, weight in ((leads, 1.0 + base), (others, base + (1.0 / among if among else 0.0))):
            mean += tasks * places * weight / len(dealt.members)
            square += tasks * places * weight**2 / len(dealt.members)
    return Lattice.fitting(max(held, 2.0 * mean + 12.0 * sqrt(2.0 * square) + 12.0 * (1.0 + base)), base)
