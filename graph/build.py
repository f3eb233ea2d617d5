"""Build: the store brought up to the documents at the given paths.

The store mirrors these paths: new and changed documents are read, those gone from under a given folder are removed,
and plans from elsewhere stay. A document that can no longer be read has no plan. One content is one plan, however many
files hold it; it goes by the name of the first of them. After any chain of builds the store holds what one build of
the same files into an empty store gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from ..errors import InputError, Trouble, UsageError
from ..ontology.iris import Namer
from . import manifest
from .address import is_remote
from .derived import derive
from .fulltext.opening import update
from .fulltext.spool import Spool
from .fulltext.state import state
from .identity.decisions import beside
from .identity.table import read
from .loading import Loading
from .manifest import Entry
from .pool import ordered
from .server import shown
from .sources import Documents, Loaded, attempt, crashed
from .store import MANIFEST, Store
from .survey import Reading, readings, survey

Outcome = Literal["seen", "added", "replaced", "unchanged", "removed", "duplicate", "failed"]
Progress = Callable[[Outcome, str, int, int], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What became of every file, by path; tasks, practices and findings (code, count) are those of files read now."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    duplicate: tuple[str, ...] = ()
    failed: tuple[InputError, ...] = ()
    tasks: int = 0
    practices: int = 0
    findings: tuple[tuple[str, int], ...] = ()

    @property
    def nothing_read(self) -> bool:
        """Whether not one of the given documents is in the store."""
        return not (self.added or self.replaced or self.unchanged or self.duplicate)


@dataclass(frozen=True, slots=True)
class Then:
    """What a build makes of all plans together once they are read.

    `decisions` is the table of a person's decisions, that beside the store unless given. `compare` says whether to hold
    the plans against one another too, which a large store may leave to the last of many builds.
    """

    decisions: Path | None = None
    compare: bool = True


def build(
    paths: Iterable[Path], store: Path, documents: Documents, *, jobs: int = 1, progress: Progress | None = None,
    then: Then = Then(),
) -> BuildReport:  # fmt: skip
    """Bring the store in the folder `store` up to the documents at `paths`.

    `documents` reads them (`loaders.documents.Documents()`), in `jobs` processes; `progress` is called after each file
    with its outcome, its path, and how many of how many are done; before that now and then with "seen", while the files
    are looked for and their number (0) is not known. `then` says what is made of all plans together.
    Errors: StoreError, UsageError, InputError for a bad table of decisions.
    """
    decided = read(then.decisions or beside(store))
    with Store.writing(store) as opened, Loading(opened) as loading:
        run = _Run(opened, documents, loading, progress)
        before = state(opened, run.plans)
        run.over(list(paths), jobs)
        units = derive(opened, run.namer, decided, compare=then.compare, plans=run.plans)
        update(opened, run.plans, run.spool, (before, units))
        run.spool.close()
        if loading.large:
            opened.settle()
        return run.report()


class _Run:
    """One build: the files and plans that the store shall know, brought about a file at a time."""

    def __init__(self, store: Store, documents: Documents, loading: Loading, progress: Progress | None) -> None:
        self.store, self.documents, self.loading, self.progress = store, documents, loading, progress
        self.spool, self.namer = Spool(), Namer(documents.base)
        self.stamp = documents.stamp()
        self.held, self.plans = manifest.files(store), manifest.plans(store)
        self.known = {path: known.sha256 for path, known in self.held.items()}
        self.marks: dict[Path, str] = {}
        self.mine: list[Path] = []
        if any(not entry.graph.startswith(documents.base) for entry in self.plans.values()):
            told = f"图谱中的名称不以 {documents.base} 开头；请沿用原来的前缀，或另建图谱"
            raise UsageError(f"{shown(store.path)}：{told}")
        self.files: dict[Path, str] = {}
        self.first: dict[str, Path] = {}
        self.outcomes: dict[Outcome, list[str]] = {}
        self.failed: list[InputError] = []
        self.bad: dict[str, InputError] = {}
        self.counts: Counter[str] = Counter()
        self.findings: Counter[str] = Counter()

    def over(self, paths: list[Path], jobs: int) -> None:
        """Do what the files at `paths` ask for."""
        seen = survey(paths, self.held, self.documents.find, self.documents.largest, self._tell)
        self.marks, self.mine = seen.marks, [p for p in seen.found if p in self.held and self.held[p].pushed]
        self.failed += seen.failed
        self.files = {p: sha for p, sha in self.known.items() if p not in seen.gone and p not in seen.found}
        self.files.update((path, sha) for path, sha in seen.found.items() if sha)
        for path in sorted(self.files, reverse=True):
            self.first[self.files[path]] = path
        wanted = readings(self.files, seen.found, self.plans, self.stamp)
        if wanted or self.files != self.known:
            self.store.change(insert={MANIFEST: [manifest.begun_row()]})
        results = ordered(partial(attempt, self.documents), wanted, min(jobs, len(wanted)), crashed)
        by_path = {reading.path: reading for reading in wanted}
        steps = sorted({*seen.found, *seen.gone, *by_path})
        for done, path in enumerate(steps, 1):
            reading = by_path.get(path)
            outcome = self._step(path, reading, next(results) if reading else None)
            self.outcomes.setdefault(outcome, []).append(str(path))
            if self.progress:
                self.progress(outcome, str(path), done, len(steps))
        self.loading.finish()
        self._remark()

    def _tell(self, path: str, seen: int) -> None:
        if self.progress:
            self.progress("seen", path, seen, 0)

    def _remark(self) -> None:
        """Take down the states on disk of files that are known and have not changed, and that they came by a build."""
        old, new = {}, {}
        for path, mark in self.marks.items():
            known = self.held.get(path)
            if known and known.mark != mark and self.files.get(path) == known.sha256:
                old[path], new[path] = known.mark, mark
        gone = [manifest.mark_row(path, mark) for path, mark in old.items() if mark]
        gone += [manifest.pushed_row(path) for path in self.mine]
        rows = [manifest.mark_row(path, mark) for path, mark in new.items()]
        self.store.change(delete={MANIFEST: gone}, insert={MANIFEST: rows})

    def _step(self, path: Path, reading: Reading | None, result: Loaded | Trouble | None) -> Outcome:
        """Bring one file, and the plan that hangs on it, to where it shall be."""
        old, new = self.known.get(path), self.files.get(path)
        error = self._error(path, new, result)
        if error:
            self.failed.append(error)
            self.files.pop(path, None)
            new = None
        loaded = None if isinstance(result, Trouble) or reading is None else result
        dropped = self._drops(old, loaded)
        known = manifest.Known(new, self.marks.get(path, "")) if new and new != old else None
        rows = list(manifest.file_rows(path, known)) if known else []
        updates = [manifest.forget_file(path)] if old and new != old else []
        if loaded and reading:
            rows += self._remember(loaded, reading.name)
        self._change(dropped, updates, rows, loaded)
        if error:
            return "failed"
        if new is None:
            return "removed"
        if loaded:
            return "replaced" if old else "added"
        if self.first[new] != path:
            return "duplicate"
        return "unchanged" if old == new else "added"

    def _error(self, path: Path, new: str | None, result: Loaded | Trouble | None) -> InputError | None:
        """What is wrong with a file: its own trouble, or that of an earlier file of the same content."""
        if isinstance(result, Trouble):
            error = InputError(*result)
            if new:
                self.bad[new] = error
            return error
        bad = self.bad.get(new) if new else None
        return bad and InputError(str(path), bad.problem, bad.advice)

    def _drops(self, old: str | None, loaded: Loaded | None) -> dict[str, Entry]:
        """The plans that have to go: the file's old one, unless another file holds it, and one that was read anew."""
        live = old in self.first and old not in self.bad
        gone = {old} if old and not live else set()
        gone |= {loaded.sha256} if loaded else set()
        return {sha: self.plans.pop(sha) for sha in sorted(gone) if sha in self.plans}

    def _remember(self, loaded: Loaded, name: str) -> list[str]:
        entry = self.plans[loaded.sha256] = Entry(loaded.graph, self.stamp, name)
        self.counts.update(tasks=loaded.tasks, practices=loaded.practices)
        self.findings.update(loaded.findings)
        if not is_remote(self.store.path):
            self.spool.put(self.namer.plan(loaded.sha256), loaded.wordings)
        return list(manifest.plan_rows(loaded.sha256, entry, loaded.units, loaded.policies, loaded.brief))

    def _change(self, dropped: dict[str, Entry], updates: list[str], rows: list[str], loaded: Loaded | None) -> None:
        """Write it down in one change: what only adds waits for its batch, what takes away is done at once."""
        nquads = loaded.nquads if loaded else b""
        if not dropped and not updates:
            self.loading.put(nquads + "".join(f"{row} <{MANIFEST}> .\n" for row in rows).encode())
            return
        self.loading.finish()
        insert = {MANIFEST: rows}
        if loaded:
            insert[loaded.graph] = nquads.decode().replace(f" <{loaded.graph}> .\n", "\n").split("\n")[:-1]
        updates += [manifest.forget_plan(sha) for sha in dropped]
        self.store.change(drop=[entry.graph for entry in dropped.values()], updates=updates, insert=insert)

    def report(self) -> BuildReport:
        """Say what became of every file."""
        kept = {outcome: tuple(paths) for outcome, paths in self.outcomes.items() if outcome != "failed"}
        findings = tuple(sorted(self.findings.items()))
        counts = {key: self.counts[key] for key in ("tasks", "practices")}
        return BuildReport(
            added=kept.get("added", ()),
            replaced=kept.get("replaced", ()),
            unchanged=kept.get("unchanged", ()),
            removed=kept.get("removed", ()),
            duplicate=kept.get("duplicate", ()),
            failed=tuple(self.failed),
            findings=findings,
            **counts,
        )
