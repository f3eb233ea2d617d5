"""Fit the weights and the calibration of graph/continuity/model.py, and say how they do on documents not seen.

python -m bench.continuity_fit --documents corpus tests/data/continuity --gold FILE…
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from zeren.graph.continuity.features import NAMES
from zeren.graph.continuity.model import LINKED
from zeren.graph.continuity.twins import supported

from .continuity_gold import Real, Sheet, read, sheets

PENALTY = 3e-4  # of squared standardised weights, a pair
RELATED = 0.5  # how right a link of grade 1 is, and how much it counts, when weights are fitted


@dataclass(frozen=True)
class Fit:
    """A logistic model: intercept and weights, then slope and shift of its calibration."""

    intercept: float
    weights: Real
    slope: float = 1.0
    shift: float = 0.0

    def logits(self, features: Real) -> Real:
        return np.asarray(self.intercept + features @ self.weights)


def fit(given: Sequence[Sheet]) -> Fit:
    """Fit non-negative weights with an L2 penalty; every document pair's sure links weigh the same together."""
    features = np.concatenate([s.features for s in given])
    grades = np.concatenate([s.grades for s in given])
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    target = np.where(grades == 2, 1.0, np.where(grades == 1, RELATED, 0.0))
    share = np.where(grades == 1, RELATED, 1.0)
    scaled = (features - mean) / spread

    def loss(at: Real) -> tuple[float, Real]:
        logit = at[0] + scaled @ at[1:]
        error = share * (1 / (1 + np.exp(-logit)) - target)
        cost = share * (np.logaddexp(0, logit) - target * logit)
        penalty = PENALTY * len(grades)
        slope = np.concatenate([[error.sum()], scaled.T @ error + 2 * penalty * at[1:]])
        return float(cost.sum() + penalty * (at[1:] ** 2).sum()), slope

    bounds = [(None, None), *[(0, None)] * features.shape[1]]
    at = minimize(loss, np.zeros(features.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = at[1:] / spread
    return Fit(float(at[0] - mean @ weights), weights)


def unseen(given: Sequence[Sheet]) -> list[Real]:
    """The logits of each document pair by a model fitted on the others."""
    return [fit([s for s in given if s is not one]).logits(one.features) for one in given]


def helped(given: Sequence[Sheet], logits: Sequence[Real]) -> list[Real]:
    """The logits with the help of twins, as the model gives it, place by place."""
    out = list(logits)
    for place in {id(s.tasks): s.tasks for s in given}.values():
        ours = [at for at, s in enumerate(given) if s.tasks is place]
        earlier, later = (np.concatenate([getattr(given[at], side) for at in ours]) for side in ("earlier", "later"))
        order = np.lexsort((later, earlier))
        years = np.array([duty.year or 0 for duty in place])
        sure = 1 / (1 + np.exp(-np.concatenate([logits[at] for at in ours])))
        same = (years[earlier] == years[later]).astype(np.int64)
        back = np.empty_like(order)
        back[order] = np.arange(len(order))
        best = supported(earlier[order], later[order], sure[order], same[order], LINKED)[0][back]
        best = np.clip(best, 1e-12, 1 - 1e-12)
        for at, part in zip(ours, np.split(best, np.cumsum([len(given[at].grades) for at in ours])[:-1]), strict=True):
            out[at] = np.log(part / (1 - part))
    return out


def platt(logits: Real, right: Real) -> tuple[float, float]:
    """Platt's slope and shift, with his smoothed targets."""
    plus, minus = right.sum(), (1 - right).sum()
    target = np.where(right > 0, (plus + 1) / (plus + 2), 1 / (minus + 2))

    def loss(at: Real) -> float:
        value = at[0] * logits + at[1]
        return float((np.logaddexp(0, value) - target * value).sum())

    found = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead", options={"xatol": 1e-6, "fatol": 1e-6}).x
    return float(found[0]), float(found[1])


def measured(logits: Real, grades: Real, bar: float) -> tuple[float, float, float]:
    """Precision (a related pair is right), recall of sure pairs, and their F1, at a bar."""
    taken = logits >= bar
    right = (grades[taken] > 0).mean() if taken.any() else 1.0
    found = (grades[taken] == 2).sum() / max((grades == 2).sum(), 1)
    return float(right), float(found), float(2 * right * found / max(right + found, 1e-9))


def reliability(chance: Real, right: Real) -> list[tuple[str, int, float, float]]:
    """By bins of confidence: pairs, mean confidence, share that is right."""
    edges = [0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0001]
    rows = []
    for low, high in pairwise(edges):
        held = (chance >= low) & (chance < high)
        if held.any():
            rows.append(
                (f"{low}-{min(high, 1)}", int(held.sum()), float(chance[held].mean()), float(right[held].mean()))
            )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", nargs="+", type=Path, required=True)
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    options = parser.parse_args()
    given = sheets(options.gold, *read(options.documents))
    whole, parts = fit(given), unseen(given)
    seen, blind = helped(given, [whole.logits(s.features) for s in given]), helped(given, parts)
    grades = np.concatenate([s.grades for s in given])
    right = (grades > 0).astype(float)
    slope, shift = platt(np.concatenate(blind), right)
    print(f"INTERCEPT = {whole.intercept:.2f}\nWEIGHTS = ({', '.join(f'{w:.2f}' for w in whole.weights)})  # {NAMES}")
    print(f"SLOPE, SHIFT = {slope:.2f}, {shift:.2f}")
    chance = 1 / (1 + np.exp(-(slope * np.concatenate(blind) + shift)))
    print(f"Brier of pairs not seen {((chance - right) ** 2).mean():.4f}, of the base rate {right.var():.4f}")
    for row in reliability(chance, right):
        print("  confidence {:10} pairs {:6} mean {:.2f} right {:.2f}".format(*row))
    print("document pair             sure   not seen: P    R    F1    fitted: P    R    F1")
    for one, out, own in zip(given, blind, seen, strict=True):
        print(f"  {one.name:24} {one.sure:4}            {row_of([out], [one])}          {row_of([own], [one])}")
    for name, chosen in groups(given).items():
        which = [given[at] for at in chosen]
        first, second = (row_of([logits[at] for at in chosen], which) for logits in (blind, seen))
        print(f"  {name:24} {sum(s.sure for s in which):4}            {first}          {second}")


def groups(given: Sequence[Sheet]) -> dict[str, list[int]]:
    """All document pairs, those within a year, those across years, by their places in the list."""
    return {
        "within a year": [at for at, s in enumerate(given) if not s.across],
        "across years": [at for at, s in enumerate(given) if s.across],
        "all": list(range(len(given))),
    }


def row_of(logits: Sequence[Real], given: Sequence[Sheet]) -> str:
    """Precision, recall and F1 at the model's bar."""
    bar = float(np.log(LINKED / (1 - LINKED)))
    figures = measured(np.concatenate(logits), np.concatenate([s.grades for s in given]), bar)
    return " ".join(f"{figure:.2f}" for figure in figures)


if __name__ == "__main__":
    main()
