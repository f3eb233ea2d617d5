"""How the features make a score, and the score a confidence.

A logistic regression (Cox 1958) without negative weights, so that more likeness never lowers a score, fitted offline by
`bench/continuity_fit.py` with leave-one-document-pair-out checks; the confidence is Platt's scaling (1999) of the
scores that each document pair got from a model that had not seen it. `docs/continuity.md` has the figures.
"""

from __future__ import annotations

import numpy as np

from .features import NAMES
from .grams import Real

INTERCEPT = -11.66
WEIGHTS = (12.10, 3.36, 2.54, 1.96, 2.78, 1.90)  # of features.NAMES, in that order
SLOPE, SHIFT = 0.98, 0.62  # of the confidence, on the log odds of the score
USUAL = 100
LINKED = 0.4  # the score from which a pair is a link
STRONG = 0.85  # the confidence from which a link may count as a part of a split or merger


def scores(features: Real, field: Real) -> Real:
    """Score pairs from 0 to 1, a row of features a pair.

    `field` is among how many tasks each pair was found (the geometric mean of the two plan years' sizes). A task is
    carried on in about as many others however many there are, so the prior odds of a single pair fall as the field
    grows beyond `USUAL`, the size of those fitted on.
    """
    if features.shape[1] != len(NAMES):
        raise ValueError(f"expected the {len(NAMES)} features of a pair")
    logit = INTERCEPT - np.log(np.maximum(field / USUAL, 1))
    for at, weight in enumerate(WEIGHTS):  # not by matrix product, whose last bit hangs on a row's place
        logit = logit + weight * features[:, at]
    return sigmoid(logit)


def confidences(score: Real) -> Real:
    """The calibrated chance that a pair of that score is a right link."""
    odds = np.clip(score, 1e-9, 1 - 1e-9)
    return sigmoid(SHIFT + SLOPE * np.log(odds / (1 - odds)))


def sigmoid(logit: Real) -> Real:
    """From log odds to a chance."""
    return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float64)
