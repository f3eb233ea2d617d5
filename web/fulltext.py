"""The tasks that hold some characters, as the pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..graph.duties import Duty
from ..graph.fulltext.folding import letters, skeleton
from ..graph.fulltext.opening import index

if TYPE_CHECKING:
    from ..graph.fulltext.index import Index
    from .library import Holdings


@dataclass(frozen=True, slots=True)
class Hit:
    """A task and where in its passage the words stand; nowhere where only its title or its units hold them."""

    duty: Duty
    spans: tuple[tuple[int, int], ...]


def containing(holdings: Holdings, words: str) -> list[Hit]:
    """The tasks that hold some words, however written; those of the newest year first."""
    plain = skeleton(words)
    known = holdings.by_iri
    found = [known[iri] for iri in opened(holdings).containing(words) if iri in known]
    ordered = sorted(found, key=lambda duty: (-(duty.year or 0), duty.file, duty.start))
    return [Hit(duty, tuple(letters(duty.passage).spans(plain))) for duty in ordered]


def opened(holdings: Holdings) -> Index:
    """The index of this state of the store."""
    return holdings.once("fulltext", lambda: index(holdings.store))
