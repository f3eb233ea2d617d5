"""zeren (责任): who owns what, read out of Chinese government plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from rdflib import Dataset

__version__ = "0.1.0"


def open(store: str | os.PathLike[str] = "zeren.db") -> Dataset:  # noqa: A001 - `zeren.open(…)` is how it reads
    """Open the graph in the folder `store` as an `rdflib.Dataset`, without copying it. Errors: StoreError."""
    from .graph.dataset import dataset

    return dataset(store)
