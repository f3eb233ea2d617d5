"""Columns of tables by name and type, and groups of rows given to a Python function whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

Columns = Mapping[str, str]
Row = Mapping[str, Any]


def columns(said: str) -> Columns:
    """Read `name type, …`; a type may not hold a comma."""
    parts = (part.split() for part in said.split(","))
    return {name: kind for name, kind in parts}  # noqa: C416 -- pairs of a known length


def ddl(wanted: Columns) -> str:
    """Say the columns to Spark."""
    return ", ".join(f"`{name}` {kind}" for name, kind in wanted.items())


def gathered(rows: DataFrame, by: str, name: str) -> DataFrame:
    """One row for each value of the column `by`, all rows that have it as the list `name`."""
    from pyspark.sql import functions as fn

    return rows.groupBy(by).agg(fn.collect_list(fn.struct(*rows.columns)).alias(name))


def spread(rows: DataFrame, work: Callable[[Any], Iterable[Row]], wanted: Columns) -> DataFrame:
    """What `work` makes of each row, in the executors; it must be a function of the row alone.

    Rows go through Python's pickle and not through Arrow, which Spark has only together with pandas.
    """
    names = tuple(wanted)
    done = rows.rdd.flatMap(lambda row: (tuple(one[name] for name in names) for one in work(row)))
    return rows.sparkSession.createDataFrame(done, ddl(wanted), verifySchema=False)
