"""Responsibility clauses: where a text says who leads, who shares, and by when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from .patterns import clauses as patterns
from .patterns.unitlist import DUE_WORDS, UNIT_END
from .text import BREAK, Text
from .unitlist import Listed, read_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Mention, Role

_OPEN = "（〔[【"
_CLOSE = {"（": "）", "〔": "〕", "[": "]", "【": "】"}
_BEFORE_LABEL = frozenset("（〔[【；;。，,、 \n\v）】]〕”：●◎○※■□◆◇▲△★☆·•▪►—–-*")
_AROUND = "。；;，,、 \n\v）】]〕.：（【〔["
_WINDOW = 30
_MAX_CLAUSE = 2500
_BARE = 300  # a list of bodies without a working word is no longer


@dataclass(frozen=True, slots=True)
class Clause:
    """A responsibility clause: `text[start:end]` of the item, its mentions, and its words of time."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    times: tuple[Text, ...] = ()
    strange: tuple[Text, ...] = ()
    times_only: bool = False


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    content: int
    kind: str
    words: str


def find_clauses(text: Text) -> list[Clause]:
    """All clauses of an item's own words, in order, those that touch each other as one."""
    found = _labelled(text)
    taken = [(c.start, c.end) for c in found]
    found += [c for c in _running(text) if not any(a < c.end and c.start < b for a, b in taken)]
    found.sort(key=lambda c: c.start)
    return _touching(found, text.chars)


def _labelled(text: Text) -> list[Clause]:
    chars = text.chars
    labels = _labels(chars)
    if not labels:
        return []
    pairs = _brackets(chars)
    clauses = []
    reach = 0  # to where the clause read last has taken the text
    close: int | None = None
    for label, following in zip_longest(labels, labels[1:]):
        if label.start < reach:
            continue
        opening = _opening(chars, label.start)
        if opening is not None:
            close = pairs.get(opening)
        elif close is None or label.start > close:
            outer = _around(chars, label.start, pairs)
            close = None if outer is None else pairs[outer]
            if outer is not None and (before := _before_label(text, outer, label.start)):
                clauses.append(before)
        end = _content_end(chars, label, following, close)
        start = label.start if opening is None else opening
        clause = _read_label(text, label, start, end)
        if clause:
            clauses.append(clause)
            reach = end
    return clauses


def _around(chars: str, at: int, pairs: dict[int, int]) -> int | None:
    """The innermost bracket that stands open at `at`, if it opens not far before."""
    for opening in range(at - 1, max(-1, at - _BARE), -1):
        if chars[opening] in _OPEN and pairs.get(opening, -1) >= at:
            return opening
    return None


def _before_label(text: Text, opening: int, end: int) -> Clause | None:
    """The running words before a label in one bracket (`（甲局牵头，配合单位：乙局）`)."""
    return _read_running(text, opening + 1, end, (opening, end), bare=False)


def _labels(chars: str) -> list[_Label]:
    """Every label before a colon, judged by what stands before it."""
    found: list[_Label] = []
    at = chars.find("：")
    while at >= 0:
        window = max(0, at - _WINDOW)
        match = patterns.LABEL.regex.search(chars, window, at)
        if match:
            start = match.start("label")
            before = chars[start - 1] if start else BREAK
            words = "".join(match["label"].split())
            bare = patterns.BARE_LABEL.regex.match(words)
            starts = before in (_OPEN + "；;。\n" if bare else _BEFORE_LABEL) or bool(
                found and chars[found[-1].content : start].count(BREAK) == 0 and start - found[-1].content < 200
            )
            if starts:
                kind = next(k for k in ("person", "lead", "share", "watch", "time", "other") if match[k] is not None)
                found.append(_Label(start, at + 1, kind, words))
        at = chars.find("：", at + 1)
    return sorted({*found, *_boxed_labels(chars), *_spaced_labels(chars)}, key=lambda label: label.start)


def _boxed_labels(chars: str) -> Iterator[_Label]:
    """Labels in brackets of their own (`【责任单位】县教育局`)."""
    for match in patterns.BOXED_LABEL.regex.finditer(chars):
        kind = next(k for k in ("lead", "share", "time", "other") if match[k] is not None)
        yield _Label(match.start(), match.end(), kind, match["label"])


def _spaced_labels(chars: str) -> Iterator[_Label]:
    """Labels without a colon, where names or a time follow."""
    for match in patterns.SPACED_LABEL.regex.finditer(chars):
        if match["is"]:
            yield _Label(match.start("is"), match.end(), "lead" if match["islead"] else "share", match["is"])
            continue
        kind = next(k for k in ("lead", "share", "time") if match[k] is not None)
        line = chars[match.end() :].partition(BREAK)[0]
        if (_is_names(line) if kind != "time" else DUE_WORDS.regex.search(line)) and len(line) <= _BARE:
            yield _Label(match.start("label"), match.end(), kind, match["label"])


def _opening(chars: str, at: int) -> int | None:
    """The bracket that opens right before a label."""
    before = len(chars[:at].rstrip(" \v\n"))
    return before - 1 if before and chars[before - 1] in _OPEN else None


