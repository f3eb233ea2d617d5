"""Lines counted by how many say them: a line is there as long as anyone says it.

A sayer is a plan, a place's changes, a bureau's offices, a work; what each says is kept, so that it can be taken back.
The book is a SQLite database.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Final

TABLES: Final = """
CREATE TABLE saying (kind TEXT, sayer TEXT, lines BLOB NOT NULL, PRIMARY KEY (kind, sayer)) WITHOUT ROWID;
CREATE TABLE line (
  subject TEXT, kind TEXT, rest TEXT, count INTEGER NOT NULL, PRIMARY KEY (subject, kind, rest)
) WITHOUT ROWID;
"""
_ADD: Final = """
INSERT INTO line VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count"""
_GONE: Final = "DELETE FROM line WHERE subject = ? AND kind = ? AND rest = ? AND count = 0"
_DESCRIBED: Final = """
SELECT DISTINCT subject FROM line WHERE subject IN (SELECT value FROM json_each(?)) AND kind = ?"""
_ALL: Final = "SELECT subject, rest FROM line WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY subject"
_SOME: Final = """
SELECT subject, rest FROM line
WHERE kind IN (SELECT value FROM json_each(?)) AND subject IN (SELECT value FROM json_each(?)) ORDER BY subject"""
_BREAK: Final = "\n"  # no line of N-Triples holds one
_HELD: Final = 200_000  # lines counted in memory before they are written down


class TornError(Exception):
    """What is kept cannot be read: throw it away, and make all of it again."""


class Tally:
    """What is said, by kind and sayer; `fresh` where nothing was said before."""

    def __init__(self, base: sqlite3.Connection, *, fresh: bool) -> None:
        self.base, self.fresh = base, fresh
        self._counts: Counter[tuple[str, str]] = Counter()
        self._touched: dict[str, set[str]] = defaultdict(set)

    def say(self, kind: str, sayer: str, lines: Collection[str]) -> list[str]:
        """Let a sayer say these lines (N-Triples without full stop) and nothing else; give what it said before."""
        old = [] if self.fresh else self.said(kind, sayer)
        if not self.fresh and old == sorted(lines):
            return old
        for line in old:
            self._counts[kind, line] -= 1
        for line in lines:
            self._counts[kind, line] += 1
        if not self.fresh:
            self._touched[kind].update(line.partition(" ")[0] for line in (*old, *lines))
        if lines:
            blob = zlib.compress(_BREAK.join(sorted(lines)).encode(), 1)
            self.base.execute("INSERT OR REPLACE INTO saying VALUES (?, ?, ?)", (kind, sayer, blob))
        elif old:
            self.base.execute("DELETE FROM saying WHERE kind = ? AND sayer = ?", (kind, sayer))
        if len(self._counts) > _HELD:
            self._flush()
        return old

    def said(self, kind: str, sayer: str) -> list[str]:
        """What a sayer says, sorted."""
        rows = self.base.execute("SELECT lines FROM saying WHERE kind = ? AND sayer = ?", (kind, sayer))
        try:
            return next((zlib.decompress(blob).decode().split(_BREAK) for (blob,) in rows), [])
        except (zlib.error, UnicodeDecodeError) as error:
            raise TornError(sayer) from error

    def sayers(self, kind: str) -> list[str]:
        """Who says anything of a kind."""
        return [sayer for (sayer,) in self.base.execute("SELECT sayer FROM saying WHERE kind = ?", (kind,))]

    def touched(self, *kinds: str) -> set[str]:
        """The subjects (terms) of which sayers have changed what they say; of a fresh tally none."""
        return {subject for kind in kinds for subject in self._touched[kind]}

    def described(self, kind: str, subjects: Iterable[str]) -> set[str]:
        """Of which of these subjects anything is said."""
        self._flush()
        rows = self.base.execute(_DESCRIBED, (json.dumps(sorted(subjects)), kind))
        return {subject for (subject,) in rows}

    def subjects(self, kind: str, head: str) -> Iterator[str]:
        """The subjects that begin with some letters and of which anything is said."""
        self._flush()
        query = "SELECT DISTINCT subject FROM line WHERE subject >= ? AND subject < ? AND kind = ?"
        return (subject for (subject,) in self.base.execute(query, (head, f"{head}\U0010ffff", kind)))

    def by_subject(self, kinds: Collection[str], subjects: Collection[str] | None = None) -> Iterator[list[str]]:
        """What is said of each subject in turn, the same line once; of these subjects, or of all."""
        self._flush()
        sought = json.dumps(list(kinds))
        rows = (
            self.base.execute(_ALL, (sought,))
            if subjects is None
            else self.base.execute(_SOME, (sought, json.dumps(sorted(subjects))))
        )
        for subject, those in groupby(rows, key=lambda row: row[0]):
            yield sorted({f"{subject} {rest}" for _, rest in those})

    def _flush(self) -> None:
        counts = [(*line.partition(" ")[::2], kind, count) for (kind, line), count in self._counts.items() if count]
        rows = sorted((subject, kind, rest, count) for subject, rest, kind, count in counts)
        self.base.executemany(_ADD, rows)
        self.base.executemany(_GONE, (row[:3] for row in rows if row[3] < 0))
        self._counts.clear()
