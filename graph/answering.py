"""What a stranger may ask of a store: a copy without its book-keeping, and answers written within bounds.

The engine has no limits of its own: what runs here runs in a process that can be killed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, Final, cast

import pyoxigraph as ox

from ..errors import UsageError
from ..ontology.prefixes import PREFIXES
from .store import MANIFEST, Store

SOLUTIONS: Final[Mapping[str, ox.QueryResultsFormat]] = MappingProxyType(
    {
        "application/sparql-results+json": ox.QueryResultsFormat.JSON,
        "application/sparql-results+xml": ox.QueryResultsFormat.XML,
        "text/csv": ox.QueryResultsFormat.CSV,
        "text/tab-separated-values": ox.QueryResultsFormat.TSV,
        "application/json": ox.QueryResultsFormat.JSON,
        "application/xml": ox.QueryResultsFormat.XML,
    }
)
TRIPLES: Final[Mapping[str, ox.RdfFormat]] = MappingProxyType(
    {
        "text/turtle": ox.RdfFormat.TURTLE,
        "application/n-triples": ox.RdfFormat.N_TRIPLES,
        "application/ld+json": ox.RdfFormat.JSON_LD,
        "application/rdf+xml": ox.RdfFormat.RDF_XML,
        "text/plain": ox.RdfFormat.N_TRIPLES,
        "application/xml": ox.RdfFormat.RDF_XML,
    }
)
_IN_MEMORY: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Question:
    """A query, its dataset, and the media types wanted of solutions and of triples (None: neither can be taken).

    Without graphs the default graph is the union of all, unless the text names its own (`of_its_own`, by FROM).
    """

    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    of_its_own: bool = False
    solutions: str | None = "application/sparql-results+json"
    triples: str | None = "text/turtle"


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows or triples an answer may have, and how many bytes."""

    rows: int
    size: int


class BeyondBoundsError(UsageError):
    """The answer is larger than the bounds allow; nothing of it is given."""


class NoFormError(UsageError):
    """The answer cannot be written in any form that was asked for."""


def publish(source: Path, target: Path) -> None:
    """Copy a store into the new folder `target` without its book-keeping. Errors: StoreError."""
    with Store.reading(source) as opened:
        opened.snapshot(target)
    copy = ox.Store(target)
    copy.remove_graph(ox.NamedNode(MANIFEST))
    copy.flush()


class Public:
    """A published store, open for questions."""

    def __init__(self, path: Path) -> None:
        self._inner = ox.Store.read_only(str(path))

    def answer(self, question: Question, out: IO[bytes], bounds: Bounds) -> str:
        """Write the whole answer, and give its media type.

        Errors: UsageError for a query that is not well formed; BeyondBoundsError; NoFormError.
        """
        found = self._asked(question)
        if isinstance(found, ox.QueryTriples):
            media = _wanted(question.triples, "CONSTRUCT、DESCRIBE", TRIPLES)
            _write_triples(_within(found, bounds.rows), _gate(out, bounds), TRIPLES[media])
            return media
        media = _wanted(question.solutions, "SELECT、ASK", SOLUTIONS)
        if isinstance(found, ox.QueryBoolean):
            found.serialize(out, SOLUTIONS[media])
        else:
            _write_solutions(found, out, SOLUTIONS[media], bounds)
        return media

    def _asked(self, question: Question) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The engine's answer; nothing that a query says of its own graphs counts where the caller named some."""
        named = question.default_graphs or question.named_graphs
        try:
            return self._inner.query(
                question.text,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=not named and not question.of_its_own,
                default_graph=[ox.NamedNode(iri) for iri in question.default_graphs] if named else None,
                named_graphs=[ox.NamedNode(iri) for iri in question.named_graphs] if named else None,
            )
        except SyntaxError as error:
            raise UsageError(f"查询有语法错误：{error.msg}") from None
        except ValueError as error:
            raise UsageError(f"图的名字不是 IRI：{error}") from None


def graph_in(ntriples: str, media: str) -> bytes:
    """N-Triples written in the form of a media type of `TRIPLES`."""
    lines = (quad.triple for quad in ox.parse(ntriples.encode(), ox.RdfFormat.N_TRIPLES))
    return ox.serialize(lines, format=TRIPLES[media], prefixes=dict(PREFIXES)) or b""


def _wanted(media: str | None, kind: str, forms: Mapping[str, object]) -> str:
    if media is None:
        raise NoFormError(f"{kind} 的结果不能写成所要的格式；可用：{'、'.join(forms)}")
    return media


class _Gate:
    """Lets bytes through up to a size, and lines up to a number."""

    def __init__(self, out: IO[bytes], bounds: Bounds, *, lines: bool = False) -> None:
        self._out, self._bounds, self._lines = out, bounds, lines
        self._rows, self._size = -1, 0  # the first line is the head

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._lines:
            self._rows += data.count(b"\n")
        if self._rows > self._bounds.rows:
            raise _too_many(self._bounds.rows)
        if self._size > self._bounds.size:
            raise BeyondBoundsError(f"结果超过 {self._bounds.size:,} 字节；请加 LIMIT，或只取需要的列")
        return self._out.write(data)

    def flush(self) -> None:
        self._out.flush()


def _gate(out: IO[bytes], bounds: Bounds, *, lines: bool = False) -> IO[bytes]:
    """What the engine takes for a file."""
    return cast("IO[bytes]", _Gate(out, bounds, lines=lines))


def _write_solutions(found: ox.QuerySolutions, out: IO[bytes], form: ox.QueryResultsFormat, bounds: Bounds) -> None:
    """Rows are counted in TSV, where a line is a row whatever its texts hold, and then put into the form wanted."""
    tsv = ox.QueryResultsFormat.TSV
    if form == tsv:
        found.serialize(_gate(out, bounds, lines=True), tsv)
        return
    with SpooledTemporaryFile(_IN_MEMORY) as rows:
        found.serialize(_gate(rows, bounds, lines=True), tsv)
        rows.seek(0)
        read = ox.parse_query_results(rows, tsv)
        if isinstance(read, ox.QuerySolutions):
            read.serialize(_gate(out, bounds), form)


def _within(found: Iterator[ox.Triple], most: int) -> list[ox.Triple]:
    """The triples, each once, sorted by their written form; no more than `most`."""
    seen: set[ox.Triple] = set()
    for triple in found:
        seen.add(triple)
        if len(seen) > most:
            raise _too_many(most)
    return sorted(seen, key=str)


def _write_triples(found: list[ox.Triple], out: IO[bytes], form: ox.RdfFormat) -> None:
    ox.serialize(found, out, form, prefixes=dict(PREFIXES) if form == ox.RdfFormat.TURTLE else None)


def _too_many(most: int) -> BeyondBoundsError:
    return BeyondBoundsError(f"结果超过 {most:,} 行，一行也没有给出；请加 LIMIT 分批取，或用 zeren export 取全部数据")
