"""A lake's graphs brought into a store: streamed, counted, and taken up again where a push was cut off."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..errors import StoreError, UsageError
from ..graph import manifest
from ..graph.address import is_remote
from ..graph.derived import derive
from ..graph.fulltext.opening import update
from ..graph.identity.decisions import Decision
from ..graph.manifest import Entry
from ..graph.server import shown
from ..graph.store import MANIFEST, Store
from ..loaders.rows.schema import Value
from ..ontology.iris import Namer
from . import reading
from .waves import Marker

LOCAL, REMOTE = 100_000_000, 8_000_000
"""Bytes of N-Quads sent at once: to a folder, where few large loads are best; to a server, where a try may fail."""
_COUNTED: Final = 200  # graphs counted by one query


@dataclass(slots=True)
class Pushed:
    """What became of the plans: sent, there already, removed; `besides` are plans of the store that the lake lacks."""

    sent: int = 0
    unchanged: int = 0
    removed: int = 0
    besides: int = 0
    quads: int = 0


@dataclass(frozen=True, slots=True)
class How:
    """How to push: whether plans that the lake lacks are removed, and what is made of all plans afterwards."""

    mirror: bool = False
    compare: bool = True
    decisions: Sequence[Decision] = ()


Progress = Callable[[int, int], None]
"""Is told how many of how many plans are done."""


def push(folder: Path, store: Store, how: How, progress: Progress) -> Pushed:
    """Bring the plans of the lake in `folder` into `store`, and make what is derived from all plans.

    What the store has whole is not sent again. Errors: StoreError.
    """
    markers = reading.markers(folder)
    base = _base(markers, store)
    known, files = manifest.plans(store), manifest.files(store)
    wanted = {Path(f.path): f.sha256 for m in markers.values() for c in m.wave.contents for f in c.files if f.sha256}
    total = sum(marker.written.plans for marker in markers.values())
    sending = _Sending(store, known, files, _paths(wanted), progress, total)
    _forget(store, files, wanted)
    for wave in sorted(markers):
        sending.wave(folder, wave)
    sending.finish()
    pushed = sending.pushed
    _leave(store, wanted, pushed, mirror=how.mirror)
    derive(store, Namer(base), how.decisions, compare=how.compare)
    update(store)
    store.settle()
    return pushed


def _base(markers: Mapping[str, Marker], store: Store) -> str:
    bases = {marker.base for marker in markers.values()}
    there = {manifest.namer(store).base} if manifest.plans(store) else set()
    if len(bases | there) > 1:
        raise UsageError(f"名称的前缀不一：{'、'.join(sorted(bases | there))}；请用同一前缀重建，或另选 --store")
    return bases.pop()


def _paths(wanted: Mapping[Path, str]) -> dict[str, list[Path]]:
    held: dict[str, list[Path]] = {}
    for path, sha256 in sorted(wanted.items()):
        held.setdefault(sha256, []).append(path)
    return held


def _forget(store: Store, files: Mapping[Path, str], wanted: Mapping[Path, str]) -> None:
    """Take out files that hold something else now; their old plans go with `_leave`, unless another file has them."""
    changed = [path for path, sha256 in files.items() if wanted.get(path, sha256) != sha256]
    if changed:
        store.change(updates=[manifest.forget_file(path) for path in sorted(changed)])


def _leave(store: Store, wanted: Mapping[Path, str], pushed: Pushed, *, mirror: bool) -> None:
    """Remove plans that no file holds any more, and with `mirror` files that the lake lacks."""
    files = manifest.files(store)
    others = sorted(path for path in files if path not in wanted)
    if mirror and others:
        store.change(updates=[manifest.forget_file(path) for path in others])
        files = {path: sha256 for path, sha256 in files.items() if path in wanted}
    held, plans = set(files.values()), manifest.plans(store)
    for sha256, entry in plans.items():
        if sha256 not in held:
            store.change(drop=[entry.graph], updates=[manifest.forget_plan(sha256)])
            pushed.removed += 1
    pushed.besides = len(held & plans.keys() - set(wanted.values()))


@dataclass(slots=True)
class _Sending:
    """Gathers graphs into batches and sends them, each with its book-keeping."""

    store: Store
    known: Mapping[str, Entry]
    files: Mapping[Path, str]
    paths: Mapping[str, Sequence[Path]]
    progress: Progress
    total: int
    pushed: Pushed = field(default_factory=Pushed)
    batch: list[bytes] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    size: int = 0

    def wave(self, folder: Path, wave: str) -> None:
        """Send what the store lacks of a wave. Errors: StoreError for a wave that is not whole."""
        plans = {str(row["graph"]): row for row in reading.rows(folder, "plans", wave)}
        for graph, nquads in reading.graphs(folder, wave):
            self._plan(graph, nquads, plans.pop(graph))
        if plans:
            told = f"批次 {wave} 缺 {len(plans)} 份文件的四元组；请删去 _waves/{wave}.json 后重新运行 zeren build --out"
            raise StoreError(f"{folder}：{told}")

    def finish(self) -> None:
        """Send what is gathered, and see that it arrived. Errors: StoreError."""
        if self.batch:
            self.store.add(b"".join(self.batch))
            arrived(self.store, self.counts)
        self.batch, self.counts, self.size = [], {}, 0
        self.progress(self.pushed.sent + self.pushed.unchanged, self.total)

    def _plan(self, graph: str, nquads: bytes, plan: Mapping[str, Value]) -> None:
        sha256 = str(plan["sha256"])
        entry, there = Entry(graph, str(plan["stamp"]), str(plan["file"])), self.known.get(sha256)
        rows = [manifest.file_row(path, sha256) for path in self.paths[sha256] if self.files.get(path) != sha256]
        if there == entry:
            self.pushed.unchanged += 1
            self._put(b"", rows)
            return
        if there:
            self.store.change(drop=[there.graph], updates=[manifest.forget_plan(sha256)])
        units, policies, brief = (str(plan[name] or "") for name in ("units_nt", "policies_nt", "brief"))
        self.counts[graph] = nquads.count(b"\n")
        self.pushed.sent += 1
        self.pushed.quads += self.counts[graph]
        self._put(nquads, [*rows, *manifest.plan_rows(sha256, entry, units.split("\n"), policies.split("\n"), brief)])

    def _put(self, nquads: bytes, rows: Sequence[str]) -> None:
        data = nquads + "".join(f"{row} <{MANIFEST}> .\n" for row in rows).encode()
        if data:
            self.batch.append(data)
            self.size += len(data)
        if self.size > (REMOTE if is_remote(self.store.path) else LOCAL):
            self.finish()


def arrived(store: Store, counts: Mapping[str, int]) -> None:
    """See that each graph holds as many triples as it should. Errors: StoreError."""
    names = sorted(counts)
    for at in range(0, len(names), _COUNTED):
        values = " ".join(f"<{name}>" for name in names[at : at + _COUNTED])
        query = f"SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {values} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g"
        found = {graph: int(count) for graph, count in store.select(query)}
        for name in names[at : at + _COUNTED]:
            if found.get(name, 0) != counts[name]:
                told = (
                    f"{name} 应有 {counts[name]} 条，图谱里是 {found.get(name, 0)} 条；请重新运行 zeren push --verify"
                )
                raise StoreError(f"{shown(store.path)}：{told}")


def verified(folder: Path, store: Store, progress: Progress) -> list[str]:
    """The graphs of the lake that the store holds otherwise, by a digest of all their lines."""
    markers, wrong, done = reading.markers(folder), [], 0
    total = sum(marker.written.plans for marker in markers.values())
    for wave in sorted(markers):
        for graph, nquads in reading.graphs(folder, wave):
            lines = "".join(store.nquads(graph)).encode()
            if hashlib.sha256(lines).digest() != hashlib.sha256(nquads).digest():
                wrong.append(graph)
            done += 1
            if done % _COUNTED == 0 or done == total:
                progress(done, total)
    return wrong


def forget(store: Store, graphs: Sequence[str]) -> None:
    """Drop graphs that are not as they should be, so that the next push sends them again."""
    known = {entry.graph: sha256 for sha256, entry in manifest.plans(store).items()}
    for graph in graphs:
        updates = [manifest.forget_plan(known[graph])] if graph in known else []
        store.change(drop=[graph], updates=updates)
