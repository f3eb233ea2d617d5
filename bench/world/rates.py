"""How much of what was planted is found, and how much of what is found was planted."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """Of `planted` things `hit` were found; of `found` things `right` are true."""

    name: str
    planted: int
    hit: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.hit / self.planted if self.planted else float("nan")

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else float("nan")

    @property
    def line(self) -> str:
        return f"{self.name:28}{self.planted:8}{self.recall:8.3f}{self.found:8}{self.precision:10.3f}"


HEAD = f"{'':28}{'planted':>8}{'recall':>8}{'found':>8}{'precision':>10}"


def rate(name: str, planted: Iterable[Hashable], found: Iterable[Hashable]) -> Rate:
    """Of two sets of the same kind of things."""
    told, seen = set(planted), set(found)
    both = len(told & seen)
    return Rate(name, len(told), both, len(seen), both)
