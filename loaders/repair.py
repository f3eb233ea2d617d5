"""Undo what print did to a document: page marks, folios, running heads, hard wraps, broken labels.

The raw text is never altered: the result maps every character back to it.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from .folding import folded
from .patterns import repair as patterns
from .records import Source, Span
from .text import BREAK, TABLE, WRAP, Text

_EDGE = 2  # lines from a page's edge that may be a running head or a folio
_REPEATS = 3  # a running head stands on at least so many pages
_SHARE = 0.3  # and on so many of all
_FULL = 6  # a wrapped line is full when it lacks at most so many columns
_LABELLED = 20  # a labelled line of so many characters may have wrapped inside a name
_LONG_LABEL = 26  # and so without a column at which lines wrap
_WIDEST = 160  # no page wraps at more columns
_LONG = 40  # a line of so many characters is prose, not a heading
_NAME_END = re.compile(
    r"[局委办厅部处科室院行所队司团心府会社站关校厂区县镇乡州旗)）〕\]”]$|(?:负责|牵头|配合|落实|参与|实施|等)$"
)
_LIST_MARK = re.compile(r"[、，《（“〔【\[—－-]$|^[、，；。：）〕】\]”》]")
_QUOTED = re.compile(r"[”》’」〉]$")
_QUOTING = re.compile(r"^[“《‘「〈（]")
_CLAUSE_WORDS = ("：", "责任", "牵头", "负责", "配合", "单位", "部门", "公开", "局")
_COUNTED = re.compile(r"^[ ]*([（(]?)(\d{1,3})")


@dataclass(frozen=True, slots=True)
class _Line:
    """A physical line: its folded words without surrounding blanks, where they start, and how it is set."""

    chars: str
    start: int
    indented: bool
    gap: bool  # blank lines stand before it

    @property
    def width(self) -> int:
        return len(self.chars) + (len(self.chars.encode("utf-8", "replace")) - len(self.chars)) // 2


def repair(source: Source) -> Text:
    """The running text of `source`: paragraphs end in BREAK, wraps are WRAP, each table is one TABLE character."""
    lines = _lines(folded(source.text), source)
    lines = _without_broken_labels(lines)
    width = _wrap_width(lines)
    return _joined(lines, width, indents=width is not None and _indents(lines, width))


def _lines(folded: str, source: Source) -> list[_Line]:
    """The physical lines that carry words, without page marks, folios and running heads."""
    tables = {
        table_span(rows).start: table_span(rows).end for rows in (t.rows for t in source.tables) if any_cell(rows)
    }
    found: list[_Line] = []
    edges: list[int] = []
    position, gap, page = 0, False, iter([*source.pages, len(folded) + 1])
    next_page = next(page)
    skip_to = -1
    for line in folded.split("\n"):
        start, position = position, position + len(line) + 1
        if start >= next_page or "\x0c" in source.text[start - 1 : start]:
            edges.append(len(found))
            while start >= next_page:
                next_page = next(page)
        table = next((s for s in tables if start <= s < position), None) if tables else None
        if table is not None and start >= skip_to:
            found.append(_Line(TABLE, table, indented=False, gap=True))
            skip_to = tables[table]
        if start < skip_to:
            continue
        bare = line.strip()
        if patterns.PAGE_MARK.regex.match(bare):
            if "-" * 3 not in bare:
                edges.append(len(found))
            continue
        if bare:
            lead = len(line) - len(line.lstrip())
            mark = patterns.MARKDOWN_HEADING.regex.match(line)
            lead = mark.end() if mark else lead
            lead += 2 * line.startswith("**", lead)
            found.append(_Line(_unmarked(line[lead:].rstrip()), start + lead, lead >= 2 and mark is None, gap))
            gap = False
        else:
            gap = True
    return _without_furniture(found, edges)


def _unmarked(line: str) -> str:
    """A line without the bold mark that closes at its end, so that its last words can be seen."""
    return line.removesuffix("**").rstrip() if line.count("**") % 2 else line


def any_cell(rows: tuple[tuple[Span | None, ...], ...]) -> bool:
    """Whether a table has any words at all."""
    return any(cell for row in rows for cell in row)


def table_span(rows: tuple[tuple[Span | None, ...], ...]) -> Span:
    """From a table's first word to its last."""
    cells = [cell for row in rows for cell in row if cell]
    return Span(min(c.start for c in cells), max(c.end for c in cells))


