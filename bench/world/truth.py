"""`python -m bench.world.truth`: build a world into a store, and see how much of what was planted is found in it.

The extraction is scored field by field against the gold; what `continuity`, `conflicts` and `load` say is held against
the history that the plans were written from.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zeren.graph.build import Then, build
from zeren.graph.comparing import Comparison, comparison
from zeren.graph.continuity.records import KINDS, Continuation
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.evaluation import annotated, evaluate, read_annotation
from zeren.loaders.scoring import Tally, total

from .formats import FORMATS
from .history import Chronicle
from .kin import Kin
from .rates import HEAD, Rate, rate
from .writing import Shape, chronicles

if TYPE_CHECKING:
    from zeren.graph.duties import Duty

FACTS: Final = (
    "title", "issuer", "number", "index_number", "date", "plan_year", "kind", "status", "host", "supervisor",
    "citations", "practices",
)  # fmt: skip
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


def fields(grown: Grown) -> dict[str, Tally]:
    """The tallies of the extraction, by field, over all documents."""
    return total(evaluate(grown.folder / "gold", [grown.folder / "plans"]))


def facts(grown: Grown) -> dict[str, float]:
    """The share of documents of which each fact is read as the gold has it."""
    hits: dict[str, list[bool]] = {name: [] for name in FACTS}
    for page in grown.pages:
        known = read_annotation(page)
        read = annotated(grown.folder / "plans" / known["document"]["file"])[0]
        for name, held in hits.items():
            held.append(told(name, known) == told(name, read))
    return {name: sum(held) / len(held) for name, held in hits.items()}


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


def rates(grown: Grown, known: Comparison) -> Iterator[Rate]:
    """What is found of everything planted."""
    yield from continuations(grown, known.continuity.links)
    yield from ends(grown, known)
    yield clashes(grown, known)
    yield overloads(grown, known)


def continuations(grown: Grown, links: tuple[Continuation, ...]) -> Iterator[Rate]:
    """Links by kind: planted ones join neighbouring years; a found one is right where both tasks are one in truth."""
    found = {(grown.task(link.earlier), grown.task(link.later)): link for link in links}
    known = {pair for pair in found if None not in pair}
    right = {pair for pair in known if is_one(grown, pair)}
    planted = [((at, link.earlier), (at, link.later), link.kind)
               for at, history in enumerate(grown.histories) for link in history.links]  # fmt: skip
    either = {*found, *((later, earlier) for earlier, later in found)}
    for kind in KINDS:
        own = {(a, b) for a, b, planted_kind in planted if planted_kind == kind}
        of_kind = {pair for pair, link in found.items() if link.kind == kind}
        yield Rate(f"linked: {kind}", len(own), len(own & either), len(of_kind), len(of_kind & right))
    own = {(a, b) for a, b, _ in planted}
    yield Rate("linked: all", len(own), len(own & either), len(found), len(right))
    yield from named(found, planted)
    yield from renamed(grown, found, planted)
    yield handoffs(grown, found, planted)


def is_one(grown: Grown, pair: tuple[Task | None, Task | None]) -> bool:
    one, other = pair
    return one is not None and other is not None and one[0] == other[0] and grown.kin[one[0]].one(one[1], other[1])


def named(
    found: Mapping[tuple[Task | None, Task | None], Continuation], planted: list[tuple[Task, Task, str]]
) -> Iterator[Rate]:
    """The kind that a link is given, of the planted links that are found."""
    for kind in KINDS:
        held = {(a, b): told for a, b, told in planted if (a, b) in found}
        of_kind = {pair for pair, told in held.items() if told == kind}
        given = {pair for pair in held if found[pair].kind == kind}
        yield rate(f"called: {kind}", of_kind, given)


def renamed(
    grown: Grown, found: Mapping[tuple[Task | None, Task | None], Continuation], planted: list[tuple[Task, Task, str]]
) -> Iterator[Rate]:
    """Works that went on while their lead got another name: called continued, not handed over."""
    same = [(a, b) for a, b, kind in planted if kind == "continued" and (a, b) in found]
    for known, name in ((True, "the state's reform"), (False, "unknown to zeren")):
        own = {pair for pair in same if known in renames(grown, *pair)}
        right = {pair for pair in own if found[pair].kind == "continued"}
        yield Rate(f"renamed lead, {name}", len(own), len(right), len(own), len(right))


def renames(grown: Grown, one: Task, other: Task) -> set[bool]:
    """Whether the state's reform renamed the lead between two works, or something else did; empty where nothing did."""
    kin, town = grown.kin[one[0]], grown.histories[one[0]].town
    (lead, *_), before, after = kin.works[one[1]].leads, kin.years[one[1]], kin.years[other[1]]
    return {lead.sort == "department"} if town.named(lead, before) != town.named(lead, after) else set()


