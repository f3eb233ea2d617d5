"""The words between two separators of a unit list: which names they hold, and what the working words say of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from .patterns import unitlist as patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Role

_LEADING = re.compile(
    r"^(?:\d{1,2}[.、．]|（\d{1,2}）|(?:以上|以下|上述)?(?:各项|任务|工作)*(?:均)?由|以及|其中|包括|："
    r"|(?:和|与|及其?|并|含)(?=各|市|省|区|县(?!县)|州|有关|相关|国家|其他|中央|驻))+"
)
_TRAILING = re.compile(r"(?:[，,、]|等(?:有关)?)+$")
_TIME_HEAD = re.compile(r"(?:前|底|内|期间|之前|以前)$")
_NO_NAME = re.compile(r"[。：？！]|\d{6}|^(?:年内|年底|月底|到\d|至\d)")
_MAX_PART = 300  # what goes on for longer is no list of names
_MAX_NAME = 60
_MAX_ODD = 15  # a longer stretch that ends in no unit word is a sentence
_AFTER_NAME = frozenset("）〕]\n")  # a note in brackets may stand behind a name
_SIZES = tuple(range(1, max(map(len, patterns.BODIES)) + 1))  # characters of a body's last word
_KNOWN = 1 << 16  # a nationwide corpus prints the same few thousand names again and again


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `words[start:end]`: its own role where a bracket or 会同 gives one, and what kind of name it is."""

    start: int
    end: int
    text: str
    group: bool
    whole: bool  # it ends as the name of a body does
    odd: bool  # it is too long or too strange to be a name
    role: Role | None = None
    signal: str = ""
    place: bool = False  # it stops at a place and waits for a head that others share
    each: bool = False  # it names a class as a whole


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of a list says: its names, the role that its working words give to all units before them, a time."""

    names: tuple[Name, ...]
    role: Role | None = None
    signal: str = ""
    is_time: bool = False
    watches: bool = False  # the units only guide or check
    joint: str = ""  # 会同 between its names: those before it lead


@lru_cache(maxsize=_KNOWN)
def read_part(words: str) -> Part:
    """Read the words of one part, which hold no white space."""
    if len(words) > _MAX_PART:
        return Part((Name(0, len(words), words, group=False, whole=False, odd=True),))
    if patterns.REMARK.regex.match(patterns.NOTE.regex.sub("", words) or words):
        return Part(())
    if watch := patterns.WATCH_END.regex.search(words):
        return Part(tuple(_names(words[: watch.start()], 0, watch.start())), watches=True)
    head, role, signal = _working_words(words)
    if _TIME_HEAD.search(head) and "完成" in signal:
        return Part((), is_time=True)
    if patterns.DUE_WORDS.regex.search(words) and not patterns.UNIT_END.regex.search(_TRAILING.sub("", head)):
        return Part((), is_time=True)
    names = tuple(_names(head, 0, len(head)))
    joint = next((n.signal for n in names if n.role == "lead" and "\u4e00" <= n.signal[:1] <= "\u9fa5"), "")
    return Part(names, role, signal, joint=joint)


def _working_words(words: str) -> tuple[str, Role | None, str]:
    """`words` without the working words at their end, and the role that those give."""
    found = patterns.ROLE_END.regex.search(words) if words[-1:] in patterns.ROLE_LAST else None
    if not found or not (found["lead"] or found["share"]):
        return words, None, ""
    if words.startswith(("各", "有关", "相关")) and words.endswith(("单位", "部门")):
        return words, None, ""  # 各项目牵头单位 names a class by its work
    return words[: found.start()], "lead" if found["lead"] else "responsible", found[0].strip("，,")


def _names(words: str, start: int, end: int) -> Iterator[Name]:
    """The names in `words[start:end]`: 会同, 和 and 等 may still join several, and print may have lost a separator."""
    joint = patterns.JOINT.regex.search(words[start:end])
    if joint:
        for name in _names(words, start, start + joint.start()):
            yield replace(name, role="lead", signal=joint[0])
        for name in _names(words, start + joint.end(), end):
            yield replace(name, role="responsible", signal=joint[0])
        return
    for a, b in _pieces(words, start, end):
        first, last = _trimmed(words, a, b)
        for cut, stop in _apart(words, first, last):
            if found := _name(words, cut, stop):
                yield found


def _pieces(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in patterns.CONJUNCTION.regex.finditer(words[start:end]):
        if not _inside(words, start + found.start()):
            yield from _et_al(words, start, start + found.start())
            yield from _pieces(words, start + found.end(), end)
            return
    yield from _et_al(words, start, end)


def _et_al(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`甲局等审批部门`: the unit, and the group it stands for."""
    found = patterns.ET_AL.regex.search(words, start, end)
    if found and not _inside(words, found.start()):
        yield start, found.start()
        yield found.end(), end
    else:
        yield start, end


