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
    an expression of many branches at every place. `needs` finds something in every text in which there is a match.
    """

    regex: re.Pattern[str]
    reason: str
    matches: tuple[str, ...]
    rejects: tuple[str, ...] = ()
    start: re.Pattern[str] | None = None
    needs: re.Pattern[str] | None = None

    def search(self, text: str, first: int = 0, last: int = sys.maxsize) -> re.Match[str] | None:
        """What `regex.search` gives, tried only where the text has what it needs."""
        if self.needs is not None and not self.needs.search(text, first, last):
            return None
        return self.regex.search(text, first, last)

    def may_be_in(self, text: str) -> bool:
        """Whether `text` has what a match needs."""
        return self.needs is None or self.needs.search(text) is not None

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
    source: str, reason: str, matches: tuple[str, ...], rejects: tuple[str, ...] = (), *,
    start: str | None = None, needs: str | None = None,
) -> Pattern:  # fmt: skip
    """Compile `source`, `start` and `needs` (verbose syntax, so that a long one can be laid out) with the witnesses."""
    begins, wanted = (None if one is None else re.compile(one, re.VERBOSE) for one in (start, needs))
    return Pattern(re.compile(source, re.VERBOSE), reason, matches, rejects, begins, wanted)
