"""What is measured: each measure is a name, a ratio, and the bar that the ratio keeps."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from statistics import median
from time import perf_counter

from zeren.graph.build import Then, build
from zeren.graph.export import nquads
from zeren.graph.maps.page import page
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.extract import extract
from zeren.loaders.files import find, read

from bench.grammar import write
from bench.maps import tasks


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds, documents of a large build, of a small one."""

    rounds: int
    large: int
    small: int = 10


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio with its bar; `at_least` says on which side of the bar it has to be."""

    name: str
    ratio: float
    bar: float
    at_least: bool
    detail: str

    @property
    def kept(self) -> bool:
        return self.ratio >= self.bar if self.at_least else self.ratio <= self.bar


def seconds(action: Callable[[], object]) -> float:
    start = perf_counter()
    action()
    return perf_counter() - start


def side_by_side(rounds: int, *actions: Callable[[], object]) -> list[float]:
    """The median time of each action, measured in turns so that a noisy moment hits all of them."""
    times = [[seconds(action) for action in actions] for _ in range(rounds)]
    return [median(column) for column in zip(*times, strict=True)]


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    yield parsing(size)
    large, small = write(folder / "large", size.large), write(folder / "small", size.small)
    yield from building(folder, large, small, size)
    yield starting(folder, size)
    yield mapping(folder, size)


def mapping(folder: Path, size: Size) -> Measure:
    """A map of 5,000 nodes whose layout is kept, against the least that it must do: compress its passages."""
    duties = tasks(5000)
    texts = [duty.quote for duty in duties]
    page(duties, layouts=folder / "maps")
    ours, least = side_by_side(
        size.rounds,
        lambda: page(duties, layouts=folder / "maps"),
        lambda: gzip.compress(json.dumps(texts, ensure_ascii=False).encode(), 6),
    )
    return Measure(
        "map of 5,000 nodes / its passages compressed", ours / least, 14.0, at_least=False, detail=f"{ours:.2f} s"
    )


def parsing(size: Size) -> Measure:
    import jieba

    corpus = Path(str(files("zeren") / "corpus"))
    sources = [read(path) for path in find([corpus])]
    jieba.initialize()
    ours, theirs = side_by_side(
        size.rounds,
        lambda: [extract(source) for source in sources],
        lambda: [jieba.lcut(source.text) for source in sources],
    )
    return Measure("segmentation by jieba / parsing", theirs / ours, 1.0, at_least=True, detail=f"{ours:.3f} s")


def building(folder: Path, large: Path, small: Path, size: Size) -> Iterator[Measure]:
    quads = folder / "all.nq"
    built(folder, large)
    with Store.reading(folder / "built.db") as store:
        quads.write_text(nquads(store), encoding="utf-8")
    whole, twice, few, bulk = side_by_side(
        max(1, size.rounds // 2),
        lambda: built(folder, large),
        lambda: built(folder, large, jobs=2),
        lambda: built(folder, small),
        lambda: loaded(folder, quads),
    )
    same = "documents to store / bulk load of the same quads"
    yield Measure(same, whole / bulk, 4.0, at_least=False, detail=f"{whole:.2f} s")
    one, alone = whole / size.large, few / size.small
    yield Measure(
        f"a document of {size.large} / of {size.small}", one / alone, 1.3, at_least=False, detail=f"{one:.4f} s"
    )
    yield Measure("one job / two jobs", whole / twice, 1.4, at_least=True, detail=f"{twice:.2f} s")


def built(folder: Path, documents: Path, jobs: int = 1) -> None:
    shutil.rmtree(folder / "built.db", ignore_errors=True)
    build([documents], folder / "built.db", Documents(), jobs=jobs, then=Then(compare=False))


def loaded(folder: Path, quads: Path) -> None:
    import pyoxigraph

    shutil.rmtree(folder / "bulk.db", ignore_errors=True)
    store = pyoxigraph.Store(folder / "bulk.db")
    store.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    store.flush()


def starting(folder: Path, size: Size) -> Measure:
    command = [str(Path(sys.executable).with_name("zeren")), "--help"]
    bare = [sys.executable, "-c", "import click"]
    ours, theirs = side_by_side(size.rounds * 3, *(lambda c=c: run(c, folder) for c in (command, bare)))
    return Measure("zeren --help / import click", ours / theirs, 2.5, at_least=False, detail=f"{ours:.3f} s")


def run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
