"""What a lake is filled from and what became of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from ..errors import Trouble


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A file: where it lies, its length in bytes, its last change in milliseconds since 1970, its content's hash.

    A file that could not be hashed has `trouble` instead. `mark` tells its state on disk from any later one, where
    that can be told (see `graph.survey`).
    """

    path: str
    length: int
    modified: int
    sha256: str = ""
    trouble: Trouble | None = None
    mark: str = ""

    @property
    def identity(self) -> str:
        """Tell its content from others: by hash, or where there is none by what is known of the file."""
        return self.sha256 or f"{self.path}|{self.length}|{self.modified}"


@dataclass(frozen=True, slots=True)
class Survey:
    """The files found, and patterns of the absolute paths that were looked at, as `fnmatch` reads them."""

    found: tuple[Found, ...]
    roots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """One content, and the files that hold it by path; it goes by the name of the first."""

    files: tuple[Found, ...]

    @property
    def first(self) -> Found:
        """Give the file that it is read from."""
        return self.files[0]

    @property
    def name(self) -> str:
        """Give the file name that its plan goes by."""
        return self.first.path.rpartition("/")[2]

    @property
    def key(self) -> str:
        """Tell what a wave would hold of it: the content, its name, and where it lies."""
        return "\n".join([self.first.identity, self.name, *(file.path for file in self.files)])


@dataclass(frozen=True, slots=True)
class Wave:
    """A batch of contents that is written at once; the same contents give the same name."""

    name: str
    contents: tuple[Content, ...]


@dataclass(slots=True)
class Written:
    """What a wave gave: counts, the codes of findings, the documents that could not be read.

    `again` are the paths of those that another try may read: it was not their bytes that kept them from it.
    """

    plans: int = 0
    quads: int = 0
    tasks: int = 0
    practices: int = 0
    findings: Counter[str] = field(default_factory=Counter)
    failed: list[Trouble] = field(default_factory=list)
    again: list[str] = field(default_factory=list)

    def add(self, other: Written) -> None:
        """Add up."""
        self.plans += other.plans
        self.quads += other.quads
        self.tasks += other.tasks
        self.practices += other.practices
        self.findings.update(other.findings)
        self.failed += other.failed
        self.again += other.again


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the documents of a run; counts are of contents, `duplicate` of files besides the first of one.

    `written` is of the contents read now, `removed` are those whose files are gone; `unread` could not be read in an
    earlier run and are as they were.
    """

    read: int
    unchanged: int
    removed: int
    duplicate: int
    unread: int
    written: Written
