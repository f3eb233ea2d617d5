"""The plans of a lake brought into a store, and all that is made of them together: as a build of the same files gives.

What is there whole is skipped, known by its seal; a graph that was on its way when the last push stopped is dropped and
sent again. Stopped at any time, the next push takes up where this one ended.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import StoreError, UsageError
from ..graph import manifest
from ..graph.address import is_remote
from ..graph.build import Then
from ..graph.derived import derive
from ..graph.fulltext.opening import update
from ..graph.identity.decisions import beside
from ..graph.identity.mentions import edits
from ..graph.identity.table import read
from ..graph.loading import LARGE
from ..graph.lock import hold
from ..graph.manifest import Known
from ..graph.patience import Patience
from ..graph.seals import seal, seals, sending
from ..graph.server import shown
from ..graph.store import MANIFEST, Store
from ..ontology.iris import Namer
from . import reading
from .sending import Parcel, Sender, quads_of, sealed
from .wanted import Changes, Plan, base, changes, plans
from .waves import Marker

Progress = Callable[[int, int, int], None]
"""Is told how many of how many graphs are done, and how many quads were sent."""
FAR: Final = 4_000_000  # bytes of one batch for a server
NEAR: Final = 64_000_000  # for a folder, where few large loads leave the engine little to put in order
ROUNDS: Final = 3  # of sending what late requests may have taken away
CHUNK: Final = 500  # plans dropped by one request


@dataclass(frozen=True, slots=True)
class How:
    """How to push. `mirror` removes whatever the lake lacks, also what was built into the store.

    `verify` reads every graph back, sends those anew that are not what was sent, and makes the derived graphs anew.
    """

    mirror: bool = False
    verify: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the plans: counts. `besides` are in the store, but not in the lake.

    `mended` were sealed, but no longer what was sent; `repeated` were sent again at once.
    """

    sent: int
    unchanged: int
    removed: int
    besides: int
    mended: int
    repeated: int
    quads: int


def push(
    folder: Path, store: Path, *, then: Then | None = None, patience: Patience | None = None, how: How | None = None,
    progress: Progress,
) -> Report:  # fmt: skip
    """Bring the store in a folder or on a server up to the lake in `folder`.

    Errors: StoreError, which says what to do; InputError for a bad table of decisions.
    """
    then, how = then or Then(), how or How()
    decided = read(then.decisions or beside(store))
    with _held(folder) as markers, _opened(store, patience) as opened:
        run = _Push(folder, opened, markers, progress)
        try:
            report = run.over(how)
            if how.verify:
                opened.change(updates=[manifest.forget_derived()])
            derive(opened, Namer(run.base), decided, compare=then.compare)
            update(opened)
            if run.bytes > LARGE:
                opened.settle()
        except StoreError as error:
            told = f"已送完的 {run.done} 个图都在；重新运行同一命令，从断处接着送"
            raise StoreError(f"{str(error).removesuffix('；')}。{told}") from error
        return report


@contextmanager
def _held(folder: Path) -> Iterator[dict[str, Marker]]:
    """The waves of a lake, which nobody changes meanwhile."""
    markers = reading.markers(folder)
    lock = hold(folder, writing=False)
    try:
        yield reading.markers(folder) if lock else markers
    finally:
        if lock:
            lock.close()


def _opened(store: Path, patience: Patience | None) -> Store:
    if not is_remote(store):
        return Store.writing(store)
    from ..graph.remote import RemoteStore

    return RemoteStore.opening(store, writing=True, patience=patience)


