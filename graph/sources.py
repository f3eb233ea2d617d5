"""What a build asks of the loaders, without importing them: find documents, read one, say which code reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from ..errors import Trouble
from .fulltext.spool import Wording
from .survey import Reading


class Loaded(Protocol):
    """What a document gave (see `loaders.documents.Loaded`)."""

    @property
    def sha256(self) -> str:
        """Give the hash of the bytes that were read."""

    @property
    def graph(self) -> str:
        """Name the plan's graph."""

    @property
    def nquads(self) -> bytes:
        """Give the plan's graph as N-Quads in UTF-8."""

    @property
    def units(self) -> Sequence[str]:
        """Give what it says of units."""

    @property
    def policies(self) -> Sequence[str]:
        """Give what it says of policies."""

    @property
    def brief(self) -> str:
        """Give what it is, in brief (see `briefs`)."""

    @property
    def wordings(self) -> Sequence[Wording]:
        """Give what is searched of its tasks."""

    @property
    def findings(self) -> Sequence[str]:
        """Give the codes of what was not understood."""

    @property
    def tasks(self) -> int:
        """Count its tasks."""

    @property
    def practices(self) -> int:
        """Count its practices."""


class Documents(Protocol):
    """Finds and reads documents (see `loaders.documents.Documents`); is sent to worker processes."""

    @property
    def base(self) -> str:
        """Give the base under which things are named."""

    @property
    def largest(self) -> int:
        """Say of how many bytes a document may be."""

    def find(self, paths: Iterable[Path]) -> list[Path]:
        """List the documents at `paths`."""

    def each(self, documents: Iterable[tuple[str, str, bytes | None]]) -> Iterator[Loaded | Trouble]:
        """Read documents (path, name, bytes unless it is to be read from the path), in their order."""

    def stamp(self) -> str:
        """Tell one state of the reading code from another."""


def attempt(documents: Documents, reading: Reading) -> Loaded | Trouble:
    """Read one document; what was read has to be what the survey saw."""
    loaded = next(iter(documents.each([(str(reading.path), reading.name, None)])))
    if not isinstance(loaded, Trouble) and loaded.sha256 != reading.sha256:
        return Trouble(str(reading.path), "读取时文件正在变动", "请等它写完后重新运行 zeren build")
    return loaded


def crashed(reading: Reading) -> Trouble:
    """Say what became of a document whose reader took its whole process down."""
    return Trouble(str(reading.path), "读取时进程崩溃", "其余文件不受影响；请另存为其他格式再试")