def handoffs(
    grown: Grown, found: Mapping[tuple[Task | None, Task | None], Continuation], planted: list[tuple[Task, Task, str]]
) -> Rate:
    """Who gave up and who took over: found on a link of any kind; right where the leads have nobody in common."""
    own = {(a, b) for a, b, kind in planted if kind == "handed over"}
    told = {pair for pair, link in found.items() if link.hands}
    right = {(a, b) for a, b in told if is_one(grown, (a, b)) and a and b and grown.kin[a[0]].passed(a[1], b[1])}
    return Rate("handoffs", len(own), len(own & told), len(told), len(right))


def ends(grown: Grown, known: Comparison) -> Iterator[Rate]:
    """Tasks dropped and tasks new."""
    planted = [kin.ends({plan.year for plan in history.plans})
               for kin, history in zip(grown.kin, grown.histories, strict=True)]  # fmt: skip
    for side, (name, outcomes) in enumerate((("dropped", known.continuity.dropped), ("new", known.continuity.new))):
        own = {(at, key) for at, both in enumerate(planted) for key in both[side]}
        yield rate(name, own, {grown.task(outcome.duty) for outcome in outcomes})


def clashes(grown: Grown, known: Comparison) -> Rate:
    """Conflicts within a year, by the two tasks and what they differ in."""
    own = {(frozenset({(at, it.one), (at, it.other)}), it.what)
           for at, history in enumerate(grown.histories) for it in history.clashes}  # fmt: skip
    return rate(
        "conflicts", own, {(frozenset({grown.task(c.one), grown.task(c.other)}), c.what) for c in known.conflicts}
    )


def overloads(grown: Grown, known: Comparison) -> Rate:
    """Units that lead far more than others in a year."""
    from zeren.graph.load.loads import loads

    names = {(duty.place, duty.year, holder.printed): holder.iri for duty in known.duties for holder in duty.holders}
    own = {
        (names.get((history.town.name, it.year, history.town.named(it.party, it.year))), it.year)
        for history in grown.histories for it in history.overloads
    }  # fmt: skip
    found = {(row.iri, row.year) for row in loads(known.duties, known.lineage) if row.verdict == "overloaded"}
    return rate("overloads", own, found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.world.truth", description=__doc__)
    parser.add_argument("--cities", type=int, default=4)
    parser.add_argument("--plans", type=int, default=2)
    parser.add_argument("--tasks", type=int, default=16)
    parser.add_argument("--years", default="2016-2025")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    first, last = map(int, options.years.split("-"))
    shape = Shape(range(first, last + 1), options.plans, options.tasks, options.formats.split(","), options.seed)
    with tempfile.TemporaryDirectory() as folder:
        grown = grow(Path(folder) / "world", options.cities, shape)
        for name, tally in fields(grown).items():
            print(f"{name:28}{tally.gold:8}{tally.f1:8.4f}")
        for name, part in facts(grown).items():
            print(f"{name:28}{len(grown.pages):8}{part:8.4f}")
        print(HEAD)
        for found in rates(grown, compared(grown)):
            print(found.line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
