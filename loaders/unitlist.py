"""A list of units as printed: which words are one body, which are several, and what each has to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from .patterns import unitlist as patterns
from .records import Mention, Role, Span
from .text import BLANK, BREAK, WRAP, Text
from .unitnames import Name, needs_head, read_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRONG = "，,；;。"
_SPACE = BLANK + WRAP + BREAK
_MARKS = r"（〔\[【“‘《〈「『）〕\]】”’》〉」』"
_REACH = 40  # a bracket that closes later than this was not closed in print
# A mark, or a note in round brackets that holds no other; its first mark is what the scan skips to.
_AT_MARK = re.compile(rf"[、，,；;。 \v\n{_MARKS}](?:(?<=（)[^{_MARKS}]{{0,{_REACH - 2}}}）)?")
_WORD = re.compile(r"[^、，,；;。 \n]{0,100}")
_LONGEST = 100  # no name is longer


class Listed(NamedTuple):
    """What a list of units gave: the mentions, parts that speak of time, and parts that are neither."""

    mentions: tuple[Mention, ...]
    times: tuple[Text, ...]
    strange: tuple[Text, ...]


def read_units(text: Text, role: Role, *, signal: str, rule: str) -> Listed:
    """The units of a clause's words; `role` holds where no working word says otherwise."""
    remark = patterns.TAIL_REMARK.regex.search(text.chars) if "下" in text.chars or "不再" in text.chars else None
    text = text[: remark.start()] if remark else text
    reader = _Reader(text, role, signal)
    for start, end, strong in _parts(text.chars):
        reader.take(start, end, strong=strong)
    units = _twin_heads(reader.units) if reader.each else reader.units
    mentions = _mentions(_with_heads(units) if reader.places else units, rule, each=reader.each)
    return Listed(tuple(mentions), tuple(reader.times), tuple(reader.strange))


