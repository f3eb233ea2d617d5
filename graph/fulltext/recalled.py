"""What an index remembers of a small store, read while the store's engine stays closed: it takes a moment to open."""

from __future__ import annotations

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

from ...errors import StoreError
from ..duties import Row
from ..folder import FRESH, marked
from ..lock import hold
from .index import connected
from .remembered import Remembered, remembered
from .schema import FILE, FORMAT


def recalled(folder: Path) -> Remembered | None:
    """The answers that the index in a store's folder keeps; None where the store itself has to be asked.

    Errors: StoreError where a writer is at work.
    """
    if not (folder / FRESH).is_file():
        return None
    with hold(folder, writing=False) or nullcontext():
        if not marked(folder, FORMAT):
            return None
        try:
            with closing(connected(folder / FILE)) as base:
                return remembered(base, lambda text: _asked(folder, text))
        except sqlite3.DatabaseError:
            return None  # torn by other hands than ours: as good as none


def _asked(folder: Path, text: str) -> list[Row]:
    from ..store import Store

    with Store.reading(folder) as store:
        if not marked(folder, FORMAT):
            raise StoreError(f"{folder}：回答时图谱有了改动；请再问一次")
        return store.select(text)
