"""Annotated pairs of tasks beside the documents they are from: what continuity is measured and fitted on."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from zeren.graph.build import Then, build
from zeren.graph.continuity.between import members, pairs
from zeren.graph.continuity.features import Measured, measure
from zeren.graph.continuity.grams import bags
from zeren.graph.continuity.trace import by_place, compared
from zeren.graph.duties import Duty, duties
from zeren.graph.identity.lineage import Lineage, lineage
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

if TYPE_CHECKING:
    from zeren.graph.continuity.evidence import Compared

Real = NDArray[np.float64]


@dataclass(frozen=True)
class Sheet:
    """All pairs of tasks of two documents: their places in `tasks`, their grade (0 unrelated), their features."""

    name: str
    tasks: Sequence[Duty]
    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    grades: NDArray[np.int64]
    features: Real

    @property
    def across(self) -> bool:
        return self.tasks[int(self.earlier[0])].year != self.tasks[int(self.later[0])].year

    @property
    def sure(self) -> int:
        return int((self.grades == 2).sum())


def read(documents: Iterable[Path]) -> tuple[list[Duty], Lineage]:
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "zeren.db"
        build(list(documents), store, Documents(), then=Then(compare=False))
        with Store.reading(store) as opened:
            return duties(opened), lineage(opened)


def sheets(gold: Iterable[Path], tasks: Sequence[Duty], succession: Lineage) -> list[Sheet]:
    """A sheet for every two documents that the gold has pairs of; a pair that it does not name is unrelated."""
    rows = [json.loads(line) for file in gold for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    wanted = dict.fromkeys((row["a"].partition(":")[0], row["b"].partition(":")[0]) for row in rows)
    grades = {(row["a"], row["b"]): row["grade"] for row in rows}
    found = []
    for place in by_place(tasks).values():
        whole = features(compared(place, succession))
        found += [sheet(one, other, grades, whole, place) for one, other in wanted if held(one, place)]
    lost = set(grades) - {(f"{n[0]}:{a}", f"{n[1]}:{b}") for s in found for n, a, b in names(s)}
    if lost:
        raise SystemExit(f"no such tasks in the documents: {sorted(lost)[:5]}")
    return found


def names(sheet: Sheet) -> Iterable[tuple[tuple[str, str], str, str]]:
    both = tuple(sheet.name.split("→"))
    for a, b in zip(sheet.earlier.tolist(), sheet.later.tolist(), strict=True):
        yield (both[0], both[1]), sheet.tasks[a].number, sheet.tasks[b].number


def held(name: str, place: Sequence[Duty]) -> bool:
    return any(duty.file.startswith(name) for duty in place)


def features(side: Compared) -> Measured:
    """Every pair of tasks of different plans of a place with its features, by the tasks' places."""
    found = []
    for years in pairs(side.years.tolist()):
        stated = bags(side.counted, [members(side, years)])
        rows = every(side, stated.task, years)
        its = measure(rows, stated, side.duties, side.kin)
        found.append(Measured(stated.task[rows[0]], stated.task[rows[1]], its.features))
    parts = zip(*((its.earlier, its.later, its.features) for its in found), strict=True)
    return Measured(*(np.concatenate(part) for part in parts))


def every(
    side: Compared, tasks: NDArray[np.int64], years: tuple[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every pair of these tasks, of different plans of the two years, by their places among them."""
    held = [side.duties[at] for at in tasks.tolist()]
    found = [
        (a, b) for a, one in enumerate(held) for b, other in enumerate(held[a + 1 :], a + 1)
        if one.plan != other.plan and (one.year, other.year) == years
    ]  # fmt: skip
    earlier, later = np.array(found, dtype=np.int64).reshape(-1, 2).T
    return earlier, later


def sheet(one: str, other: str, grades: dict[tuple[str, str], int], whole: Measured, place: Sequence[Duty]) -> Sheet:
    first, second = (np.array([duty.file.startswith(name) for duty in place]) for name in (one, other))
    ours = np.flatnonzero(first[whole.earlier] & second[whole.later])
    earlier, later = whole.earlier[ours], whole.later[ours]
    given = [
        grades.get((f"{one}:{place[a].number}", f"{other}:{place[b].number}"), 0)
        for a, b in zip(earlier.tolist(), later.tolist(), strict=True)
    ]
    return Sheet(f"{one}→{other}", place, earlier, later, np.array(given), whole.features[ours])
