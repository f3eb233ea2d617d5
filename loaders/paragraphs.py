"""Whether a line goes on with the paragraph before it: what print wrapped, and what it began anew."""

from __future__ import annotations

import re

from .patterns import repair as patterns
from .printlines import Line
from .text import TABLE

FULL = 6  # a wrapped line is full when it lacks at most so many columns
_LABELLED = 20  # a labelled line of so many characters may have wrapped inside a name
_LONG_LABEL = 26  # and so without a column at which lines wrap
_LONG = 40  # a line of so many characters is prose, not a heading
_NAME_END = re.compile(
    r"[局委办厅部处科室院行所队司团心府会社站关校厂区县镇乡州旗)）〕\]”]$|(?:负责|牵头|配合|落实|参与|实施|等)$"
)
_OPENS = frozenset("、，《（“〔【[—－-")  # what a line ends with when a list or a bracket goes on behind it
_CLOSES = frozenset("、，；。：）〕】]”》")
_QUOTED = re.compile(r"[”》’」〉]$")
_QUOTING = re.compile(r"^[“《‘「〈（]")
_BRACKET = re.compile(r"[（〔【\[《“）〕】\]》”]")
_COUNTED = re.compile(r"^[ ]*([（(]?)(\d{1,3})")


class Paragraph:
    """The paragraph read so far, which decides whether the next line still belongs to it."""

    def __init__(self, width: int | None, *, indents: bool) -> None:
        self.width = width
        self.indents = indents  # what is set in starts a paragraph, what is not goes on
        self.counters: dict[str, int] = {}
        self.begin()

    def begin(self) -> None:
        """Start a new paragraph."""
        self.size = 0
        self.kind = ""
        self._depth = 0
        self._prose = False
        self._fresh: list[str] = []  # lines that neither of the two counts yet: many paragraphs are never asked

    def take(self, line: Line) -> None:
        """Add a line to the paragraph."""
        if not self.size:
            self.kind = line.opens
            self._count(line)
        self.size += len(line.chars)
        self._fresh.append(line.chars)

    def _read_fresh(self) -> None:
        marks = "，。；、" if self.width is not None and self.kind == "item" else "，。；"
        for chars in self._fresh:
            if _BRACKET.search(chars):
                self._depth += sum(map(chars.count, "（〔【[《“")) - sum(map(chars.count, "）〕】]》”"))
            self._prose = self._prose or any(mark in chars for mark in marks)
        self._fresh.clear()

    @property
    def depth(self) -> int:
        """How many brackets stand open."""
        self._read_fresh()
        return self._depth

    @property
    def prose(self) -> bool:
        """Whether it holds a comma or a full stop, so that it is no bare heading."""
        self._read_fresh()
        return self._prose

    def _count(self, line: Line) -> None:
        if counted := _COUNTED.match(line.chars):
            self.counters[counted[1]] = int(counted[2])

    def goes_on(self, last: Line, line: Line) -> bool:
        """Whether `line` belongs to the paragraph whose latest line is `last`."""
        if TABLE in (last.chars, line.chars) or line.opens == "label":
            return False
        first = line.chars[:9]
        if "：" in first and patterns.CUT_LABEL.regex.search(f"{last.chars[-3:]}|{first}"):
            return True
        ended = last.ends
        if line.opens == "item":
            return (not ended or last.chars[-1] == "：") and self._is_accident(last, line, ended=ended)
        return self._is_cut(last, line) or self._continues(last, line, ended=ended)

    def _is_cut(self, last: Line, line: Line) -> bool:
        """Whether the marks at the line's end or start say that a list or a bracket goes on."""
        if last.chars[-1] in _OPENS or last.chars[0] in _CLOSES or line.chars[0] in _CLOSES or line.chars in _OPENS:
            return True
        if self.kind == "label" and line.chars[0] in "（〔":
            return True
        return not (self.indents and line.indented) and self.size < 300 and self.depth > 0

    def _is_accident(self, last: Line, line: Line, *, ended: bool) -> bool:
        """A number that only happens to start a wrapped line: it is not set in, or not the next of its series."""
        if self.width is None or last.width < self.width - FULL:
            return False
        counted = _COUNTED.match(line.chars)
        if ended or not counted or (self.indents and not line.indented):
            return self.indents and not line.indented
        number = int(counted[2])
        return number != 1 and not 0 < number - self.counters.get(counted[1], 0) <= 2

    def _continues(self, last: Line, line: Line, *, ended: bool) -> bool:
        if self.indents and line.indented:
            return self._is_bare_number(last)
        if self.width is None:
            return self._continues_unwrapped(last, ended=ended)
        return self._continues_wrapped(last, line, ended=ended)

    def _continues_wrapped(self, last: Line, line: Line, *, ended: bool) -> bool:
        if self.width is not None and last.width >= self.width - FULL:
            return not (ended and line.indented)
        if last.chars.endswith("；") or (last.chars.endswith("：") and self.kind == "label"):
            return self.kind != "label" or last.chars.endswith("：")
        if ended or last.chars.endswith("：") or self.kind == "label":
            return not ended and self._is_cut_list(last)
        if self.kind == "item" and (_QUOTED.search(last.chars) or _QUOTING.match(line.chars)):
            return True
        return self.prose or self._is_bare_number(last)

    def _is_cut_list(self, last: Line) -> bool:
        """A labelled line that stops inside a name."""
        return self.kind == "label" and len(last.chars) >= _LABELLED and not _NAME_END.search(last.chars)

    def _continues_unwrapped(self, last: Line, *, ended: bool) -> bool:
        """Without wraps a line is a paragraph, unless a page ended in the middle of it."""
        if ended or last.chars.endswith("："):
            return last.chars.endswith("：") and self.kind == "label"
        if self.kind == "label":
            return self.size >= _LONG_LABEL and not _NAME_END.search(last.chars)
        return self.prose or self.size >= _LONG or self._is_bare_number(last)

    def _is_bare_number(self, last: Line) -> bool:
        return self.kind == "item" and len(patterns.ITEM.regex.sub("", last.chars)) <= 1