def _trimmed(words: str, start: int, end: int) -> tuple[int, int]:
    if trailing := _TRAILING.search(words[start:end]):
        end = start + trailing.start()
    leading = _LEADING.match(words[start:end])
    return start + (leading.end() if leading else 0), end


def _apart(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Two names whose separator print lost (`…监管办区住房城市建设委`)."""
    found = patterns.LOST_SEPARATOR.regex.search(words[start:end])
    if found and found.start() >= 2 and not _inside(words, start + found.start()):
        yield start, start + found.start()
        yield from _apart(words, start + found.start(), end)
    else:
        yield start, end


def _inside(words: str, at: int) -> bool:
    """Whether a position stands inside brackets or quotation marks."""
    return any(words.count(a, 0, at) > words.count(b, 0, at) for a, b in patterns.BRACKETS.items())


def _name(words: str, start: int, end: int) -> Name | None:
    role: Role | None = None
    signal = ""
    if bracket := patterns.ROLE_BRACKET.regex.search(words, start, end):
        role, signal = ("lead" if bracket["lead"] else "responsible"), bracket[0]
        end = bracket.start()
    if note := patterns.NOTE.regex.search(words[start:end]):
        end = start + note.start()
    if star := patterns.STAR.regex.match(words[start:end]):
        start, role, signal = start + star.end(), "lead", star[0]
    text = words[start:end]
    if not text or patterns.PERSON.regex.match(text):
        return None
    whole = ends_as_body(text)
    odd, place, each = _is_odd(text, whole=whole), needs_head(text), text.startswith("各")
    return Name(start, end, text, is_group(text), whole, odd, role, signal, place, each)


def _is_odd(text: str, *, whole: bool) -> bool:
    """Whether a name is too long or too strange to be one."""
    if len(text) > (_MAX_NAME if whole else _MAX_ODD) or _NO_NAME.search(text):
        return True
    if not whole and patterns.SURNAME.regex.match(text):
        return True
    sentence = patterns.SENTENCE.regex.match(text)
    return bool(sentence) and not patterns.COMMITTEE.regex.search(text)


@lru_cache(maxsize=_KNOWN)
def needs_head(text: str) -> bool:
    """Whether a name stops at a place (`郑东新区、高新区管委会`)."""
    return bool(patterns.PLACE_END.regex.search(text)) and not patterns.SHARED_HEAD.regex.match(text)


@lru_cache(maxsize=_KNOWN)
def ends_as_body(name: str) -> bool:
    """Whether a name ends as that of a body does."""
    return ends_in_body(name)


def ends_in_body(words: str) -> bool:
    """What UNIT_END tells of `words` that are hardly ever asked about again: most end in one of few characters."""
    if words[-1:] in _AFTER_NAME:
        return patterns.UNIT_END.regex.search(words) is not None
    for size in _SIZES:  # noqa: SIM110 -- `any` costs three times as much here
        if words[-size:] in patterns.BODIES:
            return True
    return False


def is_group(text: str) -> bool:
    """Whether a mention names a class of bodies rather than one."""
    return bool(patterns.GROUP.regex.search(text))
