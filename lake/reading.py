"""A lake read back: its plans, their graphs one at a time, the rows of its tables."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from ..errors import StoreError
from ..loaders.rows.schema import Value
from . import parquet, waves
from .filesystem import LocalFiles
from .waves import QUADS, Marker


def markers(folder: Path) -> dict[str, Marker]:
    """Read what waves a lake has. Errors: StoreError where there is no lake."""
    found = waves.markers(LocalFiles(folder))
    if not found:
        told = "这里没有写好的表；先运行 zeren build [文件…] --out"
        raise StoreError(f"{folder}：{told} {folder}")
    return found


def graphs(folder: Path, wave: str) -> Iterator[tuple[str, bytes]]:
    """Each graph of a wave with its N-Quads, sorted lines in UTF-8. Errors: StoreError for a damaged file."""
    for file in sorted((folder / QUADS / f"wave={wave}").rglob("*.gz")):
        try:
            with gzip.open(file, "rb") as lines:
                for graph, held in groupby(lines, _graph):
                    yield graph, b"".join(held)
        except (OSError, EOFError, zlib.error) as error:
            told = "文件已损坏；请删去同批的标记（_waves 下同名 .json）后重新运行 zeren build --out"
            raise StoreError(f"{file}：{told}") from error


def _graph(line: bytes) -> str:
    return line[line.rindex(b" <") + 2 : line.rindex(b">")].decode()


def rows(folder: Path, table: str, wave: str) -> Iterator[dict[str, Value]]:
    """The rows of a table that a wave gave, with the names of their columns, lists as tuples."""
    from pyarrow import parquet as files

    for file in sorted((folder / table / f"wave={wave}").rglob("*.parquet")):
        with files.ParquetFile(file) as held:
            for batch in held.iter_batches(columns=[field.name for field in parquet.schema(table)]):
                for record in batch.to_pylist():
                    yield {name: tuple(cell) if isinstance(cell, list) else cell for name, cell in record.items()}
