"""A store on another SPARQL 1.1 server: asked and changed over HTTP, behind the same methods as one in a folder.

There are no transactions over HTTP, but an Oxigraph server does each request whole or not at all. On others a build
writes what it says of its plans after the plans, so one that was cut off is seen and repeated. A lease keeps a second
writer out.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from ..errors import StoreError, UsageError
from ..ontology.terms import Zr
from .folder import FORMAT
from .lease import LASTING, Lease
from .patience import Patience, silent
from .server import Reply, Server, server_of
from .store import MANIFEST, MARK, Store
from .terms import Answer, Solutions, Triples
from .wire import ADVICE, blocks, last, term_of_cell

_TABLE: Final = "application/sparql-results+json"
_TRIPLES: Final = "application/n-triples"
_VIRTUOSO_ASK: Final = "__ASK_RETVAL"  # the column in which Virtuoso answers an ASK
_ONCE: Final = 2_000  # lines of one INSERT DATA or DELETE DATA: Virtuoso compiles no more than 10,000
_POSTED: Final = 20_000  # lines of one body: some megabytes
_UPDATE: Final = 30_000_000  # characters of one update: Oxigraph reads no more than 128 MB
_PLANS: Final = f"ASK {{ ?plan a <{Zr.Plan}> }}"
_GRAPHS: Final = re.compile(
    r"(?:\s|#[^\r\n]*|BASE\s*<[^>]*>|PREFIX\s+[^<\s]*:\s*<[^>]*>)*+(?:CONSTRUCT|DESCRIBE)\b", re.IGNORECASE
)  # a query that asks for triples: its first word, after comments and prefixes
_FORM: Final = f"SELECT ?form WHERE {{ GRAPH <{MANIFEST}> {{ <{MARK}> <{MARK}format> ?form }} }}"


class RemoteStore(Store):
    """A store on a server; open one with `Store.reading` or `Store.writing` and an address."""

    def __init__(self, server: Server) -> None:
        self.path, self._server = Path(server.shown), server
        self._lease: Lease | None = None

    @classmethod
    def opening(cls, path: Path, *, writing: bool, patience: Patience | None = None) -> Self:
        """Open the store at an address. Errors: StoreError where there is none, one of another form, or a writer."""
        server = server_of(path)
        if server is None:
            raise StoreError(f"{path}：不是网址")
        server.patience = patience or server.patience
        store = cls(server)
        try:
            store._meet(writing=writing)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def late(self) -> int:
        """How many requests were given up that may yet be carried out."""
        return self._server.late

    def _take(self) -> None:
        """Keep other writers out, by requests of its own: the lease is renewed while we do other things.

        A renewal has to come to its end long before the right does: each of its requests is short and tried twice.
        """
        patience = replace(self._server.patience, told=silent, wait=min(self._server.patience.wait, LASTING / 9))
        server = replace(self._server, opener=None, patience=patience)
        lease = Lease(RemoteStore(server), self._server.shown)
        lease.take()
        server.patience = replace(patience, tries=2)
        self._lease = lease

    def _meet(self, *, writing: bool) -> None:
        """Make sure that it holds a graph of a form we know, and that it answers over all graphs together."""
        form = next((row[0] for row in self.select(_FORM)), None)
        if writing and form in {None, FORMAT}:
            self._take()
        if form is None:
            if not writing:
                if self.query(_PLANS) is True:
                    return  # zeren's own endpoint: it answers over all graphs and keeps its book-keeping to itself
                told = f"先运行 zeren build [文件…] --store {self._server.shown} 建一个"
                raise StoreError(f"{self._server.shown}：这里还没有图谱；{told}")
            self.change(insert={MANIFEST: [f'<{MARK}> <{MARK}format> "{FORMAT}"']})
        elif form != FORMAT:
            raise StoreError(
                f"{self._server.shown}：图谱格式为 {form}，本程序只认 {FORMAT}；请升级 zeren，或删去后重建"
            )
        elif writing and not self._server.whole:
            self._sweep()
        subject, predicate = f"<{MARK}>", f"<{MARK}format>"
        if self.query(f"ASK {{ {subject} {predicate} ?form }}") is not True:
            raise StoreError(
                f"{self._server.shown}：服务器的默认图不是各命名图之和，查询会查不到东西；"
                "请以合并方式启动（如 oxigraph serve --union-default-graph）"
            )

    def close(self) -> None:
        """Let go of the right to write and of the connection."""
        if self._lease:
            self._lease.release()
            self._lease = None
        self._server.close()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def engine(self) -> Any:
        """There is none here. Errors: StoreError."""
        raise StoreError(f"{self._server.shown}：远程图谱没有本机的引擎；请用 rdflib 的 SPARQLStore 直接连接该服务器")

    def query(self, text: str) -> Answer:
        """Answer a SPARQL query over the union of all graphs. Errors: UsageError, StoreError."""
        # One form alone: asked for either, Virtuoso gives triples as a table.
        reply = self._server.ask(text, f"{_TRIPLES}, text/turtle;q=0.5" if _GRAPHS.match(text) else _TABLE)
        if reply.status == 400:
            raise UsageError(f"服务器不认这个查询：{reply.words}")
        self._sound(reply)
        if reply.media in {_TRIPLES, "text/turtle", "text/plain"}:
            from .serial import triples_in

            found = set(self._parsed(reply, lambda: list(triples_in(reply.body, reply.media))))
            self._all_of(len(found))
            return Triples(tuple(sorted(found, key=lambda row: [(type(t).__name__, str(t)) for t in row])))
        answer: Answer = self._parsed(reply, lambda: self._table(json.loads(reply.body), reply))
        return answer

    def _table(self, found: Any, reply: Reply) -> Answer:
        if "boolean" in found:
            return bool(found["boolean"])
        heads = tuple(found["head"]["vars"])
        rows = found["results"]["bindings"]
        if heads == (_VIRTUOSO_ASK,):
            return any(row[_VIRTUOSO_ASK]["value"] not in {"0", "false"} for row in rows)
        self._whole(len(rows), reply)
        return Solutions(heads, tuple(tuple(term_of_cell(row.get(head)) for head in heads) for row in rows))

    def _whole(self, rows: int, reply: Reply) -> None:
        """Take no answer that the server may have cut."""
        if reply.most is not None and rows >= reply.most:
            told = f"服务器只给前 {reply.most} 行，结果不全；请调大它的 ResultSetMaxRows"
            raise StoreError(f"{self._server.shown}：{told}")

    def _all_of(self, triples: int) -> None:
        """Take no graph that the server may have cut.

        Virtuoso cuts a CONSTRUCT without a word, one triple after the most rows that it gives; those it tells of when
        so many rows are asked of it.
        """
        if self._server.whole or not triples:
            return
        reply = self._server.ask(f"SELECT ?s WHERE {{ ?s ?p ?o . ?a ?b ?c }} LIMIT {triples}", _TABLE)
        self._sound(reply)
        if reply.most is not None and triples > reply.most:
            self._whole(triples, reply)

    def _parsed(self, reply: Reply, read: Callable[[], Any]) -> Any:
        try:
            return read()
        except (ValueError, SyntaxError, LookupError, TypeError, AttributeError, RecursionError):
            raise StoreError(
                f"{self._server.shown}：回答残缺，读不了（{reply.words[:80]}）；可能是超时，请重新运行同一命令"
            ) from None

    def _sound(self, reply: Reply) -> None:
        if not 200 <= reply.status < 300 or reply.status == 206:  # so a server marks what its time allowed
            told = f"{self._server.shown}：服务器拒绝（{reply.status}）：{reply.words[:200]}"
            raise StoreError(f"{told}；{ADVICE[reply.status]}" if reply.status in ADVICE else told)

    def graphs(self) -> list[str]:
        """The names of the graphs, sorted, without the server's own."""
        base = self._base()
        rows = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
        return sorted(g for (g,) in rows if g != MANIFEST and g.startswith(base))

    def _base(self) -> str:
        from . import manifest

        return f"{manifest.namer(self).base}graph/"

    def ntriples(self, graph: str) -> list[str]:
        """One graph as N-Triples lines without full stop, sorted."""
        pattern = f"GRAPH <{graph}> {{ ?s ?p ?o }}"
        lines = self._lines(pattern)
        if not self._server.whole:
            count = int(next(iter(self.select(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")), ("",))[0] or -1)
            if len(lines) < count:
                lines = self._in_pages(pattern, count, max(len(lines) - 1, 1))
            if len(lines) != count:
                raise StoreError(f"{self._server.shown}：{graph} 有 {count} 条，服务器只给 {len(lines)} 条；请再试")
        return sorted(line.removesuffix(" .") for line in lines)

    def _in_pages(self, pattern: str, count: int, most: int) -> set[str]:
        """The lines of a graph that the server gives only so many of at once."""
        # The order stands in a query within: Virtuoso sorts no more than 10,000 rows in one that is cut.
        ordered = f"{{ SELECT ?s ?p ?o WHERE {{ {pattern} }} ORDER BY ?s ?p ?o }}"
        pages = (self._lines(ordered, f" LIMIT {most} OFFSET {at}") for at in range(0, count, most))
        return set().union(*pages)

    def _lines(self, pattern: str, cut: str = "") -> set[str]:
        from .serial import ntriples_of_any

        reply = self._server.ask(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}{cut}", _TRIPLES)
        self._sound(reply)
        return set(str(self._parsed(reply, lambda: ntriples_of_any(reply.body, reply.media))).split("\n")[:-1])

    def add(self, nquads: str | bytes) -> None:
        """Add N-Quads: at once where the server can, else a graph at a time, the book-keeping last."""
        self._mine()
        if self._server.whole:
            self._sound(self._server.load(nquads.encode() if isinstance(nquads, str) else nquads))
            return
        by_graph: dict[str, list[str]] = defaultdict(list)
        for line in (nquads if isinstance(nquads, str) else nquads.decode()).split("\n"):
            if line:
                triple, _, graph = line.removesuffix("> .").rpartition(" <")
                by_graph[graph].append(triple)
        for graph in sorted(by_graph, key=last):
            self._put(graph, by_graph[graph])

    def _mine(self) -> None:
        if self._lease:
            self._lease.check()

    def _put(self, graph: str, lines: list[str]) -> None:
        most = len(lines) if graph == MANIFEST else _POSTED  # what is known of a plan is known whole
        for at in range(0, len(lines), most or 1):
            text = "".join(f"{line} .\n" for line in lines[at : at + most])
            self._sound(self._server.graph("POST", graph, body=text.encode()))

    def change(
        self,
        *,
        drop: Iterable[str] = (),
        updates: Iterable[str] = (),
        delete: Mapping[str, Iterable[str]] | None = None,
        insert: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        """Run updates, drop graphs, delete and insert lines: at once where the server can.

        Else in this order, so that a change cut off is seen: what the book-keeping forgets is forgotten first, what it
        learns is learnt last; lines are inserted before others are deleted, so that nothing said is lost between.
        """
        self._mine()
        gone, new = ({graph: list(lines) for graph, lines in (part or {}).items()} for part in (delete, insert))
        parts = [*updates, *(f"DROP SILENT GRAPH <{graph}>" for graph in drop)]
        text = " ;\n".join([*parts, *blocks("DELETE", gone, _ONCE), *blocks("INSERT", new, _ONCE)])
        if self._server.whole and len(text) < _UPDATE:
            if text:
                self._update(text)
            return
        for part in parts:
            self._update(part)
        for graph in sorted(new.keys() - {MANIFEST}):
            self._put(graph, new[graph])
        kept = {graph: set(lines) for graph, lines in new.items()}
        for part in blocks("DELETE", {g: [x for x in gone[g] if x not in kept.get(g, ())] for g in gone}, _ONCE):
            self._update(part)
        self._put(MANIFEST, new.get(MANIFEST, []))

    def _sweep(self) -> None:
        """Forget and drop plans of no known file, drop plans not known: a build that was cut off left them behind."""
        from . import manifest

        plans = f"{self._base()}plan/"
        named = {known.sha256 for known in manifest.files(self).values()}
        held = manifest.plans(self)
        for sha in sorted(held.keys() - named):
            self._update(manifest.forget_plan(sha))
        known = {entry.graph for sha, entry in held.items() if sha in named}
        for graph in self.graphs():
            if graph.startswith(plans) and graph not in known:
                self._update(f"DROP SILENT GRAPH <{graph}>")

    def _update(self, text: str) -> None:
        self._sound(self._server.update(text))

    def objects(self, predicate: str, graph: str) -> Iterator[tuple[str, str]]:
        """Subject and object of every triple with this predicate in one graph, as text."""
        rows = self.select(f"SELECT ?s ?o WHERE {{ GRAPH <{graph}> {{ ?s <{predicate}> ?o }} }}")
        yield from ((subject, value) for subject, value in rows)

    def settle(self) -> None:
        """A server keeps itself in order."""

    def snapshot(self, target: Path) -> None:
        """A server's store cannot be copied here. Errors: StoreError."""
        raise StoreError(f"{self._server.shown}：不能把远程图谱复制到 {target}；请用 zeren export")
