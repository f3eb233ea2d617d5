"""Where an analysis may write its table: nowhere that holds anything but an earlier result of one."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Final

from ...errors import UsageError
from ...lake.places import local
from ..hadoop import HadoopFiles, reach

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RESULTS: Final = "_analysis"
"""The folder of a lake that results go to."""
_PART: Final = re.compile(r"_SUCCESS|_temporary|part-[^/]*\.parquet|\..*\.crc")
_MARKS: Final = {"_SUCCESS", "_temporary"}  # of a result that is whole, and of one that was being written


def free(session: SparkSession, out: str, lake: str) -> None:
    """See that `out` may be replaced by a table made of `lake`; both are paths or Hadoop URIs. Errors: UsageError."""
    target, source = _whole(session, out), _whole(session, lake)
    if _within(source, target) or (_within(target, source) and not _below(target, f"{source.rstrip('/')}/{RESULTS}")):
        told = f"请用 --out 另选一处，或写在 {lake}/{RESULTS}/ 之下"
        raise UsageError(f"{out}：所分析的表在这里（{lake}），写了会毁掉它们；{told}")
    system, place = reach(session, out)
    if not system.exists(place):
        return
    names = set(HadoopFiles(session, out).names(""))
    ours = all(map(_PART.fullmatch, names)) and (not names or names & _MARKS)
    if not ours or not system.getFileStatus(place).isDirectory():
        raise UsageError(f"{out}：已有别的东西，不是从前的分析结果；请用 --out 另选一处，或先把它移走")


def _whole(session: SparkSession, path: str) -> str:
    """The one name of a folder: its file system and its path there, without links where they can be followed."""
    system, place = reach(session, path)
    full: Any = system.makeQualified(place)
    here = local(str(full.toString()))
    if here is not None:
        return os.path.realpath(here)
    return f"{system.getUri().toString()}{full.toUri().getPath()}".rstrip("/")


def _within(inner: str, outer: str) -> bool:
    return inner == outer or _below(inner, outer)


def _below(inner: str, outer: str) -> bool:
    return inner != outer and inner.startswith(f"{outer.rstrip('/')}/")
