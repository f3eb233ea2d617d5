"""A list of units as printed: which words are one body, which are several, and what each has to do."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .patterns import unitlist as patterns
from .records import Mention, Role, Span
from .text import BLANK, BREAK, WRAP, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRONG = "，,；;。"
_SPACE = BLANK + WRAP + BREAK
_LEADING = re.compile(r"^(?:以及|及其?|和|与|并|由|含|其中|包括|：)+")
_TRAILING = re.compile(r"(?:[，,、]|等(?:有关)?)+$")
_MAX_NAME = 60
_MAX_ODD = 15  # a longer stretch that ends in no unit word is a sentence


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a clause between two separators. `strong` says that the separator before it closes a list."""

    start: int
    end: int
    strong: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list of units gave: the mentions, parts that speak of time, and parts that are neither."""

    mentions: tuple[Mention, ...]
    times: tuple[Text, ...]
    strange: tuple[Text, ...]


def read_units(text: Text, role: Role, *, signal: str, rule: str) -> Listed:
    """The units of a clause's words; `role` holds where no working word says otherwise."""
    reader = _Reader(text, role, signal, rule)
    for part in _parts(text.chars):
        reader.take(part)
    return Listed(tuple(_generic_parks(list(_with_names(reader.done())))), tuple(reader.times), tuple(reader.strange))


def _parts(chars: str) -> Iterator[Part]:
    """Cut at separators outside brackets and quotation marks; blanks and wraps cut only between whole names."""
    start, strong = 0, True
    closing: list[str] = []
    for i, char in enumerate(chars):
        if closing and char == closing[-1]:
            closing.pop()
        elif char in patterns.BRACKETS and 0 < chars.find(patterns.BRACKETS[char], i) - i <= 40:
            closing.append(patterns.BRACKETS[char])
        elif closing:
            continue
        elif char in _STRONG or char == "、":
            yield Part(start, i, strong)
            start, strong = i + 1, char in _STRONG
        elif char in _SPACE and _ends_name(chars, start, i):
            yield Part(start, i, strong)
            start, strong = i + 1, False
    yield Part(start, len(chars), strong)


def _ends_name(chars: str, start: int, at: int) -> bool:
    """Whether the white space at `at` parts two names: a whole name before it, the start of another behind it."""
    before = _bare(chars[start:at])
    behind = re.match(r"[^、，,；;。 \n]*", chars[at + 1 :])
    word = _bare(behind[0]) if behind else ""
    if len(before) < 2 or len(word) < 2 or word[0] in "（〔[和及与等" or not patterns.UNIT_END.regex.search(before):
        return False
    prefixed = bool(patterns.PREFIX.regex.match(word))
    marks, blanks = sum(map(chars.count, "、，,；;")), chars.count(BLANK) + chars.count(BREAK)
    if chars[at] == WRAP:
        return bool(patterns.SURE_END.regex.search(before)) and (blanks > marks or prefixed) and len(before) > 2
    if marks > blanks:  # white space is no separator in this list, unless a separator was lost
        return len(before) > 3 if chars[at] == BREAK else len(before) > 2 and len(word) > 2 and prefixed
    rest = _bare(chars[at + 1 : at + 40])
    return len(word) > 2 or bool(patterns.UNIT_END.regex.search(rest[:8]))


def _bare(chars: str) -> str:
    return "".join(c for c in chars if c not in _SPACE)


class _Reader:
    """Takes the parts of a clause in order and gives each unit its role once a working word has been met."""

    def __init__(self, text: Text, role: Role, signal: str, rule: str) -> None:
        self.text, self.role, self.signal, self.rule = text, role, signal, rule
        self.mentions: list[Mention] = []
        self.strong: list[bool] = []
        self.waiting = 0  # mentions from here on still wait for their working word
        self.times: list[Text] = []
        self.strange: list[Text] = []

    def take(self, part: Part) -> None:
        piece = self.text[part.start : part.end].strip()
        words = piece.compact()
        if not len(words):
            return
        head, role, signal = _working_words(words.chars)
        if patterns.DUE_WORDS.regex.search(words.chars) and not patterns.UNIT_END.regex.search(_TRAILING.sub("", head)):
            self.times.append(piece)
            return
        for name in _names(words, head):
            self._add(name, part)
        if role:
            self._settle(role, signal)

    def _settle(self, role: Role, signal: str) -> None:
        """The working word speaks for all units since the last one."""
        for i in range(self.waiting, len(self.mentions)):
            if self.mentions[i].rule != "bracket-role":
                self.mentions[i] = replace(self.mentions[i], role=role, signal=signal)
        self.waiting = len(self.mentions)

    def _add(self, name: Text, part: Part) -> None:
        role, signal, rule = self.role, self.signal, self.rule
        if found := patterns.ROLE_BRACKET.regex.search(name.chars):
            role = "lead" if found["lead"] else "responsible"
            signal, rule = found[0], "bracket-role"
            name = name[: found.start()] if found.end() == len(name) else name[: found.start()] + name[found.end() :]
        if not len(name) or patterns.PERSON.regex.match(name.chars):
            return
        if len(name) > _MAX_NAME or re.search(r"[。：？！]|\d{6}", name.chars):
            self.strange.append(name)
            return
        if not patterns.UNIT_END.regex.search(name.chars):
            self.strange.append(name)
            if len(name) > _MAX_ODD:
                return
        text = name.chars
        mention = Mention(text, role, name.span(), group=is_group(text), signal=signal, rule=rule)
        self.mentions.append(mention)
        self.strong.append(part.strong)

    def done(self) -> Iterator[tuple[Mention, bool]]:
        """The mentions, each with whether a strong separator stands before it."""
        return zip(self.mentions, self.strong, strict=True)


