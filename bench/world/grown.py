"""A world written, read and compared: what zeren is held against."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zeren.graph.build import Then, build
from zeren.graph.comparing import Comparison, comparison
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.evaluation import annotated, read_annotation
from zeren.loaders.scoring import Tally, score, total

from .history import Chronicle
from .kin import Kin
from .writing import Shape, chronicles

if TYPE_CHECKING:
    from zeren.graph.duties import Duty

FACTS: Final = (
    "title", "issuer", "number", "index_number", "date", "plan_year", "kind", "status", "host", "supervisor",
    "citations", "practices",
)  # fmt: skip
Reading = tuple[dict[str, Any], dict[str, Any]]  # as annotated, as read
Task = tuple[int, str]  # a city and a work's key


@dataclass(frozen=True, slots=True)
class Grown:
    """A world in a folder: its history, its kin, and which work each printed task is."""

    folder: Path
    histories: tuple[Chronicle, ...]
    kin: tuple[Kin, ...]
    tasks: Mapping[tuple[str, str], Task]

    @property
    def pages(self) -> list[Path]:
        """The gold of each document."""
        return sorted((self.folder / "gold").glob("*.json"))

    def task(self, duty: Duty) -> Task | None:
        return self.tasks.get((duty.file, duty.number))


def grow(folder: Path, cities: int, shape: Shape) -> Grown:
    """Write a world and keep in mind what it is."""
    for part in ("plans", "gold"):
        (folder / part).mkdir(parents=True)
    histories: list[Chronicle] = []
    tasks: dict[tuple[str, str], Task] = {}
    for at, (history, printed) in enumerate(chronicles(folder, cities, shape)):
        histories.append(history)
        tasks |= {(place.file, place.number): (at, key) for key, place in printed.items()}
    return Grown(folder, tuple(histories), tuple(map(Kin, histories)), tasks)


def readings(grown: Grown) -> list[Reading]:
    """The gold of each document with what zeren reads out of it."""
    golds = [read_annotation(page) for page in grown.pages]
    return [(gold, annotated(grown.folder / "plans" / gold["document"]["file"])[0]) for gold in golds]


def fields(read: Sequence[Reading]) -> dict[str, Tally]:
    """The tallies of the extraction, by field, over all documents."""
    return total(score(gold, found, gold["document"]["file"]) for gold, found in read)


def facts(read: Sequence[Reading]) -> dict[str, float]:
    """The share of documents of which each fact is read as the gold has it."""
    return {name: sum(told(name, gold) == told(name, found) for gold, found in read) / len(read) for name in FACTS}


def told(name: str, annotation: dict[str, Any]) -> object:
    """A fact as it is compared: citations without their places, practices by title and first clause."""
    if name == "practices":
        return [(it["title"], it["quote"]) for it in annotation.get("practices", ())]
    document = annotation["document"]
    if name != "citations":
        return document[name]
    return [(cite["title"], cite["number"], cite["relation"]) for cite in document[name]]


def compared(grown: Grown) -> Comparison:
    """All plans of the world held against one another."""
    store = grown.folder / "world.db"
    build([grown.folder / "plans"], store, Documents(), then=Then(compare=False))
    with Store.reading(store) as opened:
        return comparison(opened)
