"""The tasks that hold some words, with the places where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..duties import Duty, duties
from .folding import letters, skeleton
from .index import Index

if TYPE_CHECKING:
    from ..store import Store


@dataclass(frozen=True, slots=True)
class Finding:
    """A task that holds the words; `spans` are where in its passage, none where only its title or units hold them."""

    duty: Duty
    spans: tuple[tuple[int, int], ...]


def find(store: Store, index: Index, words: str, limit: int | None = None) -> list[Finding]:
    """The tasks that hold some words, however written, those of the newest year first; at most `limit`."""
    plain = skeleton(words)
    held = duties(store, only=index.containing(words))
    ordered = sorted(held, key=lambda duty: (-(duty.year or 0), duty.file, duty.start))
    return [Finding(d, tuple(letters(d.passage).spans(plain))) for d in ordered[:limit]]
