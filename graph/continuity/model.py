"""How the features make a score, and the score a confidence.

A logistic regression (Cox 1958) without negative weights, so that more likeness never lowers a score, fitted offline by
`bench/continuity_fit.py` with leave-one-document-pair-out checks; the confidence is Platt's scaling (1999) of the
scores that each document pair got from a model that had not seen it. `docs/continuity.md` has the figures.
"""

from __future__ import annotations

import numpy as np

from .features import NAMES
from .grams import Real

INTERCEPT = -10.99
WEIGHTS = (14.52, 3.93, 3.21, 1.88, 2.40)  # of features.NAMES, in that order
SLOPE, SHIFT = 1.0, 0.0  # from logit to calibrated logit
LINKED = 0.4  # the confidence from which a pair is a link
STRONG = 0.7  # the confidence from which a link may count as a part of a split or merger


def logits(features: Real) -> Real:
    """Weigh the features of pairs, a row a pair."""
    if features.shape[1] != len(NAMES):
        raise ValueError(f"expected {len(NAMES)} features")
    return np.asarray(INTERCEPT + features @ np.array(WEIGHTS), dtype=np.float64)


def scores(features: Real) -> Real:
    """Score pairs from 0 to 1."""
    return sigmoid(logits(features))


def confidences(features: Real) -> Real:
    """The calibrated chance that each pair is a right link."""
    return sigmoid(SHIFT + SLOPE * logits(features))


def sigmoid(logit: Real) -> Real:
    """From log odds to a chance."""
    return np.asarray(1 / (1 + np.exp(-logit)), dtype=np.float64)
