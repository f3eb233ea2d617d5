"""The tables of a lake as Spark reads them: the finished waves only, every column by its name and type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from ...errors import StoreError
from ...lake.waves import MARKERS
from ..hadoop import HadoopFiles
from .columns import columns, ddl

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PARTS: Final = columns("wave string, jurisdiction string, year long")
READ: Final = {
    "plans": columns("plan string, file string, title string, issuer_iri string, number string, units_nt string"),
    "tasks": columns(
        "plan string, task string, order long, number string, title string, section array<string>, text string,"
        " start long, end long"
    ),
    "assignments": columns(
        "plan string, task string, order long, role string, printed string, name string, unit string,"
        " unit_name string, unit_kind string, parent string, group boolean"
    ),
    "deadlines": columns(
        "plan string, task string, deadline string, own boolean, words string, date string, kind string, start long"
    ),
    "citations": columns(
        "plan string, task string, citation string, work string, title string, number string, relation string"
    ),
}
"""What the analyses read of each table; the other columns are left on the disk."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables in the folder `folder` (a path or any Hadoop URI) of one lake, whose finished waves are `waves`."""

    session: SparkSession
    folder: str
    waves: tuple[str, ...]

    @classmethod
    def of(cls, session: SparkSession, folder: str) -> Self:
        """Find the tables. Errors: StoreError where there are none.

        A Spark on one machine is told to cut its tables in few parts: its usual 200 cost it a minute of starts.
        """
        names = HadoopFiles(session, folder).names(MARKERS)
        waves = tuple(name.removesuffix(".json") for name in names if name.endswith(".json"))
        if not waves:
            raise StoreError(f"{folder}：这里没有写好的表；先运行 zeren build [文件…] --out {folder}")
        if (session.sparkContext.master or "").startswith("local["):
            session.conf.set("spark.sql.shuffle.partitions", 2 * session.sparkContext.defaultParallelism)
        return cls(session, folder, waves)

    def table(self, name: str) -> DataFrame:
        """One table: the columns of `READ`, `place` (empty where unknown) and `year` (null where unknown)."""
        from pyspark.sql import functions as fn

        rows = self.session.read.schema(ddl({**READ[name], **_PARTS})).parquet(f"{self.folder}/{name}")
        whole = rows.where(fn.col("wave").isin(*self.waves)).drop("wave")
        place = fn.coalesce("jurisdiction", fn.lit(""))
        return whole.withColumns({"place": place, "year": fn.col("year").cast("int")}).drop("jurisdiction")
