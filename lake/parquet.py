"""Tables as Parquet: the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import UsageError
from ..loaders.rows.schema import PARTITION, TABLES, Row

if TYPE_CHECKING:
    import pyarrow as pa


def schema(table: str) -> pa.Schema:
    """The columns of a table, place and year among them. Errors: UsageError where pyarrow is missing."""
    pa = _pyarrow()
    kinds = {
        "string": pa.string(), "strings": pa.list_(pa.string()), "int": pa.int64(), "float": pa.float64(),
        "bool": pa.bool_(),
    }  # fmt: skip
    return pa.schema([(column.name, kinds[column.kind]) for column in (*TABLES[table], *PARTITION)])


def write(table: str, rows: Sequence[Row], file: Path) -> None:
    """Write the rows of a table to a file, in the order given."""
    from pyarrow import parquet

    made = schema(table)
    columns: list[Any] = list(zip(*rows, strict=True)) or [()] * len(made)
    arrays = [_pyarrow().array(column, field.type) for column, field in zip(columns, made, strict=True)]
    file.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(_pyarrow().Table.from_arrays(arrays, schema=made), file, compression="zstd")


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
    except ImportError:
        raise UsageError("写表格需要 pyarrow；请先运行 pip install 'zeren[tables]'") from None
    return pa
