"""How alike short wordings are by their pairs of neighbouring letters: headings, clauses."""

from __future__ import annotations

import re

DIGITS = re.compile(r"[0-9０-９.,，、％%〇零一二三四五六七八九十百千万亿\s]+")


def likeness(one: str, other: str) -> float:
    """How many character pairs, digits aside, the shorter of two wordings shares with the other."""
    here, there = letters(one), letters(other)
    return len(here & there) / max(min(len(here), len(there)), 1)


def letters(words: str) -> set[str]:
    """The character pairs of a wording."""
    bare = DIGITS.sub("", words)
    return {bare[at : at + 2] for at in range(len(bare) - 1)}
