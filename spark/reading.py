"""A wave read by the executors: every content gives a record, whatever it does to the process that reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from typing import TYPE_CHECKING, Any

from ..errors import Trouble
from ..lake.places import local
from ..lake.records import Content, Written
from ..lake.work import Pouring
from .fetching import contents as fetched
from .listing import slices_of
from .session import killed
from .shape import AGAIN, TOLD, schema
from .share import Arrived, Share

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads contents in the executors of a session."""

    session: SparkSession
    pouring: Pouring

    @contextmanager
    def of(self, contents: Sequence[Content]) -> Iterator[tuple[DataFrame, Written]]:
        """Read contents into records, which are kept while they are in use, and say what they gave.

        Documents are read in the executors' own processes; only if one of these dies are they read again apart.
        """
        ordered = sorted(contents, key=lambda content: content.first.identity)
        records = self._records(ordered, Share(self.pouring)).persist()
        try:
            seen = records.select(*TOLD).collect()
        except Exception as error:
            records.unpersist()
            if not killed(error):
                raise
            records, seen = self._apart(ordered)
        missing = _missing(ordered, {row.identity for row in seen})
        if missing:
            lost = self._read(missing, Share(self.pouring))
            seen += lost.select(*TOLD).collect()
            records = records.union(lost)
        try:
            yield records, _written(seen)
        finally:
            records.unpersist()

    def _apart(self, contents: Sequence[Content]) -> tuple[DataFrame, list[Any]]:
        records = self._records(contents, Share(self.pouring, apart=True)).persist()
        return records, records.select(*TOLD).collect()

    def _records(self, contents: Sequence[Content], share: Share) -> DataFrame:
        near = [content for content in contents if not _is_far(content)]
        far = {content.first.path: content for content in contents if _is_far(content)}
        parts = [self._read(near, share)] if near else []
        if far:
            parts.append(self._arrived(far, share))
        return reduce(lambda one, other: one.union(other), parts)

    def _read(self, contents: Sequence[Content], share: Share) -> DataFrame:
        """Read contents that the executors find by themselves, or that need not be found."""
        context = self.session.sparkContext
        least = context.defaultParallelism * (1 if share.apart else 4)  # processes apart take a second to start
        slices = slices_of(len(contents), least, 100)
        pieces = context.parallelize([(content, _data(content)) for content in contents], slices)
        return self._frame(pieces.mapPartitions(share))

    def _arrived(self, contents: dict[str, Content], share: Share) -> DataFrame:
        """Read contents that Spark has to fetch from where they lie."""
        held = self.session.sparkContext.broadcast(contents)
        files = fetched(self.session, list(contents))
        return self._frame(files.rdd.mapPartitions(Arrived(held, share)))

    def _frame(self, records: Any) -> DataFrame:
        return self.session.createDataFrame(records, schema(), verifySchema=False)


def _is_far(content: Content) -> bool:
    """Whether Spark has to fetch a content for the executors; it does not see empty files."""
    first = content.first
    return local(first.path) is None and not first.trouble and first.length > 0


def _data(content: Content) -> bytes | None:
    return b"" if local(content.first.path) is None else None


def _missing(contents: Sequence[Content], seen: set[str]) -> list[Content]:
    """The contents that Spark could not open, each with this as its trouble."""
    return [_lost(content) for content in contents if content.first.identity not in seen]


def _lost(content: Content) -> Content:
    first, *others = content.files
    trouble = Trouble(first.path, "读取时文件不在了，或正在变动", "请等它写完后重新运行 zeren build")
    return Content((replace(first, trouble=trouble), *others))


def _written(rows: Sequence[Any]) -> Written:
    written = Written()
    for row in sorted(rows, key=lambda row: str(row.identity)):
        written.plans += bool(row.quads)
        written.quads += row.quads
        written.tasks += row.tasks
        written.practices += row.practices
        written.findings.update(row.codes)
        if row.trouble:
            written.failed.append(Trouble(*row.trouble[:3]))
            written.again += [row.trouble[0]] * (AGAIN in row.trouble[3:])
    return written
