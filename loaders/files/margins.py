"""First-line indents of a page's lines: print shows them by place, the text layer by nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Final

INDENT: Final = "\u3000\u3000"
LEAST: Final = 1.2
MOST: Final = 3.2
"""Widths of a character by which a paragraph's first line is set in; a centred line mostly stands further in."""
MARGIN_SHARE: Final = 0.15
"""Share of a page's lines that start at its margin."""
GRAIN: Final = 4.0
"""Points within which lines start at the same place: glyphs do not fill their boxes."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line's words, where its first character starts, and the width of that."""

    words: str
    left: float = 0.0
    width: float = 0.0


def with_indents(lines: Sequence[PrintedLine]) -> str:
    """The lines of a page, those that are set in by about two characters with blanks in front."""
    placed = [line for line in lines if line.width > 0]
    if not placed:
        return "\n".join(line.words for line in lines)
    margin = _margin(placed)
    em = median_low([line.width for line in placed])
    return "\n".join(
        INDENT + line.words if line.width > 0 and LEAST * em <= line.left - margin <= MOST * em else line.words
        for line in lines
    )


def _margin(lines: Sequence[PrintedLine]) -> float:
    """The leftmost place at which many lines start."""
    places = Counter(round(line.left / GRAIN) for line in lines)
    many = [place for place, count in places.items() if count >= max(2, len(lines) * MARGIN_SHARE)]
    return min(many, default=min(places)) * GRAIN
