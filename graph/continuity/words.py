"""Words of a Chinese text, by jieba or, where it is installed, rjieba: what a reader is shown of common wording.

Both get the same dictionary, jieba's own, so that they give the same words.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import prod
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ...ontology.authority import authority

if TYPE_CHECKING:
    from types import ModuleType

Segmenter = Callable[[str], Sequence[str]]
KEPT = 2**15  # texts whose words a segmenter remembers
TERM = re.compile(r"[㐀-鿿A-Za-z]{2,}")
_NONE = "\uffff"  # stands in no text


def segmenter(terms: Iterable[str] = (), *, quick: bool = True) -> Segmenter:
    """A segmenter that knows the words of the functions of government and `terms` besides; it takes a moment to make.

    `quick` takes rjieba where it is installed: it cuts faster, but is slower made. The splitting of unknown words by a
    hidden Markov model is off: it makes words that are none.
    """
    known = sorted(term for term in {*authority().functions(), *terms} if TERM.fullmatch(term))
    engine = (_rjieba(known) if quick else None) or _jieba(known)

    @lru_cache(maxsize=KEPT)  # what two tasks share is often a formula that many share
    def cut(text: str) -> tuple[str, ...]:
        return tuple(word for word in engine(text) if TERM.fullmatch(word))

    return cut


@cache
def usual(*, quick: bool) -> Segmenter:
    """The segmenter that knows no terms besides, made once."""
    return segmenter(quick=quick)


def naming(names: Iterable[str], cut: Segmenter) -> Segmenter:
    """A segmenter that cuts as another does, but for these names: each is a word wherever it stands, the longest."""
    known: dict[str, list[str]] = defaultdict(list)
    for name in sorted({name for name in names if TERM.fullmatch(name)}, key=lambda name: (-len(name), name)):
        known[name[:2]].append(name)

    def words(text: str) -> Iterator[str]:
        done = at = 0
        while at < len(text) - 1:
            name = next((name for name in known.get(text[at : at + 2], ()) if text.startswith(name, at)), "")
            if name:
                yield from cut(text[done:at])
                yield name
                done = at + len(name)
            at += len(name) or 1
        yield from cut(text[done:])

    return lru_cache(maxsize=KEPT)(lambda text: tuple(words(text)))


def _module() -> ModuleType:
    with warnings.catch_warnings():  # jieba 0.42 was written for older Pythons and says so at import
        warnings.simplefilter("ignore")
        import jieba
    return jieba  # type: ignore[no-any-return]  # an untyped library


def _tokenizer() -> Any:
    """Jieba's, its dictionary read from the package: its cache, in a folder that all may write, is not used."""
    own = _module().Tokenizer()
    known, own.total = _dictionary()
    own.FREQ = dict(known)
    own.initialized = True
    return own


@cache
def _dictionary() -> tuple[Mapping[str, int], int]:
    """The words of jieba's own dictionary with their frequencies, and the sum of these; read once."""
    own = _module().Tokenizer()
    words, total = own.gen_pfdict(own.get_dict_file())
    return MappingProxyType(words), total


def _jieba(terms: Iterable[str]) -> Segmenter:
    own = _tokenizer()
    for term in terms:
        own.add_word(term)
    return lambda text: list(own.lcut(text, HMM=False))


def _rjieba(terms: Iterable[str]) -> Segmenter | None:
    try:
        import rjieba
    except ImportError:
        return None
    engine: Any = rjieba.Jieba
    own, kept = _tokenizer(), engine.empty()
    counts, total = own.FREQ, own.total
    for word, count in counts.items():
        if count:
            kept.add_word(word, count, "")
    twice = 0
    for term in terms:  # as rare as jieba would have it
        parts = prod(counts.get(part, 1) / total for part in kept.cut(term, hmm=False))
        twice += counts.get(term, 0)
        counts[term] = max(int(parts * total) + 1, counts.get(term, 1))
        total += counts[term]
        kept.add_word(term, counts[term], "")
        kept.add_word(_NONE, twice, "")  # jieba counts a word that it knew a second time
    return lambda text: list(kept.cut(text, hmm=False))
