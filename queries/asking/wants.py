"""What a task must say for a topic: the topic's concepts with all their labels, and pairs of its other characters.

Expanding a question by a thesaurus, the added words weighing less: Voorhees 1994, "Query expansion using
lexical-semantic relations". Pairs of characters need no dictionary, so that a place's own words are found, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...ontology.thesaurus import Concept, Mentioned, said, thesaurus
from .chatter import without

SYNONYM, NARROWER, PART = 0.6, 0.5, 0.35
CUT, HALF = (4, 6), 0.2


@dataclass(frozen=True, slots=True)
class Want:
    """One thing that a question is about: the words that say it, each with its weight (1: the question's own).

    `concept` is its term in the thesaurus, empty for plain words; `share` is how much it counts in the question.
    """

    words: tuple[tuple[str, float], ...]
    concept: str = ""
    share: float = 1.0

    @property
    def halves(self) -> tuple[tuple[str, str], ...]:
        """The asker's longest word cut in two: 信用 and 修复 may stand apart."""
        asked = sorted((word for word, weight in self.words if self.concept and weight == 1.0), key=len)
        return tuple((word[: len(word) // 2], word[len(word) // 2 :]) for word in asked[-1:] if len(word) in CUT)


def terms(wanted: Sequence[Want]) -> dict[str, float]:
    """The words to look for in an index, each with its weight."""
    halves = {half: HALF for want in wanted for both in want.halves for half in both}
    return halves | {word: weight * want.share for want in wanted for word, weight in want.words}


def wants(text: str) -> tuple[Want, ...]:
    """Read a topic (folded, what asks not yet taken out)."""
    text = said(text)
    found = thesaurus().mentioned(text)
    own: dict[str, dict[str, float]] = {}
    for mention in found:
        own.setdefault(mention.concept.term, {})[mention.label] = 1.0
        own[mention.concept.term] |= inner(mention)
    held = [_of(thesaurus().concepts[term], labels) for term, labels in own.items()]
    others = {w for m in found for w in within(m)} - {m.label for m in found}
    rest = without("".join("\n" if at in taken(found) else c for at, c in enumerate(text)), ())
    share = PART if held else 1.0
    words = dict.fromkeys(sorted(others)) | dict.fromkeys(
        pair for run in runs(rest) for pair in ([run] if run.isascii() else pairs(run))
    )
    return (*held, *(Want(((word, 1.0),), "", share) for word in words))


def taken(found: Sequence[Mentioned]) -> set[int]:
    """The places in a text that labels take."""
    return {at for mention in found for at in range(mention.start, mention.end)}


def topic(text: str) -> str:
    """What a question is about, for its asker to read: labels whole, the words that ask left out."""
    text = said(text)
    held = taken(thesaurus().mentioned(text))
    parts, at = [], 0
    while at < len(text):
        end = next((i for i in range(at, len(text)) if (i in held) != (at in held)), len(text))
        piece = text[at:end]
        bare = piece if at in held else without(piece, ())
        parts.append(bare if bare == piece else f" {bare} ")
        at = end
    return " ".join("".join(parts).split())


def inner(mention: Mentioned) -> dict[str, float]:
    """The labels of the same concept within a label: they are the asker's own words, too."""
    label, concept = mention.label, mention.concept
    return {word: 1.0 for word in map(said, concept.words) if word in label and len(word) > 1}


def within(mention: Mentioned) -> set[str]:
    """The labels of other concepts within a label: 小微企业 in 小微企业贷款."""
    label = mention.label
    parts = (label[a:b] for a in range(len(label)) for b in range(a + 2, len(label) + 1))
    return {p for p in parts if (c := thesaurus().by_label.get(p)) and c.term != mention.concept.term}


def _of(concept: Concept, own: dict[str, float]) -> Want:
    words = dict.fromkeys(map(str.lower, concept.words), SYNONYM)
    for below in thesaurus().narrower.get(concept.term, ()):
        words = {word.lower(): NARROWER for word in below.words} | words
    return Want(tuple((words | own).items()), concept.term)


def pairs(run: str) -> list[str]:
    """Give the pairs of a run; a character alone says nothing."""
    return [run[i : i + 2] for i in range(len(run) - 1)]


def runs(text: str) -> Iterator[str]:
    """Yield stretches of letters and digits, Chinese ones and ASCII ones apart."""
    run = ""
    for c in text:
        if c.isalnum() and (not run or run[-1].isascii() == c.isascii()):
            run += c
            continue
        if run:
            yield run
        run = c if c.isalnum() else ""
    if run:
        yield run
