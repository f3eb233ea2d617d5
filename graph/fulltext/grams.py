"""Texts as the engine sees them: each two neighbouring characters one word, so that a phrase of them is a substring.

A word is written as two code points in hexadecimal, so nothing of a text or a question is syntax to the engine.
"""

from __future__ import annotations

from functools import cache
from operator import add

END = "\n"  # after the last character, so that it too begins a word


def words(text: str) -> str:
    """The words of a text's letters, in order."""
    return " ".join(map(_codes().__getitem__, map(add, text, text[1:] + END)))


def phrase(text: str) -> str:
    """The expression that finds the texts that hold these letters (at least one)."""
    if len(text) == 1:
        return f"{_code(text)}*"
    return '"' + words(text).rpartition(" ")[0] + '"'


def _code(character: str) -> str:
    return f"{ord(character):x}z"


class _Codes(dict[str, str]):
    def __missing__(self, pair: str) -> str:
        self[pair] = "".join(map(_code, pair))
        return self[pair]


@cache
def _codes() -> _Codes:
    return _Codes()
