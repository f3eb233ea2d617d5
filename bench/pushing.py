"""A lake pushed into a folder, an Oxigraph server and a Virtuoso: `python -m bench.pushing [--quads N] [--keep DIR]`.

Prints the seconds and quads a second of each, and whether each graph is there as it was sent: its count asked of the
server in words of this script's own, its digest read back by `--verify`. As a topic of the bench: the push to an
Oxigraph server against one request to it with all the same quads.
"""

from __future__ import annotations

import argparse
import gzip
import sys
import tempfile
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from zeren.graph.build import Then
from zeren.graph.patience import Patience
from zeren.graph.store import Store
from zeren.lake.filling import fill
from zeren.lake.pool import PoolEngine
from zeren.lake.pushing import How, Report, push
from zeren.loaders.documents import Documents

from .rounds import Column, Measure, Size, compared
from .world.writing import write

ROOT: Final = Path(__file__).resolve().parent.parent
COUNTS: Final = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    documents = min(size.large, 300)
    lake = filled(write(folder / "plans", documents), folder / "lake")
    quads = b"".join(gzip.decompress(file.read_bytes()) for file in sorted(lake.rglob("*.nq.gz")))
    ours, theirs = [], []
    for n in range(max(1, size.rounds // 2)):
        with servers().oxigraph(made(folder / f"a{n}")) as address:
            ours.append(timed(lambda at=address: pushed(lake, at))[1])
        with servers().oxigraph(made(folder / f"b{n}")) as address:
            theirs.append(timed(lambda at=address: posted(at, quads))[1])
    how = f"{documents} documents, {quads.count(10):,} quads, each graph counted after it was sent; plans not compared"
    yield compared(
        "push to an Oxigraph server, against one request", Column(tuple(ours)), Column(tuple(theirs)), None, how=how
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.pushing", description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000, help="at least so many (default: %(default)s)")
    parser.add_argument("--keep", type=Path, help="folder for the plans and the lake, used again where it is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as spare:
        place = options.keep or Path(spare)
        lake = of_size(place, options.quads)
        wanted = counts(lake)
        print(f"lake: {len(wanted):,} graphs, {sum(wanted.values()):,} quads")
        bad = sum(told(name, lake, server, wanted) for name, server in targets(Path(spare)))
    return int(bool(bad))


def of_size(place: Path, quads: int) -> Path:
    """A lake of at least so many quads, of generated plans."""
    count = 100
    while True:
        lake = filled(write(place / "plans", count), place / "lake")
        held = sum(counts(lake).values())
        if held >= quads:
            return lake
        count = int(count * quads / held * 1.02) + 1


def targets(spare: Path) -> Iterator[tuple[str, AbstractContextManager[str]]]:
    yield "folder", nullcontext(str(spare / "zeren.db"))
    if servers().OXIGRAPH.exists():
        yield "Oxigraph server", servers().oxigraph(made(spare / "oxigraph"))
    if servers().VIRTUOSO:
        yield "Virtuoso", servers().virtuoso(made(spare / "virtuoso"), rows=1_000_000)


def told(name: str, lake: Path, server: AbstractContextManager[str], wanted: Counter[str]) -> bool:
    """Push, count, verify; whether anything is not as it was sent."""
    with server as address:
        cpu = process_time()
        report, seconds = timed(lambda: pushed(lake, address))
        cpu = process_time() - cpu
        with Store.reading(Path(address)) as store:
            same = Counter({g: int(n) for g, n in store.select(COUNTS) if g in wanted}) == wanted
        again, resumed = timed(lambda: pushed(lake, address))
        checked, verified = timed(lambda: pushed(lake, address, verify=True))
    rate = report.quads / seconds
    print(
        f"{name}: {report.sent:,} graphs, {report.quads:,} quads in {seconds:.1f} s ({cpu:.1f} s of CPU here)", end=""
    )
    print(f", {rate:,.0f} quads/s; again: {again.sent} sent, {resumed:.1f} s", end="")
    print(
        f"; --verify: {checked.mended} of {checked.unchanged + checked.mended:,} digests differ, {verified:.1f} s",
        end="",
    )
    print(f"; counts {'equal' if same else 'DIFFER'}", flush=True)
    return not same or bool(checked.mended or again.sent)


def filled(plans: Path, lake: Path) -> Path:
    fill(PoolEngine(Documents(tables=True), lake, 2), [str(plans)], size=1000, progress=lambda *_: None)
    return lake


def counts(lake: Path) -> Counter[str]:
    """The quads of each graph, by the files alone."""
    found: Counter[str] = Counter()
    for file in lake.rglob("*.nq.gz"):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            found.update(line.rpartition(" <")[2].partition(">")[0] for line in lines)
    return found


def pushed(lake: Path, address: str, *, verify: bool = False) -> Report:
    patience = Patience(tries=3, told=lambda line: print(f"  {line}", flush=True))
    how, then = How(verify=verify), Then(compare=False)
    return push(lake, Path(address), then=then, patience=patience, how=how, progress=lambda *_: None)


def posted(address: str, quads: bytes) -> None:
    heads = {"Content-Type": "application/n-quads"}
    urllib.request.urlopen(urllib.request.Request(f"{address}/store", quads, heads)).close()  # noqa: S310 -- our own server


def timed(action: Any) -> tuple[Any, float]:
    start = perf_counter()
    found = action()
    return found, perf_counter() - start


def made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def servers() -> Any:
    """How the tests start servers."""
    sys.path.append(str(ROOT / "tests"))
    import servers_apart

    return servers_apart


if __name__ == "__main__":
    sys.exit(main())
