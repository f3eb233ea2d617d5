"""Measurable targets: what is to be reached, and how much of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .numerals import read_chinese, read_number
from .patterns import targets as patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Comparator

_CLAUSE_END = re.compile(r"[，。；：！？,;:!?\n]")
SPANS = ("分钟", "小时", "天", "日", "个工作日", "工作日", "周", "个月")
RATES = ("%", "‰", "个百分点", "百分点", "倍")
SHORTEST_NOUN = 3
REACH = 80
NEAR = 24
NAME = 18
CLASSES = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5}


class TargetHit(NamedTuple):
    """A measurable target: `value` in base units of `unit`, the span covers the shortest clause that holds it."""

    start: int
    end: int
    text: str
    comparator: Comparator
    value: float
    unit: str


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the clause around a number, or of as much of it as can bear on the number."""
    first, last = max(0, start - REACH), min(len(text), end + REACH)
    before, behind = _CLAUSE_END.search(text[first:start][::-1]), _CLAUSE_END.search(text, end, last)
    return start - before.start() if before else first, behind.start() if behind else last


def _comparator(before: str, behind: str) -> Comparator | None:
    """The comparison that the words around a number print, None where they print none."""
    compared = patterns.comparing().regex.search(before) is not None
    if compared and patterns.at_least().regex.search(before):
        return ">="
    if compared and patterns.at_most().regex.search(before):
        return "<="
    if behind.endswith("以上"):
        return ">="
    if behind.endswith(("以下", "内")):
        return "<="
    if compared and patterns.more_than().regex.search(before):
        return ">"
    return "<" if compared and patterns.less_than().regex.search(before) else None


def _is_counted(before: str, after: str, unit: str) -> bool:
    """Whether a number without words of comparison is what its clause is to bring about."""
    near = before[-NEAR:]
    if unit in SPANS:
        return patterns.shortening().regex.search(near) is not None
    if patterns.reaching().regex.search(near):
        return True
    if unit in RATES or unit.endswith("元"):
        return patterns.changing().regex.search(near) is not None or (unit not in RATES and not after)
    if patterns.reported().regex.search(before):
        return False
    ends_clause = not after and len(before) >= SHORTEST_NOUN
    return ends_clause or patterns.making().regex.search(before) is not None


def _is_target(before: str, after: str, match: re.Match[str], compared: Comparator | None) -> bool:
    """Whether the words around a number make it an aim and no description, condition or payment."""
    if compared is None and not _is_counted(before, after, match["unit"]):
        return False
    unit = match["unit"]
    share = unit == "%" and compared in {">", ">="}
    paid = unit.endswith("元") or unit in RATES or unit in SPANS  # what is paid is money, a share of it, or for a time
    excluded = (
        (compared == "<=" and match["unit"].endswith("元"))
        or (match["unit"] == "个月" and match["behind"] and not patterns.shortening().regex.search(before[-NEAR:]))
        or patterns.condition().regex.search(before[-NEAR:])
        or ((pays := patterns.paying().regex.search(before)) and (paid or pays[0].startswith("按")))
        or (not share and patterns.described().regex.match(after))
    )
    return not excluded


def _in_name(text: str, position: int) -> bool:
    """Whether a number stands inside a title or a quoted name."""
    first = max(0, position - REACH)
    if text.rfind("《", first, position) > text.rfind("》", first, position):
        return True
    opened = text.rfind("“", max(0, position - NAME), position)
    closed = text.find("”", position, position + NAME)
    return opened > text.rfind("”", first, position) and closed >= 0 and closed - opened <= NAME


def _value(match: re.Match[str]) -> float | None:
    scale = match["lowscale"] or match["scale"] or ""
    return read_number((match["low"] or match["number"]) + scale.strip("%"))


def _quantities(text: str) -> Iterator[TargetHit]:
    listed_at, listed_unit = -1, ""
    for match in patterns.quantity().find(text):
        left, right = _clause(text, match.start(), match.end())
        before, after = text[left : match.start()], text[match.end() : right]
        compared = _comparator(before[-NEAR:], match["behind"] or "")
        listed = listed_at == match.start() - 1 and listed_unit == match["unit"] and text[listed_at] == "、"
        value = None if _in_name(text, match.start()) else _value(match)
        if value is None or not (listed or _is_target(before, after, match, compared)):
            continue
        listed_at, listed_unit = match.end(), match["unit"]
        comparator: Comparator = compared or (">=" if match["low"] or match["more"] else "=")
        yield TargetHit(left, right, text[left:right], comparator, value, match["unit"] + (match["per"] or ""))


def _in_words(text: str) -> Iterator[TargetHit]:
    for match in patterns.words_of_time().find(text):
        left, right = _clause(text, match.start(), match.end())
        if match["class"]:
            yield TargetHit(left, right, text[left:right], "=", float(CLASSES[match["class"]]), match["classed"])
            continue
        value = read_chinese(match["span"] or match["count"])
        if value is not None:
            comparator: Comparator = "<=" if match["span"] else "="
            yield TargetHit(left, right, text[left:right], comparator, float(value), match["unit"] or match["counted"])


def find_targets(text: str) -> tuple[TargetHit, ...]:
    """The measurable targets of a text, in order."""
    hits = [*_quantities(text), *(_in_words(text) if patterns.words_of_time().may_be_in(text) else ())]
    return tuple(sorted(hits, key=lambda hit: hit.start)) if hits else ()
