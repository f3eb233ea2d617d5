"""Which tasks say a word: the index that a lookup asks, and one held in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ...graph.duties import Duty
from ...graph.fulltext.folding import fold
from ...graph.fulltext.index import Hit, rareness
from ...graph.fulltext.remembered import searched


class Index(Protocol):
    """A full-text index over the tasks of a graph; terms are folded."""

    @property
    def size(self) -> int:
        """How many tasks it holds."""

    def frequency(self, term: str) -> int:
        """How many tasks hold a term."""

    def rank(self, terms: Mapping[str, float], limit: int) -> Sequence[Hit]:
        """The best tasks for weighted terms."""

    def containing(self, words: str) -> Sequence[str]:
        """The IRIs of the tasks that hold exactly these words."""


@dataclass(frozen=True, slots=True)
class Scan:
    """An index over tasks held in memory: each term is looked for in every text."""

    texts: Mapping[str, str]
    counts: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, duties: Sequence[Duty]) -> Scan:
        """Index tasks by title, section and passage."""
        return cls({duty.iri: searched(duty) for duty in duties})

    @property
    def size(self) -> int:
        """How many tasks it holds."""
        return len(self.texts)

    def frequency(self, term: str) -> int:
        """How many tasks hold a term."""
        if term not in self.counts:
            self.counts[term] = sum(term in text for text in self.texts.values())
        return self.counts[term]

    def rank(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best tasks for weighted terms, by their rarity."""
        rarity = {term: weight * rareness(self.frequency(term), self.size) for term, weight in terms.items()}
        found = []
        for iri, text in self.texts.items():
            held = tuple(term for term in rarity if term in text)
            if held:
                found.append(Hit(iri, sum(rarity[term] for term in held), held))
        return sorted(found, key=lambda hit: (-hit.score, hit.iri))[:limit]

    def containing(self, words: str) -> list[str]:
        """The IRIs of the tasks that hold exactly these words."""
        plain = fold(words)
        return [iri for iri, text in self.texts.items() if plain in text]
