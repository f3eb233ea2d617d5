"""How often a request to a server is tried, and how long is waited before the next try.

Waits grow by the factor two (truncated exponential back-off). There is one client, so they need no chance in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

PASSING: Final = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that may be others in a while; 507 (the server's disk is full) and the rest of 5xx stay as they are."""


def silent(_: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Patience:
    """`tries` of a request; before the second `first` seconds are waited, then twice as long, `most` at the most.

    `wait` is how many seconds an answer may take. `told` is called with a sentence before each wait.
    """

    tries: int = 1
    first: float = 1.0
    most: float = 60.0
    wait: float = 300.0
    told: Callable[[str], None] = silent

    def waits(self) -> Iterator[float]:
        """The seconds before the second, the third … try."""
        for n in range(self.tries - 1):
            yield min(self.first * 2**n, self.most)
