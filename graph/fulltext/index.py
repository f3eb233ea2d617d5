"""Asking the index: which tasks hold some characters, how many do, which hold most of what is wanted."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from .folding import skeleton
from .grams import phrase, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TITLED: Final = 1.0  # what a term in a title adds to its worth, as a share of it
CROWD: Final = 0.2  # a term that a greater share of tasks holds ranks none, where there are rarer ones
SMALL: Final = 2000  # … and where there are more tasks than this
REMEMBERED: Final = 4096  # terms whose counts are kept


@dataclass(frozen=True, slots=True)
class Hit:
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
    iris: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many tasks it holds."""
        return int(self._rows("SELECT count(*) FROM task")[0][0])

    def frequency(self, term: str) -> int:
        """How many tasks hold a term."""
        wanted = skeleton(term)
        if not wanted:
            return 0
        if wanted not in self.counts:
            self.counts[wanted] = self._count(wanted)
            while len(self.counts) > REMEMBERED:
                self.counts.popitem(last=False)
        return self.counts[wanted]

    def _count(self, wanted: str) -> int:
        if len(wanted) == 2:
            rows = self._rows("SELECT doc FROM gram WHERE term = ?", words(wanted).partition(" ")[0])
            return int(rows[0][0]) if rows else 0
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

    def rank(self, terms: Mapping[str, float], limit: int) -> list[Hit]:
        """The best tasks for weighted terms: the sum of each one's weight and rarity, more where a title holds it.

        The rarity of a term is that of BM25 (Robertson and Zaragoza 2009); equals are in the order of their IRIs.
        """
        import numpy as np

        worth = self._worth(terms)
        if not worth:
            return []
        top = int(self._rows("SELECT max(id) FROM task")[0][0]) + 1
        scores, held = np.zeros(top), {}
        for term, value in worth.items():
            held[term] = self._ids(phrase(skeleton(term)))
            scores[held[term]] += value
            scores[self._ids(f"{{title}} : {phrase(skeleton(term))}")] += value * TITLED
        best = self._best(scores, limit)
        return [Hit(iri, score, tuple(t for t in worth if _has(held[t], at))) for iri, score, at in best]

    def _worth(self, terms: Mapping[str, float]) -> dict[str, float]:
        """What each term that any task holds is worth; those that all too many hold only where there are no others."""
        size = self.size
        counts = {term: self.frequency(term) for term in sorted(terms)}
        known = {term: count for term, count in counts.items() if count}
        few = {term: count for term, count in known.items() if size < SMALL or count <= CROWD * size}
        return {term: terms[term] * rareness(count, size) for term, count in (few or known).items()}

    def _ids(self, expression: str) -> NDArray[np.int64]:
        """The rows that an expression finds, ascending."""
        import numpy as np

        rows = self._rows("SELECT rowid FROM word WHERE word MATCH ?", expression)
        return np.fromiter((row for (row,) in rows), np.int64, len(rows))

    def _best(self, scores: NDArray[np.float64], limit: int) -> list[tuple[str, float, int]]:
        """The tasks with the best scores: IRI, score, row."""
        import numpy as np

        found = np.flatnonzero(scores)
        if len(found) > limit:
            bar = np.partition(scores[found], -limit)[-limit]
            found = found[scores[found] >= bar]
        rows = [(self._iri(int(at)), round(float(scores[at]), 9), int(at)) for at in found]
        return sorted(rows, key=lambda row: (-row[1], row[0]))[:limit]

    def _iri(self, row: int) -> str:
        return str(self._rows("SELECT iri FROM task WHERE id = ?", row)[0][0])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self.lock:
            return self.base.execute(query, values).fetchall()

    def close(self) -> None:
        """Let go of the index."""
        self.base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def rareness(frequency: int, size: int) -> float:
    """The weight of a term that `frequency` of `size` texts hold (Robertson and Zaragoza 2009)."""
    return math.log(1 + (size - frequency + 0.5) / (frequency + 0.5))


def _has(rows: NDArray[np.int64], row: int) -> bool:
    import numpy as np

    at = int(np.searchsorted(rows, row))
    return at < len(rows) and int(rows[at]) == row
