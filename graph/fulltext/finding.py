"""The tasks that hold some words, with the places where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..duties import Duty, ask, duties
from ..duty_queries import PLANS
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
    """The tasks that hold some words, however written, those of the newest year first; at most `limit` are read."""
    plain = skeleton(words)
    about = {plan: (-int(year or 0), file) for plan, _, year, file, *_ in ask(store, PLANS)}
    held = sorted((about[plan], start, iri) for iri, plan, start in index.places(words) if plan in about)
    place = {iri: at for at, (_, _, iri) in enumerate(held[:limit])}
    ordered = sorted(duties(store, only=place), key=lambda duty: place[duty.iri])
    return [Finding(duty, tuple(letters(duty.passage).spans(plain))) for duty in ordered]
