"""A responsibility clause, and the brackets in which one may stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .records import Mention
    from .text import Text

OPEN = "（〔[【"
_CLOSE = {"（": "）", "〔": "〕", "[": "]", "【": "】"}
_BRACKET = re.compile(r"[（〔\[【）〕\]】]")
_MAX_CLAUSE = 2500


class Clause(NamedTuple):
    """A responsibility clause: `text[start:end]` of the item, its mentions, and its words of time."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    times: tuple[Text, ...] = ()
    strange: tuple[Text, ...] = ()


def brackets(chars: str) -> dict[int, int]:
    """Where each bracket that closes within a clause's length closes; those that print left open are missing."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {mark: [] for mark in _CLOSE.values()}
    for found in _BRACKET.finditer(chars):
        mark, at = found[0], found.start()
        if mark in _CLOSE:
            opened[_CLOSE[mark]].append(at)
        elif opened[mark] and at - (opening := opened[mark].pop()) < _MAX_CLAUSE:
            pairs[opening] = at
    return pairs
