"""What several tests of lakes share."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from zeren.errors import Trouble
from zeren.lake import reading
from zeren.lake.filling import fill
from zeren.lake.pool import PoolEngine
from zeren.lake.records import Report
from zeren.loaders.documents import Document, Documents, Loaded
from zeren.loaders.rows.schema import TABLES


def filled(
    out: Path, paths: Sequence[Path], *, jobs: int = 1, size: int = 1000, reader: Documents | None = None
) -> Report:
    engine = PoolEngine(reader or Documents(tables=True), out, jobs)
    return fill(engine, [str(path) for path in paths], size=size, progress=lambda *_: None)


def quads(out: Path) -> list[str]:
    """All quads of a lake, sorted."""
    parts = (held for wave in reading.markers(out) for _, held in reading.graphs(out, wave))
    return sorted(line for part in parts for line in part.decode().splitlines())


def tables(out: Path) -> dict[str, list[str]]:
    """All rows of every table, sorted."""
    return {
        table: sorted(str(row) for wave in reading.markers(out) for row in reading.rows(out, table, wave))
        for table in TABLES
    }


class Deadly(Documents):
    """Dies of one document."""

    def each(self, documents: Iterable[Document]) -> Iterator[Loaded | Trouble]:
        held = list(documents)
        if any(name == "deadly.txt" for _, name, _ in held):
            os._exit(9)
        return super().each(held)
