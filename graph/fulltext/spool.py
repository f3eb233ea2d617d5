"""The tasks that a build has read, kept until the index is made: on the disk, since there may be any number of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from ...errors import StoreError
from .folding import skeleton

BAR = "\n"  # between names and parts: no query holds one, so none is found across two


class Wording(Protocol):
    """What is searched of a task (see `loaders.wordings.Wording`)."""

    @property
    def iri(self) -> str:
        """Name the task."""

    @property
    def start(self) -> int:
        """Say where it starts in its document."""

    @property
    def title(self) -> str:
        """Give its title."""

    @property
    def parts(self) -> Sequence[str]:
        """Give its text, number, section path and cited works."""

    @property
    def printed(self) -> Sequence[str]:
        """Give the names of its units as printed."""

    @property
    def units(self) -> Sequence[str]:
        """Give its units."""


class Row(NamedTuple):
    """A task of a plan as it is indexed, folded; the names that its `units` go by are not in it yet."""

    plan: str
    iri: str
    start: int
    title: str
    text: str
    printed: str
    units: str


def row_of(plan: str, task: Wording) -> Row:
    """A task as it is indexed."""
    text = BAR.join([skeleton(part) for part in task.parts])
    printed = BAR.join(sorted({skeleton(name) for name in task.printed}))
    return Row(plan, task.iri, task.start, skeleton(task.title), text, printed, BAR.join(task.units))


class Spool:
    """Rows in a file of the engine's own, which is gone when it is closed; little of it is in memory."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE row (plan, iri, start, title, text, printed, units)")
        self._plans: set[str] = set()

    def put(self, plan: str, tasks: Iterable[Wording]) -> None:
        """Keep the tasks of a plan. Errors: StoreError."""
        try:
            if plan in self._plans:
                self._base.execute("DELETE FROM row WHERE plan = ?", (plan,))
            rows = [row_of(plan, task) for task in tasks]
            self._base.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        except sqlite3.OperationalError as error:
            told = "请腾出空间，或用环境变量 TMPDIR 另指一处，再重新运行 zeren build"
            raise StoreError(f"临时文件夹写不了（{error}）；{told}") from None
        self._plans.add(plan)

    def holds(self, plan: str) -> bool:
        """Whether the tasks of a plan are here."""
        return plan in self._plans

    def rows(self, plans: Collection[str]) -> Iterator[Row]:
        """The tasks of some plans."""
        for found in self._base.execute("SELECT * FROM row"):
            if found[0] in plans:
                yield Row(*found)

    def close(self) -> None:
        """Let go of the rows."""
        self._base.close()
