"""What an executor does with its share of a wave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from ..errors import StoreError
from ..graph.pool import ordered
from ..lake.records import Content
from ..lake.work import Pouring
from .shape import Record, record

if TYPE_CHECKING:
    from pyspark import Broadcast

Piece = tuple[Content, bytes | None]
"""A content, and its bytes unless the executor is to read them from its file."""
_APART = 2  # processes for each share where documents may kill them; fewer would be none of their own


@dataclass(frozen=True, slots=True)
class Share:
    """Reads contents into records; `apart` reads in processes of their own, so that a killing document costs itself."""

    pouring: Pouring
    apart: bool = False

    def __call__(self, pieces: Iterable[Piece]) -> Iterator[Record]:
        """Read a share. Errors: StoreError where this machine has another zeren than the one that asks."""
        if self.pouring.documents.stamp() != self.pouring.stamp:
            raise StoreError("执行器上的 zeren 与提交作业的不是同一版本；请在各执行器上装同一版 zeren")
        work = partial(_read, self.pouring)
        return ordered(work, pieces, _APART if self.apart else 1, partial(_crashed, self.pouring))


@dataclass(frozen=True, slots=True)
class Arrived:
    """Gives bytes that Spark has read, under their path, to the contents that they are of."""

    contents: Broadcast[dict[str, Content]]
    share: Share

    def __call__(self, files: Iterable[tuple[str, bytes]]) -> Iterator[Record]:
        """Read a share of files."""
        held = self.contents.value
        return self.share((held[path], bytes(data)) for path, data in files)


def _read(pouring: Pouring, piece: Piece) -> Record:
    content, data = piece
    return record(content.first.identity, pouring(content, data))


def _crashed(pouring: Pouring, piece: Piece) -> Record:
    return record(piece[0].first.identity, pouring.crashed(piece[0]))
