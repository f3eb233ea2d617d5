"""The contents of files on a file system that is not local, read where Spark finds it best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ..loaders.files.limits import MAX_BYTES
from .hadoop import reach

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_SPECIAL: Final = re.compile(r"[\\{}\[\]*?]")


def contents(session: SparkSession, paths: Sequence[str]) -> DataFrame:
    """The path and content of files; those that are gone, empty, grown too large or cannot be read are left out."""
    from pyspark.errors import AnalysisException

    try:
        files = _binary(session, paths)
    except AnalysisException:  # one of them is gone since
        left = [path for path in paths if _exists(session, path)]
        if not left:
            return session.createDataFrame([], "path string, content binary")
        files = _binary(session, left)
    return files.where(f"length <= {MAX_BYTES}").select("path", "content")


def _binary(session: SparkSession, paths: Sequence[str]) -> DataFrame:
    options = dict.fromkeys(("recursiveFileLookup", "ignoreCorruptFiles", "ignoreMissingFiles"), "true")
    return session.read.format("binaryFile").options(**options).load([literal(path) for path in paths])


def _exists(session: SparkSession, path: str) -> bool:
    system, place = reach(session, path)
    return bool(system.exists(place))


def literal(path: str) -> str:
    """A pattern that stands for one path.

    Spark's own switch for this (`__globPaths__`) gives each file as many times as there are paths (4.3).
    """
    return _SPECIAL.sub(r"\\\g<0>", path)
