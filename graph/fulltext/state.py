"""Which state of a store an index is of. Whoever only asks an index needs no more to know that it is up to date."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .. import manifest
from .schema import FORMAT

if TYPE_CHECKING:
    from ..manifest import Entry
    from ..store import Store


def state(store: Store, plans: Mapping[str, Entry] | None = None) -> str:
    """What tells one state of a store from another, for the index; `plans` are the store's, where they are known."""
    entries = manifest.digest(manifest.plans(store) if plans is None else plans)
    return hashlib.sha256(f"{FORMAT} {entries} {manifest.derived(store)}".encode()).hexdigest()


def held_state(base: sqlite3.Connection) -> str:
    """The state of the store that an index was made for, empty where it is new."""
    return about(base, "state")


def about(base: sqlite3.Connection, name: str) -> str:
    """What an index says of itself, empty where it says nothing."""
    return next((str(value) for (value,) in base.execute("SELECT value FROM about WHERE name = ?", (name,))), "")
