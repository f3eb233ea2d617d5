"""The store: an embedded Oxigraph on disk. The engine is met here and in `dataset.py` only.

One writer or many readers at a time. Every change is atomic: killed at any moment, the store holds what it held before
the change or after it, and opens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Self

import pyoxigraph as ox

from ..errors import StoreError, UsageError
from .address import is_remote
from .folder import FORMAT, INDEX, mark, unmark
from .lock import hold

if TYPE_CHECKING:
    from .patience import Patience
    from .terms import Answer

MARK = "urn:zeren:store#"
MANIFEST = "urn:zeren:manifest"
COMPARED = "zeren.compared"
"""What was found by comparing, place by place: a file in the store's folder."""
SHARED = "zeren.shared"
"""What the plans say of shared things, counted: a file in the store's folder."""
UNFINISHED = "unfinished"
"""The end of the predicate that says that a writer is at work on the plans, or was when it was killed."""
_ENGINE_FILE = "CURRENT"
_FULL = ("No space", "quota exceeded", "File too large")


class Store:
    """A graph store in a folder; open one with `Store.reading` or `Store.writing`, and close it (or use `with`)."""

    def __init__(self, path: Path, inner: ox.Store, lock: IO[bytes] | None) -> None:
        self.path, self._inner, self._lock = path, inner, lock
        self._indexed = ""

    @classmethod
    def reading(cls, path: Path, patience: Patience | None = None, *, unfinished: bool = False) -> Store:
        """Open a store that exists, in a folder or at an address (`http://…`, with `patience`); many readers may.

        Errors: StoreError, also for a store in a folder whose last writer was killed, unless it may be `unfinished`.
        """
        if is_remote(path):
            return _remote(path, writing=False, patience=patience)
        if not path.exists():
            raise StoreError(f"{path}：还没有图谱；先运行 zeren build [文件…] --store {path} 建一个")
        if not (path / _ENGINE_FILE).exists():
            raise StoreError(f"{path}：这里不是图谱；请用 --store 指明图谱所在文件夹，或运行 zeren build 建一个")
        opened = cls._opened(path, writing=False)
        if not unfinished and not opened.finished:
            opened.close()
            told = "现在回答会缺单位；请再运行一次上次的命令（zeren build、decide 或 push）"
            raise StoreError(f"{path}：上次写图谱没有写完，{told}")
        return opened

    @classmethod
    def writing(cls, path: Path) -> Store:
        """Open a store to change it, or make it; only one process may."""
        if is_remote(path):
            return _remote(path, writing=True)
        fresh = not (path / _ENGINE_FILE).exists()
        if path.exists() and (not path.is_dir() or (fresh and not _only_lock(path))):
            raise StoreError(f"{path}：已有别的东西，不是图谱；请用 --store 另选一处")
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{path}：不能建立文件夹（{error.strerror}）；请检查权限，或用 --store 另选一处") from None
        return cls._opened(path, writing=True)

    @classmethod
    def _opened(cls, path: Path, *, writing: bool) -> Self:
        lock = hold(path, writing=writing)
        try:
            if writing:
                unmark(path)
            inner = ox.Store(path) if writing else ox.Store.read_only(str(path))
            store = cls(path, inner, lock)
            store._recognise(writing=writing)
        except BaseException as error:
            if lock:
                lock.close()
            if isinstance(error, OSError | RuntimeError):
                raise StoreError(_trouble(path, error)) from None
            raise
        return store

    def _recognise(self, *, writing: bool) -> None:
        """Make sure that this is a store of ours, and of a form we know; mark a new one."""
        mine = ox.NamedNode(MARK), ox.NamedNode(f"{MARK}format")
        found = next(self._inner.quads_for_pattern(*mine, None, ox.NamedNode(MANIFEST)), None)
        if found is None:
            if not writing or len(self._inner):
                raise StoreError(f"{self.path}：不是 zeren 的图谱；请用 --store 另选一处")
            self._inner.add(ox.Quad(*mine, ox.Literal(FORMAT), ox.NamedNode(MANIFEST)))
        elif (form := str(found.object).strip('"')) != FORMAT:
            raise StoreError(f"{self.path}：图谱格式为 {form}，本程序只认 {FORMAT}；请升级 zeren，或删去后重建")

    @property
    def finished(self) -> bool:
        """Whether what all plans together give is there; a writer that was killed may have left it half made."""
        plan, derived, begun = (self._told(field) for field in ("graph", "derived", UNFINISHED))
        return not begun and (derived or not plan)

    def _told(self, field: str) -> bool:
        """Whether the book-keeping has a field."""
        rows = self._inner.quads_for_pattern(None, ox.NamedNode(f"{MARK}{field}"), None, ox.NamedNode(MANIFEST))
        return next(rows, None) is not None

    def close(self) -> None:
        """Let go of the store and its lock."""
        if hasattr(self, "_inner"):
            del self._inner
            if self._lock:
                if self._indexed:
                    mark(self.path, self._indexed)
                self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def engine(self) -> ox.Store:
        """The engine's own object, for `dataset.py`."""
        return self._inner

    def indexed(self, form: str) -> None:
        """Note that the index in the folder, of a `form`, is of the store as it stands, which is open for writing."""
        self._indexed = form

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query over the union of all graphs."""
        from .serial import term_of
        from .terms import Solutions, Triples

        try:
            answer = self._inner.query(text, use_default_graph_as_union=True)
            if isinstance(answer, ox.QuerySolutions):
                heads = tuple(v.value for v in answer.variables)
                rows = (tuple(None if cell is None else term_of(cell) for cell in row) for row in answer)
                return Solutions(heads, tuple(rows))
            if isinstance(answer, ox.QueryTriples):
                # Sorted by their written form: an IRI and a literal do not compare.
                triples = {(term_of(t.subject), term_of(t.predicate), term_of(t.object)) for t in answer}
                return Triples(tuple(sorted(triples, key=lambda row: [(type(t).__name__, str(t)) for t in row])))
            return bool(answer)
        except SyntaxError as error:
            raise UsageError(f"查询有语法错误：{error.msg}") from None
        except (OSError, RuntimeError) as error:
            raise StoreError(_trouble(self.path, error)) from None

    def select(self, text: str) -> list[tuple[str, ...]]:
        """Answer a SELECT as rows of plain text, an unbound cell as the empty string."""
        from .terms import Solutions

        answer = self.query(text)
        if not isinstance(answer, Solutions):
            raise UsageError("这里需要 SELECT 查询")
        return [tuple("" if cell is None else cell.value for cell in row) for row in answer.rows]

    def graphs(self) -> list[str]:
        """The names of the graphs that hold anything, sorted; the store's own book-keeping is none."""
        held = (g for g in self._inner.named_graphs() if next(self._inner.quads_for_pattern(None, None, None, g), None))
        return sorted(g.value for g in held if isinstance(g, ox.NamedNode) and g.value != MANIFEST)

    def nquads(self, graph: str) -> list[str]:
        """One graph as N-Quads lines, sorted."""
        return [f"{line} <{graph}> .\n" for line in self.ntriples(graph)]

    def ntriples(self, graph: str) -> list[str]:
        """One graph as N-Triples lines without full stop, sorted."""
        data = self._inner.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.NamedNode(graph)) or b""
        return sorted(line.removesuffix(" .") for line in data.decode().split("\n")[:-1])

    def add(self, nquads: str | bytes) -> None:
        """Add N-Quads in bulk, all or nothing."""
        data = nquads.encode() if isinstance(nquads, str) else nquads
        self._checked(lambda: self._inner.bulk_load(data, ox.RdfFormat.N_QUADS, lenient=True))

    def change(
        self,
        *,
        drop: Iterable[str] = (),
        updates: Iterable[str] = (),
        delete: Mapping[str, Iterable[str]] | None = None,
        insert: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """In one transaction: drop graphs, run updates, delete and insert N-Triples lines without full stop."""
        parts = [f"DROP SILENT GRAPH <{graph}>" for graph in drop]
        parts += updates
        for verb, graphs in (("DELETE", delete), ("INSERT", insert)):
            if blocks := _blocks(graphs or {}):
                parts.append(f"{verb} DATA {{\n{blocks}\n}}")
        if parts:
            self._checked(lambda: self._inner.update(" ;\n".join(parts)))

    def objects(self, predicate: str, graph: str) -> Iterator[tuple[str, str]]:
        """Subject and object of every triple with this predicate in one graph, as text."""
        names = ox.NamedNode(predicate), None, ox.NamedNode(graph)
        for quad in self._inner.quads_for_pattern(None, *names):
            yield quad.subject.value, quad.object.value  # type: ignore[union-attr]  # there are no quoted triples here

    def about(self, subject: str, graph: str) -> dict[str, str]:
        """What one graph says of one thing, as text; of a predicate that comes again, one object."""
        quads = self._inner.quads_for_pattern(ox.NamedNode(subject), None, None, ox.NamedNode(graph))
        return {quad.predicate.value: quad.object.value for quad in quads}  # type: ignore[union-attr]

    def facts(self, graphs: Iterable[str], predicates: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Subject, predicate and object of every triple with one of these predicates in these graphs, as text."""
        wanted = tuple(predicates)
        for graph in graphs:
            for predicate in wanted:
                yield from ((subject, predicate, value) for subject, value in self.objects(predicate, graph))

    def settle(self) -> None:
        """Put what was loaded in order for reading; worth it after a large load."""
        self._checked(self._inner.optimize)

    def snapshot(self, target: Path) -> None:
        """Copy the store as it stands into a new folder, where it can be read beside a writer.

        The engine's own copy lacks what a writer has written last and only its log holds, so the log goes along.
        """
        import shutil

        self._checked(lambda: self._inner.backup(str(target)))
        for log in self.path.glob("*.log"):
            shutil.copyfile(log, target / log.name)
        for name in (INDEX, COMPARED):
            if (beside := self.path / name).is_file() and not (self.path / f"{name}-journal").exists():
                shutil.copyfile(beside, target / name)

    def _checked(self, action: Callable[[], object]) -> None:
        self._indexed = ""
        try:
            action()
        except (OSError, RuntimeError) as error:
            raise StoreError(_trouble(self.path, error)) from None


def _remote(path: Path, *, writing: bool, patience: Patience | None = None) -> Store:
    from .remote import RemoteStore

    return RemoteStore.opening(path, writing=writing, patience=patience)


def syntax_fault(query: str) -> tuple[int, str] | None:
    """The line and the words of what is wrong with a SPARQL query, None where nothing is."""
    try:
        ox.Store().query(query)
    except SyntaxError as error:
        line, _, rest = str(error.msg).removeprefix("error at ").partition(":")
        return (int(line), rest.partition(": ")[2]) if line.isdigit() else (1, str(error.msg))
    return None


def _only_lock(path: Path) -> bool:
    return all(entry.name == "zeren.lock" for entry in path.iterdir())


def _trouble(path: Path, error: Exception) -> str:
    words = str(error)
    if "LOCK" in words or "lock hold" in words:
        return f"{path}：另一个进程正在使用；请等它结束后再试"
    if any(said in words for said in _FULL):
        return f"{path}：磁盘已满，或文件超过系统限额；请腾出空间或放宽限额（ulimit -f、磁盘配额）后重新运行同一命令"
    return f"{path}：图谱已损坏或读不了（{words[:120]}）；请删去该文件夹后重新运行 zeren build"


def _blocks(graphs: Mapping[str, Iterable[str]]) -> str:
    """The graphs of an INSERT DATA or DELETE DATA; those without lines are left out."""
    texts = ((graph, " .\n".join(lines)) for graph, lines in graphs.items())
    return "\n".join(f"GRAPH <{graph}> {{\n{text}\n}}" for graph, text in texts if text)
