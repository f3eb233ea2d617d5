"""What a lake asks of the file system that it lies on; the local one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from ..errors import StoreError, UsageError
from ..graph.lock import hold


class FileSystem(Protocol):
    """A folder on some file system; names within it are relative and split by `/`."""

    @property
    def root(self) -> str:
        """Name the folder as the engine opens it."""

    def names(self, folder: str) -> list[str]:
        """List the names in a folder, sorted; none where it is not there."""

    def read(self, name: str) -> str:
        """Read a small text. Errors: StoreError."""

    def write(self, name: str, text: str) -> None:
        """Write a small text, whole or not at all. Errors: StoreError."""

    def move(self, name: str, to: str) -> None:
        """Move a folder to a name that is not there yet. Errors: StoreError."""

    def remove(self, name: str) -> None:
        """Remove a folder or file if it is there. Errors: StoreError."""

    def locked(self) -> AbstractContextManager[None]:
        """Keep other runs out while one works. Errors: StoreError."""


class LocalFiles:
    """A folder on this machine, made where there is none."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def root(self) -> str:
        """Name the folder."""
        return str(self._root)

    def names(self, folder: str) -> list[str]:
        """List the names in a folder."""
        try:
            return sorted(entry.name for entry in (self._root / folder).iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return []

    def read(self, name: str) -> str:
        """Read a small text."""
        with _told(self._root):
            return (self._root / name).read_text(encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a small text, whole or not at all."""
        file = self._root / name
        beside = file.with_name(f"_{file.name}.part")
        with _told(self._root):
            file.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("w", encoding="utf-8") as out:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
            beside.replace(file)
            _synced(file.parent)

    def move(self, name: str, to: str) -> None:
        """Move a folder."""
        with _told(self._root):
            (self._root / to).parent.mkdir(parents=True, exist_ok=True)
            (self._root / name).rename(self._root / to)
            _synced((self._root / to).parent)

    def flush(self, folder: str) -> None:
        """See all files of a folder on the disk, so that no power cut leaves a marker without what it marks."""
        with _told(self._root):
            for place, _, files in os.walk(self._root / folder):
                for name in (*files, "."):
                    _synced(Path(place) / name)

    def remove(self, name: str) -> None:
        """Remove a folder or file."""
        place = self._root / name
        with _told(self._root):
            if place.is_dir():
                shutil.rmtree(place)
            else:
                place.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs out."""
        with _told(self._root):
            if self._root.exists() and not self._root.is_dir():
                raise UsageError(f"{self._root}：已有同名文件；请用 --out 另选一处")
            self._root.mkdir(parents=True, exist_ok=True)
        lock = hold(self._root, writing=True)
        try:
            yield
        finally:
            if lock:
                lock.close()


def _synced(place: Path) -> None:
    """See a file or a folder on the disk; Windows has no such thing for folders."""
    if os.name != "posix":
        return
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _told(root: Path) -> Iterator[None]:
    """Turn what the operating system says into our words."""
    try:
        yield
    except OSError as error:
        raise StoreError(trouble(root, error)) from error


def trouble(root: object, error: OSError) -> str:
    """Say what keeps a lake from being written."""
    import errno

    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"{root}：磁盘已满；已写完的批次都在，请腾出空间后重新运行同一命令，从断处接着做"
    return f"{root}：不能读写（{error.strerror or error}）；请检查路径与权限，再重新运行同一命令"
