"""Other ways to weigh a unit's tasks, and how its tasks lie in time and in the plan."""

from __future__ import annotations

import datetime as dt
from typing import Final

from ..duties import Duty
from .accounts import Account

WINDOW: Final = dt.timedelta(days=29)


def weights(account: Account) -> tuple[tuple[str, float], ...]:
    """A unit's load by every convention; the first is `Load.load`, the last splits each task by its number of units."""
    led, tasks = len(account.led), len(account.places)
    evenly = sum(1.0 / len({h.iri for h in duty.holders}) for duty in account.duties)
    return (
        ("lead 1, shared 1/k", round(account.load, 3)),
        ("every task 1", float(tasks)),
        ("lead only", float(led)),
        ("lead 2, shared 1", float(led + tasks)),
        ("task split evenly", round(evenly, 3)),
    )


def breadth(account: Account) -> int:
    """In how many sections of how many plans it has tasks: a section of each plan counts once."""
    return len({(duty.plan, duty.section) for duty in account.duties})


def days(duty: Duty) -> set[str]:
    """The days by which something of a task is due: its own deadline and its dated milestones."""
    return {day for day in (duty.due, *(day for _, day in duty.milestones)) if day}


def busiest(account: Account) -> tuple[int, str, str] | None:
    """The most deadlines within any 30 days (both ends in), with the first and the last of them; the earliest such.

    One task that is due twice on a day counts once. None where nothing is dated.
    """
    dated = sorted(dt.date.fromisoformat(day) for duty in account.duties for day in days(duty))
    best: tuple[int, dt.date, dt.date] | None = None
    first = 0
    for last, day in enumerate(dated):
        while day - dated[first] > WINDOW:
            first += 1
        if best is None or last - first + 1 > best[0]:
            best = (last - first + 1, dated[first], day)
    return (best[0], best[1].isoformat(), best[2].isoformat()) if best else None
