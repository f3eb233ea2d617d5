"""Where the words of a question stand in a passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...graph.duties import Duty
from ...graph.fulltext.folding import fold
from ...graph.fulltext.index import rareness
from .index import Index
from .library import letters
from .records import Question, Span

WINDOW = 60


def marks(question: Question, duty: Duty, index: Index) -> tuple[tuple[Span, ...], Span | None]:
    """The stretches of a passage that the question's words stand in, and the stretch that tells most."""
    text = fold(duty.passage)
    words = {
        word: weight * want.share * rareness(index.frequency(word), index.size)
        for want in question.wants
        for word, weight in want.words
    }
    if question.basis:
        words |= {w: 1.0 for w in (fold(question.basis), letters(question.basis)) if len(w) > 1}
    if question.due:
        words |= {fold(w): 1.0 for w, day in ((duty.deadline or "", duty.due), *duty.milestones) if day == question.due}
    names = {fold(h.printed) for h in duty.holders if h.iri in question.mentioned}
    found = [(at, at + len(w), worth) for w, worth in words.items() if w for at in places(text, w)]
    spans = joined([*((a, b) for a, b, _ in found), *((at, at + len(n)) for n in names for at in places(text, n))])
    return spans, densest(found, len(text))


def places(text: str, word: str) -> Iterable[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Stretches in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def densest(found: Sequence[tuple[int, int, float]], length: int) -> Span | None:
    """The window of a text that holds most of the words' weight."""
    if not found:
        return None
    starts = sorted({start for start, _, _ in found})
    worth = [(held(found, start), -start) for start in starts]
    start = -max(worth)[1]
    return start, min(length, start + WINDOW)


def held(found: Sequence[tuple[int, int, float]], start: int) -> float:
    """The weight of the words in the window from `start`, each place once and by the word's length."""
    within = {(a, b): worth * (b - a) for a, b, worth in found if start <= a and b <= start + WINDOW}
    return sum(within.values())
