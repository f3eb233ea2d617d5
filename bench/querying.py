"""Named queries against the same questions written by hand for the engine (`bench/tuned/`), over one large store.

The hand-tuned text stands for one choice of values: no parameter is left open in it, and its joins are laid out for
Oxigraph. Both sides read every answer, and the answers are the same. The store is made of the generated world; it is
kept in the folder that `ZEREN_BENCH_STORES` names, where it is set.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from time import process_time
from typing import Final

import pyoxigraph as ox
from zeren.graph.build import Then, build
from zeren.graph.serial import term_of
from zeren.graph.store import Store
from zeren.graph.terms import Solutions
from zeren.loaders.documents import Documents
from zeren.ontology.ntriples import literal
from zeren.ontology.terms import prefixed
from zeren.queries.named import NamedQuery, catalogue
from zeren.queries.running import run

from .rounds import Measure, Size, compared, side_by_side
from .world.writing import write

TUNED: Final = Path(__file__).with_name("tuned")
QUADS_A_PLAN: Final = 4000
COMPARED: Final = 400
"""The most plans that are held against one another; of more, only so many quads of what they say are wanted."""
NAME: Final = (
    f"SELECT ?name {{ ?unit a <{prefixed('zr:Unit')}> ; <{prefixed('skos:prefLabel')}> ?name }} ORDER BY ?name"
)
DAY: Final = '"2019-06-30"^^<http://www.w3.org/2001/XMLSchema#date>'


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    path = stored(folder, size.quads)
    with Store.reading(path) as store:
        engine, values = store.engine, chosen(store)
        for query in catalogue():
            given = {p.name: values[p.name] for p in query.parameters if p.required}
            yield measured(query, given, store, engine, size)


def measured(query: NamedQuery, given: Mapping[str, str], store: Store, engine: ox.Store, size: Size) -> Measure:
    text = tuned(query.name, given)
    rows, same = agreeing(run(store, query.name, given), asked(engine, text))
    ours, theirs = side_by_side(
        3 if size.short else 5, lambda: run(store, query.name, given), lambda: asked(engine, text), clock=process_time
    )
    how = f"{rows:,} rows" if same else "DIFFERENT ANSWERS"
    return compared(f"query {query.name}, against the same by hand", ours, theirs, 1.3, how=how)


def asked(engine: ox.Store, text: str) -> list[tuple[object, ...]]:
    found = engine.query(text, use_default_graph_as_union=True)
    if not isinstance(found, ox.QuerySolutions):
        raise TypeError(type(found).__name__)
    return [tuple(row) for row in found]


def agreeing(ours: object, theirs: list[tuple[object, ...]]) -> tuple[int, bool]:
    """How many rows we give, and whether both give the same ones, however often each."""
    if not isinstance(ours, Solutions):
        raise TypeError(type(ours).__name__)
    rows = Counter(tuple(None if cell is None else term_of(cell) for cell in row) for row in theirs)
    return len(ours.rows), Counter(ours.rows) == rows


def tuned(name: str, given: Mapping[str, str]) -> str:
    """The text written by hand, `$name` in it replaced."""
    text = (TUNED / f"{name}.rq").read_text(encoding="utf-8")
    for key, value in given.items():
        text = text.replace(f"${key}", DAY if key == "day" else literal(value))
    return text


def chosen(store: Store) -> dict[str, str]:
    """Values for the parameters that must be given: a unit from the middle of the list, words of many titles, a day."""
    names = [name for (name,) in store.select(NAME)]
    return {"unit": names[len(names) // 2], "work": "条例", "day": "2019-06-30"}


def stored(folder: Path, quads: int) -> Path:
    """A store of about so many quads of the generated world, derived facts among them."""
    kept = Path(os.environ.get("ZEREN_BENCH_STORES") or folder)
    path = kept / f"world-{quads}.db"
    if not path.exists():
        plans = max(10, quads // QUADS_A_PLAN)
        sys.stderr.write(f"making a store of {plans} plans\n")
        documents = write(kept / f"world-{quads}", plans)
        build([documents], path.with_suffix(".part"), Documents(), then=Then(compare=plans <= COMPARED))
        path.with_suffix(".part").rename(path)
    return path
