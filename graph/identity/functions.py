"""Where a unit's functions went: each followed from the unit that held it, from one holder to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .register import Event, Units

_SAME_BODY = "rename"


@dataclass(frozen=True, slots=True)
class Move:
    """Who has a function now that went from a unit, by which last change, and how sure all of its way is."""

    holder: str
    event: Event
    confidence: float


def moves(units: Units, iri: str) -> tuple[Move, ...]:
    """The functions that went from a unit, or from what it was renamed to, each with its holder now.

    What came to such a body from elsewhere was never the unit's; what a body that it merged into gave away later may
    have been another's. Neither is told.
    """
    own = _renamed(units, iri)
    found = [move for at, sure in own.items() for move in _given(units, at, sure, set(own))]
    return tuple({(move.holder, move.event.function): move for move in reversed(found)}.values())[::-1]


def _renamed(units: Units, iri: str) -> dict[str, float]:
    """A unit and the names that it took, each with how sure that is."""
    found, front = {iri: 1.0}, [iri]
    while front:
        at = front.pop(0)
        for event in units.by_unit.get(at, ()):
            if event.body and event.kind == _SAME_BODY and at in event.before:
                new = [heir for heir in event.after if heir not in found]
                found |= dict.fromkeys(new, found[at] * event.confidence)
                front += new
    return found


def _given(units: Units, at: str, sure: float, own: set[str]) -> Iterator[Move]:
    for event in units.by_unit.get(at, ()):
        if not event.function or at not in event.before or _came(units, event, own):
            continue
        for heir in event.after:
            yield from _onward(units, Move(heir, event, sure * event.confidence))


def _came(units: Units, event: Event, own: set[str]) -> bool:
    """Whether the function had come to the body from another, which was not it under an older name."""
    return any(
        other.function == event.function and own & set(other.after) and not own & set(other.before)
        and other.last < event.last
        for at in own for other in units.by_unit.get(at, ())
    )  # fmt: skip


def _onward(units: Units, move: Move) -> Iterator[Move]:
    """The move, or those that took the function on from its holder, or from what that became."""
    bodies = units.bodies(move.holder)
    later = [
        event for body in bodies for event in units.by_unit.get(body, ())
        if event.function == move.event.function and body in event.before and event.last > move.event.last
    ]  # fmt: skip
    if not later:
        yield move
    for event in dict.fromkeys(later):
        for heir in event.after:
            yield from _onward(units, Move(heir, event, move.confidence * event.confidence))
