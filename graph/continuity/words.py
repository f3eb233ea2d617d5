"""Words of a Chinese text, by jieba: what a reader is shown of two tasks' common wording."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from ...ontology.authority import authority

Segmenter = Callable[[str], list[str]]
TERM = re.compile(r"[㐀-鿿A-Za-z]{2,}")


def empty() -> Any:
    """A tokenizer that knows no words yet."""
    with warnings.catch_warnings():  # jieba 0.42 was written for older Pythons and says so at import
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.CRITICAL)
    return jieba.Tokenizer()


@cache
def dictionary() -> tuple[Mapping[str, int], int]:
    """The words of jieba's own dictionary with their frequencies, and the sum of these; read once."""
    own = empty()
    words, total = own.gen_pfdict(own.get_dict_file())
    return MappingProxyType(words), total


def segmenter(terms: Iterable[str] = ()) -> Segmenter:
    """A segmenter that knows the words of the functions of government and `terms` besides; the first takes a second.

    The dictionary is read from the package itself: jieba's own cache, a file in a folder that all may write, is not
    used. The splitting of unknown words by a hidden Markov model is off: it makes words that are none.
    """
    own = empty()
    known, own.total = dictionary()
    own.FREQ = dict(known)
    own.initialized = True
    for term in sorted({*authority().functions(), *terms}):
        if TERM.fullmatch(term):
            own.add_word(term)
    return lambda text: [word for word in own.lcut(text, HMM=False) if TERM.fullmatch(word)]
