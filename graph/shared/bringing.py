"""The graphs of shared things brought up to the plans of a store, as far as what some plans say can change them.

What all plans together say is in the store's book; the graphs hang on it alone. This holds where no person decided
anything of units: a decision may join what stands far apart, and then all is made at once (see `derived`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from ...ontology.iris import Namer
from ...ontology.ntriples import text_of
from ...ontology.terms import prefixed
from .. import manifest
from ..briefs import Brief, seen, told
from ..identity.joined import Joined
from ..identity.offices import renames
from ..manifest import Entry
from ..places.matter import stamp
from ..reforms import LABEL
from ..reports import reports
from ..store import Store
from .book import TORN, Book, opened
from .changes import tell_changes
from .naming import one_name
from .works import tell_works

_FEW: Final = 500  # plans that come or go: more are no reason to look at what each of them touches
_BLOCK: Final = 100_000  # lines put into the store at once
_PART_OF: Final = f" <{prefixed('org:unitOf')}> "
_UNITS: Final = ("units", "changes")
_NAMED: Final = 4096  # names held in memory


def bring(store: Store, namer: Namer, plans: Mapping[str, Entry], before: str, after: str) -> frozenset[str] | None:
    """Bring the graphs of units, policies and links of a store in a folder up to its `plans`.

    `before` and `after` are what the manifest says that they were made for, and what it will say next. Gives the units
    (IRIs) of which anything may be said otherwise now, None for all. Errors: StoreError.
    """
    try:
        with opened(store, before, stamp()) as book:
            if book.fresh or _Run(store, namer, book).few(plans):
                return _Run(store, namer, book).over(plans, after)
    except TORN:
        pass
    with opened(store, "", stamp()) as book:
        return _Run(store, namer, book).over(plans, after)


class _Run:
    """One run over what came and went."""

    def __init__(self, store: Store, namer: Namer, book: Book) -> None:
        self.store, self.namer, self.book = store, namer, book
        self.tally, self.register = book.tally, book.register
        self.named: set[str] = set()
        self.places: set[str] = set()
        self.bureaus: set[str] = set()
        self.label = lru_cache(_NAMED)(self._label)

    def few(self, plans: Mapping[str, Entry]) -> bool:
        """Whether so few plans came or went that it is worth looking at what they touch."""
        new, gone = self._differing(plans)
        return len(new) + len(gone) <= _FEW

    def over(self, plans: Mapping[str, Entry], after: str) -> frozenset[str] | None:
        """Do what the plans ask for."""
        self.book.settle("")
        new = self._plans(plans)
        tell_changes(self.book, self.namer, self.named)
        self._write(self.namer.units, _UNITS)
        self._write(self.namer.policies, ["policies"])
        units = {term[1:-1] for term in self.tally.touched(*_UNITS)} | self.named
        self.register.head(sorted({*new, *self.register.issued(units)}), self.label)
        self._offices(units)
        self._reports()
        tell_works(self.book, self.namer, self.label)
        self._write(self.namer.links, ["links"])
        self.book.settle(after)
        return None if self.book.fresh else frozenset(units)

    def _differing(self, plans: Mapping[str, Entry]) -> tuple[dict[str, str], list[str]]:
        """The plans (IRIs) that came, each with the hash of its content, and those that went."""
        known = self.register.plans()
        now = {self.namer.plan(sha): sha for sha in plans}
        new = {iri: sha for iri, sha in now.items() if known.get(iri) != plans[sha].stamp}
        return new, sorted(iri for iri in known if iri in new or iri not in now)

    def _plans(self, plans: Mapping[str, Entry]) -> list[str]:
        """Take the plans that went out of the book, and those that came into it."""
        new, gone = self._differing(plans)
        for iri in gone:
            self._say_of(iri, [], [], self.register.drop(iri))
        for iri, sha in sorted(new.items()):
            units, policies, text = manifest.told(self.store, sha)
            brief = told(text) if text else seen(self.store, plans[sha].graph, iri)
            self.register.add(iri, plans[sha].stamp, brief, {line.partition(" ")[0][1:-1] for line in policies})
            self._say_of(iri, units, policies, brief)
        return sorted(new)

    def _say_of(self, plan: str, units: list[str], policies: list[str], brief: Brief) -> None:
        """Let a plan say this and nothing else; note what that touches."""
        old = self.tally.say("units", plan, units)
        self.tally.say("policies", plan, policies)
        if not self.book.fresh:
            self.named.update(filter(None, brief.units))
            self.places.update([brief.place] if brief.place else ())
            self.bureaus.update(line.partition(_PART_OF)[2][1:-1] for line in (*old, *units) if _PART_OF in line)

    def _write(self, graph: str, kinds: Collection[str]) -> None:
        """Let a graph say what is said of the things touched, or of all: what it said stands until it is changed."""
        shaped = (sorted(one_name(Joined().carried(block))) for block in _blocks(self._said(kinds)))
        if self.book.fresh:
            there = set(self.store.ntriples(graph))
            for block in shaped:
                self.store.add("".join(f"{line} <{graph}> .\n" for line in block if line not in there))
                there.difference_update(block)
            for part in _parts(sorted(there)):
                self.store.change(delete={graph: part})
            return
        gone = [f"DELETE WHERE {{ GRAPH <{graph}> {{ {term} ?p ?o }} }}" for term in sorted(self.tally.touched(*kinds))]
        self.store.change(updates=gone, insert={graph: [line for block in shaped for line in block]})

    def _said(self, kinds: Collection[str]) -> Iterator[list[str]]:
        return self.tally.by_subject(kinds, None if self.book.fresh else self.tally.touched(*kinds))

    def _label(self, iri: str) -> str:
        """The chief name of a place or an issuer, empty where nothing is said of it."""
        lines = one_name(line for lines in self.tally.by_subject(_UNITS, [f"<{iri}>"]) for line in lines)
        mark = f" {LABEL} "
        return next((text_of(line.partition(mark)[2]) for line in sorted(lines) if mark in line), "")

    def _offices(self, units: Collection[str]) -> None:
        """Let the bureaus touched, or all, say which of their offices may be one."""
        bureaus = None
        if not self.book.fresh:
            terms = [f"<{unit}>" for unit in units]
            lines = (line for lines in self.tally.by_subject(["units"], terms) for line in lines)
            bureaus = (
                self.bureaus | {line.partition(_PART_OF)[2][1:-1] for line in lines if _PART_OF in line} | {*units}
            )
        said: dict[str, set[str]] = defaultdict(set)
        for bureau, line in renames(self.store, self.namer, self.register.years, Joined(), bureaus):
            said[bureau].add(line)
        self._say("bureau", bureaus, said)

    def _reports(self) -> None:
        """Let the places touched, or all, say which practices report on which tasks."""
        places = None if self.book.fresh else sorted(self.places)
        said: dict[str, set[str]] = defaultdict(set)
        for place, line in reports(self.store, places):
            said[place].add(line)
        self._say("place", places, said)

    def _say(self, what: str, asked: Collection[str] | None, said: Mapping[str, Collection[str]]) -> None:
        for thing in sorted(said if asked is None else asked):
            self.tally.say("links", f"{what} {thing}", said.get(thing, ()))


def _parts(lines: list[str]) -> Iterator[list[str]]:
    return (lines[at : at + _BLOCK] for at in range(0, len(lines), _BLOCK))


def _blocks(lots: Iterable[list[str]]) -> Iterator[list[str]]:
    """Lists joined until they are long."""
    block: list[str] = []
    for lot in lots:
        block += lot
        if len(block) > _BLOCK:
            yield block
            block = []
    if block:
        yield block
