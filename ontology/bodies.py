"""The bodies that one city's file names: its own short forms, offices, companies, groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..errors import ZerenError
from .forms import before
from .names import fold
from .places import Jurisdiction, places
from .printed import is_word, readings
from .tables import city_files, rows


@dataclass(frozen=True, slots=True)
class Body:
    """A body of a city file. `of` names the unit it belongs to; an alias may hold from a day on (市工信委@2019-04).

    `tenures` are a class's members whose time is known (甲区@2014-01~2020): who, from when, until when.
    """

    name: str
    kind: str
    place: str
    of: str | None
    aliases: tuple[str, ...]
    function: str | None
    members: tuple[str, ...]
    note: str
    tenures: tuple[tuple[str, str, str], ...] = ()

    @property
    def group(self) -> bool:
        """Whether it is a class of bodies."""
        return self.kind == "group"

    @property
    def inner(self) -> bool:
        """Whether its name means it only in documents of the unit it belongs to, as an office's does."""
        return self.of is not None and not self.name.startswith(self.place)

    @property
    def key(self) -> str:
        """Its identity: the name, after the unit or the place that an inner name or a group needs."""
        if self.inner:
            return f"{self.of}/{self.name}"
        return f"{self.place}/{self.name}" if self.group else self.name


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def _members(cell: str) -> tuple[tuple[str, ...], tuple[tuple[str, str, str], ...]]:
    """The members of a class, each once, and those whose time is told."""
    found = []
    for part in _split(cell):
        name, _, times = part.partition("@")
        since, _, until = times.partition("~")
        found.append((name, since, until))
    return tuple(dict.fromkeys(name for name, _, _ in found)), tuple(one for one in found if one[1] or one[2])


def _city(file: str) -> Iterator[Body]:
    listed = list(rows(file))
    place = next((row["name"] for row in listed if row["kind"] == "place"), None)
    if place is None:
        raise ZerenError(f"ontology/units/{file}: no row of kind place; add one that names the city")
    for row in listed:
        if row["kind"] != "place":
            cell = defaultdict(str, row)  # columns that a file has no use for may be left out
            members, tenures = _members(cell["members"])
            yield Body(
                row["name"], row["kind"], place, cell["of"] or None, _split(cell["aliases"]), cell["function"] or None,
                members, cell["note"], tenures,
            )  # fmt: skip


@cache
def bodies() -> tuple[Body, ...]:
    """Every body of every city file."""
    return tuple(body for file in city_files() for body in _city(file))


def _forms(body: Body) -> list[tuple[str, str]]:
    aliases = [alias.partition("@") for alias in body.aliases]
    return [(body.name, ""), *((fold(alias), since) for alias, _, since in aliases)]


@cache
def _index() -> dict[tuple[str, str], tuple[tuple[str, Body], ...]]:
    """Bodies by (place or unit, printed form without its place), each with the day from which the form means it."""
    found: dict[tuple[str, str], tuple[tuple[str, Body], ...]] = {}

    def add(scope: str, form: str, since: str, body: Body) -> None:
        entries = found.get((scope, form), ())
        if all(known is not body for _, known in entries):
            found[scope, form] = (*entries, (since, body))

    known = places()
    for body in bodies():
        place = known.get(body.place)
        for form, since in _forms(body):
            if body.of:
                add(body.of, form, since, body)
            if body.inner:
                continue
            add("", form, since, body)
            for reading in readings(form, place, known):
                if reading.rest and not (reading.manner == "relative" and is_word(form)):  # no 市 in 市政工程管理处
                    add(reading.place.name, reading.rest, since, body)
    return found


def _pick(entries: tuple[tuple[str, Body], ...], on: str | None) -> Body | None:
    held = [(since, body) for since, body in entries if not since or (on and not before(on, since))]
    return max(held, key=lambda entry: entry[0])[1] if held else None


def find(scope: str, printed: str, on: str | None = None) -> Body | None:
    """The body that `printed` means in a place or in a unit's own documents; dated forms go before undated ones."""
    return _pick(_index().get((scope, printed), ()), on)


def anywhere(printed: str, place: Jurisdiction | None, on: str | None = None) -> Body | None:
    """The body whose printed form means it everywhere: its proper name, or one that names its place.

    Any other form, and a class such as 各开发区管委会, is found in documents of the body's own place alone.
    """
    body = _pick(_index().get(("", printed), ()), on)
    if body is None:
        return None
    home = places().get(body.place)
    proper = not body.group and printed == body.name
    return body if proper or home.short in printed or (place and place.name == home.name) else None
