"""The shape of what executors give: a record a content, which holds its rows of every table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..lake.rows import Poured
from ..loaders.rows.schema import PARTITION, TABLES, Column, Row

if TYPE_CHECKING:
    from pyspark.sql.types import DataType, StructType


class Head(NamedTuple):
    """What a record says besides its rows; `nquads` is without the last line's end, `quads` counts its lines."""

    identity: str
    jurisdiction: str | None
    year: int | None
    nquads: str | None
    quads: int
    tasks: int
    practices: int
    codes: tuple[str, ...]
    trouble: tuple[str, ...] | None


AGAIN: Final = "again"
"""Stands behind a trouble that another try may not have."""
Record = tuple[object, ...]
"""A Head, and then the rows of each of `TABLES`."""

TOLD: Final = ("identity", "quads", "tasks", "practices", "codes", "trouble")
"""What the driver has to know of each content."""
_HEAD: Final = (
    Column("identity", "string", ""), *PARTITION, Column("nquads", "string", ""), Column("quads", "int", ""),
    Column("tasks", "int", ""), Column("practices", "int", ""), Column("codes", "strings", ""),
    Column("trouble", "strings", ""),
)  # fmt: skip


def rows_of(table: str) -> str:
    """The column that holds the rows of a table."""
    return f"rows_{table}"


def record(identity: str, part: Poured) -> Record:
    """Make the record of a content."""
    nquads = part.nquads[:-1].decode() if part.nquads else None
    head = Head(
        identity, part.place, part.year, nquads, part.nquads.count(b"\n"), part.tasks, part.practices, part.findings,
        (*part.trouble, *((AGAIN,) if part.again else ())) if part.trouble else None,
    )  # fmt: skip
    return (*head, *(_plain(part.tables[table]) for table in TABLES))


def _plain(rows: tuple[Row, ...]) -> list[Row]:
    return list(rows)


def schema() -> StructType:
    """The records as Spark types them."""
    from pyspark.sql.types import ArrayType, StructField, StructType

    tables = [StructField(rows_of(table), ArrayType(_struct((*TABLES[table], *PARTITION)))) for table in TABLES]
    return StructType([*_struct(_HEAD).fields, *tables])


def _struct(columns: tuple[Column, ...]) -> StructType:
    from pyspark.sql.types import StructField, StructType

    return StructType([StructField(column.name, _type(column)) for column in columns])


def _type(column: Column) -> DataType:
    from pyspark.sql.types import ArrayType, BooleanType, DoubleType, LongType, StringType

    match column.kind:
        case "int":
            return LongType()
        case "float":
            return DoubleType()
        case "bool":
            return BooleanType()
        case "strings":
            return ArrayType(StringType())
        case _:
            return StringType()
