"""What became of the units that plans name: the dated changes of each place, told anew only where they may differ."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Final

from ...ontology.iris import Namer
from ...ontology.ntriples import text_of
from ..identity.joined import Joined
from ..identity.members import groups, memberships
from ..reforms import LABEL, bodies_of, events_at, reforms_at
from .book import Book

NATION: Final = ""
_MEMBERS: Final = "members"
_REACHED: Final = "SELECT DISTINCT place FROM reach WHERE unit IN (SELECT value FROM json_each(?))"
_NAME: Final = f" {LABEL} "


def tell_changes(book: Book, namer: Namer, named: Collection[str]) -> None:
    """Let each place say what changed of its bodies, and let groups say whose members they are.

    `named` are the units (IRIs) that a plan that came or went names: the years in which they are printed may differ.
    """
    for place, names in _places(book, namer, named):
        events = [events_at(name) for name in names]
        reach = set(chain.from_iterable(bodies_of(those, namer) for those in events))
        _reach(book, place, reach)
        units = book.tally.described("units", reach)
        printed = {unit: last for unit, (_, last) in book.register.years(term[1:-1] for term in reach).items()}
        told = (reforms_at(those, units, namer, printed, Joined()) for those in events)
        book.tally.say("changes", place, {line for lines in told for line in lines})
    there = {term for kind in ("units", "changes") for term in book.tally.described(kind, groups(namer))}
    book.tally.say("changes", _MEMBERS, set(memberships(there, namer)))


def _places(book: Book, namer: Namer, named: Collection[str]) -> Iterator[tuple[str, list[str]]]:
    """The places (terms, and the nation) whose changes may be told otherwise now, with the names that they go by."""
    head = f"<{namer.base}id/place/"
    if book.fresh:
        wanted = set(book.tally.subjects("units", head))
    else:
        units = book.tally.touched("units")
        rows = book.base.execute(_REACHED, (json.dumps(sorted({*units, *(f"<{unit}>" for unit in named)})),))
        wanted = {place for (place,) in rows} | {unit for unit in units if unit.startswith(head)}
    names: dict[str, list[str]] = {place: [] for place in sorted(wanted)}
    for lines in book.tally.by_subject(["units"], wanted):
        place = lines[0].partition(" ")[0]
        names[place] = sorted(text_of(line.partition(_NAME)[2]) for line in lines if _NAME in line)
    yield from (names | ({NATION: [NATION]} if book.fresh or NATION in wanted else {})).items()


def _reach(book: Book, place: str, units: Collection[str]) -> None:
    """Take down which units the changes of a place are about."""
    book.base.execute("DELETE FROM reach WHERE place = ?", (place,))
    book.base.executemany("INSERT INTO reach VALUES (?, ?)", [(unit, place) for unit in sorted(units)])
