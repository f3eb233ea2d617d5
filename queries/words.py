r"""The words of a SPARQL text: what stands outside strings, IRIs and comments, each with its place.

Whatever a parser could take for a word is one here, so that no spelling hides a SERVICE: `5SERVICE` and `?o.SERVICE`
are read by the engine as they are meant, and an escaped quote in a name (`ex:a\'`) opens no string.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NO_IRI: Final = frozenset('<"{}|^` \t\n\r')
_JOINED: Final = frozenset("_:?$@%\\")
_READING: Final = frozenset(("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"))
_CHANGING: Final = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a single mark, from `start` to `end`. A name with a colon and a variable are one word."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """The words and marks of a SPARQL text, in order."""
    at = 0
    while at < len(text):
        end = _skipped(text, at)
        if end > at:
            at = end
            continue
        end = at + 1
        if text[at].isalnum() or text[at] in _JOINED:
            end = at
            while end < len(text) and (text[end].isalnum() or text[end] in _JOINED):
                end += 2 if text[end] == "\\" else 1
        if not text[at].isspace():
            yield Word(text[at:end], at, end)
        at = end


def _skipped(text: str, at: int) -> int:
    """The end of the comment, string or IRI that starts at `at`; `at` itself where none does."""
    mark = text[at]
    if mark == "#":
        return min(_after(text, "\n", at), _after(text, "\r", at))
    if mark in "\"'":
        return _string_end(text, at)
    if mark == "<":
        end = at + 1
        while end < len(text) and text[end] not in _NO_IRI and text[end] != ">":
            end += 1
        return end + 1 if text[end : end + 1] == ">" else at
    return at


def _string_end(text: str, at: int) -> int:
    quote = text[at] * 3 if text.startswith(text[at] * 3, at) else text[at]
    end = at + len(quote)
    while end < len(text) and not text.startswith(quote, end):
        end += 2 if text[end] == "\\" else 1
    return min(len(text), end + len(quote))


def _after(text: str, mark: str, at: int) -> int:
    end = text.find(mark, at)
    return len(text) if end < 0 else end + 1


def changing_word(text: str) -> str | None:
    """The word by which a text wants to change the store rather than to ask it; None for a query."""
    for word in words(text):
        upper = word.text.upper()
        if upper in _READING:
            return None
        if upper in _CHANGING:
            return upper
    return None


def calls_out(text: str) -> bool:
    """Whether a query asks another server (SERVICE)."""
    return any(
        word.text.upper().endswith("SERVICE") and ":" not in word.text and word.text[0] not in "?$@"
        for word in words(text)
    )
