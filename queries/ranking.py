"""Which texts speak of a topic: BM25 over pairs of characters (Robertson and Zaragoza 2009), titles counting more.

Pairs of characters need no dictionary, so that a place's own words are found as well as common ones.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SATURATION, LENGTH = 1.2, 0.5


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that was found: its place in the list, its score, and the share of the question that it covers."""

    at: int
    score: float
    cover: float


def grams(text: str) -> list[str]:
    """Split a text into pairs of neighbouring Chinese characters, and whole ASCII words."""
    return [gram for run in runs(text) for gram in ([run] if run.isascii() else pairs(run))]


def pairs(run: str) -> list[str]:
    """Give the pairs of a run; one character alone is its own pair."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def runs(text: str) -> Iterable[str]:
    """Yield stretches of letters and digits, Chinese ones and ASCII ones apart."""
    run = ""
    for c in text.lower():
        if c.isalnum() and (not run or run[-1].isascii() == c.isascii()):
            run += c
            continue
        if run:
            yield run
        run = c if c.isalnum() else ""
    if run:
        yield run


def rank(question: str, texts: Sequence[Mapping[str, float]]) -> list[Hit]:
    """Rank texts, each given as weighted pairs (see `weigh`), by a question; texts that share nothing are left out."""
    wanted = sorted(set(grams(question)))
    if not wanted or not texts:
        return []
    spread = Counter(gram for text in texts for gram in wanted if gram in text)
    rarity = {g: math.log(1 + (len(texts) - spread[g] + 0.5) / (spread[g] + 0.5)) for g in wanted}
    lengths = [sum(text.values()) for text in texts]
    usual = sum(lengths) / len(lengths) or 1.0
    hits = []
    for at, (text, length) in enumerate(zip(texts, lengths, strict=True)):
        held = {g: text[g] for g in wanted if g in text}
        if not held:
            continue
        damp = SATURATION * (1 - LENGTH + LENGTH * length / usual)
        score = sum(rarity[g] * n * (SATURATION + 1) / (n + damp) for g, n in held.items())
        hits.append(Hit(at, score, sum(rarity[g] for g in held) / sum(rarity.values())))
    return sorted(hits, key=lambda hit: (-hit.score, hit.at))


def weigh(fields: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Count the pairs of several fields, each field with its weight."""
    counts: Counter[str] = Counter()
    for text, weight in fields:
        for gram, count in Counter(grams(text)).items():
            counts[gram] += count * weight  # type: ignore[assignment]  # weights are no whole numbers
    return dict(counts)