class _Push:
    """One push: what the lake holds, what the store holds, the difference sent."""

    def __init__(self, folder: Path, store: Store, markers: Mapping[str, Marker], progress: Progress) -> None:
        self._folder, self._store, self._markers, self._progress = folder, store, markers, progress
        self.base, self._plans = base(markers.values()), plans(markers)
        self._held, self._seals, self._coming = manifest.plans(store), seals(store), sending(store)
        self._files = manifest.files(store)
        if any(not entry.graph.startswith(self.base) for entry in self._held.values()):
            told = f"图谱中的名称不以 {self.base} 开头；请沿用原来的前缀，或另选一处"
            raise UsageError(f"{shown(store.path)}：{told}")
        self.done = self.bytes = self._quads = 0

    def over(self, how: How) -> Report:
        """Do what the lake asks for."""
        whole = {sha for sha, plan in self._plans.items() if sha in self._seals and self._held.get(sha) == plan.entry}
        todo = self._forget(whole, mirror=how.mirror)
        bad = set(self._altered(whole)) if how.verify else set()
        self.done = len(whole - bad)
        wanted, repeated, sent = self._plans.keys() - whole | bad, 0, 0
        there = {*self._held, *self._coming}
        for _ in range(ROUNDS):
            if not wanted:
                break
            sender = Sender(self._store, FAR if is_remote(self._store.path) else NEAR, there, thorough=how.verify)
            self._send(wanted, sender)
            repeated, sent = repeated + sender.repeated, sent + len(sender.sent)
            wanted, there = self._taken(sender.sent), set(self._plans)
            self.done -= len(wanted)
        if wanted:
            raise StoreError(f"{shown(self._store.path)}：送到的图又不见了；请看是否有别的程序在改动这个图谱")
        besides = len(self._held.keys() - set(todo.gone) - self._plans.keys())
        return Report(sent - len(bad), len(whole - bad), len(todo.gone), besides, len(bad), repeated, self._quads)

    def _forget(self, whole: Iterable[str], *, mirror: bool) -> Changes:
        """Drop what the lake no longer holds, and learn of new files of what it does."""
        todo = changes(self._plans, self._held, self._files, mirror=mirror)
        graphs = {sha: self._held[sha].graph for sha in todo.gone}
        graphs |= {sha: graph for sha, graph in self._coming.items() if sha not in self._plans}
        names = sorted(graphs)
        if not is_remote(self._store.path) and (names or self._plans.keys() - set(whole)):
            self._store.change(insert={MANIFEST: [manifest.begun_row()]})
        for at in range(0, len(names), CHUNK):
            some = names[at : at + CHUNK]
            self._store.change(drop=[graphs[sha] for sha in some], updates=[manifest.forget_plan(sha) for sha in some])
        for at in range(0, len(todo.forgotten), CHUNK):
            self._store.change(updates=[manifest.forget_file(path) for path in todo.forgotten[at : at + CHUNK]])
        known = set(whole)
        learnt = [(path, Known(sha, pushed=True)) for path, sha in todo.learnt if sha in known]
        rows = [row for path, file in learnt for row in manifest.file_rows(path, file)]
        self._store.change(insert={MANIFEST: rows})
        return todo

    def _altered(self, whole: Iterable[str]) -> Iterator[str]:
        """Those of the plans whose graphs are not what was sent."""
        edited, names = edits(self._store), sorted(whole)
        for done, sha in enumerate(names, 1):
            if sealed(self._store, self._plans[sha].entry.graph, edited) != self._seals[sha]:
                yield sha
            self._progress(done, len(names), 0)

    def _send(self, wanted: Iterable[str], sender: Sender) -> None:
        by_wave: dict[str, dict[str, tuple[str, Plan]]] = defaultdict(dict)
        for sha in wanted:
            plan = self._plans[sha]
            by_wave[plan.wave][plan.entry.graph] = sha, plan
        before = self.done
        for wave, names in sorted(by_wave.items()):
            for parcel in self._parcels(wave, names):
                sender.put(parcel)
                self._tell(before, sender)
            sender.flush()
            self._tell(before, sender)
        self._quads += sum(sender.sent.values())
        self.bytes += sender.bytes

    def _tell(self, before: int, sender: Sender) -> None:
        done = before + len(sender.sent)
        if done != self.done:
            self.done = done
            self._progress(done, len(self._plans), self._quads + sum(sender.sent.values()))

    def _parcels(self, wave: str, wanted: dict[str, tuple[str, Plan]]) -> Iterator[Parcel]:
        """The graphs of a wave that are wanted. Errors: StoreError where the wave does not hold what it should."""
        shared = {
            str(row["graph"]): (_lines(row["units_nt"]), _lines(row["policies_nt"]), str(row["brief"] or ""))
            for row in reading.rows(self._folder, "plans", wave)
        }
        left, quads = dict(wanted), 0
        for graph, nquads in reading.graphs(self._folder, wave):
            held = seal(nquads)
            quads += held.quads
            if graph in left and graph in shared:
                sha, plan = left.pop(graph)
                yield Parcel(sha, plan, nquads, shared[graph], held, self._built(sha))
        if left or quads != self._markers[wave].written.quads:
            told = "批次不全；请删去其标记（_waves 下同名 .json）后重新运行 zeren build --out"
            raise StoreError(f"{self._folder}/_waves/{wave}.json：{told}")

    def _built(self, sha: str) -> frozenset[Path]:
        """The files of a plan that the store was built from directly."""
        files = {path: self._files[path] for path in self._plans[sha].files if path in self._files}
        return frozenset(path for path, known in files.items() if known.sha256 == sha and not known.pushed)

    def _taken(self, sent: Mapping[str, int]) -> set[str]:
        """Those of the plans that a late request, carried out after it was given up, may have taken away in part."""
        if not getattr(self._store, "late", 0):
            return set()
        counts = quads_of(self._store, [self._plans[sha].entry.graph for sha in sent])
        held, kept, files = manifest.plans(self._store), seals(self._store), manifest.files(self._store)
        known = {(path, file.sha256) for path, file in files.items()}
        return {
            sha
            for sha, quads in sent.items()
            if counts.get(self._plans[sha].entry.graph) != quads
            or sha not in kept
            or held.get(sha) != self._plans[sha].entry
            or not known.issuperset((path, sha) for path in self._plans[sha].files)
        }


def _lines(block: object) -> tuple[str, ...]:
    return tuple(str(block).split("\n")) if block else ()
