"""The tables of a lake as Spark reads them: the finished waves only, every column by its name and type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...errors import StoreError
from .columns import columns, ddl

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PARTS: Final = columns("wave string, jurisdiction string, year long")
READ: Final = {
    "plans": columns(
        "plan string, file string, title string, issuer string, issuer_iri string, number string, units_nt string"
    ),
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
    """The tables in the folder `folder` (a path or any Hadoop URI) of one lake."""

    session: SparkSession
    folder: str

    def table(self, name: str) -> DataFrame:
        """One table: the columns of `READ`, `place` (empty where unknown) and `year` (null where unknown)."""
        from pyspark.sql import functions as fn

        rows = self.session.read.schema(ddl({**READ[name], **_PARTS})).parquet(f"{self.folder}/{name}")
        waves = self.session.createDataFrame([(wave,) for wave in self.waves()], "wave string")
        place = fn.coalesce(fn.col("jurisdiction"), fn.lit(""))
        return (
            rows.join(fn.broadcast(waves), "wave", "left_semi").withColumn("place", place).drop("wave", "jurisdiction")
        )

    def waves(self) -> list[str]:
        """The waves that are whole: those with a marker. Errors: StoreError where there is none."""
        from pyspark.errors import AnalysisException
        from pyspark.sql import functions as fn

        try:
            found = self.session.read.text(f"{self.folder}/_waves/*.json", wholetext=True).select(fn.input_file_name())
            return sorted({path.rpartition("/")[2].removesuffix(".json") for (path,) in found.collect()})
        except AnalysisException:
            told = "这里没有写好的表；先运行 zeren build [文件…] --out"
            raise StoreError(f"{self.folder}：{told} {self.folder}") from None
