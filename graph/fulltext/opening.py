"""The index of a store: a file in the store's folder, made with each build; in memory where there is none that fits."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..store import is_remote
from .filling import create, fill, held_state, state
from .index import Index
from .schema import FILE

if TYPE_CHECKING:
    from pathlib import Path

    from ..store import Store


def index(store: Store) -> Index:
    """Open the index of a store that is open; where it has none, or one of another state, make one in memory."""
    base = _kept(store)
    if base is None:
        base = sqlite3.connect(":memory:", check_same_thread=False)
        create(base)
        fill(base, store)
    return Index(base)


def _kept(store: Store) -> sqlite3.Connection | None:
    """The index in the store's folder, if it is of the store's state."""
    file = store.path / FILE
    if not file.is_file():
        return None
    # Nobody writes while the store is open for reading, so the engine need not look.
    base = sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        if held_state(base) == state(store):
            return base
    except sqlite3.DatabaseError:
        pass  # torn or foreign: as good as none
    base.close()
    return None


def update(store: Store) -> None:
    """Bring the index in the folder of a store that is open for writing up to it; a server's store has none."""
    if is_remote(store.path):
        return
    file = store.path / FILE
    try:
        _update(file, store)
    except sqlite3.DatabaseError:
        file.unlink(missing_ok=True)
        _update(file, store)


def _update(file: Path, store: Store) -> None:
    fresh = not file.exists()
    base = sqlite3.connect(file)
    try:
        if fresh:
            create(base)
        fill(base, store)
    finally:
        base.close()
