"""Documents to a store on disk: against the engine's own bulk load of the same quads, by size, by change, by memory."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from zeren.graph.build import Then, build
from zeren.graph.export import nquads
from zeren.graph.store import Store
from zeren.loaders.documents import Documents

from .rounds import Column, Measure, Ratio, Size, compared, side_by_side
from .world.writing import write

COMPARED = 600  # documents built and bulk loaded in turns: more only take longer
CHANGES = 3  # rounds of one changed plan among many
SAMPLED = 0.2  # seconds between two looks at memory
WATCHED = "import sys; from pathlib import Path; from bench.building import built_all; built_all(*sys.argv[1:])"


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    yield from against_bulk(folder, size)
    yield from by_size(folder, size)


def against_bulk(folder: Path, size: Size) -> Iterator[Measure]:
    """A build beside the engine's own bulk load of the same quads."""
    count = min(size.large, COMPARED)
    documents, quads = write(folder / "some", count), folder / "all.nq"
    built(folder, documents)
    with Store.reading(folder / "built.db") as store:
        quads.write_text(nquads(store), encoding="utf-8")
    whole, twice, bulk = side_by_side(
        max(1, size.rounds // 2),
        lambda: built(folder, documents),
        lambda: built(folder, documents, jobs=2),
        lambda: loaded(folder, quads),
    )
    quads.unlink()
    how = f"{count} documents, plans not compared"
    yield compared("documents to store, against a bulk load of the same quads", whole, bulk, 2.0, how=how)
    yield compared("the same with --jobs 2", twice, bulk, 1.2, how=how)


def by_size(folder: Path, size: Size) -> Iterator[Measure]:
    """The peak of memory and the processor's time of a document in a large and in a small build; one changed plan."""
    large, small = write(folder / "large", size.large), write(folder / "small", size.small)
    (few, _), (many, peak) = watched(folder, small), watched(folder, large)
    name = f"peak memory of all processes with --jobs 2, {size.large} documents"
    yield Measure(name, Ratio(peak, peak, peak), 1000, unit="MB")
    one, alone = Column((many / size.large,)), Column((few / size.small,))
    name = f"a document of {size.large}, against one of {size.small}"
    yield compared(name, one, alone, 1.2, how="processor's time per document")
    times = [changed(folder, large, n) for n in range(CHANGES)]
    spread = Ratio(median(times), min(times), max(times))
    name = f"one changed plan among {size.large}, without reading it"
    yield Measure(name, spread, 2.0, how="processor's time, plans not compared", unit="s")


def built(folder: Path, documents: Path, jobs: int = 1) -> None:
    shutil.rmtree(folder / "built.db", ignore_errors=True)
    build([documents], folder / "built.db", Documents(), jobs=jobs, then=Then(compare=False))


def built_all(folder: str, documents: str) -> None:
    """A build in a process of its own, which says how long the processor was at it."""
    built(Path(folder), Path(documents), jobs=2)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    print(sum(one.ru_utime + one.ru_stime for one in used))


def watched(folder: Path, documents: Path) -> tuple[float, float]:
    """The processor's seconds of a build, and the peak of its memory in MB over all its processes.

    Pages that processes share are counted once.
    """
    command = [sys.executable, "-P", "-c", WATCHED, str(folder), str(documents)]
    above = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=above) as process:
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, sum(map(held, family(process.pid))))
            time.sleep(SAMPLED)
        told = process.stdout.read() if process.stdout else ""
    return float(told.split()[-1]), peak


def family(top: int) -> list[int]:
    """A process and all below it."""
    found = [top]
    for process in found:
        for thread in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, thread.read_text().split())
            except OSError:
                continue  # it has ended
    return found


def held(process: int) -> float:
    """The memory of a process in MB, of what it shares its part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0)


def changed(folder: Path, documents: Path, turn: int) -> float:
    """The processor's seconds of a build after one plan was changed, less those of reading that plan."""
    file = sorted(documents.iterdir())[3]
    other = sorted(write(folder / f"other{turn}", 4, seed=turn + 1).iterdir())[3]
    file.write_bytes(other.read_bytes())
    start = time.process_time()
    Documents().load(file, file.name)
    middle = time.process_time()
    report = build([documents], folder / "built.db", Documents(), then=Then(compare=False))
    if len(report.replaced) != 1:
        raise RuntimeError(f"not one plan was replaced: {report.replaced}")
    return time.process_time() - middle - (middle - start)


def loaded(folder: Path, quads: Path) -> None:
    import pyoxigraph

    shutil.rmtree(folder / "bulk.db", ignore_errors=True)
    store = pyoxigraph.Store(folder / "bulk.db")
    store.bulk_load(path=quads, format=pyoxigraph.RdfFormat.N_QUADS, lenient=True)
    store.flush()
