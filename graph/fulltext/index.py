"""Asking the index: which tasks hold some characters, how many do, which hold most of what is wanted."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from urllib.parse import quote

from .folding import skeleton
from .grams import phrase, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLED: Final = 1.0  # what a term in a title adds to its worth, as a share of it
CROWD: Final = 0.2
SMALL: Final = 2000
"""Of a term whose every part a greater share of more tasks than this hold, the parts are counted, not the whole."""
READ: Final = 30_000  # rows read for ranking; the terms that more hold only add to what rarer ones have found
LEAST: Final = 500
WIDER: Final = 3
"""How many tasks are scored in full: so many, or so many times those wanted."""
REMEMBERED: Final = 4096  # terms whose counts are kept


class Hit(NamedTuple):
    """A task that was found: its IRI, its score (greater is better), the terms that it holds."""

    iri: str
    score: float
    terms: tuple[str, ...]


@dataclass(slots=True)
class Index:
    """An open index; threads may share it, one asks at a time. Close it, or use `with`."""

    base: sqlite3.Connection
    lock: threading.Lock = field(default_factory=threading.Lock)
    counts: OrderedDict[str, int] = field(default_factory=OrderedDict)
    total: list[int] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many tasks it holds."""
        if not self.total:
            self.total.append(int(self._rows("SELECT count(*) FROM task")[0][0]))
        return self.total[0]

    def frequency(self, term: str) -> int:
        """How many tasks hold a term; of one that very many hold, at most how many."""
        wanted = skeleton(term)
        if not wanted:
            return 0
        if wanted not in self.counts:
            self.counts[wanted] = self._count(wanted)
            while len(self.counts) > REMEMBERED:
                self.counts.popitem(last=False)
        return self.counts[wanted]

    def _count(self, wanted: str) -> int:
        grams = set(words(wanted).split(" ")[: max(1, len(wanted) - 1)])
        if len(wanted) > 1:
            docs = [self._rows("SELECT doc FROM gram WHERE term = ?", gram) for gram in sorted(grams)]
            most = min((int(rows[0][0]) if rows else 0) for rows in docs)
            if len(wanted) == 2 or not most or (self.size > SMALL and most > CROWD * self.size):
                return most
        return int(self._rows("SELECT count(*) FROM word WHERE word MATCH ?", phrase(wanted))[0][0])

    def containing(self, text: str, limit: int | None = None) -> list[str]:
        """The IRIs of the tasks that hold these characters in title, text or the names of their units, sorted."""
        wanted = skeleton(text)
        if not wanted:
            return []
        rows = self._rows(
            "SELECT iri FROM task WHERE id IN (SELECT rowid FROM word WHERE word MATCH ?) ORDER BY iri LIMIT ?",
            phrase(wanted), -1 if limit is None else limit,
        )  # fmt: skip
        return [iri for (iri,) in rows]

    def places(self, text: str) -> list[tuple[str, str, int]]:
        """The tasks of `containing`, each with its plan (an IRI) and its start in the document."""
        wanted = skeleton(text)
        query = """SELECT task.iri, plan.iri, start FROM task JOIN plan ON plan.id = task.plan
                   WHERE task.id IN (SELECT rowid FROM word WHERE word MATCH ?)"""
        return self._rows(query, phrase(wanted)) if wanted else []

    def rank(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best tasks for weighted terms: the sum of each one's weight and rarity, more where a title holds it.

        The rarity of a term is that of BM25 (Robertson and Zaragoza 2009); equals are in the order of their IRIs. Where
        terms stand in very many tasks, only the tasks that hold the rarer of them are looked at.
        """
        counts = {term: self.frequency(term) for term in sorted(terms)}
        worth = {term: terms[term] * rareness(count, self.size) for term, count in counts.items() if count}
        if not worth:
            return []
        found = self._candidates(worth, counts, max(LEAST, WIDER * limit))
        hits = [hit for row in found if (hit := self._hit(row, worth))]
        return sorted(hits, key=lambda hit: (-hit.score, hit.iri))[:limit]

    def _candidates(self, worth: Mapping[str, float], counts: Mapping[str, int], most: int) -> list[int]:
        """The rows that score best by the rarer terms, ascending; all that equal the last of them are among them."""
        import numpy as np

        scores = np.zeros(int(self._rows("SELECT max(id) FROM task")[0][0]) + 1)
        read = 0
        for term in sorted(worth, key=lambda term: (counts[term], term)):
            if read and read + counts[term] > READ:
                break
            scores[self._ids(phrase(skeleton(term)))] += worth[term]
            read += counts[term]
        found = np.flatnonzero(scores)
        if len(found) > most:
            bar = np.partition(scores[found], -most)[-most]
            above = found[scores[found] > bar]
            equal = sorted((self._iri(row), row) for row in found[scores[found] == bar].tolist()[: READ // 10])
            found = np.array([*above, *(row for _, row in equal[: most - len(above)])])
        return [int(row) for row in found]

    def _hit(self, row: int, worth: Mapping[str, float]) -> Hit | None:
        """Score a task by what its texts hold."""
        iri, title, text, names = self._rows("SELECT iri, title, text, names FROM task WHERE id = ?", row)[0]
        held = [term for term in worth if (plain := skeleton(term)) in text or plain in title or plain in names]
        score = sum(worth[term] * (1 + TITLED * (skeleton(term) in title)) for term in held)
        return Hit(iri, round(score, 9), tuple(held)) if held else None

    def _ids(self, expression: str) -> NDArray[np.int64]:
        """The rows that an expression finds, ascending."""
        import numpy as np

        rows = self._rows("SELECT rowid FROM word WHERE word MATCH ?", expression)
        return np.fromiter((row for (row,) in rows), np.int64, len(rows))

    def _iri(self, row: int) -> str:
        return str(self._rows("SELECT iri FROM task WHERE id = ?", row)[0][0])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.lock:
            return self.base.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the index."""
        self.base.close()

    def __del__(self) -> None:
        # Who keeps one for as long as a store is served has no better moment.
        self.base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def connected(file: Path) -> sqlite3.Connection:
    """Open the file of an index to read it; who does so holds the store's lock, so that nobody writes meanwhile."""
    name = quote(str(file.resolve()))
    return sqlite3.connect(f"file:{name}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def rareness(frequency: int, size: int) -> float:
    """The weight of a term that `frequency` of `size` texts hold (Robertson and Zaragoza 2009)."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))
