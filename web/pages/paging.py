"""Long lists in pages: which of the items a request shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..page import Asked

Item = TypeVar("Item")
PER = 50


@dataclass(frozen=True, slots=True)
class Shown(Generic[Item]):
    """The items of one page of a list: `page` of `pages`, both from 1; `first` is the number of its first item."""

    items: Sequence[Item]
    total: int
    page: int = 1
    pages: int = 1
    first: int = 1

    @property
    def last(self) -> int:
        """The number of the last item."""
        return self.first + len(self.items) - 1


def paged(items: Sequence[Item], asked: Asked, per: int = PER) -> Shown[Item]:
    """The page that `?page=` asks for, the last one where there are not so many."""
    pages = max(1, -(-len(items) // per))
    page = min(max(1, asked.number("page") or 1), pages)
    start = (page - 1) * per
    return Shown(items[start : start + per], len(items), page, pages, start + 1)
