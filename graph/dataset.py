"""The store as an `rdflib.Dataset`, without copying. Imported only by those who ask for one: RDFLib is slow to load."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oxrdflib import OxigraphStore
from rdflib import XSD, Dataset, Graph, Literal

from ..ontology.prefixes import PREFIXES
from .store import MANIFEST, Store

if TYPE_CHECKING:
    from rdflib.query import Result


def dataset(store: str | os.PathLike[str]) -> Dataset:
    """Open the store in the folder `store` for reading with RDFLib; closing the dataset lets go of it.

    Each plan is a named graph; the default graph is the union of all. Errors: StoreError.
    """
    found = Dataset(store=_Held(Store.reading(Path(store))), default_union=True)
    for prefix, iri in PREFIXES:
        found.bind(prefix, iri)
    return found


class _Held(OxigraphStore):
    """A store opened by us: strings as RDFLib's parsers give them, the store's own book-keeping left out."""

    def __init__(self, opened: Store) -> None:
        super().__init__(store=opened.engine)
        self._opened: Store | None = opened

    def triples(self, triple_pattern: Any, context: Graph | None = None) -> Iterator[Any]:
        for triple, contexts in super().triples(triple_pattern, context):
            graphs = [graph for graph in contexts if not _ours(graph)]
            if graphs:
                yield tuple(map(_plain, triple)), iter(graphs)

    def contexts(self, triple: Any = None) -> Generator[Graph, None, None]:
        yield from (graph for graph in super().contexts(triple) if not _ours(graph))

    def __len__(self, context: Graph | None = None) -> int:
        return sum(1 for _ in self.triples((None, None, None), context))

    def query(self, *args: Any, **kwargs: Any) -> Result:
        result = super().query(*args, **kwargs)
        if result.type == "SELECT":
            result.bindings = ({v: _plain(term) for v, term in row.items()} for row in result.bindings)
        elif result.graph is not None:
            plain = Graph()
            plain += (tuple(map(_plain, triple)) for triple in result.graph)
            result.graph = plain
        return result

    def close(self, commit_pending_transaction: bool = False) -> None:  # noqa: FBT001, FBT002 -- RDFLib's signature
        if self._opened is not None:
            super().close(commit_pending_transaction)
            self._opened.close()
            self._opened = None


def _ours(graph: Any) -> bool:
    return str(getattr(graph, "identifier", graph)) == MANIFEST


def _plain(term: Any) -> Any:
    """A string without its datatype, as RDFLib writes and compares it."""
    return Literal(str(term)) if isinstance(term, Literal) and term.datatype == XSD.string else term
