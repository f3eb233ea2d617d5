"""What was found of each place, kept in a file of the store's folder: it can be thrown away, and is then made again.

It is kept by parts (two plan years of a place), as JSON under a digest of all that a part rests on, so that nothing
stale is ever read; the lines of the derived graphs stand beside it, so that a build need not look in the store for what
it said before.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from ...errors import StoreError
from ..address import is_remote
from ..duties import Duty
from ..store import COMPARED, Store
from .lines import Lines, merged, subject
from .matter import Findings, Matter
from .packing import packed, packed_gist, unpacked, unpacked_gist
from .parts import Gist, Name, Part, Parts

_TABLES: Final = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  name TEXT PRIMARY KEY, key TEXT NOT NULL, about TEXT NOT NULL, digest TEXT NOT NULL, lines BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE part (
  place TEXT NOT NULL, name TEXT NOT NULL, sign TEXT NOT NULL, said TEXT NOT NULL, gist BLOB NOT NULL,
  found BLOB NOT NULL, lines BLOB NOT NULL, passages BLOB NOT NULL, PRIMARY KEY (place, name)
);
"""
_UNREADABLE: Final = (sqlite3.DatabaseError, zlib.error, ValueError, KeyError, TypeError)


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


@dataclass(frozen=True, slots=True)
class New:
    """A part as it is to be kept: its sign, what its lines rest on, itself, and its lines."""

    sign: str
    said: str
    part: Part
    lines: Lines


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

    def signs(self, place: str) -> dict[Name, tuple[str, str]]:
        """The parts of a place: the sign of each, and what its lines rest on."""
        rows = self._rows("SELECT name, sign, said FROM part WHERE place = ?", place)
        return {_name(key): (sign, said) for key, sign, said in rows}

    def lines(self, place: str) -> Lines:
        """The lines that the derived graphs have of a whole place, by kind. Errors: TornError."""
        return merged([self.ends(place), *(self.said(place, name) for name in self.signs(place))])

    def ends(self, place: str) -> Lines:
        """The lines of a place that are of no part. Errors: TornError."""
        found: Lines = self._read("SELECT lines FROM place WHERE name = ?", place) or {}
        return found

    def said(self, place: str, name: Name) -> Lines:
        """The lines of a part. Errors: TornError."""
        found: Lines = self._read("SELECT lines FROM part WHERE place = ? AND name = ?", place, _key(name)) or {}
        return found

    def passages(self, place: str, name: Name) -> set[str]:
        """The passages that the lines of a part describe. Errors: TornError."""
        return set(self._read("SELECT passages FROM part WHERE place = ? AND name = ?", place, _key(name)) or ())

    def _read(self, query: str, *values: str | int) -> Any:
        try:
            return next((json.loads(zlib.decompress(blob)) for (blob,) in self._rows(query, *values)), None)
        except _UNREADABLE as error:
            raise TornError(values) from error

    def gist(self, place: str, name: Name, by_iri: Mapping[str, Duty]) -> Gist | None:
        """The gist of a part; None where it is torn."""
        try:
            rows = self._rows("SELECT gist FROM part WHERE place = ? AND name = ?", place, _key(name))
            return next((unpacked_gist(zlib.decompress(blob).decode(), by_iri) for (blob,) in rows), None)
        except _UNREADABLE:  # torn or foreign: as good as none
            return None

    def part(self, place: str, name: Name, gist: Gist, by_iri: Mapping[str, Duty]) -> Part | None:
        """What was found of a part of that gist; None where it is torn."""
        try:
            rows = self._rows("SELECT found FROM part WHERE place = ? AND name = ?", place, _key(name))
            return next((unpacked(zlib.decompress(blob).decode(), gist, by_iri) for (blob,) in rows), None)
        except _UNREADABLE:
            return None

    def found(self, place: str, matter: Matter, code: str) -> Findings | None:
        """What was found of a place, if it was found of the same."""
        if not [*self._rows("SELECT 1 FROM place WHERE name = ? AND digest = ?", place, signed(matter, code))]:
            return None
        by_iri: dict[str, Duty] = {duty.iri: duty for duty in matter.duties}
        parts: dict[Name, Part] = {}
        for name in self.signs(place):
            gist = self.gist(place, name, by_iri)
            part = gist and self.part(place, name, gist, by_iri)
            if not part:
                return None
            parts[name] = part
        return Parts(matter, code).together(parts)

    def keep(self, place: str, kept: Kept, ends: Lines, parts: Mapping[Name, New], gone: Collection[Name]) -> None:
        """Keep what was found of a place, and write it down: a build that is killed need not find it again."""
        values = place, kept.key, json.dumps(kept.about), kept.digest, _pressed(json.dumps(ends))
        with self._writing() as base:
            base.executemany("DELETE FROM part WHERE place = ? AND name = ?", [(place, _key(n)) for n in sorted(gone)])
            base.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?, ?)", values)
            base.executemany(
                "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ((place, _key(name), new.sign, new.said, *_blobs(new)) for name, new in sorted(parts.items())),
            )

    def forget(self, place: str) -> None:
        """Drop what is kept of a place."""
        with self._writing() as base:
            base.execute("DELETE FROM part WHERE place = ?", (place,))
            base.execute("DELETE FROM place WHERE name = ?", (place,))

    def settle(self, value: str) -> None:
        """Say what the derived graphs are made for; empty: they may not hold what is kept."""
        with self._writing() as base:
            base.execute("INSERT OR REPLACE INTO about VALUES ('settled', ?)", (value,))

    def _rows(self, query: str, *values: str | int) -> Iterator[tuple[Any, ...]]:
        return iter(self._base.execute(query, values).fetchall() if self._base else ())

    def _writing(self) -> sqlite3.Connection:
        """The file, whose changes are made together, or none of them."""
        if not self._base:
            raise TypeError("nothing is kept of this store")
        return self._base


def _key(name: Name) -> str:
    return json.dumps(name)


def _name(key: str) -> Name:
    field, year, other = json.loads(key)
    return field, year, other


def _pressed(text: str) -> bytes:
    return zlib.compress(text.encode(), 1)


def _blobs(new: New) -> Iterator[bytes]:
    passages = sorted({subject(line) for line in new.lines.get("passages", ())})
    parts = packed_gist(new.part.gist), packed(new.part), json.dumps(new.lines), json.dumps(passages)
    return map(_pressed, parts)


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
        Shelf(base).signs("")
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
        raise StoreError(f"{file}：比较的结果写不了（{error}）；请腾出空间或检查权限，再重新运行 zeren build") from None


def _made(file: Path) -> sqlite3.Connection:
    """The file open for writing, begun anew where it is torn or foreign."""
    base = sqlite3.connect(file)
    try:
        if not base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            base.executescript(_TABLES)
        Shelf(base).settled()
        Shelf(base).places()
        Shelf(base).signs("")
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
