"""Where two documents of one year state the same task differently: other figures, another deadline, another lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .duties import Duty

What = Literal["figure", "deadline", "lead"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: the words of each document, and where they stand in its source."""

    one: Duty
    other: Duty
    what: What
    one_words: str
    other_words: str
    one_span: Span
    other_span: Span
