"""Lines as print breaks them: at a width in columns, no mark that closes at a line's start, no letter alone."""

from __future__ import annotations

from typing import Final

_CLOSING: Final = frozenset("，。、；：）】》”")


def wrapped(text: str, columns: int) -> list[str]:
    """The lines of a paragraph; a hanzi takes two columns, a mark that closes may hang over the edge."""
    lines: list[str] = []
    start = used = 0
    for at, letter in enumerate(text):
        wide = 1 if letter.isascii() else 2
        if used + wide > columns and letter not in _CLOSING:
            lines.append(text[start:at])
            start, used = at, 0
        used += wide
    lines.append(text[start:])
    if len(lines) > 1 and len(lines[-1]) == 1:
        lines[-2:] = [lines[-2][:-1], lines[-2][-1] + lines[-1]]
    return lines
