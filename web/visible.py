"""Characters that a reader cannot see, shown: a document must not turn or hide the words around its own."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup


@cache
def _hidden() -> re.Pattern[str]:
    """Controls, and marks that turn the direction of what follows (Unicode, UAX 9)."""
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def visible(value: object) -> object:
    """A value as a template may write it: hidden characters by their code; markup of our own stays as it is."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _hidden().sub(lambda hit: f"⟨U+{ord(hit[0]):04X}⟩", value)
    return value