def _working_words(chars: str) -> tuple[str, Role | None, str]:
    """`chars` without the working words at its end, and the role that they give."""
    found = patterns.ROLE_END.regex.search(chars)
    if not found or not (found["lead"] or found["share"]):
        return chars, None, ""
    return chars[: found.start()], "lead" if found["lead"] else "responsible", found[0].strip("，,")


def _names(words: Text, head: str) -> Iterator[Text]:
    """The names in one part: 等, 和 and 会同 may still join several."""
    left = len(head) - len(_LEADING.sub("", head))
    name = words[left : len(head)]
    cuts = [0]
    joint = patterns.JOINT.regex.search(name.chars)
    if joint:
        yield from _names(name[: joint.start()], name.chars[: joint.start()])
        yield from _names(name[joint.end() :], name.chars[joint.end() :])
        return
    ends = []
    for found in patterns.CONJUNCTION.regex.finditer(name.chars):
        if not _inside(name.chars, found.start()):
            ends.append(found.start())
            cuts.append(found.end())
    for start, end in zip(cuts, [*ends, len(name)], strict=True):
        for piece in _et_al(name[start:end]):
            yield from _split_off(_trimmed(piece))


def _inside(chars: str, at: int) -> bool:
    """Whether a position stands inside brackets or quotation marks."""
    return any(chars.count(a, 0, at) > chars.count(b, 0, at) for a, b in patterns.BRACKETS.items())


def _et_al(name: Text) -> Iterator[Text]:
    """`甲局等审批部门`: the unit, and the group it stands for."""
    found = patterns.ET_AL.regex.search(name.chars)
    if found and not _inside(name.chars, found.start()):
        yield name[: found.start()]
        yield name[found.end() :]
    else:
        yield name


def _trimmed(name: Text) -> Text:
    trailing = _TRAILING.search(name.chars)
    name = name[: trailing.start()] if trailing else name
    leading = _LEADING.match(name.chars)
    return name[leading.end() :] if leading else name


def _split_off(name: Text) -> Iterator[Text]:
    """Two names whose separator print lost (`…监管办区住房城市建设委`)."""
    found = patterns.LOST_SEPARATOR.regex.search(name.chars)
    if found and found.start() >= 3 and not _inside(name.chars, found.start()):
        yield name[: found.start()]
        yield from _split_off(name[found.start() :])
    elif len(name):
        yield name


def is_group(text: str) -> bool:
    """Whether a mention names a class of bodies rather than one."""
    return bool(patterns.GROUP.regex.search(text))


def _with_names(listed: Iterator[tuple[Mention, bool]]) -> Iterator[Mention]:
    """Join or complete parts that share a head (`航空港区、郑东新区、高新区管委会`)."""
    held: list[Mention] = []
    for mention, strong in listed:
        if held and (strong or mention.role != held[0].role):
            yield from held
            held = []
        if _needs_head(mention):
            held.append(mention)
            continue
        yield from _headed(held, mention)
        held = []
    yield from held


def _generic_parks(mentions: list[Mention]) -> Iterator[Mention]:
    """`各县（区）人民政府、园区管委会`: behind 各 a park without a name is as many as there are."""
    each = False
    for mention in mentions:
        each = each or mention.text.startswith("各")
        yield replace(mention, group=True) if each and patterns.PARK.regex.match(mention.text) else mention


def _needs_head(mention: Mention) -> bool:
    return bool(patterns.PLACE_END.regex.search(mention.text)) and not patterns.SHARED_HEAD.regex.match(mention.text)


def _headed(held: list[Mention], last: Mention) -> Iterator[Mention]:
    shared = patterns.SHARED_HEAD.regex.match(last.text) if held else None
    if not shared or last.text.startswith("各"):
        yield from held
    elif (first := next((m for m in held if m.group), None)) and patterns.GENERIC_PLACE.regex.match(
        last.text.removesuffix(shared["head"])
    ):
        at = held.index(first)
        yield from held[:at]
        last = replace(
            last,
            text="、".join(m.text for m in (*held[at:], last)),
            span=Span(first.span.start, last.span.end),
            group=True,
        )
    else:
        yield from (replace(m, name=m.text + shared["head"]) for m in held)
    yield last
