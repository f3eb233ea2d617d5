"""Documents to tables by each engine: the same contents, and what each costs against a pool of processes.

Every run is the command as a person gives it, so that the start of Java and of the executors counts.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from zeren.lake import reading
from zeren.loaders.rows.schema import TABLES

from .rounds import Column, Measure, Size, compared
from .spent import spent
from .world.writing import Shape, world

CORPUS: Final = Path(__file__).parent.parent / "corpus"
POOL: Final = "a pool of 2"
ENGINES: Final = {
    POOL: ("--jobs", "2"),
    "one process": ("--jobs", "1"),
    "Spark local[2]": ("--engine", "spark", "--master", "local[2]"),
    "Spark local-cluster[2,1,1024]": ("--engine", "spark", "--master", "local-cluster[2,1,1024]"),
}
WILD: Final = "ZEREN_WILD"  # names a folder with documents besides
SHAPE: Final = Shape(range(2016, 2026))
WAVE: Final = "4000"


def measures(folder: Path, size: Size, shape: Shape = SHAPE) -> Iterator[Measure]:
    engines = {name: how for name, how in ENGINES.items() if not size.short or "Spark" not in name}
    large, small = documents(folder, "large", size.large // 2, shape), documents(folder, "small", 40, shape)
    many, few = (len(list(place.iterdir())) for place in (large, small))
    whole = {name: built(folder, large, how) for name, how in engines.items()}
    part = {name: built(folder, small, how) for name, how in engines.items()}
    for place in (large, small):
        if len({seen(out(folder, place, how)) for how in engines.values()}) > 1:
            raise SystemExit(f"{place}: the engines do not give the same")
    each = {name: Column(((whole[name] - part[name]) / (many - few),)) for name in engines}
    start = {name: Column((max(part[name] - few * each[name].median, 0.01),)) for name in engines}
    about = f"processor time, {many} documents less {few}, the same contents"
    for name in list(engines)[1:]:
        yield compared(f"a document by {name}, against {POOL}", each[name], each[POOL], None, how=about)
        yield compared(f"start of {name}, against a document by {POOL}", start[name], each[POOL], None)


def documents(folder: Path, name: str, count: int, shape: Shape) -> Path:
    """So many documents of an invented world, the corpus, and the documents that `WILD` names."""
    made = folder / f"{name}-world"
    world(made, max(1, count // (shape.plans * len(shape.years))), shape)
    plans = (made / "plans").rename(folder / name)
    wild = os.environ.get(WILD)
    for file in [*CORPUS.glob("*.txt"), *(Path(wild).glob("*.txt") if wild else ())]:
        shutil.copy(file, plans)
    return plans


def built(folder: Path, documents: Path, how: tuple[str, ...]) -> float:
    """Processor seconds of one build."""
    into = out(folder, documents, how)
    command = [sys.executable, "-P", "-m", "zeren", "build", str(documents), "--out", str(into), "--wave", WAVE, *how]
    return spent(command, {**os.environ, "SPARK_WORKER_DIR": str(folder / "work")}, folder)


def out(folder: Path, documents: Path, how: tuple[str, ...]) -> Path:
    return folder / f"{documents.name}-{''.join(filter(str.isalnum, ''.join(how)))}"


def seen(lake: Path) -> str:
    """A digest of all that a lake says: its quads by folder, and the sorted rows of each table."""
    digest = hashlib.sha256()
    for file in sorted(lake.rglob("*.gz"), key=lambda file: str(file.parent)):
        digest.update(str(file.parent.relative_to(lake)).encode())
        digest.update(gzip.decompress(file.read_bytes()))
    for table in TABLES:
        rows = (str(row) for wave in reading.markers(lake) for row in reading.rows(lake, table, wave))
        digest.update("\n".join(sorted(rows)).encode())
    return digest.hexdigest()
