"""What plans know of one another's units: made on the driver, and cut into parcels that go to the executors.

A unit's chief name, kind and bureau, its succession and its groups' members are facts of all plans together. The driver
gathers the plans' shared lines, each once, and asks the very code that derives them on one machine; a parcel holds what
the units of one place can need of the answer.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from ...graph.duties import Holder
from ...graph.identity.lineage import Lineage
from ...ontology.iris import Namer

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from .tables import Tables

_LINES: Final = 50_000  # of shared lines kept together


@dataclass(frozen=True, slots=True)
class Parcel:
    """The units of one place as all plans name them, by IRI, and how they stand to one another over time."""

    lineage: Lineage = field(default_factory=Lineage)
    units: Mapping[str, Holder] = field(default_factory=dict)

    def part(self, units: Iterable[str]) -> Parcel:
        """What these units can need: they, their bureaus, all that any of them became, the members of groups."""
        kept, line = set(units), self.lineage
        new = set(kept)
        while new:
            found = {line.parents[unit] for unit in new if unit in line.parents}
            found |= {heir for unit in new for heir, _ in line.heirs.get(unit, ())}
            new = found - kept
            kept |= new
        groups = {group: line.groups[group] for group in sorted(kept & line.groups.keys())}
        within = {
            name: {unit: known[unit] for unit in sorted(kept & known.keys())}
            for name, known in (("heirs", line.heirs), ("parents", line.parents), ("names", line.names))
        }
        times = {(g, m): line.tenures[g, m] for g in groups for m in groups[g] if (g, m) in line.tenures}
        held = {unit: self.units[unit] for unit in sorted(kept & self.units.keys())}
        return Parcel(replace(line, groups=groups, tenures=times, **within), held)  # type: ignore[arg-type]


def joined(lines: Sequence[str], named: Iterable[tuple[str, int]], base: str) -> Parcel:
    """Everything that plans together say of their units, as a store built of these plans has it.

    `lines` are what plans say of shared things (N-Triples without full stop), `named` in the plans of which years a
    task names a unit. Persons' decisions are not among them.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from ...graph.derived import derive
    from ...graph.duties import units
    from ...graph.identity.lineage import lineage
    from ...graph.store import Store

    namer = Namer(base)
    with TemporaryDirectory() as folder, Store.writing(Path(folder) / "units") as store:
        store.add("".join(_skeleton(lines, named, namer)))
        derive(store, namer, compare=False)
        return Parcel(lineage(store), units(store))


def _skeleton(lines: Sequence[str], named: Iterable[tuple[str, int]], namer: Namer) -> Iterator[str]:
    """As few plans as can say all this: N-Quads of a store that holds nothing else."""
    from ...graph.manifest import Entry, plan_rows
    from ...graph.store import MANIFEST
    from ...ontology.ntriples import integer
    from ...ontology.terms import Zr

    years: dict[int, list[str]] = defaultdict(list)
    for unit, year in named:
        years[year].append(unit)
    for year, units in sorted(years.items()):
        plan, graph = (f"<{name(f'named-{year}')}>" for name in (namer.plan, namer.graph))
        yield f"{plan} <{Zr.planYear}> {integer(year)} {graph} .\n"
        yield from (f"{plan} <{Zr.unit}> <{unit}> {graph} .\n" for unit in units)
    parts: dict[str, Sequence[str]] = {f"named-{year}": () for year in sorted(years)}
    parts |= {f"lines-{at}": lines[at : at + _LINES] for at in range(0, len(lines), _LINES)}
    for name, part in parts.items():
        rows = plan_rows(name, Entry(namer.graph(name), "", name), part, ())
        yield from (f"{row} <{MANIFEST}> .\n" for row in rows)


def succession(tables: Tables) -> Parcel:
    """The succession of all units in the tables; the driver must hold it."""
    from pyspark.sql import functions as fn

    plans = tables.table("plans")
    blocks = plans.select(fn.explode(fn.split("units_nt", "\n")).alias("line")).where("line <> ''").distinct()
    named = tables.table("assignments").where("year is not null").select("unit", "year").distinct()
    first = plans.select(fn.min("plan")).collect()[0][0] or ""
    lines = sorted(line for (line,) in blocks.collect())
    return joined(lines, sorted((unit, year) for unit, year in named.collect()), first.partition("id/plan/")[0])


def parcels(everything: Parcel, units: DataFrame, by: str) -> DataFrame:
    """A parcel (pickled, `parcel`) for each value of the column `by`: where a unit (the column `unit`) is named."""
    from pyspark.sql import functions as fn

    named = units.groupBy(by).agg(fn.collect_set("unit").alias("units"))
    rows = [(key, pickle.dumps(everything.part(held))) for key, held in named.toLocalIterator()]
    return units.sparkSession.createDataFrame(rows, f"{by} string, parcel binary")


def opened(parcel: bytes | None) -> Parcel:
    """The parcel that came with a group of tasks."""
    return pickle.loads(parcel) if parcel else Parcel()  # noqa: S301 -- our own driver made it in this run
