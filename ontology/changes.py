"""Dated reforms: which bodies became which, by what decision."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

from . import forms
from .places import Jurisdiction

ChangeKind = Literal["rename", "merge", "split", "transfer", "dissolve", "create"]


@dataclass(frozen=True, slots=True)
class ChangeEvent:
    """A reform: `before` became `after`.

    `place` is the place whose bodies these are, None where the reform was nationwide (`before` and `after` then hold
    names with ~ for the place). `date` is the decision's own day; `by` the day by which places were to have carried it
    out, where the decision set one.
    """

    date: str | None
    kind: ChangeKind
    before: tuple[str, ...]
    after: tuple[str, ...]
    source: str
    place: str | None = None
    by: str | None = None
    note: str = ""


@cache
def changes() -> tuple[ChangeEvent, ...]:
    """Every change of the table, in its order."""
    table = tomllib.loads((files(__package__) / "units" / "changes.toml").read_text(encoding="utf-8"))
    return tuple(
        ChangeEvent(
            item.get("date", reform.get("date")), item["kind"], tuple(item["before"]), tuple(item["after"]),
            reform["source"], item.get("place"), item.get("by", reform.get("by")), item.get("note", ""),
        )
        for reform in table["reform"]
        for item in reform["change"]
    )  # fmt: skip


def changes_in(place: Jurisdiction) -> tuple[ChangeEvent, ...]:
    """The changes of one place's bodies: its own, and nationwide ones of bodies that its level has, under full names.

    What a place's own changes say of a body goes before the nationwide rule.
    """
    own = tuple(change for change in changes() if change.place == place.name)
    told = {key for change in own for key in change.before}
    levels = forms.levels_of(place)
    shapes = {form.name: form for form in forms.forms() if set(form.levels) & set(levels)}
    found = []
    for change in changes():
        before = tuple(shapes[name].at(place) for name in change.before if name in shapes)
        after = tuple(shapes[name].at(place) for name in change.after if name in shapes)
        if change.place is None and after and len(before) >= min(1, len(change.before)) and told.isdisjoint(before):
            found.append(replace(change, before=before, after=after, place=place.name))
    return (*own, *found)
