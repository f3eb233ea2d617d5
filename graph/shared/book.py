"""The file in a store's folder that keeps what its plans say of shared things: it can be thrown away, and is made anew.

It is believed only where it was written by this very code for the very state that the graphs were left in.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ...errors import StoreError
from ..store import SHARED, Store
from .register import TABLES as REGISTER
from .register import Register
from .tally import TABLES as TALLY
from .tally import Tally, TornError

_TABLES: Final = f"""
BEGIN;
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
{TALLY}{REGISTER}
CREATE TABLE reach (unit TEXT, place TEXT, PRIMARY KEY (unit, place)) WITHOUT ROWID;
CREATE INDEX reach_place ON reach (place);
CREATE TABLE work (work TEXT, title TEXT, number TEXT, PRIMARY KEY (work, title, number)) WITHOUT ROWID;
CREATE INDEX work_title ON work (title);
CREATE INDEX work_number ON work (number);
COMMIT;
"""
TORN: Final = (sqlite3.DatabaseError, TornError)
_FULL: Final = frozenset({
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED,
})  # fmt: skip
"""What tells of the disk or of other processes, not of what the file holds."""
_CACHE: Final = 32  # MB


class Book:
    """The file, open for writing; `fresh` where it holds nothing yet."""

    def __init__(self, base: sqlite3.Connection, *, fresh: bool) -> None:
        self.base, self.fresh = base, fresh
        self.tally, self.register = Tally(base, fresh=fresh), Register(base)

    def settle(self, value: str) -> None:
        """Say what the graphs are made for, and write all down; empty: they may not hold what the book has."""
        self.base.execute("INSERT OR REPLACE INTO about VALUES ('settled', ?)", (value,))
        self.base.commit()


@contextmanager
def opened(store: Store, settled: str, code: str) -> Iterator[Book]:
    """Open the book of a store, begun anew unless it is `settled` for that state by that `code`.

    Errors: StoreError where the file cannot be written; those of `TORN` where it holds what it should not.
    """
    file = store.path / SHARED
    try:
        base = sqlite3.connect(file)
        try:
            if fresh := not (settled and _about(base) == {"settled": settled, "code": code}):
                base.close()
                throw_away(store)
                base = _made(file, code)
            base.execute(f"PRAGMA cache_size = -{_CACHE << 10}")
            yield Book(base, fresh=fresh)
        finally:
            base.close()
    except (sqlite3.OperationalError, OSError) as error:
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode & 0xFF not in _FULL:
            raise
        raise StoreError(f"{file}：写不了（{error}）；请腾出空间或检查权限，再重新运行同一命令") from None


def _about(base: sqlite3.Connection) -> dict[str, str]:
    try:
        return dict(base.execute("SELECT name, value FROM about"))
    except sqlite3.DatabaseError:
        return {}  # new, torn or foreign


def _made(file: Path, code: str) -> sqlite3.Connection:
    base = sqlite3.connect(file)
    base.executescript(_TABLES)
    base.execute("INSERT INTO about VALUES ('code', ?)", (code,))
    return base


def throw_away(store: Store) -> None:
    """Remove the book of a store, and what its writer left beside it."""
    file = store.path / SHARED
    file.unlink(missing_ok=True)
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
