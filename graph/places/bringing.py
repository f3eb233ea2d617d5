"""The graphs that come of comparing, brought up to the plans of a store a place at a time.

A place is compared anew only if something that comparing it rests on has changed. The file beside the store says what
the graphs hold of each place; it is believed only where it was written for the very state that they were left in.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from ...ontology.iris import Namer
from .. import manifest
from ..store import COMPARED, Store
from .keeping import Kept, Shelf, TornError, throw_away, writing
from .lines import Lines, graphs, less, quads
from .matter import stamp
from .renewing import Renewing
from .survey import Keys, Survey

_BLOCK: Final = 200_000  # lines put into the store at once
_HELD: Final = 1 << 25  # bytes of lines held in memory before they go to a file


def nothing(namer: Namer) -> dict[str, set[str]]:
    """The derived graphs where nothing was compared."""
    return {graph: set() for graph in graphs(namer).values()}


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
        held = self.shelf.signs(place) if kept else {}
        matter = survey.matter(survey.duties(place))
        new, old = Renewing(self.store, self.shelf, self.keys, place, matter, held).renew()
        self._say(new if self.fresh else self.shelf.lines(place), old)

    def _say(self, new: Lines, old: Lines) -> None:
        """Let the graphs say these lines instead of the old ones, which they have where anything waits in `fresh`."""
        names = graphs(self.namer)
        if not self.fresh:
            self.store.add(b"".join(quads(new, names)))
            return
        self.store.change(delete={names[kind]: lines for kind, lines in less(old, new).items()})
        self.fresh.writelines(quads(less(new, old), names))
