"""What a build asks of the loaders, without importing them: find documents, read one, say which code reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from ..errors import InputError
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
    def nquads(self) -> str:
        """Give the plan's graph as N-Quads."""

    @property
    def units(self) -> Sequence[str]:
        """Give what it says of units."""

    @property
    def policies(self) -> Sequence[str]:
        """Give what it says of policies."""

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

    def find(self, paths: Iterable[Path]) -> list[Path]:
        """List the documents at `paths`."""

    def load(self, path: Path, name: str) -> Loaded:
        """Read one document."""

    def stamp(self) -> str:
        """Tell one state of the reading code from another."""


class Trouble(NamedTuple):
    """The parts of an InputError: they cross the border of a process, the error itself does not."""

    source: str
    problem: str
    advice: str


def attempt(documents: Documents, reading: Reading) -> Loaded | Trouble:
    """Read one document; whatever goes wrong with it is its own trouble and no one else's."""
    try:
        loaded = documents.load(reading.path, reading.name)
    except InputError as error:
        return Trouble(error.source, error.problem, error.advice)
    except Exception as error:  # noqa: BLE001 -- one document must not stop the others, whatever it holds
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Trouble(str(reading.path), f"读取时程序出错（{what}）", "其余文件不受影响；请把这份文件报告给 zeren")
    if loaded.sha256 != reading.sha256:
        return Trouble(str(reading.path), "读取时文件正在变动", "请等它写完后重新运行 zeren build")
    return loaded


def crashed(reading: Reading) -> Trouble:
    """Say what became of a document whose reader took its whole process down."""
    return Trouble(str(reading.path), "读取时进程崩溃", "其余文件不受影响；请另存为其他格式再试")
