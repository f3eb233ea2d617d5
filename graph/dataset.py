"""The store as an `rdflib.Dataset`, without copying."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from .store import Store

if TYPE_CHECKING:
    from rdflib import Dataset


def dataset(store: str | os.PathLike[str]) -> Dataset:
    """Open the store in the folder `store` for reading with RDFLib; closing the dataset lets go of it.

    Each plan is a named graph; the default graph is the union of all. Errors: StoreError.
    """
    from oxrdflib import OxigraphStore
    from rdflib import Dataset

    from ..ontology.terms import PREFIXES

    opened = Store.reading(Path(store))

    class Held(OxigraphStore):
        """The engine's store, holding the reader's lock as long as it lives."""

        def close(self, commit_pending_transaction: bool = False) -> None:  # noqa: FBT001, FBT002 -- RDFLib's signature
            super().close(commit_pending_transaction)
            opened.close()

    found = Dataset(store=Held(store=opened.engine), default_union=True)
    for prefix, iri in PREFIXES:
        found.bind(prefix, iri)
    return found
