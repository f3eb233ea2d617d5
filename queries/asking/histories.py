"""A topic over the years: the best task of each year first, those that carry one another on beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .library import Library, Link
from .records import Answer, Question
from .scoring import Match
from .topics import scored

NEAR, LEAST, LINKED, SURE, PER_YEAR = 0.45, 0.15, 0.5, 0.6, 4


def by_history(question: Question, library: Library, years: Collection[int] = ()) -> list[Answer]:
    """The tasks of a topic year by year: the best of each year, then the next of each."""
    matches, _ = scored(question, library, years)
    if not matches:
        return []
    score = raised({m.duty.iri: m.score for m in matches}, library.links([m.duty.iri for m in matches]))
    by_year: dict[int, list[Match]] = {}
    for found in sorted(matches, key=lambda m: (-score[m.duty.iri], m.duty.iri)):
        by_year.setdefault(found.duty.year or 0, []).append(found)
    best = max(score.values())
    return list(interleaved(by_year, score, best))


def raised(score: Mapping[str, float], links: Sequence[Link]) -> dict[str, float]:
    """Scores, a part of a linked task's added: what carries on an answer is likelier one."""
    found = dict(score)
    for link in links:
        if link.confidence >= SURE and link.earlier in score and link.later in score:
            for one, other in ((link.earlier, link.later), (link.later, link.earlier)):
                found[one] = max(found[one], score[one] + LINKED * link.confidence * min(score[one], score[other]))
    return found


def interleaved(by_year: Mapping[int, Sequence[Match]], score: Mapping[str, float], best: float) -> Sequence[Answer]:
    """The first of each year, then the second of each, as far as they come near their year's best."""
    near = {
        year: [m for m in held if score[m.duty.iri] >= max(NEAR * score[held[0].duty.iri], LEAST * best)][:PER_YEAR]
        for year, held in sorted(by_year.items())
    }
    return [
        Answer(held[at].duty, round(score[held[at].duty.iri] / best, 3))
        for at in range(PER_YEAR)
        for held in near.values()
        if at < len(held)
    ]
