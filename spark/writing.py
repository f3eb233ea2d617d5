"""Records written out: a folder for each table, and the quads by place and year."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from ..lake.waves import QUADS
from ..loaders.rows.schema import TABLES
from .shape import rows_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, DataFrameWriter

_EACH: Final = 5_000  # contents whose rows make one file of a table
_UNMARKED: Final = "mapreduce.fileoutputcommitter.marksuccessfuljobs"  # a wave has its own marker


def write(records: DataFrame, folder: str, count: int) -> None:
    """Write the records of `count` contents under `folder`, all parts at once."""
    files = max(1, count // _EACH)
    with ThreadPoolExecutor(len(TABLES) + 1) as threads:
        jobs = [threads.submit(_table, records, table, f"{folder}/{table}", files) for table in TABLES]
        jobs.append(threads.submit(_quads, records, f"{folder}/{QUADS}"))
    for job in jobs:
        job.result()


def _table(records: DataFrame, table: str, folder: str, files: int) -> None:
    rows = records.selectExpr(f"inline({rows_of(table)})").coalesce(files)
    _writer(rows, "zstd").parquet(folder)


def _quads(records: DataFrame, folder: str) -> None:
    """Write each plan's lines together, the plans of a place and year in the order of their hashes."""
    by = ("jurisdiction", "year")
    plans = records.where("nquads is not null").select(*by, "identity", "nquads")
    sorted_plans = plans.repartition(*by).sortWithinPartitions(*by, "identity").drop("identity")
    _writer(sorted_plans, "gzip").partitionBy(*by).text(folder)


def _writer(rows: DataFrame, compression: str) -> DataFrameWriter:
    return rows.write.option("compression", compression).option(_UNMARKED, "false")
