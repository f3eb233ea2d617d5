"""Who owns what, asked of a large store that a server holds open: each question's first asking, the engine warm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

from zeren.graph.store import Store
from zeren.loaders.times import due_day
from zeren.queries.asking.records import Narrow
from zeren.queries.who import who
from zeren.web.library import Holdings
from zeren.web.shelf import shelf

from .querying import stored
from .rounds import Measure, Size, within

if TYPE_CHECKING:
    from zeren.graph.duties import Duty
    from zeren.queries.asking.library import Library

ASKED: Final = 40  # tasks that questions are made of


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    with Store.reading(stored(folder, size.quads)) as store:
        holdings = Holdings(store, 1, folder)
        held, library = holdings.duties, shelf(holdings)
        first = held[0]
        asked(library, f"{first.title}由谁负责")  # so that everything is read that is read once
        times: list[float] = []
        for duty in held[:: max(1, len(held) // ASKED)]:
            times += [asked(library, question) for question in questions(duty)]
    high = sorted(times)[int(len(times) * 0.95)]
    how = f"{len(times)} questions over {len(held):,} tasks, each asked once; 19 of 20 within {high:.3f} s; CPU time"
    yield within("zeren who on a warm large store", times, 0.05, how)


def questions(duty: Duty) -> Iterator[str]:
    """One of each kind: topic, unit, year, deadline, basis, history."""
    yield f"{duty.title}由谁负责"
    if duty.holders:
        yield f"{duty.holders[0].name}负责哪些任务"
    if duty.year:
        yield f"{duty.year}年{duty.place}有哪些任务"
        yield f"{duty.place}{duty.year}年底前要完成哪些任务"
    if duty.bases:
        yield f"依据{duty.bases[0]}的任务有哪些"
    yield f"{duty.title}的沿革"


def asked(library: Library, question: str) -> float:
    start = process_time()
    who(question, library, due_day, Narrow())
    return process_time() - start
