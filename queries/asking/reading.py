"""The library of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.duties import ask, duties, register
from ...graph.identity.lineage import lineage
from .library import Held, Link
from .stored import Stored

if TYPE_CHECKING:
    from ...graph.store import Store

SMALL = 2000  # tasks that are read in no time
LINKS = """
SELECT ?earlier ?later ?kind ?confidence WHERE {
  ?link a zr:Continuation ; zr:earlierTask ?earlier ; zr:laterTask ?later ; zr:confidence ?confidence ;
        zr:continuationKind/skos:notation ?kind .
}"""


def library(store: Store) -> Held | Stored:
    """The library of an open store: a small one is read whole, a large one by its full-text index."""
    from ...graph.fulltext.opening import index

    found = index(store)
    if found.size > SMALL:
        return Stored(store, found)
    found.close()
    return whole(store)


def whole(store: Store) -> Held:
    """Read the tasks of a store, its units' names and succession, and what was carried on."""
    known = register(store)
    links = [Link(a, b, kind, float(sure)) for a, b, kind, sure in ask(store, LINKS)]
    return Held(duties(store), known.documents, known.names, known.places, lineage(store), links)
