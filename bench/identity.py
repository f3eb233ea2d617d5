"""`python -m bench.identity GOLD.json [FOLDER…]`: how well printed names of units meet, and whether cities stay apart.

GOLD is a list of bodies: `name`, `aliases` as printed, `kind`, and `in`, the documents where they are printed (the
start of their files' names in the corpus). Of all pairs of printed forms, those of one body are right. FOLDERs of other
documents are read into one graph with the corpus; units printed in plans of two places are listed, to be read.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path

from zeren.graph.build import build
from zeren.graph.duties import duties
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.extract import extract
from zeren.loaders.files import read
from zeren.loaders.resolving import resolver
from zeren.ontology.names import fold

CORPUS = Path(str(files("zeren") / "corpus"))
CLASSES = ("class of units", "district government class")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of printed forms: those of one body, those found to be one, those of both."""

    same: int
    found: int
    right: int

    @property
    def recall(self) -> float:
        return self.right / self.same

    @property
    def precision(self) -> float:
        return self.right / self.found


def pairwise(forms: Iterable[tuple[str, str]]) -> Pairs:
    """Count over all pairs of forms, each with the body that it is and the unit that it was found to be."""
    same = found = right = 0
    for (body, unit), (other, its) in combinations(list(forms), 2):
        same += body == other
        found += unit == its
        right += body == other and unit == its
    return Pairs(same, found, right)


def resolved(gold: Path) -> list[tuple[str, str, str, str]]:
    """Every printed form of the gold: its body, the unit that it resolves to in its document, the document, itself."""
    rows = json.loads(gold.read_text("utf-8"))
    resolvers = {path.name[:3]: resolver(extract(read(path))) for path in sorted(CORPUS.glob("*.txt"))}
    return [
        (f"{n} {row['name']}", resolvers[document](form, row["kind"] in CLASSES).key, document, form)
        for n, row in enumerate(rows)
        for document in row["in"]
        for form in row["aliases"]
    ]


def across(folders: list[Path]) -> tuple[int, int, list[tuple[str, dict[str, list[str]]]]]:
    """How many plans and units one graph of all folders has, and the units that plans of several places name."""
    with tempfile.TemporaryDirectory() as folder:
        build([CORPUS, *folders], Path(folder) / "all.db", Documents())
        with Store.reading(Path(folder) / "all.db") as store:
            every = duties(store)
    met: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for duty in every:
        for holder in duty.holders:
            met[holder.iri][duty.place].add(fold(holder.printed))
    several = [
        (iri, {place: sorted(forms) for place, forms in sorted(places.items())})
        for iri, places in sorted(met.items())
        if len(places) > 1
    ]
    return len({duty.plan for duty in every}), len(met), several


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.identity", description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("folders", type=Path, nargs="*")
    options = parser.parse_args()
    forms = resolved(options.gold)
    pairs = pairwise((body, unit) for body, unit, _, _ in forms)
    print(f"{len(forms)} forms: recall {pairs.recall:.4f} ({pairs.right}/{pairs.same})", end=", ")
    print(f"precision {pairs.precision:.4f} ({pairs.right}/{pairs.found})")
    for (body, unit, document, form), (other, its, second, twin) in combinations(forms, 2):
        if (body == other) != (unit == its):
            print(f"  {document} {form} = {unit} | {second} {twin} = {its}")
    if options.folders:
        plans, units, several = across(options.folders)
        print(f"{plans} plans, {units} units, {len(several)} named in plans of several places:")
        for iri, places in several:
            print(f"  {iri.rpartition('/id/')[2]}: {places}")


if __name__ == "__main__":
    main()
