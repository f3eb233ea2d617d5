"""What an analysis gives: a table written whole, and its first rows in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def written(rows: DataFrame, out: str) -> DataFrame:
    """Write a table as Parquet in the folder `out`, in place of what was there, and read it back."""
    rows.write.mode("overwrite").parquet(out)
    return rows.sparkSession.read.schema(rows.schema).parquet(out)


def first(rows: DataFrame, order: Sequence[str], limit: int) -> list[dict[str, Any]]:
    """The first rows by some columns, `-` before one that falls; no value comes last."""
    from pyspark.sql import functions as fn

    by = [fn.desc_nulls_last(name[1:]) if name.startswith("-") else fn.asc_nulls_last(name) for name in order]
    return [row.asDict(recursive=True) for row in rows.orderBy(*by).limit(limit).collect()]
