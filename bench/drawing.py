"""A map whose layout is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zeren.graph.maps.page import page

from .maps import tasks
from .rounds import Measure, Size, side_by_side, within


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    duties = tasks(5000)
    page(duties, layouts=folder / "maps")
    (drawn,) = side_by_side(size.rounds, lambda: page(duties, layouts=folder / "maps"))
    yield within("a map of 5,000 nodes after its layout", drawn.seconds, 2.0)
