"""Annotated pairs of tasks beside the documents they are from: what continuity is measured and fitted on."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from zeren.graph.build import Then, build
from zeren.graph.continuity.evidence import Compared
from zeren.graph.continuity.features import Measured, measure
from zeren.graph.continuity.grams import bags
from zeren.graph.continuity.kinship import Kinship
from zeren.graph.continuity.passages import passage
from zeren.graph.continuity.trace import by_place
from zeren.graph.duties import Duty, duties
from zeren.graph.identity.lineage import Lineage, lineage
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

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
        passages = tuple(passage(duty) for duty in place)
        side = Compared(tuple(place), passages, bags(passages), Kinship(place, succession))
        whole = measure(every(place), side.bags, place, side.kin)
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


def every(place: Sequence[Duty]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Every pair of tasks of different plans of a place, in the place's order."""
    found = [(a, b) for a in range(len(place)) for b in range(a + 1, len(place)) if place[a].plan != place[b].plan]
    earlier, later = np.array(found, dtype=np.int64).T
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
