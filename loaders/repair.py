"""Undo what print did to a document: page marks, folios, running heads, hard wraps, broken labels.

The raw text is never altered: the result maps every character back to it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from itertools import pairwise

from .folding import folded
from .paragraphs import FULL, Paragraph
from .patterns import repair as patterns
from .printlines import Line, lines_of
from .records import Source
from .text import BREAK, TABLE, WRAP, Text, counting

_CUT = 0.3  # of the lines of a wrapped document's width, so many stop within a sentence
_WIDEST = 160  # no page wraps at more columns


def repair(source: Source) -> Text:
    """The running text of `source`: paragraphs end in BREAK, wraps are WRAP, each table is one TABLE character."""
    lines = lines_of(source)
    width = _wrap_width(lines)
    joined = _Joined(folded(source.text))
    return _joined(lines, width, joined, indents=width is not None and _indents(lines, width))


def _wrap_width(lines: list[Line]) -> int | None:
    """The column at which a hard-wrapped document wraps, None for one that does not."""
    widths = sorted(w for w in (line.width for line in lines) if w >= 24)
    if len(widths) < 6 or widths[int(len(widths) * 0.97)] > _WIDEST:
        return None
    long = [w for w in widths if w >= 0.8 * widths[int(len(widths) * 0.97)]]
    full, _ = max(Counter(long).items(), key=lambda pair: (pair[1], pair[0]))
    alike = [line for line in lines if abs(line.width - full) <= FULL]
    cut = sum(not line.ends for line in alike)  # paragraphs of one length each end a sentence
    return full if len(alike) >= 0.25 * len(widths) and cut >= _CUT * len(alike) else None


def _indents(lines: list[Line], width: int) -> bool:
    """Whether a hard-wrapped document sets in the first line of each paragraph, and no other."""
    on: list[bool] = []
    new: list[bool] = []
    for last, line in pairwise(lines):
        ended, full = last.ends, last.width >= width - FULL
        if TABLE not in (last.chars, line.chars) and ended != full:
            (on if full else new).append(line.indented)
    return len(on) >= 5 and len(new) >= 3 and sum(on) <= 0.1 * len(on) and sum(new) >= 0.8 * len(new)


def _joined(lines: list[Line], width: int | None, joined: _Joined, *, indents: bool) -> Text:
    state = Paragraph(width, indents=indents)
    last: Line | None = None
    for line in lines:
        if last:
            wrapped = state.goes_on(last, line)
            if not wrapped:
                state.begin()
            joined.add(WRAP if wrapped else BREAK, last.start + len(last.chars))
        state.take(line)
        if joined.hidden:
            _append(line, joined)
        else:
            joined.add(line.chars, line.start)
        last = line
    return joined.text()


class _Joined:
    """Characters and their offsets, which are counted for a whole run at once: most lines follow right on the last."""

    def __init__(self, folded: str) -> None:
        self.chars: list[str] = []
        self.counted = counting(0, len(folded))
        self.hidden = any(mark in folded for mark in patterns.INVISIBLE_MARKS)
        self.offsets = array("q")
        self.first = self.end = 0

    def add(self, chars: str, start: int) -> None:
        """Add `chars`, which stand at `start` in the raw text."""
        if start != self.end:
            self.offsets += self.counted[self.first : self.end]
            self.first = start
        self.end = start + len(chars)
        self.chars.append(chars)

    def text(self) -> Text:
        """All that was added."""
        self.offsets += self.counted[self.first : self.end]
        return Text("".join(self.chars), self.offsets)


def _append(line: Line, joined: _Joined) -> None:
    """Add a line's characters, leaving out the invisible ones."""
    if not patterns.INVISIBLE.may_stand(line.chars):
        joined.add(line.chars, line.start)
        return
    position = 0
    for hidden in [*patterns.INVISIBLE.find(line.chars), None]:
        end = hidden.start() if hidden else len(line.chars)
        joined.add(line.chars[position:end], line.start + position)
        position = hidden.end() if hidden else end
