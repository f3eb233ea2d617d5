"""The tasks that speak of a topic, and when none does: those that cover enough of it and come near the best."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...graph.duties import Duty
from ...graph.fulltext.folding import readable
from ...ontology.thesaurus import thesaurus
from .library import Library
from .records import Answer, Question
from .scoring import Match, Weighed, match, weigh

COVERED, CONCEPTS, PASSING = 0.42, 0.4, 0.85
NEAR, RARE, MOST = 0.3, 0.04, 12
SHORT = 3  # characters of a topic that is one word: no part of it stands for the whole (世界 is not 世界杯)
PRICES = "价格"  # who sees to a thing does not set its price
TWIN, TWIN_SURE = 0.75, 0.9
OFFICE, BASED = 1.25, 1.3


def by_topic(question: Question, library: Library, years: Collection[int] = ()) -> list[Answer]:
    """The tasks that speak of a question's topic, the best first; without any, none does."""
    matches, _ = scored(question, library, years)
    return answers(matches, library)


def scored(question: Question, library: Library, years: Collection[int] = ()) -> tuple[list[Match], list[Weighed]]:
    """The tasks that cover enough of a topic, the best first, and what they were scored by."""
    weighed = weigh(question.wants, library.index)
    about = library.about(question.wants) if question.wants else []
    found = [match(duty, weighed) for duty in about if question.here(duty.place)]
    if silent(question, found):
        return [], weighed
    found = [m for m in found if not years or m.duty.year in years]
    kept = [m for m in found if covers(m, question)]
    fitting = [m._replace(score=m.score * fit(m.duty, question)) for m in kept]
    return sorted(fitting, key=lambda m: (-m.score, m.duty.iri)), weighed


def covers(found: Match, question: Question) -> bool:
    """Whether a task says enough of what is wanted."""
    concepts = {want.concept for want in question.wants if want.concept}
    if any(thesaurus().concepts[c].field == PRICES and c not in found.said for c in concepts):
        return False
    if concepts:
        return found.concepts >= CONCEPTS and not (found.passing and found.cover < PASSING)
    word = question.topic if len(question.topic) <= SHORT and len(question.topic.split()) == 1 else ""
    return found.cover >= COVERED and word in readable(found.duty.passage)


def silent(question: Question, found: Sequence[Match]) -> bool:
    """Whether no task speaks of a concept that the question names; unless one speaks of two or more others, all."""
    concepts = {want.concept for want in question.wants if want.concept}
    said = frozenset[str]().union(*(m.said for m in found)) & concepts
    return said != concepts and not (len(said) > 1 and any(said <= m.said for m in found))


def missing(weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """The asker's words for concepts that no task speaks of."""
    lost = [w.want for w in weighed if w.want.concept and not w.known]
    return tuple(max((word for word, weight in want.words if weight == 1.0), key=len) for want in lost)


def fit(duty: Duty, question: Question) -> float:
    """How well a task fits what is asked beside the topic: an office, a basis."""
    factor = OFFICE if question.office and any(h.parent for h in duty.holders) else 1.0
    return factor * (BASED if question.kind == "basis" and duty.bases else 1.0)


def answers(matches: Sequence[Match], library: Library) -> list[Answer]:
    """The matches that come near the best, tasks of the same year that restate a good one raised beside it."""
    if not matches:
        return []
    score = {m.duty.iri: m.score for m in matches}
    for link in library.links(list(score)):
        if link.kind == "restated" and link.confidence >= TWIN_SURE and {link.earlier, link.later} <= set(score):
            one, other = sorted((link.earlier, link.later), key=lambda iri: score[iri])
            score[one] = max(score[one], TWIN * link.confidence * score[other])
    best = max(score.values())
    kept = [m for m in matches if score[m.duty.iri] >= (RARE if m.rare else NEAR) * best]
    near = [Answer(m.duty, round(score[m.duty.iri] / best, 3)) for m in kept]
    return sorted(near, key=lambda a: -a.score)[:MOST]


def why_none(question: Question, library: Library) -> list[str]:
    """Say why no task answers a topic, and name near misses."""
    weighed = weigh(question.wants, library.index)
    lost = missing(weighed)
    told = f"（没有“{'、'.join(lost)}”，也没有意思相同的说法）" if lost else ""
    where = f"所收{'、'.join(question.within)}的文件" if question.within else "所收文件"
    findings = [f"{where}中没有任务提到“{question.topic or question.words}”{told}"]
    held = [w for w in weighed if w.known and (w.want.concept or len(w.want.words[0][0]) > 1)]
    near = sorted(
        (match(d, held) for d in library.about([w.want for w in held]) if question.here(d.place)),
        key=lambda m: -m.score,
    )
    if near and near[0].score > 0:
        titles = "、".join(f"“{m.duty.title}”（{m.duty.year or '无年份'}）" for m in near[:2])
        findings.append(f"字面上最接近的是{titles}，但都不是问的这件事")
    return findings