def _without_furniture(lines: list[_Line], edges: list[int]) -> list[_Line]:
    """Drop folios and running heads, which stand at the edges of pages."""
    near = {i for edge in edges for i in range(edge - _EDGE, edge + _EDGE) if 0 <= i < len(lines)}
    shapes = Counter(re.sub(r"\d+", "0", lines[i].chars) for i in near if len(lines[i].chars) <= _LONG)
    fewest = max(_REPEATS, len(edges) * _SHARE)
    heads = {s for s, n in shapes.items() if n >= fewest and not _starts(s)}
    tops = {i for edge in edges for i in range(edge, edge + _EDGE) if _EDGE <= i < len(lines)}
    again = {line.chars for line in lines[:_EDGE]}  # a head that the first page has too
    drop = {i for i in near if re.sub(r"\d+", "0", lines[i].chars) in heads}
    drop |= {i for i in near if patterns.FOLIO.regex.match(lines[i].chars)}
    drop |= {i for i in tops if lines[i].chars in again and not _starts(lines[i].chars)}
    drop |= _counted_folios(lines)
    return [line for i, line in enumerate(lines) if i not in drop]


def _starts(chars: str) -> bool:
    """Whether a line starts an item or a labelled line, which may be the same on many pages."""
    return bool(patterns.ITEM.regex.match(chars) or patterns.LABEL.regex.match(chars))


def _counted_folios(lines: list[_Line]) -> set[int]:
    """Bare numbers that count up by one, with at least ten lines between: folios of a text that lost its page marks."""
    bare = [i for i, line in enumerate(lines) if patterns.FOLIO.regex.match(line.chars)]
    folios = set()
    for a, b in pairwise(bare):
        if b - a >= 10 and int(lines[b].chars) == int(lines[a].chars) + 1:
            folios |= {a, b}
    return folios


def _without_broken_labels(lines: list[_Line]) -> list[_Line]:
    """Drop the first part of a label that a page break printed twice (`责` / `责任单位：`)."""
    fixed = list(lines)
    for i in range(len(lines) - 1):
        label = patterns.LABEL.regex.match(lines[i + 1].chars)
        if not label:
            continue
        words = label[0].strip(" （(〔[【：:")
        for size in (3, 2, 1):
            tail = fixed[i].chars[-size:]
            before = fixed[i].chars[:-size]
            if words.startswith(tail) and len(tail) == size and (not before or before[-1] in "，。；、 ）"):
                fixed[i] = _Line(before, lines[i].start, lines[i].indented, lines[i].gap)
                break
    return [line for line in fixed if line.chars]


def _wrap_width(lines: list[_Line]) -> int | None:
    """The column at which a hard-wrapped document wraps, None for one that does not."""
    widths = sorted(w for w in (line.width for line in lines) if w >= 24)
    if len(widths) < 6 or widths[int(len(widths) * 0.97)] > _WIDEST:
        return None
    long = [w for w in widths if w >= 0.8 * widths[int(len(widths) * 0.97)]]
    full, _ = max(Counter(long).items(), key=lambda pair: (pair[1], pair[0]))
    alike = sum(abs(w - full) <= _FULL for w in widths)
    return full if alike >= 0.25 * len(widths) else None


def _indents(lines: list[_Line], width: int) -> bool:
    """Whether a hard-wrapped document sets in the first line of each paragraph, and no other."""
    on: list[bool] = []
    new: list[bool] = []
    for last, line in pairwise(lines):
        ended, full = _ends_sentence(last.chars), last.width >= width - _FULL
        if TABLE not in (last.chars, line.chars) and ended != full:
            (on if full else new).append(line.indented)
    return len(on) >= 5 and len(new) >= 3 and sum(on) <= 0.1 * len(on) and sum(new) >= 0.8 * len(new)


def _joined(lines: list[_Line], width: int | None, *, indents: bool) -> Text:
    chars: list[str] = []
    offsets = array("q")
    state = _Paragraph(width, indents=indents)
    for i, line in enumerate(lines):
        if i:
            mark = WRAP if state.goes_on(lines[i - 1], line) else BREAK
            if mark == BREAK:
                state.begin()
            chars.append(mark)
            offsets.append(lines[i - 1].start + len(lines[i - 1].chars))
        state.take(line)
        _append(line, chars, offsets)
    return Text("".join(chars), offsets)


def _append(line: _Line, chars: list[str], offsets: array[int]) -> None:
    """Add a line's characters, leaving out the invisible ones."""
    position = 0
    for hidden in [*patterns.INVISIBLE.regex.finditer(line.chars), None]:
        end = hidden.start() if hidden else len(line.chars)
        chars.append(line.chars[position:end])
        offsets.extend(range(line.start + position, line.start + end))
        position = hidden.end() if hidden else end


