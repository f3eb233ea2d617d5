"""The engine for many machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..lake.filesystem import FileSystem, LocalFiles
from ..lake.places import local, searched
from ..lake.records import Found, Survey, Wave, Written
from ..lake.work import Pouring, absolute
from . import listing
from .hadoop import HadoopFiles
from .reading import Reading
from .session import session, told
from .writing import write

if TYPE_CHECKING:
    from ..loaders.documents import Documents


class SparkEngine:
    """Reads documents in Spark's executors and writes tables and quads.

    A plain path is a file on this machine, which all executors have to see under the same path; another file system is
    named by its scheme. Errors: UsageError where Spark cannot be had.
    """

    def __init__(self, documents: Documents, out: str, master: str | None = None) -> None:
        self._documents = documents
        self._session = session(master)
        here = local(out)
        self.files: FileSystem
        self.files = HadoopFiles(self._session, out) if here is None else LocalFiles(Path(absolute(here)))
        self._out = self.files.root if here is None else f"file://{self.files.root}"

    def stamp(self) -> str:
        """Tell one state of the reading code from another."""
        return self._documents.stamp()

    def survey(self, paths: Sequence[str], known: Mapping[str, Found]) -> Survey:
        """Find and hash the documents at `paths`. Errors: InputError."""
        names, roots = searched([path for path in map(local, paths) if path is not None])
        with told(self._out):
            found = list(listing.near(self._session, names, known))
            more, further = listing.far(self._session, [path for path in paths if local(path) is None], known)
        return Survey((*found, *more), (*roots, *further))

    def write(self, wave: Wave, folder: str) -> Written:
        """Read the contents of a wave and write it. Errors: StoreError."""
        with told(self._out):
            reading = Reading(self._session, Pouring(self._documents, self.stamp()))
            with reading.of(wave.contents) as (records, written):
                write(records, f"{self._out}/{folder}", len(wave.contents))
            return written
