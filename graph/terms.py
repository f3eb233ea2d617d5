"""RDF terms as zeren's own values, so that only `store.py` and `dataset.py` speak the engine's types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


@dataclass(frozen=True, slots=True, order=True)
class Iri:
    """An IRI."""

    value: str

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A literal: its words, its datatype, and the language of a text that has one."""

    value: str
    datatype: str = STRING
    language: str = ""

    def __str__(self) -> str:
        return self.value


Term = Iri | Literal
Triple = tuple[Term, Term, Term]


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer of a SELECT: its columns and its rows; an unbound cell is None."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> Iterator[dict[str, str | None]]:
        """Each row as a mapping of column to text."""
        for row in self.rows:
            yield {head: None if cell is None else cell.value for head, cell in zip(self.heads, row, strict=True)}


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer of a CONSTRUCT or DESCRIBE, sorted."""

    triples: tuple[Triple, ...]


Answer = Solutions | Triples | bool
