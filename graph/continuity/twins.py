"""Tasks that two plans of one year both state: what carries on the one speaks for carrying on the other.

A city's plan and its bureau's name the same work in other words and other units, so that one of them may show plainly
what the other hides: the bureau's names the office, the city's the bureau.
"""

from __future__ import annotations

import numpy as np

from .grams import Real, Whole, spread

DISCOUNT = 0.8  # of the two confidences' product
OWN = 0.01  # a pair that its own evidence holds for less likely than this is not helped


def supported(earlier: Whole, later: Whole, sure: Real, same: Whole, least: float) -> tuple[Real, Whole]:
    """Confidences with the help of twins, and the helping twin of each pair (-1 for none).

    `same` says which pairs are of one year (1 or 0); those of at least confidence `least` are the twins.
    """
    joined = np.flatnonzero((same > 0) & (sure >= least))
    over = np.flatnonzero(same == 0)
    twins = np.concatenate([np.stack([earlier[joined], later[joined]]), np.stack([later[joined], earlier[joined]])], 1)
    trust = np.concatenate([sure[joined], sure[joined]]) * DISCOUNT
    best, twin = sure.copy(), np.full(len(sure), -1, dtype=np.int64)
    size = int(max(earlier.max(initial=0), later.max(initial=0))) + 1
    keys = earlier[over] * size + later[over]
    for own, far, first in ((earlier[over], later[over], True), (later[over], earlier[over], False)):
        task, link, held = through(twins, own)
        wanted = task * size + far[link] if first else far[link] * size + task
        at = np.searchsorted(keys, wanted)
        known = (at < len(keys)) & (keys[np.minimum(at, len(keys) - 1)] == wanted) if len(keys) else at < 0
        pair, value = over[at[known]], (trust[held] * sure[over][link])[known]
        helped = (value > best[pair]) & (sure[pair] >= OWN)
        order = np.argsort(value[helped], kind="stable")
        best[pair[helped][order]] = value[helped][order]
        twin[pair[helped][order]] = twins[1][held][known][helped][order]
    return best, twin


def through(twins: Whole, own: Whole) -> tuple[Whole, Whole, Whole]:
    """For every twin and every link of the other twin: the first twin, the link's place in `own`, the twin's place."""
    order = np.argsort(own, kind="stable")
    low = np.searchsorted(own[order], twins[1], side="left")
    high = np.searchsorted(own[order], twins[1], side="right")
    held, place = spread(high - low)
    return twins[0][held], order[low[held] + place], held
