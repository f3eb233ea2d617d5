"""The thesaurus of city management: what people say, and what plans print for it; data in `thesaurus.tsv`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

SCHEME = "https://w3id.org/zeren/thesaurus"


_PARTICLES = str.maketrans("", "", "的了着")


def said(text: str) -> str:
    """A wording as it is compared: in small letters, without particles, so that 村里的垃圾 is 村里垃圾."""
    return text.lower().translate(_PARTICLES)


class Concept(NamedTuple):
    """A concept: its term, its other labels, the field of government it belongs to, its broader concept's term.

    `witness` is a wording in which it must be recognised.
    """

    term: str
    labels: tuple[str, ...]
    field: str
    broader: str
    witness: str

    @property
    def words(self) -> tuple[str, ...]:
        """Every label, the term first."""
        return (self.term, *self.labels)


class Mentioned(NamedTuple):
    """A concept that a text names, and where: `label` is `text[start:end]`."""

    concept: Concept
    label: str
    start: int
    end: int


class Thesaurus(NamedTuple):
    """Concepts by term and by label; `narrower` are the concepts right below one, `lines` all labels, a line each."""

    concepts: Mapping[str, Concept]
    by_label: Mapping[str, Concept]
    narrower: Mapping[str, tuple[Concept, ...]]
    longest: int
    lines: str

    def holding(self, label: str) -> tuple[str, ...]:
        """The labels of other concepts that a label stands in: 社保卡 is not 社保."""
        mine = self.by_label.get(label) if len(label) > 1 else None
        return tuple(w for w in _with(label, self.lines) if self.by_label[w].term != mine.term) if mine else ()

    def mentioned(self, text: str) -> list[Mentioned]:
        """The concepts that a text (as `said`) names, from left to right, each stretch as the longest label that fits.

        A label that begins inside another, ends after it and is longer is read as well: both are said.
        """
        found: list[Mentioned] = []
        for start in range(len(text)):
            for end in range(min(len(text), start + self.longest), start + 1, -1):
                concept = self.by_label.get(text[start:end])
                before = found[-1] if found else None
                apart = before is None or start >= before.end
                if concept and before and not apart and end > before.end:
                    apart = end - start > before.end - before.start
                if concept and apart:
                    found.append(Mentioned(concept, text[start:end], start, end))
                    break
        return found


@cache
def thesaurus() -> Thesaurus:
    """The packaged thesaurus; its labels as `said`."""
    text = Path(__file__).with_name("thesaurus.tsv").read_text(encoding="utf-8")
    _, *rows = (line for line in text.splitlines() if line and not line.startswith("#"))
    read = [line.split("\t") for line in rows]
    concepts = {
        term: Concept(term, tuple(labels.split()), field, broader, witness)
        for field, term, labels, broader, witness in read
    }
    by_label = {word: concept for concept in concepts.values() for word in said(" ".join(concept.words)).split(" ")}
    narrower: dict[str, list[Concept]] = defaultdict(list)
    for concept in concepts.values():
        narrower[concept.broader].append(concept)
    below = {term: tuple(held) for term, held in narrower.items()}
    lines = "".join(f"{label}\n" for label in by_label)
    return Thesaurus(concepts, by_label, below, max(map(len, by_label)), lines)


def _with(word: str, lines: str) -> Iterator[str]:
    """The lines that a word stands in."""
    at = lines.find(word)
    while at >= 0:
        end = lines.index("\n", at)
        yield lines[lines.rfind("\n", 0, at) + 1 : end]
        at = lines.find(word, end)


def as_skos() -> Iterator[str]:
    """The thesaurus as a SKOS concept scheme: N-Triples lines without full stop."""
    from .iris import segment
    from .ntriples import literal
    from .terms import prefixed

    kind, scheme = f"<{prefixed('rdf:type')}>", f"<{SCHEME}>"
    yield f"{scheme} {kind} <{prefixed('skos:ConceptScheme')}>"
    yield f"{scheme} <{prefixed('dcterms:title')}> {literal('城市管理与政务用语')}@zh"
    for concept in thesaurus().concepts.values():
        me = f"<{SCHEME}/{segment(concept.term)}>"
        yield f"{me} {kind} <{prefixed('skos:Concept')}>"
        yield f"{me} <{prefixed('skos:inScheme')}> {scheme}"
        yield f"{me} <{prefixed('skos:prefLabel')}> {literal(concept.term)}@zh"
        for label in concept.labels:
            yield f"{me} <{prefixed('skos:altLabel')}> {literal(label)}@zh"
        yield f"{me} <{prefixed('skos:example')}> {literal(concept.witness)}@zh"
        above = f"<{SCHEME}/{segment(concept.broader)}>" if concept.broader else scheme
        yield f"{me} <{prefixed('skos:broader' if concept.broader else 'skos:topConceptOf')}> {above}"
