"""How well a task speaks of what is wanted: rare words and words in titles count more, and repeated ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ...graph.duties import Duty
from ...graph.fulltext.folding import readable
from ...graph.fulltext.index import rareness
from ...ontology.thesaurus import thesaurus
from .index import Index
from .wants import Want

TITLE, SECTION, CITED, TEXT = 1.0, 0.25, 0.5, 0.35
REPEATED, MORE, USUAL, LONG, ALONE = 0.45, 0.25, 300, 0.35, 0.15
FEW, HUNDREDTH, FAINT = 4, 100, 0.85
APART = 0.12
_SENTENCES = str.maketrans("。；！？;!?", "\n" * 7)


class Weighed(NamedTuple):
    """A want with the rarity of each of its words, and its own worth.

    `known` says that some task has any of its words, `own` that one has the asker's, `rare` are those
    of the asker's that very few have.
    """

    want: Want
    words: tuple[tuple[str, float], ...]
    worth: float
    known: bool
    own: bool
    rare: tuple[str, ...]


class Match(NamedTuple):
    """A task, its score, the shares of all that is wanted and of its concepts that it covers.

    `rare` says that it has a word of the asker's that very few tasks have, `passing` that each of its words
    stands there once, and in no title; `said` are the concepts that it speaks of.
    """

    duty: Duty
    score: float
    cover: float
    concepts: float
    rare: bool
    passing: bool
    said: frozenset[str]


def weigh(wants: Sequence[Want], index: Index) -> list[Weighed]:
    """Weigh what is wanted by the rarity of its words in an index; no added word is worth more than the asker's own."""
    return [_weighed(want, index) for want in wants]


def _weighed(want: Want, index: Index) -> Weighed:
    counts = {word: index.frequency(word) for word, _ in want.words}
    rarity = {word: rareness(count, index.size) for word, count in counts.items() if count}
    own = [rarity[word] for word, weight in want.words if weight == 1.0 and word in rarity]
    most = max(own, default=max((rarity[w] for w in rarity), default=0.0))
    words = tuple(
        (w, (FAINT if own and weight < 1 else 1) * weight * min(rarity[w], most))
        for w, weight in want.words
        if w in rarity
    )
    named = max((counts[word] for word, weight in want.words if weight == 1.0 or word == want.concept), default=0)
    spread = named or max(counts.values(), default=0)
    few = max(FEW, index.size // HUNDREDTH)
    asked = [w for w, weight in want.words if want.concept and weight == 1.0 and counts[w]]
    rare = tuple(w for w in sorted(asked, key=len)[-1:] if counts[w] <= few)
    return Weighed(want, words, want.share * rareness(spread, index.size), bool(words), bool(own), rare)


def match(duty: Duty, weighed: Sequence[Weighed]) -> Match:
    """Score a task."""
    fields = Fields.of(duty)
    values = [w.want.share * fields.value(w) for w in weighed]
    held = [w.worth if value else 0.0 for w, value in zip(weighed, values, strict=True)]
    of_concepts = [(w.worth, part) for w, part in zip(weighed, held, strict=True) if w.want.concept]
    whole, concepts = sum(w.worth for w in weighed), sum(worth for worth, _ in of_concepts)
    covered = sum(part for _, part in of_concepts) / concepts if concepts else 0.0
    factor = ALONE + (1 - ALONE) * covered if concepts else 1.0
    rare = any(word in fields.text for w in weighed for word in w.rare) or fields.apart(
        [halves for w in weighed for halves in w.want.halves]
    )
    said = frozenset(w.want.concept for w, value in zip(weighed, values, strict=True) if value)
    passing = all(fields.passing(w) for w in weighed if w.want.concept)
    return Match(duty, factor * sum(values), sum(held) / whole if whole else 0.0, covered, rare, passing, said)


class Fields(NamedTuple):
    """The folded texts of a task; the names of its units are no part of what it is about."""

    title: str
    section: str
    cited: str
    text: str

    @classmethod
    def of(cls, duty: Duty) -> Fields:
        """The texts of a task."""
        text = readable(duty.passage)
        for name in sorted({readable(h.printed) for h in duty.holders}, key=len, reverse=True):
            text = text.replace(name, "\n")
        cited = "\n".join((*duty.bases, *duty.works))
        return cls(readable(duty.title), readable("\n".join(duty.section)), readable(cited), text)

    def value(self, weighed: Weighed) -> float:
        """How much a task says of one want: its best word, and a part of each other one.

        Where no task has the asker's own words, one mention of another word in passing says nothing.
        """
        parts = sorted((rarity * self.place(word) for word, rarity in weighed.words), reverse=True)
        apart = APART * weighed.worth if self.apart(weighed.want.halves) else 0.0
        if not parts or not parts[0] or (weighed.want.concept and not weighed.own and self.passing(weighed)):
            return apart
        return parts[0] + MORE * sum(parts[1:4]) + apart * (not weighed.own)

    def passing(self, weighed: Weighed) -> bool:
        """Whether a want's words stand in a text once only, and not in its title or in a work that it cites."""
        words = [word for word, _ in weighed.words]
        prominent = any(said_in(self.title, word) or word in self.cited for word in words)
        return not prominent and sum(said_in(self.text, word) for word in words) < 2

    def apart(self, halves: Sequence[tuple[str, str]]) -> bool:
        """Whether one sentence has both halves of a word."""
        sentences = self.text.translate(_SENTENCES).split("\n")
        return any(one in sentence and other in sentence for one, other in halves for sentence in sentences)

    def place(self, word: str) -> float:
        """How prominently a word stands: in the title, a cited work, a heading; in the text more if more often."""
        count = said_in(self.text, word)
        often = TEXT + REPEATED * (count - 1) / (count + 1) if count else 0.0
        damp = 1 + LONG * (len(self.text) / USUAL - 1)
        return (
            often / damp
            + TITLE * (said_in(self.title, word) > 0)
            + SECTION * (word in self.section)
            + CITED * (word in self.cited)
        )


def said_in(text: str, word: str) -> int:
    """How often a text says a word, not as a part of another concept's label: 社保卡 is not 社保."""
    count = text.count(word)
    if count:
        count -= max((text.count(label) for label in _holding(word)), default=0)
    return count


@cache
def _holding(word: str) -> tuple[str, ...]:
    return thesaurus().holding(word)
