"""What documents there are, and their hashes, taken by the executors."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from ..errors import InputError, Trouble
from ..lake.records import Found
from ..lake.work import looked_at
from ..loaders.files.formats import CONVERT, SUFFIXES, suffix_of
from ..loaders.files.limits import MAX_BYTES, check_size
from .hadoop import reach

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_AT_ONCE: Final = 100_000  # names of files sent out at once
_FILES: Final = 5_000  # files opened by path at once
_SPECIAL: Final = re.compile(r"[\\{}\[\]*?]")
_LOST: Final = "读不出文件的内容", "请检查它是否完整、有无权限，再重新运行 zeren build"


def near(session: SparkSession, names: Sequence[str], known: Mapping[str, Found]) -> Iterator[Found]:
    """Look at files that every executor sees under the same path."""
    context = session.sparkContext
    for at in range(0, len(names), _AT_ONCE):
        some = [(name, known.get(name)) for name in names[at : at + _AT_ONCE]]
        slices = slices_of(len(some), context.defaultParallelism, 500)
        yield from context.parallelize(some, slices).map(lambda pair: looked_at(*pair)).collect()


def far(session: SparkSession, paths: Iterable[str], known: Mapping[str, Found]) -> tuple[list[Found], list[str]]:
    """Look at files on another file system; gives these, and the patterns of what was looked at. Errors: InputError."""
    seen: dict[str, Found] = {}
    roots: list[str] = []
    for path in paths:
        pattern, exists = _rooted(session, path)
        roots.append(glob.escape(pattern) if exists else pattern)
        found = _listed(session, path, literal(pattern) if exists else pattern)
        seen |= {file.path: file for file in found if _is_document(file.path, pattern)}
    fresh = [file for file in seen.values() if not _same(file, known.get(file.path))]
    kept = [known[path] for path in seen.keys() - {file.path for file in fresh}]
    return [*kept, *_hashed(session, fresh)], roots


def _rooted(session: SparkSession, path: str) -> tuple[str, bool]:
    """A path with all that its file system leaves out, and whether it is a path rather than a pattern."""
    system, place = reach(session, path)
    return str(system.makeQualified(place).toString()), bool(system.exists(place))


def _listed(session: SparkSession, path: str, pattern: str) -> list[Found]:
    from pyspark.errors import AnalysisException

    try:
        files = binary(session, [pattern]).selectExpr("path", "length", "unix_millis(modificationTime) as modified")
    except AnalysisException:
        raise InputError(path, "找不到文件", "请检查路径") from None
    found = [Found(*row) for row in files.toLocalIterator()]
    if len(found) == 1 and found[0].path == path and suffix_of(path) not in SUFFIXES:
        raise InputError(path, f"不支持的文件格式“{suffix_of(path) or '无后缀'}”", CONVERT)
    return found


def _is_document(path: str, root: str) -> bool:
    """Tell as in a local folder: hidden files and lock files are none. Spark passes over names with `_` before that."""
    parts = PurePosixPath(path).parts
    under = parts[len(PurePosixPath(root).parts) :]
    return suffix_of(parts[-1]) in SUFFIXES and not any(part.startswith((".", "~$")) for part in under)


def _same(file: Found, old: Found | None) -> bool:
    return old is not None and bool(old.sha256) and (old.length, old.modified) == (file.length, file.modified)


def _hashed(session: SparkSession, files: Sequence[Found]) -> Iterator[Found]:
    small = [file for file in files if file.length <= MAX_BYTES]
    hashes: dict[str, str] = {}
    for at in range(0, len(small), _FILES):
        held = contents(session, [file.path for file in small[at : at + _FILES]])
        hashes.update(held.selectExpr("path", "sha2(content, 256)").toLocalIterator())
    for file in files:
        trouble = None if file.path in hashes else _trouble(file)
        yield Found(file.path, file.length, file.modified, hashes.get(file.path, ""), trouble)


def _trouble(file: Found) -> Trouble:
    try:
        check_size(file.length, file.path)
    except InputError as error:
        return error.trouble
    return Trouble(file.path, *_LOST)


def contents(session: SparkSession, paths: Sequence[str]) -> DataFrame:
    """The path and content of files; those that are gone, too large or cannot be read are left out."""
    from pyspark.errors import AnalysisException

    try:
        files = binary(session, [literal(path) for path in paths])
    except AnalysisException:  # one of them is gone since
        left = [literal(path) for path in paths if exists(session, path)]
        files = (
            binary(session, left) if left else session.createDataFrame([], "path string, length long, content binary")
        )
    return files.where(f"length <= {MAX_BYTES}").select("path", "content")


def binary(session: SparkSession, paths: Sequence[str]) -> DataFrame:
    """Files as Spark lists them, their contents unread until asked for."""
    options = dict.fromkeys(("recursiveFileLookup", "ignoreCorruptFiles", "ignoreMissingFiles"), "true")
    return session.read.format("binaryFile").options(**options).load(list(paths))


def exists(session: SparkSession, path: str) -> bool:
    """Whether there is a file."""
    system, place = reach(session, path)
    return bool(system.exists(place))


def literal(path: str) -> str:
    """A pattern that stands for one path.

    Spark's own switch for this (`__globPaths__`) gives each file as many times as there are paths (4.3).
    """
    return _SPECIAL.sub(r"\\\g<0>", path)


def slices_of(count: int, parallelism: int, each: int) -> int:
    """Into how many shares to split a piece of work, so that all cores work to the end and none starts in vain."""
    return max(1, min(count, max(4 * parallelism, count // each)))
