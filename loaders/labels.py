"""The labels that introduce units and times: before a colon, in brackets of their own, or without any mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .clause import OPEN
from .patterns import clauses as patterns
from .patterns.unitlist import DUE_WORDS, UNIT_END
from .text import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE_LABEL = frozenset("（〔[【；;。，,、 \n\v）】]〕”：●◎○※■□◆◇▲△★☆·•▪►—–-*")
_WINDOW = 30
_LINE = 300  # a line of names is no longer
_NEAR = 200  # labels of one clause stand no further apart


@dataclass(slots=True)  # not frozen, though never changed, as texts are
class Label:
    """A label from `start`, what kind of words it introduces, and where these begin."""

    start: int
    content: int
    kind: str
    words: str


def labels(chars: str) -> list[Label]:
    """Every label before a colon, judged by what stands before it."""
    found: list[Label] = []
    at = chars.find("：")
    while at >= 0:
        run = _run_before(chars, at)
        if run and (label := _label_in(run)):
            start = at - len(run) + label.start
            before = chars[start - 1] if start else BREAK
            starts = before in (OPEN + "；;。\n" if label.bare else _BEFORE_LABEL) or bool(
                found and chars[found[-1].content : start].count(BREAK) == 0 and start - found[-1].content < _NEAR
            )
            if starts:
                found.append(Label(start, at + 1, label.kind, label.words))
        at = chars.find("：", at + 1)
    if patterns.LABEL_SIGN.regex.search(chars):
        found += [label for label in (*_boxed_labels(chars), *_spaced_labels(chars)) if label not in found]
    return sorted(found, key=lambda label: label.start) if len(found) > 1 else found


def _run_before(chars: str, at: int) -> str:
    """What may hold a label that ends at `at`: the run of its characters, or more where a bracket stands behind it."""
    words = chars[max(0, at - _WINDOW) : at]
    if words.rstrip(" \v").endswith("）"):
        return words
    return words[len(words.rstrip(patterns.label_characters())) :]


class _Read(NamedTuple):
    start: int
    kind: str
    words: str
    bare: bool


@lru_cache(maxsize=1 << 12)
def _label_in(run: str) -> _Read | None:
    """The label with which `run` ends; plans print the same few hundred again and again."""
    match = patterns.LABEL.regex.search(run)
    if not match:
        return None
    words = "".join(match["label"].split())
    kind = next(k for k in ("person", "lead", "share", "watch", "time", "other") if match[k] is not None)
    return _Read(match.start("label"), kind, words, patterns.BARE_LABEL.regex.match(words) is not None)


def _boxed_labels(chars: str) -> Iterator[Label]:
    """Labels in brackets of their own (`【责任单位】县教育局`)."""
    for match in patterns.BOXED_LABEL.regex.finditer(chars):
        kind = next(k for k in ("lead", "share", "time", "other") if match[k] is not None)
        yield Label(match.start(), match.end(), kind, match["label"])


def _spaced_labels(chars: str) -> Iterator[Label]:
    """Labels without a colon, where names or a time follow."""
    for match in patterns.SPACED_LABEL.find(chars):
        if match["is"]:
            yield Label(match.start("is"), match.end(), "lead" if match["islead"] else "share", match["is"])
            continue
        kind = next(k for k in ("lead", "share", "time") if match[k] is not None)
        line = chars[match.end() :].partition(BREAK)[0]
        if (is_names(line) if kind != "time" else DUE_WORDS.regex.search(line)) and len(line) <= _LINE:
            yield Label(match.start("label"), match.end(), kind, match["label"])


def is_names(paragraph: str) -> bool:
    """Whether a paragraph holds nothing but names of bodies."""
    names = [n for n in re.split(r"[、，,；; \v]", paragraph.rstrip("。；;，、）)")) if n]
    if any(mark in paragraph for mark in "：。") or len(paragraph) > _LINE:
        return False
    return bool(names) and sum(bool(UNIT_END.regex.search(n)) for n in names) >= 0.8 * len(names)
