"""Comparing plans: a large year with a large year, a new plan in a store that is compared, loads with all nulls."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator, Sequence
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
from .rounds import Action, Column, Measure, Size, compared, side_by_side, within
from .world.history import chronicle
from .world.pages import page
from .world.writing import Shape, save, write

CROWD, MINUTE = 20_000, 60.0  # tasks of each of two years of one place, and the seconds that comparing them may take
CITY = 10  # documents of one city
STORED = 300  # documents of the store that a plan is added to
YEARS, PLANS, TASKS = tuple(range(2018, 2026)), 4, 60  # of one large place: its years, plans a year, tasks a plan
MORE = 0.5  # of the time of comparing all anew that one more plan may take


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    part = 10 if size.short else 1
    yield crowded(CROWD // part, MINUTE / part)
    yield loaded(load.TASKS // part, load.UNITS // part, load.BAR / part)
    yield added(folder / "places", 30 if size.short else STORED, 1 if size.short else 3)
    yield one_more(folder / "place", 12 if size.short else TASKS, 1 if size.short else 2)


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
    documents = sorted(write(folder / "in", count).glob("*.txt"))
    fresh = [last.rename(folder / last.name) for last in documents[CITY - 1 :: CITY]]  # each of a place that is there
    one, anew = grown(folder, fresh, rounds)
    how = f"{count // CITY} places of up to {CITY} plans; the whole build, reading and units with it; processor time"
    return compared(f"one more plan beside {count}, against comparing all anew", one, anew, MORE, how=how)


def one_more(folder: Path, tasks: int, rounds: int) -> Measure:
    """The same for plans of the last year of one large place: all that is compared is of that place."""
    box = folder / "in"
    box.mkdir(parents=True)
    history = chronicle(0, 0, YEARS, PLANS, tasks)
    for plan in history.plans:
        save(box, plan, page(history.town, plan, 0), Shape(tasks=tasks))
    documents = sorted(box.glob("*.txt"))
    fresh = [last.rename(folder / last.name) for last in documents[: -2 * rounds - 1 : -1]]
    one, anew = grown(folder, fresh[::-1], rounds)
    count = len(documents)
    how = f"one place, {len(YEARS)} years, {tasks} tasks a plan; the whole build; processor time"
    return compared(f"one more plan in a place of {count}, against comparing it anew", one, anew, MORE, how=how)


def grown(folder: Path, fresh: Sequence[Path], rounds: int) -> list[Column]:
    """The times of adding plans to a store one by one: as it is, and without what it found before, in turns."""
    store, waiting = folder / "compared.db", iter(fresh)
    build([folder / "in"], store, Documents())

    def more(*, anew: bool) -> None:
        shutil.copy(next(waiting), folder / "in")
        if anew:
            (store / COMPARED).unlink()
        build([folder / "in"], store, Documents(), then=Then(store / "none.tsv"))

    return side_by_side(rounds, lambda: more(anew=False), lambda: more(anew=True), clock=time.process_time)
