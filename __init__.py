"""zeren (责任): who owns what, read out of Chinese government plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from rdflib import Dataset

__version__ = "0.1.0"


def open(store: str | os.PathLike[str]) -> Dataset:  # noqa: A001 -- `zeren.open(folder)` reads as it should
    """Open the store in the folder `store` as an RDFLib dataset, for reading and without copying.

    Each plan is a named graph, the default graph is the union of all. Errors: StoreError.
    """
    from .graph.dataset import dataset

    return dataset(store)
