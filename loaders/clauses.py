"""Responsibility clauses: where a text says who leads, who shares, and by when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import zip_longest
from typing import TYPE_CHECKING

from .clause import OPEN, Clause, brackets
from .labels import Label, is_names
from .labels import labels as labels_of
from .patterns import clauses as patterns
from .running import read_running, running_clauses
from .text import BREAK, Text
from .unitlist import read_units

if TYPE_CHECKING:
    from .records import Role

_AROUND = "。；;，,、 \n\v）】]〕.：（【〔[—–-·●◎○※■□◆◇▲△★☆•▪►*"
_EMPTY = 120  # behind a label that ends its line, words of so many characters are its own
_NEAR = 300  # a label's bracket opens no further before it


def find_clauses(text: Text, *, loose: bool = False) -> list[Clause]:
    """All clauses of an item's own words, in order, those that touch each other as one.

    With `loose` a bracket of names that ends a paragraph is a clause too, although no word says so.
    """
    pairs = brackets(text.chars)
    found = _labelled(text, pairs)
    running = running_clauses(text, pairs, loose=loose)
    if found and running:
        taken = [(c.start, c.end) for c in found]
        running = [c for c in running if not any(a < c.end and c.start < b for a, b in taken)]
    found += running
    if len(found) < 2:
        return found
    found.sort(key=lambda c: c.start)
    return _touching(found, text.chars)


def _labelled(text: Text, pairs: dict[int, int]) -> list[Clause]:
    chars = text.chars
    labels = labels_of(chars)
    if not labels:
        return []
    openings = sorted(pairs)
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
            outer = _around(label.start, openings, pairs)
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


def _around(at: int, openings: list[int], pairs: dict[int, int]) -> int | None:
    """The innermost bracket that stands open at `at`, if it opens not far before."""
    for opening in reversed(openings[bisect_right(openings, at - _NEAR) : bisect_left(openings, at)]):
        if pairs[opening] >= at:
            return opening
    return None


def _before_label(text: Text, opening: int, end: int) -> Clause | None:
    """The running words before a label in one bracket (`（甲局牵头，配合单位：乙局）`)."""
    return read_running(text, (opening + 1, end), (opening, end), bare=False)


def _opening(chars: str, at: int) -> int | None:
    """The bracket that opens right before a label."""
    while at and chars[at - 1] in " \v\n":
        at -= 1
    return at - 1 if at and chars[at - 1] in OPEN else None


def _content_end(chars: str, label: Label, following: Label | None, close: int | None) -> int:
    """Where the words that a label introduces end."""
    limit = len(chars)
    if following:
        opening = _opening(chars, following.start)
        limit = following.start if opening is None else opening
    if close is not None and close >= label.content:
        return min(close, limit)
    end = _sentence_end(chars, label.content, limit)
    signature = patterns.SIGNATURE.search(chars, label.content, min(end + 20, limit))
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
        if not paragraph or not (is_names(paragraph) or (empty and len(paragraph) < _EMPTY)):
            break
        end = following
    return end


def _read_label(text: Text, label: Label, start: int, end: int) -> Clause | None:
    content = text.cut(label.content, end, "。；;，,、：. \n\v—–-●◎○※■□◆◇•▪►")
    over = min(len(text), end + 1) if end < len(text) and text.chars[end] in "）〕】]。；" else end
    if label.kind in {"person", "watch", "other"} or not content.chars:
        return Clause(start, over, ())
    if label.kind == "time":
        return Clause(start, over, (), (content,))
    role: Role = "lead" if label.kind == "lead" else "responsible"
    listed = read_units(content, role, signal=label.words, rule="label")
    if not listed.mentions and not listed.times:
        return None
    return Clause(start, over, listed.mentions, listed.times, listed.strange)


def _touching(clauses: list[Clause], chars: str) -> list[Clause]:
    """Join clauses with nothing but marks between them."""
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
            )
        else:
            joined.append(clause)
    return joined
