"""A topic over the years: the best task of each year first, those that carry one another on beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .library import Library, Link
from .records import Answer, Question
from .scoring import Match
from .topics import scored

NEAR, LEAST, LINKED, SURE, PER_YEAR = 0.45, 0.15, 0.5, 0.6, 4
GOOD, CARRIED = 0.5, 0.35


def by_history(question: Question, library: Library, years: Collection[int] = ()) -> list[Answer]:
    """The tasks of a topic year by year: the best of each year, then the next of each."""
    matches, _ = scored(question, library, years)
    if not matches:
        return []
    links = [li for li in library.links([m.duty.iri for m in matches]) if li.confidence >= SURE]
    matches += [m for m in carried(matches, links, library, years) if question.here(m.duty.place)]
    score = raised({m.duty.iri: m.score for m in matches}, links)
    by_year: dict[int, list[Match]] = {}
    for found in sorted(matches, key=lambda m: (-score[m.duty.iri], m.duty.iri)):
        by_year.setdefault(found.duty.year or 0, []).append(found)
    best = max(score.values())
    return list(interleaved(by_year, score, best))


def carried(matches: Sequence[Match], links: Sequence[Link], library: Library, years: Collection[int]) -> list[Match]:
    """In years without a match, the tasks that carry on a good match of another year, or were carried on in it."""
    best = max(m.score for m in matches)
    good = {m.duty.iri: m for m in matches if m.score >= GOOD * best}
    held = {m.duty.iri for m in matches}
    score: dict[str, float] = {}
    for link in links:
        for one, other in ((link.earlier, link.later), (link.later, link.earlier)):
            if one in good and other not in held and link.kind != "restated":
                score[other] = max(score.get(other, 0.0), CARRIED * link.confidence * good[one].score)
    there = {m.duty.year for m in matches}
    found = [d for d in library.tasks(score) if d.year not in there and (not years or d.year in years)]
    first = next(iter(good.values()))
    return [first._replace(duty=d, score=score[d.iri]) for d in found]


def raised(score: Mapping[str, float], links: Sequence[Link]) -> dict[str, float]:
    """Scores, a part of a linked task's added: what carries on an answer is likelier one."""
    found = dict(score)
    for link in links:
        if link.earlier in score and link.later in score:
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
