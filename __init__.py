"""zeren (责任): who owns what, read out of Chinese government plans.

`build` makes a store; every other function takes its folder, opens it for reading, and gives plain records.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from rdflib import Dataset

    from .graph.build import BuildReport
    from .graph.comparing import Comparison
    from .graph.duties import Duty
    from .graph.fulltext.finding import Finding
    from .graph.identity.dossier import Known
    from .graph.load.records import Load, Silence, Standing
    from .queries.asking.records import Reply, Role

    Folder = str | os.PathLike[str]

__version__ = "0.1.0"
_STORE = "zeren.db"


def build(paths: Iterable[str | os.PathLike[str]] = (), store: Folder = _STORE) -> BuildReport:
    """Bring a store up to the documents at `paths`, without any to the bundled corpus; say what became of each.

    Errors: StoreError, UsageError, InputError.
    """
    from .commands import bundled
    from .graph.build import build as built
    from .loaders.documents import Documents

    return built([Path(path) for path in paths] or [bundled()], Path(store), Documents())


def open(store: Folder = _STORE) -> Dataset:  # noqa: A001 - `zeren.open(…)` is how it reads
    """Open the graph in the folder `store` as an `rdflib.Dataset`, without copying it. Errors: StoreError."""
    from .graph.dataset import dataset

    return dataset(store)


def tasks(store: Folder = _STORE, year: int | None = None) -> list[Duty]:
    """Every task with its units, deadline, targets and passage, or those of one plan year. Errors: StoreError."""
    from .graph.duties import duties
    from .graph.store import Store

    with Store.reading(Path(store)) as opened:
        return duties(opened, year)


def who(
    question: str, store: Folder = _STORE, year: int | None = None, unit: str | None = None, role: Role | None = None,
    limit: int | None = None,
) -> Reply:  # fmt: skip
    """Who owns what: the question as it was understood, the tasks that answer it, the best first, and what to know.

    `year`, `unit` (a name or a part of one) and `role` narrow the answers; `limit` is the most there may be. A question
    that the documents do not answer has no `answers`, and `findings` say why. Errors: StoreError, UsageError.
    """
    from .loaders.times import due_day
    from .queries.asking.records import Narrow
    from .queries.who import answer

    return answer(Path(store), question, due_day, Narrow(year, unit, role, limit))


def find(words: str, store: Folder = _STORE, limit: int | None = None) -> list[Finding]:
    """The tasks that hold some words, however written, each with their places in its passage; the newest first.

    Errors: StoreError.
    """
    from .graph.fulltext.finding import find as found
    from .graph.fulltext.opening import index
    from .graph.store import Store

    with Store.reading(Path(store)) as opened, index(opened) as held:
        return found(opened, held, words, limit)


def compare(store: Folder = _STORE) -> Comparison:
    """What was carried on from plan to plan (`.continuity`), and what differs within a year (`.conflicts`).

    Errors: StoreError.
    """
    from .graph.comparing import comparison
    from .graph.store import Store

    with Store.reading(Path(store)) as opened:
        return comparison(opened)


def load(store: Folder = _STORE, *, expand: bool = False) -> list[Load]:
    """How much each unit carries in each year, tested; `expand` gives groups to their members too.

    Errors: StoreError.
    """
    from .burdens import read
    from .graph.load.loads import loads

    return loads(*read(Path(store)), members=expand)


def network(store: Folder = _STORE, *, expand: bool = False) -> list[Standing]:
    """Each unit's place in the network of shared tasks of each year; `expand` replaces groups by their members.

    Errors: StoreError.
    """
    from .burdens import read
    from .graph.load.network import standings

    return standings(*read(Path(store)), members=expand)


def silent(store: Folder = _STORE) -> list[Silence]:
    """Where plans are silent: tasks without lead, deadline or basis, units that never lead. Errors: StoreError."""
    from .graph.load.silence import silences

    return silences(tasks(store))


def unit(name: str, on: str | None = None, store: Folder = _STORE) -> Known:
    """Who a unit is, was and became; `on` (YYYY, YYYY-MM or YYYY-MM-DD) asks for a day.

    Errors: StoreError, UsageError.
    """
    from .graph.identity.dossier import unit as known
    from .graph.manifest import namer
    from .graph.store import Store

    with Store.reading(Path(store)) as opened:
        return known(opened, namer(opened), name, on)