def _parts(chars: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each part, and whether a strong separator stands before it.

    Separators cut outside brackets and quotation marks; blanks and wraps cut only between whole names.
    """
    start, strong = 0, True
    closing: list[str] = []
    listed = 0  # above 0: white space is no separator in this list
    if BLANK in chars or WRAP in chars or BREAK in chars:
        listed = sum(map(chars.count, "、，,；;")) - chars.count(BLANK) - chars.count(BREAK)
    for found in _AT_MARK.finditer(chars):
        i, char = found.start(), found[0]
        if char == "、" and not closing:
            yield start, i, strong
            start, strong = i + 1, False
        elif len(char) > 1:
            continue
        elif closing and char == closing[-1]:
            closing.pop()
        elif char in patterns.BRACKETS and chars.find(patterns.BRACKETS[char], i, i + _REACH) > 0:
            closing.append(patterns.BRACKETS[char])
        elif closing:
            continue
        elif char in _STRONG:
            yield start, i, strong
            start, strong = i + 1, True
        elif char in _SPACE and _ends_name(chars, start, i, listed):
            yield start, i, strong
            start, strong = i + 1, False
    yield start, len(chars), strong


def _ends_name(chars: str, start: int, at: int, listed: int) -> bool:
    """Whether the white space at `at` parts two names: a whole name before it, the start of another behind it."""
    before = _bare(chars[max(start, at - _LONGEST) : at])
    behind = _WORD.match(chars, at + 1)
    word = _bare(behind[0]) if behind else ""
    if patterns.SURNAME.regex.match(word) and not patterns.UNIT_END.regex.search(word):
        return len(before) > 2  # 县财政局 李军
    whole = patterns.UNIT_END.regex.search(before) or patterns.ROLE_END.regex.search(before)
    if len(before) < 2 or len(word) < 2 or word[0] in "（〔[和及与等" or not whole:
        return False
    prefixed = bool(patterns.PREFIX.regex.match(word))
    if chars[at] == WRAP:
        if patterns.CUT_NAME.regex.match(f"{before[-1]}|{word}"):
            return False
        return bool(patterns.SURE_END.regex.search(before)) and (listed < 0 or prefixed) and len(before) > 2
    if listed > 0:  # white space is no separator in this list, unless one was lost
        return len(before) > 3 if chars[at] == BREAK else len(before) > 2 and len(word) > 2 and prefixed
    rest = _bare(chars[at + 1 : at + _REACH])
    return len(word) > 2 or bool(patterns.UNIT_END.regex.search(rest[:8]))


def _bare(chars: str) -> str:
    return chars.replace(BLANK, "").replace(WRAP, "").replace(BREAK, "")


@dataclass(slots=True)
class _Unit:
    """A unit as far as the list has been read; what follows may still give it its role, its head or its group."""

    text: str
    role: Role
    start: int
    end: int
    group: bool
    signal: str
    strong: bool  # a strong separator stands before it
    settled: bool  # its role is its own, or has been given by a working word
    name: str | None = None


class _Reader:
    """Takes the parts of a clause in order and gives each unit its role once a working word has been met."""

    def __init__(self, text: Text, role: Role, signal: str) -> None:
        self.text, self.role, self.signal = text, role, signal
        self.spaced = BLANK in text.chars or WRAP in text.chars or BREAK in text.chars
        self.each = self.places = False  # whether a class behind 各, or a place that waits for a head, is among them
        self.units: list[_Unit] = []
        self.times: list[Text] = []
        self.strange: list[Text] = []

    def take(self, start: int, end: int, *, strong: bool) -> None:
        """Read `text[start:end]`; its names keep their places without a text of their own being cut for each."""
        words, offsets, base = self.text.chars[start:end], self.text.offsets, start
        if self.spaced and (BLANK in words or WRAP in words or BREAK in words):
            piece = self.text.cut(start, end, _SPACE).compact()
            words, offsets, base = piece.chars, piece.offsets, 0
        part = read_part(words)
        if part.is_time:
            self.times.append(self.text.cut(start, end))
            return
        if part.watches:
            self._forget(strong=strong)
            return
        if part.joint:
            self._settle("lead", part.joint)  # 甲局、乙局会同丙局: those before 会同 lead
        for name in part.names:
            self._add(name, offsets, base, strong=strong)
        if part.role:
            self._settle(part.role, part.signal)

    def _forget(self, *, strong: bool) -> None:
        """Leave out the units since the last strong separator that no working word has spoken for."""
        if strong:
            return  # the part that only guides or checks stands alone
        first = max((i for i, unit in enumerate(self.units) if unit.strong), default=0)
        settled = max((i + 1 for i, unit in enumerate(self.units) if unit.settled), default=0)
        del self.units[max(first, settled) :]

    def _settle(self, role: Role, signal: str) -> None:
        """The working word speaks for all units that none has spoken for yet."""
        first = 0
        if self.role == "lead" and role == "responsible":  # 牵头单位：甲局，乙局配合
            first = max((i for i, unit in enumerate(self.units) if unit.strong), default=0)
        for unit in self.units[first:]:
            if not unit.settled:
                unit.role, unit.signal, unit.settled = role, signal, True

    def _add(self, name: Name, offsets: Sequence[int], base: int, *, strong: bool) -> None:
        first, last = base + name.start, base + name.end
        if name.odd or not name.whole:
            self.strange.append(Text(name.text, offsets[first:last]))
        if name.odd:
            return
        self.places = self.places or name.place
        self.each = self.each or name.each
        role, signal = name.role or self.role, name.signal or self.signal
        start, end = offsets[first], offsets[last - 1] + 1
        self.units.append(_Unit(name.text, role, start, end, name.group, signal, strong, name.role is not None))


def _twin_heads(units: list[_Unit]) -> list[_Unit]:
    """`各乡镇党委、人民政府`: a head without a place goes with the class before it, and both are one group."""
    joined: list[_Unit] = []
    for unit in units:
        if joined and joined[-1].text.startswith("各") and patterns.HEADS.regex.match(unit.text):
            before = joined[-1]
            before.text, before.end, before.group = f"{before.text}、{unit.text}", unit.end, True
        else:
            joined.append(unit)
    return joined


def _with_heads(units: list[_Unit]) -> list[_Unit]:
    """Join or complete parts that share a head (`航空港区、郑东新区、高新区管委会`)."""
    done: list[_Unit] = []
    held: list[_Unit] = []
    for unit in units:
        if held and (unit.strong or unit.role != held[0].role):
            done += held
            held = []
        if needs_head(unit.text):
            held.append(unit)
        elif held:
            done += _headed(held, unit)
            held = []
        else:
            done.append(unit)
    return done + held


def _headed(held: list[_Unit], last: _Unit) -> Iterator[_Unit]:
    """`held` are places that may share the head of `last`: kinds of places are one group, named ones stay apart."""
    shared = patterns.SHARED_HEAD.regex.match(last.text)
    if not shared or last.text.startswith("各"):
        yield from held
    elif shared.start("head") == 1 and not patterns.HEADS.regex.match(shared["head"]):
        yield from held  # 各街道、区城管局: a level word before a department's name is no place in a list
    elif (at := next((i for i, unit in enumerate(held) if unit.group), -1)) >= 0 and patterns.GENERIC_PLACE.regex.match(
        last.text.removesuffix(shared["head"])
    ):
        yield from held[:at]
        last.text = "、".join(unit.text for unit in (*held[at:], last))
        last.start, last.group = held[at].start, True
    else:
        for unit in held:
            unit.name = unit.text + shared["head"]
        yield from held
    yield last


def _mentions(units: list[_Unit], rule: str, *, each: bool) -> list[Mention]:
    """`各县（区）人民政府、园区管委会`: behind 各 a park without a name is as many as there are."""
    behind = False
    for unit in units if each else ():
        behind = behind or unit.text.startswith("各")
        unit.group = unit.group or (behind and patterns.PARK.regex.match(unit.text) is not None)
    return [Mention(u.text, u.role, Span(u.start, u.end), u.group, u.name, u.signal, rule) for u in units]
