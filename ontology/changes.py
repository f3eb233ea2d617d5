"""Dated reforms: which bodies became which, and which functions moved, by what decision."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from ..errors import ZerenError
from . import forms
from .places import Jurisdiction

ChangeKind = Literal["rename", "merge", "split", "transfer", "dissolve", "create"]
_PATTERN = ("~", "^")


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """A reform: `before` became `after`, or, in a transfer, gave it `function`.

    `place` is the place whose bodies these are, None where the reform was nationwide (`before` and `after` then hold
    names with ~ for the place). `date` is the day itself; where that is not known, `since` is the first day on which it
    can have come about and `by` the last. `words` tell a text that is about a moved function. `confidence` below 1 says
    that the change is likely: a proposal, or, where it is `presumed`, a nationwide rule that a place is taken to have
    carried out, no source of its own being known.
    """

    date: str | None
    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: str
    place: str | None = None
    by: str | None = None
    note: str = ""
    function: str = ""
    words: tuple[str, ...] = ()
    confidence: float = 1.0
    since: str | None = None
    presumed: bool = False

    @property
    def proposed(self) -> bool:
        """Whether it is only likely, and so not asserted."""
        return self.confidence < 1 and not self.presumed

    @property
    def last(self) -> str | None:
        """The day by which it had come about, as far as any day of it is known."""
        return self.by or self.date or self.since

    @property
    def nationwide(self) -> bool:
        """Whether its names stand for bodies of every place."""
        return any(mark in name for name in (*self.before, *self.after) for mark in _PATTERN)


@cache
def changes() -> tuple[ChangeEvent, ...]:
    """Every change of the table, in its order. Errors: ZerenError for an entry that is not well formed."""
    table = tomllib.loads((files(__package__) / "units" / "changes.toml").read_text(encoding="utf-8"))
    return tuple(_read(item, reform, table["presumed"]) for reform in table["reform"] for item in reform["change"])


def _read(item: dict[str, Any], reform: dict[str, Any], presumed: dict[str, float] | None = None) -> ChangeEvent:
    event = ChangeEvent(
        item.get("date", reform.get("date")), item["kind"], tuple(item["before"]), tuple(item["after"]),
        reform["source"], item.get("place"), item.get("by", None if "date" in item else reform.get("by")),
        item.get("note", ""),
        item.get("function", ""), tuple(item.get("words", ())), float(item.get("confidence", 1)),
        item.get("since", reform.get("since")),
    )  # fmt: skip
    if event.nationwide and item.get("confidence") != 1:  # the decision's day is not the day of each place
        event = replace(event, date=None, since=event.date)
    if event.nationwide and "confidence" not in item and presumed:
        sure = presumed["transfer" if event.kind == "transfer" else "body"]
        event = replace(event, confidence=sure, presumed=True)
    where = f"ontology/units/changes.toml: {'、'.join(event.before)} → {'、'.join(event.after)}"
    if event.kind not in get_args(ChangeKind):
        raise ZerenError(f"{where}: kind {event.kind} is unknown; use one of {', '.join(get_args(ChangeKind))}")
    if (event.kind == "transfer") != bool(event.function and event.words):
        raise ZerenError(f"{where}: a transfer, and nothing else, has a `function` and its `words`")
    if not 0 < event.confidence <= 1:
        raise ZerenError(f"{where}: confidence {event.confidence} is not between 0 and 1")
    for day in (event.date, event.by, event.since):
        if day is not None:
            dt.date.fromisoformat(day)
    return event


def changes_in(place: Jurisdiction) -> tuple[ChangeEvent, ...]:
    """The changes of one place's bodies: its own, and nationwide ones of bodies that its level has, under full names.

    What a place's own changes say of a body goes before the nationwide rule; functions move apart from that.
    """
    own = tuple(change for change in changes() if change.place == place.name)
    told = {key for change in own if change.kind != "transfer" for key in change.before}
    levels = forms.levels_of(place)
    shapes = {form.name: form for form in forms.forms() if set(form.levels) & set(levels) and _has(place, form.name)}
    found = []
    for change in changes():
        before = tuple(shapes[name].at(place) for name in change.before if name in shapes)
        after = tuple(shapes[name].at(place) for name in change.after if name in shapes)
        needed = len(change.before) if change.kind == "merge" else min(1, len(change.before))
        fits = change.place is None and after and len(before) >= needed
        if fits and (change.kind == "transfer" or told.isdisjoint(before)):
            found.append(replace(change, before=before, after=after, place=place.name))
    return (*own, *found)


def _has(place: Jurisdiction, name: str) -> bool:
    """Whether a place can have a body so named: the departments of 北京市 are 局 and 委, never 厅."""
    return not (place.municipality and name.endswith("厅") and not name.endswith("办公厅"))


def national_changes() -> tuple[ChangeEvent, ...]:
    """The changes of central bodies."""
    return tuple(change for change in changes() if change.place is None and not change.nationwide)
