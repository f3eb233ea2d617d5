"""How wordings are compared: traditional as simplified, full width as half width, capitals as small letters."""

from __future__ import annotations

import unicodedata
from functools import cache


class _Widths(dict[int, int | str]):
    """Each character's plain form of the same length, so that places in a folded text are those of the text."""

    def __missing__(self, code: int) -> int | str:
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = plain if len(plain) == 1 else code
        return self[code]


@cache
def _widths() -> _Widths:
    return _Widths()


def fold(text: str) -> str:
    """A text as it is compared, as long as it is."""
    plain = text.translate(_widths())
    try:
        plain.encode("gb2312")
    except UnicodeEncodeError:
        simple = _simplified(plain)
        return simple if len(simple) == len(plain) else plain
    return plain


def readable(text: str) -> str:
    """A text as it is searched: folded, without the characters that a reader does not see."""
    plain = fold(text)
    return plain if plain.isprintable() else "".join(c for c in plain if c == "\n" or c.isprintable())


def _simplified(text: str) -> str:
    """Only where a character is outside of the simplified set: the converter takes a moment to start."""
    return "".join(_converted(c) if ord(c) > 0x2FFF and not _simple(c) else c for c in text)


def _simple(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@cache
def _converted(character: str) -> str:
    return str(_converter().convert(character))  # type: ignore[attr-defined]  # an untyped library
