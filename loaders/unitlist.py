"""A list of units as printed: which words are one body, which are several, and what each has to do."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .patterns import unitlist as patterns
from .records import Mention, Role, Span
from .text import BLANK, BREAK, WRAP, Text
from .unitnames import Name, read_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STRONG = "，,；;。"
_SPACE = BLANK + WRAP + BREAK
_AT_MARK = re.compile(r"[、，,；;。 \v\n（〔\[【“‘《〈「『）〕\]】”’》〉」』]")
_WORD = re.compile(r"[^、，,；;。 \n]{0,100}")
_LONGEST = 100  # no name is longer
_REACH = 40  # a bracket that closes later than this was not closed in print


class Listed(NamedTuple):
    """What a list of units gave: the mentions, parts that speak of time, and parts that are neither."""

    mentions: tuple[Mention, ...]
    times: tuple[Text, ...]
    strange: tuple[Text, ...]


def read_units(text: Text, role: Role, *, signal: str, rule: str) -> Listed:
    """The units of a clause's words; `role` holds where no working word says otherwise."""
    remark = patterns.TAIL_REMARK.regex.search(text.chars)
    text = text[: remark.start()] if remark else text
    reader = _Reader(text, role, signal, rule)
    for start, end, strong in _parts(text.chars):
        reader.take(start, end, strong=strong)
    mentions = _generic_parks(_with_heads(_twin_heads(reader.listed)))
    return Listed(tuple(mentions), tuple(reader.times), tuple(reader.strange))


def _parts(chars: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each part, and whether a strong separator stands before it.

    Separators cut outside brackets and quotation marks; blanks and wraps cut only between whole names.
    """
    start, strong = 0, True
    closing: list[str] = []
    marks, blanks = sum(map(chars.count, "、，,；;")), chars.count(BLANK) + chars.count(BREAK)
    listed = marks - blanks  # above 0: white space is no separator in this list
    for found in _AT_MARK.finditer(chars):
        i, char = found.start(), found[0]
        if closing and char == closing[-1]:
            closing.pop()
        elif char in patterns.BRACKETS and chars.find(patterns.BRACKETS[char], i, i + _REACH) > 0:
            closing.append(patterns.BRACKETS[char])
        elif closing:
            continue
        elif char in _STRONG or char == "、":
            yield start, i, strong
            start, strong = i + 1, char in _STRONG
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


class _Reader:
    """Takes the parts of a clause in order and gives each unit its role once a working word has been met."""

    def __init__(self, text: Text, role: Role, signal: str, rule: str) -> None:
        self.text, self.role, self.signal, self.rule = text, role, signal, rule
        self.listed: list[tuple[Mention, bool]] = []  # each with whether a strong separator stands before it
        self.settled: list[bool] = []  # whether its role is its own, or has been given by a working word
        self.times: list[Text] = []
        self.strange: list[Text] = []

    def take(self, start: int, end: int, *, strong: bool) -> None:
        """Read `text[start:end]`; its names keep their places without a text of their own being cut for each."""
        printed = self.text.chars[start:end]
        words = printed.strip(_SPACE)
        offsets, base = self.text.offsets, start + len(printed) - len(printed.lstrip(_SPACE))
        if BLANK in words or WRAP in words or BREAK in words:
            piece = self.text[base : base + len(words)].compact()
            words, offsets, base = piece.chars, piece.offsets, 0
        part = read_part(words)
        if part.is_time:
            self.times.append(self.text[start:end].strip())
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
        first = max((i for i, (_, begins) in enumerate(self.listed) if begins), default=0)
        settled = max((i + 1 for i, done in enumerate(self.settled) if done), default=0)
        del self.listed[max(first, settled) :], self.settled[max(first, settled) :]

    def _settle(self, role: Role, signal: str) -> None:
        """The working word speaks for all units that none has spoken for yet."""
        first = 0
        if self.role == "lead" and role == "responsible":  # 牵头单位：甲局，乙局配合
            first = max((i for i, (_, strong) in enumerate(self.listed) if strong), default=0)
        for i, done in enumerate(self.settled):
            if not done and i >= first:
                mention, strong = self.listed[i]
                self.listed[i] = mention._replace(role=role, signal=signal), strong
                self.settled[i] = True

    def _add(self, name: Name, offsets: Sequence[int], base: int, *, strong: bool) -> None:
        first, last = base + name.start, base + name.end
        if name.odd or not name.whole:
            self.strange.append(Text(name.text, offsets[first:last]))
        if name.odd:
            return
        span = Span(offsets[first], offsets[last - 1] + 1)
        role, signal = name.role or self.role, name.signal or self.signal
        self.listed.append((Mention(name.text, role, span, name.group, None, signal, self.rule), strong))
        self.settled.append(name.role is not None)


def _twin_heads(listed: list[tuple[Mention, bool]]) -> list[tuple[Mention, bool]]:
    """`各乡镇党委、人民政府`: a head without a place goes with the class before it, and both are one group."""
    joined: list[tuple[Mention, bool]] = []
    for mention, strong in listed:
        if joined and joined[-1][0].text.startswith("各") and patterns.HEADS.regex.match(mention.text):
            before, first = joined.pop()
            text = f"{before.text}、{mention.text}"
            joined.append(
                (before._replace(text=text, span=Span(before.span.start, mention.span.end), group=True), first)
            )
        else:
            joined.append((mention, strong))
    return joined


def _with_heads(listed: list[tuple[Mention, bool]]) -> Iterator[Mention]:
    """Join or complete parts that share a head (`航空港区、郑东新区、高新区管委会`)."""
    held: list[Mention] = []
    for mention, strong in listed:
        if held and (strong or mention.role != held[0].role):
            yield from held
            held = []
        if _needs_head(mention.text):
            held.append(mention)
        elif held:
            yield from _headed(held, mention)
            held = []
        else:
            yield mention
    yield from held


@lru_cache(maxsize=1 << 14)
def _needs_head(text: str) -> bool:
    return bool(patterns.PLACE_END.regex.search(text)) and not patterns.SHARED_HEAD.regex.match(text)


def _headed(held: list[Mention], last: Mention) -> Iterator[Mention]:
    """`held` are places that may share the head of `last`: kinds of places are one group, named ones stay apart."""
    shared = patterns.SHARED_HEAD.regex.match(last.text)
    if not shared or last.text.startswith("各"):
        yield from held
    elif shared.start("head") == 1 and not patterns.HEADS.regex.match(shared["head"]):
        yield from held  # 各街道、区城管局: a level word before a department's name is no place in a list
    elif (at := next((i for i, m in enumerate(held) if m.group), -1)) >= 0 and patterns.GENERIC_PLACE.regex.match(
        last.text.removesuffix(shared["head"])
    ):
        yield from held[:at]
        text = "、".join(m.text for m in (*held[at:], last))
        last = last._replace(text=text, span=Span(held[at].span.start, last.span.end), group=True)
    else:
        yield from (m._replace(name=m.text + shared["head"]) for m in held)
    yield last


def _generic_parks(mentions: Iterator[Mention]) -> Iterator[Mention]:
    """`各县（区）人民政府、园区管委会`: behind 各 a park without a name is as many as there are."""
    each = False
    for mention in mentions:
        each = each or mention.text.startswith("各")
        yield mention._replace(group=True) if each and patterns.PARK.regex.match(mention.text) else mention
