"""What the pages read: a snapshot of the store and what is read from it, made anew when the store has changed.

A snapshot costs no copying (the engine links its files) and leaves the store free to be built on beside the server.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from ..errors import StoreError
from ..graph.address import is_remote
from ..graph.comparing import Comparison, comparison
from ..graph.duties import Duty, Register, duties, register
from ..graph.identity.decisions import beside
from ..graph.load.loads import loads
from ..graph.load.records import Load
from ..graph.manifest import namer
from ..graph.store import Store
from ..ontology.iris import Namer

LOOK_AGAIN = 1.0  # seconds between two looks at whether the store has changed
KEPT = 2  # snapshots kept open: pages that still read the one before must not lose it
Stamp = tuple[tuple[str, int, int], ...]
Found = TypeVar("Found")


class Holdings:
    """One state of a store, read as it is needed; `generation` counts the states that this server has seen.

    `folder` is the server's own for this state, removed with it: that of the snapshot, or, beside a store on another
    server, of what is kept. `decisions` is the file of a person's decisions on it.
    """

    def __init__(self, store: Store, generation: int, folder: Path, decisions: Path | None = None) -> None:
        self.store, self.generation, self.folder, self.decisions = store, generation, folder, decisions
        self._lock = threading.RLock()
        self._kept: dict[str, object] = {}

    def once(self, name: str, make: Callable[[], Found]) -> Found:
        """Make something once for this state of the store, also when several pages ask at the same time."""
        with self._lock:
            if name not in self._kept:
                self._kept[name] = make()
            return self._kept[name]  # type: ignore[return-value]  # put there by the same name

    @cached_property
    def namer(self) -> Namer:
        """The base under which this store names things."""
        return namer(self.store)

    @property
    def register(self) -> Register:
        """The documents, the names of units, the places."""
        return self.once("register", lambda: register(self.store))

    @property
    def duties(self) -> tuple[Duty, ...]:
        """Every task, in the order of files."""
        return self.once("duties", lambda: tuple(duties(self.store)))

    @property
    def by_iri(self) -> Mapping[str, Duty]:
        """Every task by its IRI."""
        return self.once("by_iri", lambda: {duty.iri: duty for duty in self.duties})

    @property
    def comparison(self) -> Comparison:
        """What comes of holding all plans against one another."""
        return self.once("comparison", lambda: comparison(self.store))

    @property
    def loads(self) -> tuple[Load, ...]:
        """Each unit's load in each year."""
        return self.once("loads", lambda: tuple(loads(self.comparison.duties, self.comparison.lineage)))


class Library:
    """Hands out the holdings of a store that others may build on meanwhile. Errors: StoreError where there is none."""

    def __init__(self, store: Path, decisions: Path | None = None, *, ahead: bool = False) -> None:
        self.store, self.decisions, self._ahead = store, decisions or beside(store), ahead
        self._lock = threading.Lock()
        self._shelf = Path(tempfile.mkdtemp(prefix="zeren-"))
        self._open: list[Holdings] = []
        self._stamp: Stamp = ()
        self._looked = 0.0
        try:
            self._take()
        except BaseException:
            self.close()
            raise

    @property
    def holdings(self) -> Holdings:
        """The newest state of the store; where a builder is at work, the state before."""
        with self._lock:
            if time.monotonic() - self._looked > LOOK_AGAIN:
                self._looked = time.monotonic()
                if stamp(self.store) != self._stamp:
                    self._renew()
            return self._open[-1]

    def snapshot(self) -> tuple[int, Path]:
        """The number of the newest state and the folder that holds it, for processes that read it on their own."""
        held = self.holdings
        return held.generation, held.store.path

    def refresh(self) -> None:
        """Look at the store now. Errors: StoreError."""
        with self._lock:
            self._take()

    def _renew(self) -> None:
        try:
            self._take()
        except StoreError:
            return  # someone is building; what is held stays true until they have done

    def _take(self) -> None:
        """Link the store's files into a folder of our own and open that."""
        generation = self._open[-1].generation + 1 if self._open else 1
        target = self._shelf / str(generation)
        if is_remote(self.store):  # a server keeps its own copy; what it holds is read once
            self._open.append(Holdings(Store.reading(self.store), generation, target, self.decisions))
            self._prepare()
            return
        with Store.reading(self.store) as source:
            seen = stamp(self.store)
            source.snapshot(target)
        self._open.append(Holdings(Store.reading(target), generation, target, self.decisions))
        self._stamp = seen
        self._prepare()
        while len(self._open) > KEPT:
            _discard(self._open.pop(0))

    def _prepare(self) -> None:
        """Begin with what takes longest, beside the pages that need it not."""
        if self._ahead:
            threading.Thread(target=_begun, args=(self._open[-1],), daemon=True).start()

    def close(self) -> None:
        """Let go of every snapshot and remove them."""
        while self._open:
            _discard(self._open.pop())
        shutil.rmtree(self._shelf, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def _begun(held: Holdings) -> None:
    """Compare, unless the server has let go of the store meanwhile."""
    with suppress(StoreError, AttributeError):  # the latter is what a closed store says
        held.comparison  # noqa: B018 -- it is kept


def _discard(held: Holdings) -> None:
    held.store.close()
    shutil.rmtree(held.folder, ignore_errors=True)


def stamp(store: Path) -> Stamp:
    """What tells one state of a store from another: its data files, their sizes and times."""
    found = []
    for file in sorted(store.iterdir()) if store.is_dir() else []:
        if file.suffix in {".sst", ".log"} or file.name.startswith("MANIFEST"):
            try:
                state = file.stat()
            except FileNotFoundError:
                continue
            found.append((file.name, state.st_size, state.st_mtime_ns))
    return tuple(found)
