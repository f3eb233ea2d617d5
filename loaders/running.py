"""Clauses without a label: in brackets, or the last sentence of a paragraph (`甲局牵头，乙局配合`)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .clause import Clause
from .patterns import clauses as patterns
from .patterns.unitlist import ROLE_END, ROLE_LAST
from .text import BREAK, WRAP, Text
from .unitlist import Listed, read_units
from .unitnames import ends_as_body, ends_in_body

if TYPE_CHECKING:
    from collections.abc import Iterator

_PART = re.compile(r"[ \v]*[^、，,；; ]*")
_SENTENCE_MARK = re.compile(r"[，。；《》]")
_BARE = 300  # a list of bodies without a working word is no longer
_SENTENCE = 400  # nor is a running sentence


def running_clauses(text: Text, pairs: dict[int, int], *, loose: bool) -> list[Clause]:
    """Clauses without a label; `loose` takes a last bracket of names for one although no working word is in it.

    `pairs` are the `brackets` of the text.
    """
    chars = text.chars
    found = []
    at = 0
    for opening, close in sorted(pairs.items()):
        if opening < at or close - opening < 4:
            continue
        last = chars[close + 1 : close + 3].strip("。；;.")[:1] in ("", BREAK)
        clause = read_running(text, (opening + 1, close), (opening, close + 1), bare=last, loose=loose and last)
        if clause:
            found.append(clause)
            at = close
    return found + list(_last_sentences(text, found))


def _last_sentences(text: Text, found: list[Clause]) -> Iterator[Clause]:
    """The last sentence of each paragraph, or the end of one, that is nothing but a clause."""
    chars = text.chars
    start = 0
    for paragraph in chars.split(BREAK):
        end = start + len(paragraph)
        body = len(paragraph.rstrip("。；; \v"))
        stop = start + paragraph.rfind("。", 0, body) + 1
        cut = max(stop, start + paragraph.rfind("）", 0, max(0, body - 60)) + 1)
        for begin in (
            (stop, cut) if cut > stop else (stop,)
        ):  # a bracket may end the task's words, or stand in the list of bodies
            if not 4 <= start + body - begin <= _SENTENCE or any(c.start < end and begin < c.end for c in found):
                continue
            words, bare = (begin, start + body), begin > start
            if clause := _last(text, words, end, bare=bare, within=begin < cut):
                yield clause
                break
        start = end + 1


def _last(text: Text, words: tuple[int, int], whole: int, *, bare: bool, within: bool) -> Clause | None:
    """The clause that a last sentence is, or with which it ends or begins where no bracket stands `within` it."""
    clause = read_running(text, words, (words[0], whole), bare=bare)
    if clause or within:
        return clause
    clause = _behind_comma(text, *words, whole)
    if clause or not text.chars.startswith("由", words[0]):
        return clause
    return _up_to_comma(text, *words)


def _behind_comma(text: Text, start: int, end: int, whole: int) -> Clause | None:
    """`推进校园安全，由县教育局负责。`: a clause that ends a sentence of its task."""
    if not (comma := patterns.NAMED_TAIL.regex.search(text.chars, start, end)):
        return None
    at = comma.start() + 1
    return read_running(text, (at, end), (at, whole), bare=False)


def _up_to_comma(text: Text, start: int, end: int) -> Clause | None:
    """`由甲局牵头，乙局参加，年内建成中心。`: a clause that a sentence begins with."""
    for comma in reversed(list(re.finditer("，", text.chars[start:end]))):
        at = start + comma.start()
        if clause := read_running(text, (start, at), (start, at + 1), bare=False):
            return clause
    return None


def read_running(
    text: Text, words: tuple[int, int], whole: tuple[int, int], *, bare: bool, loose: bool = False
) -> Clause | None:
    """Read a running clause, strictly: every part must be a body, a working word or a time.

    `words` is the stretch that is read, `whole` that of the clause with its brackets. Without a working word only
    `bare` lists whose names are beyond doubt are a clause, and with `loose` all that end as bodies do.
    """
    sentence = whole[0] == words[0]
    if sentence and not _begins_with_body(text.chars, *words):
        return None
    chars = text.chars[words[0] : words[1]].replace(WRAP, "")
    working = bool(patterns.WORKING.regex.search(chars))
    strict = sentence or not working
    if not working and not (bare and len(chars) < _BARE and (loose or patterns.SURE_START.regex.search(chars))):
        return None
    if strict and not (sentence or _begins_with_body(text.chars, *words)):
        return None
    listed = read_units(text[words[0] : words[1]], "responsible", signal="", rule="running")
    bodies = sum(_is_body(m.text) for m in listed.mentions)
    enough = len(listed.mentions) if strict else max(1, 0.6 * len(listed.mentions))
    if not listed.mentions or bodies < enough or (strict and listed.strange):
        return None
    if working:
        return _clause(whole, listed) if any(m.signal for m in listed.mentions) else None
    return _clause(whole, listed) if (loose or not listed.times) and _is_sure(listed, loose=loose) else None


def _begins_with_body(chars: str, start: int, end: int) -> bool:
    """Whether the first part of the sentence `chars[start:end]` may be a body, so that reading on is worth while."""
    match = _PART.match(chars, start, end)
    first = match[0].replace(WRAP, "") if match else ""
    return ends_in_body(first) or (first[-1:] in ROLE_LAST and ROLE_END.regex.search(first) is not None)


def _is_sure(listed: Listed, *, loose: bool) -> bool:
    """Whether a list without a working word can be nothing but units."""
    names = [m.text for m in listed.mentions]
    if loose:
        return not patterns.GLOSS.regex.match(names[0])
    named = len(names) >= 2 and bool(patterns.SURE_START.regex.search(names[0]))
    return named and all(patterns.SURE_BODY.regex.search(n) for n in names)


@lru_cache(maxsize=1 << 14)
def _is_body(name: str) -> bool:
    whole = len(name) >= 2 and ends_as_body(name)
    return whole and not patterns.VERB.regex.match(name) and not _SENTENCE_MARK.search(name)


def _clause(whole: tuple[int, int], listed: Listed) -> Clause:
    return Clause(*whole, listed.mentions, listed.times, listed.strange)
