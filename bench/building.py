"""Documents to a store on disk, against the engine's own bulk load of the same quads."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from zeren.graph.build import Then, build
from zeren.graph.export import nquads
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

from bench.rounds import Column, Measure, Size, compared, side_by_side
from bench.world.writing import write


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    large, small = write(folder / "large", size.large), write(folder / "small", size.small)
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
    how = f"{size.large} documents, plans not compared"
    yield compared("documents to store, against a bulk load of the same quads", whole, bulk, 2.0, how=how)
    yield compared("the same with --jobs 2", twice, bulk, 1.2, how=how)
    one, alone = each(whole, size.large), each(few, size.small)
    yield compared(f"a document of {size.large}, against one of {size.small}", one, alone, 1.2, how="time per document")


def each(column: Column, count: int) -> Column:
    return Column(tuple(seconds / count for seconds in column.seconds))


def built(folder: Path, documents: Path, jobs: int = 1) -> None:
    shutil.rmtree(folder / "built.db", ignore_errors=True)
    build([documents], folder / "built.db", Documents(), jobs=jobs, then=Then(compare=False))


def loaded(folder: Path, quads: Path) -> None:
    import pyoxigraph

    shutil.rmtree(folder / "bulk.db", ignore_errors=True)
    store = pyoxigraph.Store(folder / "bulk.db")
    store.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    store.flush()
