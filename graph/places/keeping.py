"""What was found of each place, kept in a file of the store's folder: it can be thrown away, and is then made again.

Findings are kept as JSON under a digest of all that they rest on, so that nothing stale is ever read; the lines of the
derived graphs stand beside them, so that a build need not look in the store for what it said before.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from ...errors import StoreError
from ..address import is_remote
from ..duties import Duty
from ..store import COMPARED, Store
from .matter import Findings, Matter
from .packing import packed, unpacked

_TABLES: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  name TEXT PRIMARY KEY, key TEXT NOT NULL, about TEXT NOT NULL, digest TEXT NOT NULL, found BLOB NOT NULL,
  lines BLOB NOT NULL
) WITHOUT ROWID;
"""
_UNREADABLE: Final = (sqlite3.DatabaseError, zlib.error, ValueError, KeyError, TypeError)
Lines = Mapping[str, Sequence[str]]


class TornError(Exception):
    """What is kept cannot be read, though it seemed so when it was opened: throw it away, and make all of it again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one place: `key` is of what can be seen without its tasks, `digest` of all it rests on.

    `about` are the units and the works that its tasks name.
    """

    key: str
    about: tuple[Sequence[str], Sequence[str]]
    digest: str


class Shelf:
    """The file of findings of a store, open; with no file, one that holds nothing."""

    def __init__(self, base: sqlite3.Connection | None) -> None:
        self._base = base

    def settled(self) -> str:
        """What the derived graphs were made for when all that is kept was in them; empty where that is not known."""
        return next((value for (value,) in self._rows("SELECT value FROM about WHERE name = 'settled'")), "")

    def places(self) -> dict[str, Kept]:
        """Every place of which something is kept."""
        rows = self._rows("SELECT name, key, about, digest FROM place ORDER BY name")
        return {name: Kept(key, tuple(json.loads(about)), digest) for name, key, about, digest in rows}

    def lines(self, place: str) -> Lines:
        """The lines that the derived graphs have of a place, by kind. Errors: TornError."""
        try:
            rows = self._rows("SELECT lines FROM place WHERE name = ?", place)
            return next((json.loads(zlib.decompress(blob)) for (blob,) in rows), {})
        except _UNREADABLE as error:
            raise TornError(place) from error

    def found(self, place: str, matter: Matter, code: str) -> Findings | None:
        """What was found of a place, if it was found of the same."""
        try:
            rows = self._rows("SELECT found FROM place WHERE name = ? AND digest = ?", place, signed(matter, code))
            by_iri: dict[str, Duty] = {duty.iri: duty for duty in matter.duties}
            return next((unpacked(zlib.decompress(blob).decode(), by_iri) for (blob,) in rows), None)
        except _UNREADABLE:  # torn or foreign: as good as none
            return None

    def keep(self, place: str, kept: Kept, found: Findings, lines: Lines) -> None:
        """Keep what was found of a place, and write it down: a build that is killed need not find it again."""
        blobs = zlib.compress(packed(found).encode(), 1), zlib.compress(json.dumps(lines).encode(), 1)
        values = kept.key, json.dumps(kept.about), kept.digest
        self._run("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?, ?)", place, *values, *blobs)

    def forget(self, place: str) -> None:
        """Drop what is kept of a place."""
        self._run("DELETE FROM place WHERE name = ?", place)

    def settle(self, value: str) -> None:
        """Say what the derived graphs are made for; empty: they may not hold what is kept."""
        self._run("INSERT OR REPLACE INTO about VALUES ('settled', ?)", value)

    def _rows(self, query: str, *values: str) -> Iterator[tuple[Any, ...]]:
        return iter(self._base.execute(query, values).fetchall() if self._base else ())

    def _run(self, statement: str, *values: str | bytes) -> None:
        if self._base:
            with self._base:
                self._base.execute(statement, values)


def signed(matter: Matter, code: str) -> str:
    """What findings are kept under: what they rest on, and the code that found them."""
    return f"{code} {matter.digest}"


@contextmanager
def reading(store: Store) -> Iterator[Shelf]:
    """Open what is kept of a store for reading; a server's store, a torn file and none give a shelf of nothing."""
    base = _opened(store.path / COMPARED) if not is_remote(store.path) else None
    try:
        yield Shelf(base)
    finally:
        if base:
            base.close()


def _opened(file: Path) -> sqlite3.Connection | None:
    if not file.is_file() or _journal(file).exists():
        return None  # beside a journal it is half written: its writer was killed
    try:
        base = sqlite3.connect(f"file:{quote(str(file.resolve()))}?mode=ro&immutable=1", uri=True)
        base.execute("SELECT name, key, about, digest FROM place LIMIT 1").fetchall()
    except sqlite3.DatabaseError:
        return None
    return base


def _journal(file: Path) -> Path:
    return file.with_name(f"{file.name}-journal")


@contextmanager
def writing(store: Store) -> Iterator[Shelf]:
    """Open what is kept of a store that is open for writing. Errors: StoreError where the file cannot be written."""
    file = store.path / COMPARED
    try:
        base = _made(file)
        try:
            yield Shelf(base)
        finally:
            base.close()
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            f"{file}：比较的结果写不了（{error}）；请检查磁盘空间和权限，删去该文件后重新运行 zeren build"
        ) from None


def _made(file: Path) -> sqlite3.Connection:
    """The file open for writing, begun anew where it is torn or foreign."""
    base = sqlite3.connect(file)
    try:
        if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            base.executescript(_TABLES)
        Shelf(base).settled()
        Shelf(base).places()
    except _UNREADABLE:
        base.close()
        throw_away(file)
        base = sqlite3.connect(file)
        base.executescript(_TABLES)
    return base


def throw_away(file: Path) -> None:
    """Remove a file of findings and what its writer left beside it."""
    file.unlink(missing_ok=True)
    _journal(file).unlink(missing_ok=True)
