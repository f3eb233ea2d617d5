"""zeren beside what one might take instead: RDFLib, morph-kgc, JioNLP, pyvis as it comes.

morph-kgc wants another pyoxigraph than ours, so what is not a dependency of zeren stands in an environment of its own,
`.venv-others` (`make others`); what is not there is not measured, and said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zeren.graph.build import Then, build
from zeren.graph.export import nquads
from zeren.graph.maps.page import page
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.extract import extract
from zeren.loaders.files import find, read
from zeren.loaders.quads import quads
from zeren.loaders.resolving import resolver
from zeren.loaders.times import read_deadline
from zeren.ontology.iris import Namer
from zeren.ontology.terms import Zr

from .mapping import tables
from .maps import tasks
from .rounds import Column, Measure, Size, compared, side_by_side
from .world.writing import write

if TYPE_CHECKING:
    from zeren.loaders.records import Plan

ROOT: Final = Path(__file__).resolve().parent.parent
OTHERS: Final = ROOT / ".venv-others" / "bin" / "python"
QUERY: Final = f"SELECT ?unit (COUNT(?task) AS ?n) WHERE {{ ?task <{Zr.responsibleUnit}> ?unit }} GROUP BY ?unit"
"""Plain, so that an engine without a planner is not put to shame by the order of a query's patterns."""


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    documents = write(folder / "plans", 20 if size.short else 100)
    yield from rdflib(folder, documents, size)
    if not OTHERS.exists():
        sys.stderr.write("morph-kgc, JioNLP and pyvis are not measured: run `make others` first\n")
        return
    yield mapped(folder, documents, size)
    yield dated(size)
    yield drawn(folder, size)


def rdflib(folder: Path, documents: Path, size: Size) -> Iterator[Measure]:
    """Its in-memory dataset: filled with our quads, then asked a named query."""
    from rdflib import Dataset

    rounds = 1 if size.short else 3
    build([documents], folder / "rdflib.db", Documents(), then=Then(compare=False))
    with Store.reading(folder / "rdflib.db") as store:
        text = nquads(store)
        count = text.count("\n")
        filled: list[Dataset] = []

        def fill() -> None:
            filled[:] = [Dataset(default_union=True)]
            filled[0].parse(data=text, format="nquads")

        ours, theirs = side_by_side(rounds, lambda: _bulk(folder, documents), fill)
        yield compared(
            "documents to store, against RDFLib reading the quads into memory", ours, theirs, None, speed=True,
            how=f"{count:,} quads; ours begins with the documents and ends on disk",
        )  # fmt: skip
        ours, theirs = side_by_side(rounds, lambda: store.query(QUERY), lambda: list(filled[0].query(QUERY)))
        yield compared("tasks counted by unit, against RDFLib", ours, theirs, None, speed=True, how=f"{count:,} quads")


def _bulk(folder: Path, documents: Path) -> None:
    import shutil

    shutil.rmtree(folder / "again.db", ignore_errors=True)
    build([documents], folder / "again.db", Documents(), then=Then(compare=False))


def mapped(folder: Path, documents: Path, size: Size) -> Measure:
    """The same quads from extracted records by us, from extracted tables by morph-kgc."""
    plans = [extract(read(path)) for path in find([documents])]
    mapping = tables((line for plan in plans for line in _lines(plan)), folder / "tables")
    rounds = 1 if size.short else 3
    (ours,) = side_by_side(rounds, lambda: _written(plans, folder / "ours.nq"))
    theirs = Column(tuple(foreign("mapped.py", str(mapping), str(rounds))))
    got, want = (
        sorted(file.read_text(encoding="utf-8").replace("\t", "\\t").splitlines())  # a tab may be written either way
        for file in (mapping.with_suffix(".nq"), folder / "ours.nq")
    )
    same = "the same quads" if got == want else "DIFFERENT QUADS"
    return compared(
        "records to quads, against morph-kgc", ours, theirs, None, speed=True, how=f"{len(want):,} quads, {same}"
    )


def _lines(plan: Plan) -> list[str]:
    return quads(plan, resolver(plan), Namer()).nquads().splitlines()


def _written(plans: list[Plan], out: Path) -> None:
    with out.open("w", encoding="utf-8") as file:
        for plan in plans:
            file.write(quads(plan, resolver(plan), Namer()).nquads())


def dated(size: Size) -> Measure:
    """The due times of our annotated documents, each once."""
    held: dict[tuple[int, str], str] = {}
    for file in sorted((ROOT / "tests" / "gold").glob("0*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        for task in gold["tasks"]:
            for due in (*([task["deadline"]] if task["deadline"] else ()), *task["milestones"]):
                if due["date"]:
                    held[gold["document"]["plan_year"], due["text"]] = due["date"]
    (ours,) = side_by_side(size.rounds, lambda: [read_deadline(words, year) for year, words in held])
    times, found = foreign("dated.py", str(size.rounds), given=json.dumps(list(held)))
    hits = (read_deadline(words, year) for year, words in held)
    mine = sum(hit is not None and hit.date == day for hit, day in zip(hits, held.values(), strict=True))
    right = sum(day == wanted for day, wanted in zip(found, held.values(), strict=True))
    how = f"last day right: {mine} and {right} of {len(held)}"
    return compared("reading a due time, against JioNLP", ours, Column(tuple(times)), None, speed=True, how=how)


def drawn(folder: Path, size: Size) -> Measure:
    """A map of 2,000 nodes: ours with its layout worked out and kept, pyvis's leaves that to the reader's browser."""
    duties = tasks(2000)
    nodes = {duty.iri: duty.title for duty in duties}
    nodes |= {holder.iri: holder.name for duty in duties for holder in duty.holders}
    edges = [[duty.iri, holder.iri] for duty in duties for holder in duty.holders]
    text = page(duties, layouts=folder / "maps")
    (ours,) = side_by_side(size.rounds, lambda: page(duties, layouts=folder / "maps"))
    times, weight = foreign("drawn.py", str(size.rounds), given=json.dumps({"nodes": nodes, "edges": edges}))
    how = f"{len(text.encode()) / 1e6:.1f} and {weight / 1e6:.1f} MB; ours holds the passages, and its layout is kept"
    return compared(
        f"a map of {len(nodes):,} nodes, against pyvis as it comes", ours, Column(tuple(times)), None, how=how
    )


def foreign(script: str, *arguments: str, given: str = "") -> Any:
    """What a script gives that runs where the others are installed."""
    file = ROOT / "bench" / "foreign" / script
    done = subprocess.run([OTHERS, file, *arguments], input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script}: {done.stderr[-800:]}")
    return json.loads(done.stdout)
