"""What documents there are, and their hashes, taken by the executors."""

from __future__ import annotations

import glob
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..errors import Trouble
from ..lake.records import Found
from ..lake.work import looked_at
from .fetching import contents
from .hadoop import reach
from .walking import walk

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_AT_ONCE: Final = 100_000  # names of files sent out at once
_FILES: Final = 5_000  # files opened by path at once
_LOST: Final = "读不出文件的内容", "请检查它是否完整、有无权限，再重新运行 zeren build"


def near(session: SparkSession, names: Sequence[str], known: Mapping[str, Found]) -> Iterator[Found]:
    """Look at files that every executor sees under the same path."""
    context = session.sparkContext
    for at in range(0, len(names), _AT_ONCE):
        some = [(name, known.get(name)) for name in names[at : at + _AT_ONCE]]
        slices = slices_of(len(some), 4 * context.defaultParallelism, 500)
        yield from context.parallelize(some, slices).map(lambda pair: looked_at(*pair)).collect()


def far(session: SparkSession, paths: Iterable[str], known: Mapping[str, Found]) -> tuple[list[Found], list[str]]:
    """Look at files on another file system; gives these, and the patterns of what was looked at. Errors: InputError."""
    seen: dict[str, Found] = {}
    roots: list[str] = []
    for path in paths:
        roots.append(_rooted(session, path))
        seen.update((file.path, file) for file in walk(session, path))
    kept = [known[path] for path, file in seen.items() if _same(file, known.get(path))]
    fresh = [file for path, file in seen.items() if not _same(file, known.get(path))]
    return [*kept, *_hashed(session, fresh)], roots


def _rooted(session: SparkSession, path: str) -> str:
    """A pattern of what a path stands for, with all that its file system lets one leave out."""
    system, place = reach(session, path)
    full = str(system.makeQualified(place).toString())
    return glob.escape(full) if system.exists(place) else full


def _same(file: Found, old: Found | None) -> bool:
    return old is not None and bool(old.sha256) and (old.length, old.modified) == (file.length, file.modified)


def _hashed(session: SparkSession, files: Sequence[Found]) -> Iterator[Found]:
    wanted = [file.path for file in files if file.length and not file.trouble]
    hashes = {file.path: hashlib.sha256().hexdigest() for file in files if not file.length}
    for at in range(0, len(wanted), _FILES):
        held = contents(session, wanted[at : at + _FILES])
        hashes.update(tuple(row) for row in held.selectExpr("path", "sha2(content, 256)").toLocalIterator())
    for file in files:
        if file.trouble:
            yield file
        elif file.path in hashes:
            yield replace(file, sha256=hashes[file.path])
        else:
            yield replace(file, trouble=Trouble(file.path, *_LOST))


def slices_of(count: int, least: int, each: int) -> int:
    """Into how many shares to split a piece of work: `each` a share, and at least so many that all cores have some."""
    return max(1, min(count, max(least, count // each)))