def _ends_sentence(chars: str) -> bool:
    """Whether a line ends a sentence, or a bracket that may hold a clause."""
    if not patterns.SENTENCE_END.regex.search(chars):
        return False
    if chars[-1] not in "）〕】]":
        return True
    opening = max(chars.rfind(mark) for mark in "（〔【[")
    return opening < 0 or len(chars) - opening > 12 or any(word in chars[opening:] for word in _CLAUSE_WORDS)


class _Paragraph:
    """The paragraph read so far, which decides whether the next line still belongs to it."""

    def __init__(self, width: int | None, *, indents: bool) -> None:
        self.width = width
        self.indents = indents  # what is set in starts a paragraph, what is not goes on
        self.counters: dict[str, int] = {}
        self.begin()

    def begin(self) -> None:
        self.size = 0
        self.depth = 0
        self.prose = False  # it holds a comma or a full stop, so it is no bare heading
        self.kind = ""

    def take(self, line: _Line) -> None:
        if not self.size:
            self.kind = "label" if patterns.LABEL.regex.match(line.chars) else ""
            if not self.kind and patterns.ITEM.regex.match(line.chars):
                self.kind = "item"
            self._count(line)
        self.size += len(line.chars)
        self.depth += sum(map(line.chars.count, "（〔【[《“")) - sum(map(line.chars.count, "）〕】]》”"))
        marks = "，。；、" if self.width is not None and self.kind == "item" else "，。；"
        self.prose = self.prose or any(mark in line.chars for mark in marks)

    def _count(self, line: _Line) -> None:
        if counted := _COUNTED.match(line.chars):
            self.counters[counted[1]] = int(counted[2])

    def goes_on(self, last: _Line, line: _Line) -> bool:
        if TABLE in (last.chars, line.chars) or patterns.LABEL.regex.match(line.chars):
            return False
        if patterns.CUT_LABEL.regex.search(f"{last.chars[-3:]}|{line.chars[:9]}"):
            return True
        ended = _ends_sentence(last.chars)
        if patterns.ITEM.regex.match(line.chars):
            return (not ended or last.chars[-1] == "：") and self._is_accident(last, line, ended=ended)
        return self._is_cut(last, line) or self._continues(last, line, ended=ended)

    def _is_cut(self, last: _Line, line: _Line) -> bool:
        """Whether the marks at the line's end or start say that a list or a bracket goes on."""
        if _LIST_MARK.search(last.chars) or _LIST_MARK.match(line.chars):
            return True
        if self.kind == "label" and line.chars[0] in "（〔":
            return True
        return not (self.indents and line.indented) and self.depth > 0 and self.size < 300

    def _is_accident(self, last: _Line, line: _Line, *, ended: bool) -> bool:
        """A number that only happens to start a wrapped line: it is not set in, or not the next of its series."""
        if self.width is None or last.width < self.width - _FULL:
            return False
        counted = _COUNTED.match(line.chars)
        if ended or not counted or (self.indents and not line.indented):
            return self.indents and not line.indented
        number = int(counted[2])
        return number != 1 and not 0 < number - self.counters.get(counted[1], 0) <= 2

    def _continues(self, last: _Line, line: _Line, *, ended: bool) -> bool:
        if self.indents and line.indented:
            return self._is_bare_number(last)
        if self.width is None:
            return self._continues_unwrapped(last, ended=ended)
        return self._continues_wrapped(last, line, ended=ended)

    def _continues_wrapped(self, last: _Line, line: _Line, *, ended: bool) -> bool:
        if self.width is not None and last.width >= self.width - _FULL:
            return not (ended and line.indented)
        if last.chars.endswith("；") or (last.chars.endswith("：") and self.kind == "label"):
            return self.kind != "label" or last.chars.endswith("：")
        if ended or last.chars.endswith("：") or self.kind == "label":
            return not ended and self._is_cut_list(last)
        if self.kind == "item" and (_QUOTED.search(last.chars) or _QUOTING.match(line.chars)):
            return True
        return self.prose or self._is_bare_number(last)

    def _is_cut_list(self, last: _Line) -> bool:
        """A labelled line that stops inside a name."""
        return self.kind == "label" and len(last.chars) >= _LABELLED and not _NAME_END.search(last.chars)

    def _continues_unwrapped(self, last: _Line, *, ended: bool) -> bool:
        """Without wraps a line is a paragraph, unless a page ended in the middle of it."""
        if ended or last.chars.endswith("："):
            return last.chars.endswith("：") and self.kind == "label"
        if self.kind == "label":
            return self.size >= _LONG_LABEL and not _NAME_END.search(last.chars)
        return self.prose or self.size >= _LONG or self._is_bare_number(last)

    def _is_bare_number(self, last: _Line) -> bool:
        return self.kind == "item" and len(patterns.ITEM.regex.sub("", last.chars)) <= 1
