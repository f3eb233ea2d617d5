"""Who bore a name, or did a unit's work, on a day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...errors import UsageError
from .register import Event, Units

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Bearer:
    """A unit that stood on a day, and the changes that lead to it from the unit asked for.

    `open` says that the last day of a change lay ahead, so that it may have come about already.
    """

    iri: str
    steps: tuple[Event, ...] = ()
    open: bool = False


def last_day(on: str) -> str:
    """The last day of a year, of a month, or a day itself. Errors: UsageError for what is none of them."""
    found = _DAY.fullmatch(on)
    year, month, day = (None if part is None else int(part) for part in found.groups()) if found else (0, None, None)
    month = 12 if month is None else month
    last = calendar.monthrange(year, month)[1] if year and 1 <= month <= 12 else 0
    day = last if day is None else day
    if 1 <= day <= last:
        return f"{year:04}-{month:02}-{day:02}"
    raise UsageError(f"--on {on}：应写成 YYYY、YYYY-MM 或 YYYY-MM-DD，如 2018-06-30")


def bearers(units: Units, iri: str, on: str) -> tuple[Bearer, ...]:
    """Who did the work of a unit on a day: itself while it stood, later its heirs, earlier those it came of.

    A change counts from the last day by which it had come about; one that has no day is passed over, and so is what is
    only proposed. A unit that was created later was nobody.
    """
    return tuple(dict.fromkeys(_walk(units, Bearer(iri), last_day(on), frozenset())))


def _walk(units: Units, at: Bearer, day: str, seen: frozenset[str]) -> Iterator[Bearer]:
    if at.iri in seen:
        return
    dated = [event for event in units.by_unit.get(at.iri, ()) if event.body and event.last]
    ended = [e for e in dated if at.iri in e.before and at.iri not in e.after and e.last <= day]
    began = [e for e in dated if at.iri in e.after and at.iri not in e.before and day < e.last]
    seen |= {at.iri}
    for event in (*ended, *began):
        for iri in event.after if event in ended else event.before:
            if (at.iri, iri) in units.apart:
                continue
            yield from _walk(units, Bearer(iri, (*at.steps, event), at.open), day, seen)
    if not ended and not began:
        ahead = any(at.iri in e.before and e.first and e.first <= day < e.last for e in dated)
        yield Bearer(at.iri, at.steps, open=at.open or ahead)
