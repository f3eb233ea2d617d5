"""How wordings are compared: traditional as simplified, full width as half width, capitals as small letters.

Each character is folded by itself, so that the fold of a stretch is a stretch of the fold.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final, NamedTuple

BOTH: Final = frozenset("乾吒夥後徵拚捱摺於榘菸薹袷醣麴麽")
"""Characters of the simplified set (GB 2312) that traditional text has for another one of it."""
_BRACKETS: Final = str.maketrans("〔【﹝〕】﹞", "[[[]]]")  # a 文号 is printed with any of them


class _Widths(dict[int, int | str]):
    """Each character's plain form of the same length, so that places in a folded text are those of the text."""

    def __missing__(self, code: int) -> int | str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = plain if len(plain) == 1 else code
        return self[code]


@cache
def _widths() -> _Widths:
    return _Widths()


@lru_cache(maxsize=2**14)  # names, titles and passages that one question after another is held against
def fold(text: str) -> str:
    """A text as it is compared, as long as it is."""
    plain = text.translate(_widths())
    return plain if _simple(plain) else _simplified(plain)


@lru_cache(maxsize=2**14)
def readable(text: str) -> str:
    """A text as it is searched for whole words: folded, without the characters that a reader does not see."""
    plain = fold(text)
    return plain if plain.isprintable() else "".join(c for c in plain if c == "\n" or c.isprintable())


def _simplified(text: str) -> str:
    """Only where a character is outside of the simplified set: the converter takes a moment to start."""
    return text.translate({ord(c): _converted(c) for c in set(text) if ord(c) > 0x2FFF and not _simple(c)})


def _simple(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return BOTH.isdisjoint(text)


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _converted(character: str) -> str:
    simple = str(_converter().convert(character))  # type: ignore[attr-defined]  # an untyped library
    return simple if len(simple) == 1 else character


class Letters(NamedTuple):
    """The visible characters of a text, folded; `places` say where in the text each stood."""

    text: str
    places: tuple[int, ...]

    def spans(self, words: str) -> list[tuple[int, int]]:
        """Where these folded characters stand in the text as it was, start and end; none for no characters."""
        found, at = [], self.text.find(words) if words else -1
        while at >= 0:
            found.append((self.places[at], self.places[at + len(words) - 1] + 1))
            at = self.text.find(words, at + len(words))
        return found


def letters(text: str) -> Letters:
    """What of a text is searched: no blanks, no bold marks, nothing invisible; ㎡ becomes m2."""
    found = [
        (plain, at)
        for at, character in enumerate(fold(text))
        for plain in unicodedata.normalize("NFKC", character).translate(_BRACKETS).lower()
        if not _unseen(plain)
    ]
    return Letters("".join(plain for plain, _ in found), tuple(at for _, at in found))


def skeleton(text: str) -> str:
    """The text of `letters`, alone."""
    return fold(text).translate(_expansions())


@cache
def _expansions() -> _Expansions:
    return _Expansions({ord("*"): None})


class _Expansions(dict[int, int | str | None]):
    """Each character's plain form, of any length; nothing for what is not seen."""

    def __missing__(self, code: int) -> int | str | None:
        plain = unicodedata.normalize("NFKC", chr(code)).translate(_BRACKETS).lower()
        self[code] = "".join(c for c in plain if not _unseen(c)) or None
        return self[code]


def _unseen(character: str) -> bool:
    return character.isspace() or character == "*" or unicodedata.category(character) in {"Cf", "Cc"}
