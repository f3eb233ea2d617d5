"""A responsibility clause, and the brackets in which one may stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import Mention
    from .text import Text

OPEN = "（〔[【"
_CLOSE = {"（": "）", "〔": "〕", "[": "]", "【": "】"}
_BRACKET = re.compile(r"[（〔\[【）〕\]】]")
_MAX_CLAUSE = 2500


@dataclass(slots=True)  # not frozen, though never changed, as texts are
class Clause:
    """A responsibility clause: `text[start:end]` of the item, its mentions, and its words of time."""

    start: int
    end: int
    mentions: tuple[Mention, ...]
    times: tuple[Text, ...] = ()
    strange: tuple[Text, ...] = ()


def brackets(chars: str) -> dict[int, int]:
    """Where each bracket that closes within a clause's length closes; those that print left open are missing."""
    pairs: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for found in _BRACKET.finditer(chars):
        mark, at = found[0], found.start()
        if mark in _CLOSE:
            opened.setdefault(_CLOSE[mark], []).append(at)
        elif (left := opened.get(mark)) and at - (opening := left.pop()) < _MAX_CLAUSE:
            pairs[opening] = at
    return pairs
