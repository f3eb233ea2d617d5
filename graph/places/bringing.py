"""The graphs that come of comparing, brought up to the plans of a store a place at a time.

A place is compared anew only if something that comparing it rests on has changed. The file beside the store says what
the graphs hold of each place; it is believed only where it was written for the very state that they were left in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from ...ontology.iris import Namer
from ...ontology.terms import prefixed
from .. import manifest
from ..load.loads import loads
from ..statements import of_conflicts, of_continuity, of_loads
from ..store import COMPARED, Store
from .keeping import Kept, Lines, Shelf, TornError, signed, throw_away, writing
from .matter import Findings, Matter, stamp
from .survey import Keys, Survey

_ONCE: Final = 1000  # passages asked for in one query
_BLOCK: Final = 200_000  # lines put into the store at once
_HELD: Final = 1 << 25  # bytes of lines held in memory before they go to a file
_KINDS: Final = ("continuity", "conflicts", "loads", "passages")


def graphs(namer: Namer) -> dict[str, str]:
    """The names of the derived graphs, by kind."""
    return {kind: getattr(namer, kind) for kind in _KINDS}


def nothing(namer: Namer) -> dict[str, set[str]]:
    """The derived graphs where nothing was compared."""
    return {graph: set() for graph in graphs(namer).values()}


def lines_of(store: Store, matter: Matter, found: Findings, namer: Namer) -> dict[str, list[str]]:
    """What the derived graphs say of a place, by kind: sorted N-Triples lines without full stop.

    Passages that no plan names yet have a graph of their own, so that nothing is said in two graphs.
    """
    told = {
        "continuity": set(of_continuity(found.continuity, namer)),
        "conflicts": set(of_conflicts(found.conflicts, namer)),
        "loads": set(of_loads(loads(matter.duties, matter.lineage), namer)),
    }
    passages = {line for lines in told.values() for line in lines if _describes_passage(line)}
    known = _described(store, sorted({line.partition(" ")[0] for line in passages}), {*graphs(namer).values()})
    apart = {kind: lines - passages for kind, lines in told.items()}
    apart["passages"] = {line for line in passages if line.partition(" ")[0] not in known}
    return {kind: sorted(lines) for kind, lines in apart.items()}


def _describes_passage(line: str) -> bool:
    return "/chars/" in line.partition(" ")[0]


def _described(store: Store, passages: list[str], derived: set[str]) -> set[str]:
    """Which of these passages a plan's own graph describes."""
    made, found = " ".join(f"<{graph}>" for graph in sorted(derived)), set()
    for at in range(0, len(passages), _ONCE):
        wanted = " ".join(passages[at : at + _ONCE])
        rows = store.select(
            f"SELECT DISTINCT ?p {{ VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?p <{prefixed('oa:start')}> ?start }}"
            f" FILTER(?g NOT IN ({made.replace(' ', ', ')})) }}"
        )
        found |= {f"<{row[0]}>" for row in rows}
    return found


def bring(store: Store, namer: Namer, before: str, after: str) -> None:
    """Bring the derived graphs of a store in a folder up to its plans.

    `before` and `after` are what the manifest says that they were made for, and what it will say next. Where what is
    kept of a place is torn, all is made anew. Errors: StoreError.
    """
    try:
        _bring(store, namer, before, after)
    except TornError:
        throw_away(store.path / COMPARED)
        _bring(store, namer, before, after)


def _bring(store: Store, namer: Namer, before: str, after: str) -> None:
    with writing(store) as shelf, SpooledTemporaryFile(_HELD) as fresh:
        settled = bool(before) and shelf.settled() == before
        shelf.settle("")
        updates = [manifest.forget_derived()]
        store.change(drop=[] if settled else [*graphs(namer).values()], updates=updates)
        run = _Bringing(store, namer, shelf, Keys(Survey(store), namer, stamp()), fresh if settled else None)
        run.over()
        shelf.settle(after)


@dataclass(frozen=True)
class _Bringing:
    """One run over the places.

    Where the graphs hold what the shelf has, the lines that they lack wait in `fresh` until every place has let go of
    what it said: a plan that moves takes its lines along to its new place. Where it is None the graphs hold nothing.
    """

    store: Store
    namer: Namer
    shelf: Shelf
    keys: Keys
    fresh: IO[bytes] | None

    def over(self) -> None:
        """Do what each place asks for."""
        known, places = self.shelf.places(), self.keys.survey.places
        for place in known.keys() - places.keys():
            self._say({}, self.shelf.lines(place))
            self.shelf.forget(place)
        for place in places:
            self._place(place, known.get(place))
        if self.fresh:
            self.fresh.seek(0)
            while block := b"".join(islice(self.fresh, _BLOCK)):
                self.store.add(block)

    def _place(self, place: str, kept: Kept | None) -> None:
        key = self.keys.key(place, kept.about) if kept else ""
        if kept and kept.key == key:
            if not self.fresh:
                self._say(self.shelf.lines(place), {})
            return
        survey = self.keys.survey
        matter = survey.matter(survey.duties(place))
        about = (matter.units, matter.works)
        now = Kept(self.keys.key(place, about), about, signed(matter, self.keys.code))
        old = self.shelf.lines(place) if kept else {}
        found = self.shelf.found(place, matter, self.keys.code) or matter.found()
        new = lines_of(self.store, matter, found, self.namer)
        self._say(new, old)
        self.shelf.keep(place, now, found, new)

    def _say(self, new: Lines, old: Lines) -> None:
        """Let the graphs say these lines instead of the old ones, which they have where anything waits in `fresh`."""
        names = graphs(self.namer)
        if not self.fresh:
            self.store.add(b"".join(_quads(new, names)))
            return
        self.store.change(delete={names[kind]: lines for kind, lines in _less(old, new).items()})
        self.fresh.writelines(_quads(_less(new, old), names))


def _less(these: Lines, those: Lines) -> Lines:
    return {kind: sorted(set(lines) - set(those.get(kind, ()))) for kind, lines in these.items()}


def _quads(lines: Lines, names: Mapping[str, str]) -> Iterator[bytes]:
    return (f"{line} <{names[kind]}> .\n".encode() for kind in _KINDS for line in lines.get(kind, ()))
