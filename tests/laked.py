"""What several tests of lakes share."""

from collections.abc import Sequence
from pathlib import Path

from zeren.lake import reading
from zeren.lake.filling import fill
from zeren.lake.pool import PoolEngine
from zeren.lake.records import Report
from zeren.loaders.documents import Documents
from zeren.loaders.rows.schema import TABLES


def filled(out: Path, paths: Sequence[Path], *, jobs: int = 1, size: int = 1000) -> Report:
    engine = PoolEngine(Documents(tables=True), out, jobs)
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
