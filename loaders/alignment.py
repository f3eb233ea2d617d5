"""Which found task is which task of the gold: two task lists aligned in reading order."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

Annotation = Mapping[str, Any]
ALIKE = 0.4
TITLE, UNITS, NUMBER = 0.6, 0.2, 0.2
ROUNDING = 1e-9


def fold(text: str | None) -> str:
    """Bring a surface string to the form it is compared in: NFKC, no white space, no bold marks."""
    return "".join(unicodedata.normalize("NFKC", text or "").replace("*", "").split())


def likeness(a: Annotation, b: Annotation) -> float:
    """Say how alike two tasks are, 0 to 1, or 0 where they cannot reach `ALIKE`."""
    mine, other = (Counter(fold(u["text"]) for u in task["units"]) for task in (a, b))
    overlap = (mine & other).total() / max(1, len(a["units"]), len(b["units"]))
    rest = UNITS * overlap + NUMBER * (fold(a.get("id")) == fold(b.get("id")))
    matcher = SequenceMatcher(None, fold(a["title"]), fold(b["title"]), autojunk=False)
    for bound in (matcher.real_quick_ratio, matcher.quick_ratio):
        if TITLE * bound() + rest < ALIKE:
            return 0.0
    return TITLE * matcher.ratio() + rest


def align(gold: Sequence[Annotation], found: Sequence[Annotation]) -> list[tuple[int, int]]:
    """Pair tasks so that order is kept and summed likeness is greatest; a pair below `ALIKE` is none."""
    gains = [[likeness(g, f) for f in found] for g in gold]
    best = [[0.0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    for i in range(len(gold) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            paired = gains[i][j] + best[i + 1][j + 1] if gains[i][j] >= ALIKE else -1.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    return walk(gains, best)


def walk(gains: list[list[float]], best: list[list[float]]) -> list[tuple[int, int]]:
    """Read the pairs off the table of best sums."""
    pairs, i, j = [], 0, 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        gain = gains[i][j]
        if gain >= ALIKE and abs(best[i][j] - gain - best[i + 1][j + 1]) < ROUNDING:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif abs(best[i][j] - best[i + 1][j]) < ROUNDING:
            i += 1
        else:
            j += 1
    return pairs
