"""What documents lie on a file system that is not local, found by the driver through Hadoop.

Spark's own listing passes over empty files and over names with `_`, which would be lost without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ..errors import InputError, Trouble
from ..lake.records import Found
from ..loaders.files.formats import CONVERT, SUFFIXES, suffix_of
from ..loaders.files.limits import check_size
from .hadoop import reach

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def walk(session: SparkSession, path: str) -> Iterator[Found]:
    """The documents at a path, under a folder, or matching a pattern; as in a local folder hidden files are none.

    Errors: InputError for a path that is not there, of a format that is not read, or a folder that cannot be listed.
    """
    system, place = reach(session, path)
    named = system.exists(place)
    tops = [system.getFileStatus(place)] if named else list(system.globStatus(place) or ())
    if not tops:
        raise InputError(path, "找不到文件", "请检查路径")
    for top in tops:
        if top.isDirectory():
            yield from _under(system, top.getPath())
        elif suffix_of(top.getPath().getName()) in SUFFIXES:
            yield _file(top)
        elif named:
            raise InputError(path, f"不支持的文件格式“{suffix_of(path) or '无后缀'}”", CONVERT)


def _under(system: Any, top: Any) -> Iterator[Found]:
    from py4j.protocol import Py4JJavaError

    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            entries = list(system.listStatus(folder))
        except Py4JJavaError as error:
            trouble = Trouble(str(folder.toString()), "不能列出文件夹", "请检查权限后重新运行 zeren build")
            if folder is top:
                raise InputError(*trouble) from error
            yield Found(trouble.source, 0, 0, trouble=trouble)
            continue
        for entry in entries:
            name = str(entry.getPath().getName())
            if name.startswith((".", "~$")):
                continue
            if entry.isDirectory():
                folders.append(entry.getPath())
            elif suffix_of(name) in SUFFIXES:
                yield _file(entry)


def _file(status: Any) -> Found:
    path, length = str(status.getPath().toString()), int(status.getLen())
    return Found(path, length, int(status.getModificationTime()), trouble=_trouble(path, length))


def _trouble(path: str, length: int) -> Trouble | None:
    if path.rpartition("/")[2].startswith("_"):
        return Trouble(path, "Spark 不读名称以“_”开头的文件", "请改名后重新运行 zeren build")
    try:
        check_size(length, path)
    except InputError as error:
        return error.trouble
    return None