def _brackets(chars: str) -> dict[int, int]:
    """Where each bracket that closes within a clause's length closes; those that print left open are missing."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {mark: [] for mark in _CLOSE.values()}
    for found in re.finditer(r"[（〔\[【）〕\]】]", chars):
        mark, at = found[0], found.start()
        if mark in _CLOSE:
            opened[_CLOSE[mark]].append(at)
        elif opened[mark] and at - (opening := opened[mark].pop()) < _MAX_CLAUSE:
            pairs[opening] = at
    return pairs


def _content_end(chars: str, label: _Label, following: _Label | None, close: int | None) -> int:
    """Where the words that a label introduces end."""
    limit = len(chars)
    if following:
        opening = _opening(chars, following.start)
        limit = following.start if opening is None else opening
    if close is not None and close >= label.content:
        return min(close, limit)
    end = _sentence_end(chars, label.content, limit)
    signature = patterns.SIGNATURE.regex.search(chars, label.content, min(end + 20, limit))
    if signature and signature["who"]:
        end = min(end, signature.start())
    return end


def _sentence_end(chars: str, start: int, limit: int) -> int:
    """The full stop or the paragraph's end, and further while whole paragraphs go on with names."""
    stop = chars.find("。", start, limit)
    end = chars.find(BREAK, start, stop if stop >= 0 else limit)
    if end < 0:
        return stop if stop >= 0 else limit
    while end < limit:
        following = chars.find(BREAK, end + 1, limit)
        following = limit if following < 0 else following
        paragraph = chars[end + 1 : following].strip()
        empty = not chars[start:end].strip()
        if not paragraph or not (_is_names(paragraph) or (empty and len(paragraph) < 300)):
            break
        end = following
    return end


def _is_names(paragraph: str) -> bool:
    """Whether a paragraph holds nothing but names of bodies."""
    names = [n for n in re.split(r"[、，,；; \v]", paragraph.rstrip("。；;，、）)")) if n]
    if any(mark in paragraph for mark in "：。") or len(paragraph) > 300:
        return False
    return bool(names) and sum(bool(UNIT_END.regex.search(n)) for n in names) >= 0.8 * len(names)


def _read_label(text: Text, label: _Label, start: int, end: int) -> Clause | None:
    content = text[label.content : end].strip("。；;，,、：. \n\v")
    over = min(len(text), end + 1) if end < len(text) and text.chars[end] in "）〕】]。；" else end
    if label.kind in {"person", "watch", "other"} or not len(content):
        return Clause(start, over, (), times_only=True)
    if label.kind == "time":
        return Clause(start, over, (), (content,), times_only=True)
    role: Role = "lead" if label.kind == "lead" else "responsible"
    listed = read_units(content, role, signal=label.words, rule="label")
    if not listed.mentions and not listed.times:
        return None
    return Clause(start, over, listed.mentions, listed.times, listed.strange)


def _running(text: Text) -> list[Clause]:
    """Clauses without a label: in brackets, or the last sentence of a paragraph."""
    chars = text.chars
    found = []
    at = 0
    for opening, close in sorted(_brackets(chars).items()):
        if opening < at or close - opening < 4:
            continue
        last = chars[close + 1 : close + 3].strip("。；;.")[:1] in ("", BREAK)
        clause = _read_running(text, opening + 1, close, (opening, close + 1), bare=last)
        if clause:
            found.append(clause)
            at = close
    return found + _last_sentences(text, found)


def _last_sentences(text: Text, found: list[Clause]) -> list[Clause]:
    chars = text.chars
    sentences = []
    start = 0
    for paragraph in chars.split(BREAK):
        end = start + len(paragraph)
        body = len(paragraph.rstrip("。；; \v"))
        cut = start + max(paragraph.rfind("。", 0, body), paragraph.rfind("）", 0, max(0, body - 60))) + 1
        if 4 <= start + body - cut <= 400 and not any(c.start < end and cut < c.end for c in found):
            clause = _read_running(text, cut, start + body, (cut, end), bare=cut > start)
            if clause:
                sentences.append(clause)
        start = end + 1
    return sentences


def _read_running(text: Text, start: int, end: int, whole: tuple[int, int], *, bare: bool) -> Clause | None:
    """Read a running clause, strictly: every part must be a body, a working word or a time."""
    words = text.chars[start:end]
    working = bool(patterns.WORKING.regex.search(words))
    strict = whole[0] == start or not working
    if not working and not (bare and patterns.SURE_START.regex.search(words) and len(words) < _BARE):
        return None
    listed = read_units(text[start:end], "responsible", signal="", rule="running")
    bodies = sum(_is_body(m.text) for m in listed.mentions)
    sure = len(listed.mentions) if strict else max(1, 0.6 * len(listed.mentions))
    if not listed.mentions or bodies < sure or (strict and listed.strange):
        return None
    if working:
        return _clause(whole, listed) if any(m.signal for m in listed.mentions) else None
    names = [m.text for m in listed.mentions]
    named = len(names) >= 2 and bool(patterns.SURE_START.regex.search(names[0]))
    sure = named and all(patterns.SURE_BODY.regex.search(n) for n in names)
    return _clause(whole, listed) if sure and not listed.times else None


def _is_body(name: str) -> bool:
    whole = len(name) >= 2 and bool(UNIT_END.regex.search(name))
    return whole and not patterns.VERB.regex.match(name) and not re.search(r"[，。；《》]", name)


def _clause(whole: tuple[int, int], listed: Listed) -> Clause:
    return Clause(*whole, listed.mentions, listed.times, listed.strange)


def _touching(clauses: list[Clause], chars: str) -> list[Clause]:
    """Join clauses with nothing but marks between them, and drop those that name no unit."""
    joined: list[Clause] = []
    for clause in clauses:
        if joined and not chars[joined[-1].end : clause.start].strip(_AROUND):
            last = joined[-1]
            joined[-1] = Clause(
                last.start,
                clause.end,
                (*last.mentions, *clause.mentions),
                (*last.times, *clause.times),
                (*last.strange, *clause.strange),
                last.times_only and clause.times_only,
            )
        else:
            joined.append(clause)
    return joined
