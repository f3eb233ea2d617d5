"""A pattern that testifies for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, why it looks as it does, and strings it must and must not find something in."""

    regex: re.Pattern[str]
    reason: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()


def pattern(source: str, reason: str, matches: tuple[str, ...], rejects: tuple[str, ...] = ()) -> Pattern:
    """Compile `source` (verbose syntax, so that a long one can be laid out) with its witnesses."""
    return Pattern(re.compile(source, re.VERBOSE), reason, matches, rejects)
