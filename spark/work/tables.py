"""The tables of a lake as Spark reads them: the finished waves only, every column by its name and type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .columns import columns, ddl

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PARTS: Final = columns("wave string, jurisdiction string, year int")
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
        from pyspark.sql import functions as F

        rows = self.session.read.schema(ddl({**READ[name], **_PARTS})).parquet(f"{self.folder}/{name}")
        waves = self.session.createDataFrame([(wave,) for wave in self.waves()], "wave string")
        place = F.coalesce(F.col("jurisdiction"), F.lit(""))
        return rows.join(F.broadcast(waves), "wave", "left_semi").withColumn("place", place).drop("wave", "jurisdiction")

    def waves(self) -> list[str]:
        """The waves that are whole: those with a marker."""
        from pyspark.sql import functions as F

        found = self.session.read.text(f"{self.folder}/_waves/*.json", wholetext=True).select(F.input_file_name())
        return sorted({path.rpartition("/")[2].removesuffix(".json") for (path,) in found.collect()})
