"""A lake's folder on any file system that Spark's Hadoop knows, reached through the driver's Java."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from ..errors import StoreError
from .session import told

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCK: Final = "_lock"


class HadoopFiles:
    """A folder named by a URI such as `hdfs://host/folder`."""

    def __init__(self, session: SparkSession, root: str) -> None:
        self._session, self._root = session, root.rstrip("/")

    @property
    def root(self) -> str:
        """Name the folder."""
        return self._root

    def names(self, folder: str) -> list[str]:
        """List the names in a folder."""
        with told(self._root):
            system, place = self._at(folder)
            if not system.exists(place) or not system.getFileStatus(place).isDirectory():
                return []
            return sorted(status.getPath().getName() for status in system.listStatus(place))

    def read(self, name: str) -> str:
        """Read a small text."""
        with told(self._root):
            system, place = self._at(name)
            stream = system.open(place)
            try:
                return str(java(self._session).org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
            finally:
                stream.close()

    def write(self, name: str, text: str) -> None:
        """Write a small text, whole or not at all."""
        folder, _, last = name.rpartition("/")
        beside = f"{folder}/_{last}.part".lstrip("/")
        with told(self._root):
            system, place = self._at(beside)
            stream = system.create(place, True)  # noqa: FBT003 -- Java knows no names of arguments
            try:
                stream.write(text.encode("utf-8"))
            finally:
                stream.close()
        self.remove(name)
        self.move(beside, name)

    def move(self, name: str, to: str) -> None:
        """Move a folder or file."""
        with told(self._root):
            system, place = self._at(name)
            target = self._at(to)[1]
            system.mkdirs(target.getParent())
            if system.rename(place, target):
                return
        raise StoreError(f"{self._root}：不能把 {name} 移到 {to}；请检查权限，再重新运行同一命令")

    def remove(self, name: str) -> None:
        """Remove a folder or file."""
        with told(self._root):
            system, place = self._at(name)
            system.delete(place, True)  # noqa: FBT003

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out; a run that was killed leaves its lock, and the next one says how to go on."""
        with told(self._root):
            system, place = self._at(LOCK)
            system.mkdirs(place.getParent())
            free = not system.exists(place) and system.createNewFile(place)
        if not free:
            advice = f"若它已被中止，请删去 {self._root}/{LOCK} 后重新运行"
            raise StoreError(f"{self._root}：另一个任务正在写这个文件夹；{advice}")
        try:
            yield
        finally:
            self.remove(LOCK)

    def _at(self, name: str) -> tuple[Any, Any]:
        return reach(self._session, f"{self._root}/{name}" if name else self._root)


def reach(session: SparkSession, path: str) -> tuple[Any, Any]:
    """The Hadoop file system that a path is on, and the path in its terms."""
    place = java(session).org.apache.hadoop.fs.Path(path)
    context: Any = session.sparkContext
    return place.getFileSystem(context._jsc.hadoopConfiguration()), place  # noqa: SLF001


def java(session: SparkSession) -> Any:
    """The driver's Java; Spark has no other way to Hadoop's file systems."""
    return session.sparkContext._jvm  # noqa: SLF001
