"""The library of a store."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...graph.duties import Asked, ask, duties, register
from ...graph.duty_queries import LINKS
from ...graph.fulltext.recalled import recalled
from ...graph.fulltext.remembered import SMALL, Remembered, remembered
from .index import Scan
from .library import Held, Link

if TYPE_CHECKING:
    from ...graph.identity.lineage import Lineage
    from ...graph.store import Store
    from .stored import Stored


def library(store: Store) -> Held | Stored:
    """The library of an open store: a small one is read whole, a large one by its full-text index."""
    from ...graph.fulltext.opening import index

    found = index(store)
    if found.size > SMALL:
        from .stored import Stored

        return Stored(store, found)
    with found:
        return whole(remembered(found.base, store.select) or store)


def kept(folder: Path) -> Held | None:
    """The library of a small store, by what its index keeps; None where the store has to be opened for it.

    Errors: StoreError where a writer is at work.
    """
    found = recalled(folder)
    return whole(found) if found else None


def whole(store: Asked) -> Held:
    """Read the tasks of a store, its units' names and succession, and what was carried on."""
    known = register(store)
    links = [Link(a, b, kind, float(sure)) for a, b, kind, sure in ask(store, LINKS)]
    line = cache(lambda: _line(store))
    if not isinstance(store, Remembered):
        line()  # who holds the library may close the store
    texts = store.texts() if isinstance(store, Remembered) else None
    scans = [] if texts is None else [Scan(texts)]
    return Held(duties(store), known.documents, known.names, known.places, line, links, scans)


def _line(store: Asked) -> Lineage:
    from ...graph.identity.lineage import lineage

    return lineage(store)
