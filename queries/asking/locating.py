"""The places that a question names: which of the graph's plans it is about, or that it is about none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

RANKS = frozenset("省市州盟县")
AFTER_SHORT = frozenset("的0123456789")  # what follows a place's short name at the beginning: 上海的…, 上海2024年…
LONGEST, SHORTEST = 12, 3


class Located(NamedTuple):
    """The places, of those that the graph has plans of, that a question is `within` (none: all of them).

    `foreign` is a place that it names and that no plan is of; `words` are all that it names a place by.
    """

    within: tuple[str, ...] = ()
    foreign: str | None = None
    words: tuple[str, ...] = ()


def located(text: str, units: Iterable[str], places: Sequence[str]) -> Located:
    """Read the places that a text names, those left out that are a part of a unit's name (`units`, as it names them).

    A plan of a place or of one within it is meant; where there is none, one of the place that it lies in, short of the
    nation. Districts are left out: 老城区 and 新城区 are districts' names and everyday words.
    """
    named = dict(mentions(text, tuple(units)))
    deepest = [
        names
        for names in named.values()
        if not any(set(names) & set(above(other)) for o in named.values() for other in o)
    ]
    within: list[str] = []
    for names in deepest:
        held = [ours for ours in places if any(name in chain(ours) for name in names)]
        held = held or [ours for ours in places if any(ours in above(name) for name in names)]
        if not held:
            word = next(word for word, found in named.items() if found == names)
            return Located((), word, tuple(named))
        within += held
    kept = tuple(dict.fromkeys(within))
    return Located(kept if len(kept) < len(places) else (), None, tuple(named))


def mentions(text: str, units: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each wording of a place with the full names of the places that bear it."""
    if RANKS.isdisjoint(text) and AFTER_SHORT.isdisjoint(text):
        return  # the table takes a moment to be read
    from ...ontology.places import places as table

    taken = [(at, at + len(unit)) for unit in units for at in starts(text, unit)]
    for end, last in enumerate(text, start=1):
        for start in range(max(0, end - LONGEST), end - SHORTEST + 1) if last in RANKS else ():
            word = text[start:end]
            found = tuple(place.name for place in table().namesakes(word) if place.name.endswith(word))
            if found and not any(a <= start and end <= b and b > end for a, b in taken):
                yield word, found
                break
    if AFTER_SHORT.isdisjoint(text):
        return
    place, end = table().leading(text)
    if place and place.level in {"province", "prefecture"} and text[end : end + 1] in AFTER_SHORT and text[:end]:
        yield text[:end], (place.name,)


def starts(text: str, word: str) -> Iterator[int]:
    """Where a word stands in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def chain(place: str) -> tuple[str, ...]:
    """The names of a place and of those above it, short of the nation; of the nation, its own."""
    from ...ontology.places import NATION
    from ...ontology.places import places as table

    names = tuple(p.name for p in table().chain(table().get(place)))
    return names if names == (NATION,) else tuple(name for name in names if name != NATION)


def above(place: str) -> tuple[str, ...]:
    """The names of the places that a place lies in, short of the nation."""
    return chain(place)[1:]
