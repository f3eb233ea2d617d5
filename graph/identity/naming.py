"""Which units of a store a name may mean: what plans print, what the authority knows, offices behind their bureau."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final
from urllib.parse import unquote

from ...errors import UsageError
from ...ontology.authority import authority
from ...ontology.names import fold, without_note
from ...ontology.places import places
from .register import Units

_MOST: Final = 5
_LIKE: Final = 0.5


def named(units: Units, name: str, place: str | None = None) -> tuple[str, ...]:
    """The IRIs of all units that a name may mean, those that a person decided to be one as one (see `meant`)."""
    return tuple(dict.fromkeys(units.ones.get(iri, iri) for iri in meant(units, name, place)))


def meant(units: Units, name: str, place: str | None = None) -> tuple[str, ...]:
    """The IRIs of all units that a name may mean, in every place of the store or in one; in any script and width.

    Words that no task and no table has for a unit are none.
    """
    if "://" in name:
        decoded = unquote(name)
        return tuple(iri for iri in units.known if unquote(iri) == decoded)[:1]
    folded = fold(name)
    found = dict.fromkeys(
        [
            *(iri for iri in units.names.get(folded, ()) if units.real(iri)), *_resolved(units, folded),
            *_offices(units, folded),
        ]
    ) or dict.fromkeys(_groups(units, folded))  # fmt: skip
    return tuple(iri for iri in found if place is None or place_of(units, iri) == place)


def _resolved(units: Units, folded: str) -> Iterator[str]:
    """What the authority resolves a name to in the places of the store, as far as the graph has it."""
    for place in ("", *units.places):
        resolution = authority().resolve(folded, jurisdiction=place or None)
        iri = units.namer.unit(resolution.key, "")
        if resolution.resolved and iri in units.known:
            yield iri


def _offices(units: Units, folded: str) -> Iterator[str]:
    """Offices by a name of their bureau and their own: 城管局法规处."""
    for one in units.known.values():
        bureau = folded.removesuffix(fold(units.own(one.iri))) if one.parent else ""
        if bureau and bureau != folded and one.parent in (*units.names.get(bureau, ()), *_resolved(units, bureau)):
            yield one.iri


def _groups(units: Units, folded: str) -> Iterator[str]:
    """Groups by their name without the note behind it: 各区 is 各区（管委会）."""
    for name, iris in units.names.items():
        if without_note(name) == folded:
            yield from (iri for iri in iris if units.known[iri].group)


def place_of(units: Units, iri: str) -> str:
    """The place that a unit's name, or that of the unit it belongs to, begins with; empty where it tells none."""
    name = unquote(iri.removeprefix(f"{units.namer.base}id/unit/")).partition("/")[0]
    found, _ = places().leading(name)
    if found is None:
        found = next((places().get(place) for place in units.places if place in name), None)
    return found.name if found else ""


def place_named(units: Units, words: str) -> str:
    """The full name of a place that units of the store are of. Errors: UsageError, naming the places of its plans."""
    found = places().get(fold(words)).name
    if found not in units.places and found not in {place_of(units, iri) for iri in units.known}:
        raise UsageError(f"--place {words}：图谱中没有这个地方的单位；图谱中的文件出自：{'、'.join(units.places)}")
    return found


def near(units: Units, name: str) -> tuple[str, ...]:
    """Names in the graph that are like a name, the likest first: those that hold it or begin alike before others."""
    folded = fold(name)
    scores = {one: _like(folded, one) for one, iris in units.names.items() if any(map(units.real, iris))}
    found = sorted((one for one, score in scores.items() if score >= _LIKE), key=lambda one: (-scores[one], one))
    return tuple(found[:_MOST])


def _like(name: str, other: str) -> float:
    if len(name) < 2 or not set(name) & set(other):
        return 0.0
    matcher = SequenceMatcher(None, name, other)
    score = matcher.ratio() if matcher.quick_ratio() >= _LIKE else 0.0
    held = name in other or (other in name and len(other) > 1)
    rest = iter(other)
    in_order = all(c in rest for c in name)
    return score + (0.6 if held else 0.5 if in_order else 0.0) + (0.2 if score and name[:2] == other[:2] else 0.0)
