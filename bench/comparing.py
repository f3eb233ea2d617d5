"""Comparing plans: a large year with a large year, a new plan in a store that is compared, loads with all nulls."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from zeren.graph.build import Then, build
from zeren.graph.continuity.trace import continuity
from zeren.graph.identity.lineage import Lineage
from zeren.graph.load.loads import loads
from zeren.graph.load.network import standings
from zeren.graph.load.silence import silences
from zeren.graph.store import COMPARED
from zeren.loaders.documents import Documents

from . import load
from .continuity_plans import plans
from .rounds import Action, Measure, Size, compared, side_by_side, within
from .world.writing import write

CROWD, MINUTE = 20_000, 60.0  # tasks of each of two years of one place, and the seconds that comparing them may take
CITY = 10  # documents of one city
STORED = 300  # documents of the store that a plan is added to


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    part = 10 if size.short else 1
    yield crowded(CROWD // part, MINUTE / part)
    yield loaded(load.TASKS // part, load.UNITS // part, load.BAR / part)
    yield added(folder, 30 if size.short else min(STORED, size.large), size.rounds // 3)


def crowded(tasks: int, bar: float) -> Measure:
    """Comparing all tasks of one place in two plan years."""
    held = plans(tasks, size=tasks)
    name = f"continuity of {tasks:,} tasks with {tasks:,} of another year"
    return within(name, [spent(lambda: continuity(held, Lineage()))], bar, "one place; processor time")


def loaded(tasks: int, units: int, bar: float) -> Measure:
    """Everything that `zeren load` prints."""
    held = list(load.duties(tasks, units))
    whole = spent(lambda: (loads(held), standings(held), silences(held)))
    return within(f"loads with all nulls of {tasks:,} tasks and {units} units", [whole], bar, "processor time")


def spent(action: Action) -> float:
    """The processor time that something takes, in seconds, which other work on the machine changes little."""
    start = time.process_time()
    action()
    return time.process_time() - start


def added(folder: Path, count: int, rounds: int) -> Measure:
    """A build of one more plan in a store that knows what it found before, and in one that compares all anew."""
    box, store = folder / "plans", folder / "compared.db"
    documents = sorted(write(box, count).glob("*.txt"))
    fresh = [last.rename(folder / last.name) for last in documents[CITY - 1 :: CITY]]  # each of a place that is there
    build([box], store, Documents())

    def more(*, anew: bool) -> None:
        shutil.copy(fresh.pop(), box)
        if anew:
            (store / COMPARED).unlink()
        build([box], store, Documents(), then=Then(store / "none.tsv"))

    one, all_anew = side_by_side(max(1, rounds), lambda: more(anew=False), lambda: more(anew=True))
    how = f"{count // CITY} places of up to {CITY} plans; the whole build, reading and units with it"
    return compared(f"one more plan beside {count}, against comparing all anew", one, all_anew, 0.5, how=how)
