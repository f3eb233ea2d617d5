"""The engine for many machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..lake.filesystem import FileSystem
from ..lake.records import Found, Survey, Wave, Written
from ..loaders.documents import Documents


class SparkEngine:
    """Reads documents in Spark's executors and writes tables and quads."""

    def __init__(self, documents: Documents, out: str, master: str | None = None) -> None:
        self._documents, self._out, self._master = documents, out, master

    @property
    def files(self) -> FileSystem:
        """Give the folder that is written to."""
        raise NotImplementedError

    def stamp(self) -> str:
        """Tell one state of the reading code from another."""
        return self._documents.stamp()

    def survey(self, paths: Sequence[str], known: Mapping[str, Found]) -> Survey:
        """Find and hash the documents at `paths`."""
        raise NotImplementedError

    def write(self, wave: Wave, folder: str) -> Written:
        """Read the contents of a wave and write it."""
        raise NotImplementedError
