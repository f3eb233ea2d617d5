"""Graphs on their way to a store: announced, sent, seen to be there whole, sealed; a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import StoreError
from ..graph import manifest
from ..graph.manifest import Known
from ..graph.seals import Seal, counted, seal, seal_rows, sending_row
from ..graph.server import shown
from ..graph.store import MANIFEST, Store
from .wanted import Plan

TRIES: Final = 3  # of a graph that did not arrive as it was sent
MOST: Final = 100  # graphs in one batch
ASKED: Final = 50  # graphs counted by one query


@dataclass(frozen=True, slots=True)
class Parcel:
    """A graph to send: its plan, its canonical N-Quads, what the book-keeping has of the plan.

    That is what it says of units and of policies (lines), and the plan in brief. `built` are those of its files that
    the store was built from directly.
    """

    sha256: str
    plan: Plan
    nquads: bytes
    shared: tuple[Sequence[str], Sequence[str], str]
    held: Seal
    built: frozenset[Path] = frozenset()

    @property
    def graph(self) -> str:
        """Name the graph."""
        return self.plan.entry.graph

    def rows(self) -> Iterator[str]:
        """The manifest's rows for a plan that is there whole."""
        yield from manifest.plan_rows(self.sha256, self.plan.entry, *self.shared)
        yield from seal_rows(self.sha256, self.held)
        for path in self.plan.files:
            yield from manifest.file_rows(path, Known(self.sha256, pushed=path not in self.built))


class Sender:
    """Sends graphs in batches of up to `room` bytes.

    Of each graph the quads are counted after it was sent; the first of a batch, and with `thorough` each, is read back
    and its digest compared. `there` are plans that the store may hold in part or of another state: dropped first.
    """

    def __init__(self, store: Store, room: int, there: Iterable[str], *, thorough: bool) -> None:
        self._store, self._room, self._thorough = store, room, thorough
        self._there = set(there)
        self._batch: list[Parcel] = []
        self._size = 0
        self.bytes = self.repeated = 0
        self.sent: dict[str, int] = {}

    def put(self, parcel: Parcel) -> None:
        """Take a graph for the next batch."""
        if self._size + len(parcel.nquads) > self._room or len(self._batch) == MOST:
            self.flush()
        self._batch.append(parcel)
        self._size += len(parcel.nquads)

    def flush(self) -> None:
        """Send what was taken. Errors: StoreError."""
        if not self._batch:
            return
        batch, rest = self._batch, self._batch
        for _ in range(TRIES):
            self._announce(rest)
            self._store.add(b"".join(parcel.nquads for parcel in rest))
            rest = self._lacking(rest)
            if not rest:
                break
            self.repeated += len(rest)
            self._there.update(parcel.sha256 for parcel in rest)
        if rest:
            told = "送到后读回的与所送不符；请查服务器的日志与上限，再重新运行同一命令"
            raise StoreError(f"{shown(self._store.path)}：{rest[0].graph} {told}")
        notes = [sending_row(parcel.sha256, parcel.graph) for parcel in batch]
        rows = [row for parcel in batch for row in parcel.rows()]
        self._store.change(delete={MANIFEST: notes}, insert={MANIFEST: rows})
        self.sent |= {parcel.sha256: parcel.held.quads for parcel in batch}
        self.bytes += self._size
        self._batch, self._size = [], 0

    def _announce(self, parcels: Iterable[Parcel]) -> None:
        old = [parcel for parcel in parcels if parcel.sha256 in self._there]
        self._store.change(
            drop=[parcel.graph for parcel in old],
            updates=[manifest.forget_plan(parcel.sha256) for parcel in old],
            insert={MANIFEST: [sending_row(parcel.sha256, parcel.graph) for parcel in parcels]},
        )

    def _lacking(self, parcels: Sequence[Parcel]) -> list[Parcel]:
        """Those of the graphs that are not there as they were sent."""
        counts = quads_of(self._store, [parcel.graph for parcel in parcels])
        read = {parcel.sha256 for parcel in (parcels if self._thorough else parcels[:1])}
        return [
            parcel
            for parcel in parcels
            if counts.get(parcel.graph) != parcel.held.quads
            or (parcel.sha256 in read and sealed(self._store, parcel.graph) != parcel.held)
        ]


def quads_of(store: Store, graphs: Sequence[str]) -> dict[str, int]:
    """How many quads each of some graphs holds."""
    found: dict[str, int] = {}
    for at in range(0, len(graphs), ASKED):
        found |= counted(store, graphs[at : at + ASKED])
    return found


def sealed(store: Store, graph: str, edits: Mapping[str, tuple[set[str], set[str]]] | None = None) -> Seal:
    """The seal of a graph as it stands in a store, without the `edits` that a person's decisions made in it."""
    now, before = (edits or {}).get(graph, (set(), set()))
    lines = sorted(line.encode() for line in ({*store.ntriples(graph)} - now) | before)
    tail = f" <{graph}> .\n".encode()
    return seal(b"".join(line + tail for line in lines))
