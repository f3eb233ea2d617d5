"""A pattern that testifies for itself."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, why it looks as it does, and strings it must and must not find something in.

    `start` matches wherever a match may begin: the engine skips fast to what begins with a set of characters, but tries
    an expression of many branches at every place.
    """

    regex: re.Pattern[str]
    reason: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()
    start: re.Pattern[str] | None = None

    def may_stand(self, text: str, first: int = 0) -> bool:
        """Whether a match may begin anywhere in `text[first:]`."""
        return (self.start or self.regex).search(text, first) is not None

    def find(self, text: str, first: int = 0, last: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches that `regex.finditer` gives, tried only where one may begin."""
        if self.start is None:
            yield from self.regex.finditer(text, first, last)
            return
        end, match = first, self.regex.match
        for place in self.start.finditer(text, first, last):
            if (at := place.start()) >= end and (found := match(text, at, last)):
                end = found.end()
                yield found


def pattern(
    source: str, reason: str, matches: tuple[str, ...], rejects: tuple[str, ...] = (), *, start: str | None = None
) -> Pattern:
    """Compile `source` and `start` (verbose syntax, so that a long one can be laid out) with the witnesses."""
    begins = None if start is None else re.compile(start, re.VERBOSE)
    return Pattern(re.compile(source, re.VERBOSE), reason, matches, rejects, begins)
