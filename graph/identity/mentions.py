"""Mentions as the documents were read, and as a person decided: both kept, so that each can be had from the other.

The assignment in the plan's graph says what holds now; the graph of decisions keeps how it was read (`zr:readAs` …).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from ...ontology.iris import Namer
from ...ontology.ntriples import decimal, literal
from ...ontology.terms import Code, Zr, prefixed
from ..duties import ask
from .decisions import squeezed

if TYPE_CHECKING:
    from ..store import Store

DECISION: Final = "decision"
ASSIGNMENTS: Final = """
SELECT ?task ?a ?printed ?role ?rule ?confidence ?unit ?graph WHERE {{
  VALUES ?task {{ {tasks} }}
  {{ ?task zr:assignment ?a }} UNION {{ ?a a zr:SetAside ; dcterms:isPartOf ?task }}
  GRAPH ?graph {{ ?a zr:surfaceForm ?printed }}
  ?a zr:role ?role ; zr:resolutionRule ?rule ; zr:confidence ?confidence .
  OPTIONAL {{ ?a zr:unit ?unit }}
}}"""
READ: Final = """
SELECT ?a ?unit ?rule ?confidence ?task WHERE {
  ?a zr:readAs ?unit ; zr:readRule ?rule ; zr:readConfidence ?confidence .
  { ?task zr:assignment ?a } UNION { ?a dcterms:isPartOf ?task }
}"""
NAMING: Final = """
SELECT DISTINCT ?task WHERE {{ VALUES ?unit {{ {units} }} ?a zr:unit ?unit . ?task zr:assignment ?a }}"""
_TYPE: Final = f"<{prefixed('rdf:type')}>"
_PART_OF: Final = f"<{prefixed('dcterms:isPartOf')}>"


@dataclass(frozen=True, slots=True)
class Reading:
    """One mention of a task as it stands: the printed form, its role (an IRI), its unit (empty: none), by what rule."""

    iri: str
    task: str
    graph: str
    printed: str
    role: str
    unit: str
    rule: str
    confidence: float

    def lines(self) -> Iterator[str]:
        """The lines of the plan's graph that say which unit the mention is of."""
        me, task = f"<{self.iri}>", f"<{self.task}>"
        yield f"{me} <{Zr.resolutionRule}> {literal(self.rule)}"
        yield f"{me} <{Zr.confidence}> {decimal(self.confidence)}"
        if not self.unit:
            yield f"{me} {_TYPE} <{Zr.SetAside}>"
            yield f"{me} {_PART_OF} {task}"
            return
        yield f"{me} {_TYPE} <{Zr.Assignment}>"
        yield f"{me} <{Zr.unit}> <{self.unit}>"
        yield f"{task} <{Zr.assignment}> {me}"
        yield f"{task} <{Zr.leadUnit if self.role == Code.lead else Zr.responsibleUnit}> <{self.unit}>"

    def kept(self) -> Iterator[str]:
        """The lines of the graph of decisions that keep this reading while another holds."""
        me = f"<{self.iri}>"
        yield f"{me} <{Zr.readAs}> <{self.unit}>"
        yield f"{me} <{Zr.readRule}> {literal(self.rule)}"
        yield f"{me} <{Zr.readConfidence}> {decimal(self.confidence)}"


class Mentions:
    """The mentions of some tasks, and of all that a decision changed before: as they stand, and as they were read."""

    def __init__(self, store: Store, tasks: set[str]) -> None:
        kept = {a: (unit, rule, float(sure), task) for a, unit, rule, sure, task in ask(store, READ)}
        wanted = " ".join(f"<{task}>" for task in sorted({*tasks, *(held[3] for held in kept.values())}))
        self.standing: list[Reading] = []
        for task, a, printed, role, rule, sure, unit, graph in (
            ask(store, ASSIGNMENTS.format(tasks=wanted)) if wanted else ()
        ):
            self.standing.append(Reading(a, task, graph, printed, role, unit, rule, float(sure)))
        self.read = [_as_read(reading, kept) for reading in self.standing]

    def of(self, task: str, printed: str) -> tuple[Reading, ...]:
        """The mentions of one printed form in a task, as they were read."""
        return tuple(r for r in self.read if r.task == task and squeezed(r.printed) == squeezed(printed))

    def rank(self, store: Store) -> Callable[[str], tuple[int, int, str]]:
        """An order of units as they were read: first those of the latest plan year, then those most printed."""
        years = {
            graph: [int(y) for _, y in store.objects(Zr.planYear, graph)] for graph in {r.graph for r in self.read}
        }
        times = Counter(reading.unit for reading in self.read)
        latest: dict[str, int] = {}
        for reading in self.read:
            latest[reading.unit] = max([latest.get(reading.unit, 0), *years[reading.graph]])
        return lambda unit: (-latest.get(unit, 0), -times[unit], unit)

    def edit(self, store: Store, decided: Mapping[str, str], namer: Namer) -> None:
        """Let the plans say of each mention what is decided (its unit, empty for none), of the others what was read."""
        now = [_decided(reading, decided) for reading in self.read]
        had, has = _by_graph(self.standing), _by_graph(now)
        kept = {line for reading in self.read if reading.iri in decided for line in reading.kept()}
        before = kept_readings(store, namer)
        delete = {graph: sorted(had[graph] - has[graph]) for graph in had}
        insert = {graph: sorted(has[graph] - had[graph]) for graph in has}
        delete[namer.decisions], insert[namer.decisions] = sorted(before - kept), sorted(kept - before)
        if any(delete.values()) or any(insert.values()):
            store.change(delete=delete, insert=insert)


def edits(store: Store) -> dict[str, tuple[set[str], set[str]]]:
    """By plan's graph what decisions changed in it: lines that stand there now, lines that stood there."""
    mentions = Mentions(store, set())
    now, before = _by_graph(mentions.standing), _by_graph(mentions.read)
    return {graph: (now[graph] - before[graph], before[graph] - now[graph]) for graph in now}


def tasks_naming(store: Store, units: Iterable[str]) -> set[str]:
    """The tasks that name any of some units now."""
    terms = " ".join(f"<{unit}>" for unit in sorted(units))
    return {task for (task,) in ask(store, NAMING.format(units=terms))} if terms else set()


def kept_readings(store: Store, namer: Namer) -> set[str]:
    """The lines of the graph of decisions that keep how mentions were read."""
    links = tuple(f"<{link}>" for link in (Zr.readAs, Zr.readRule, Zr.readConfidence))
    return {line for line in store.ntriples(namer.decisions) if line.split(" ", 2)[1] in links}


def edited_plans(store: Store, namer: Namer) -> frozenset[str]:
    """The plans with mentions that do not stand as they were read."""
    head = f"{namer.base}id/plan/"
    kept = (line.partition(" ")[0][1:-1] for line in kept_readings(store, namer))
    return frozenset(head + mention.removeprefix(head).partition("/")[0] for mention in kept)


def _as_read(reading: Reading, kept: Mapping[str, tuple[str, str, float, str]]) -> Reading:
    """The mention before any decision; a plan that was read anew says so itself, whatever was kept of it."""
    if reading.rule != DECISION or reading.iri not in kept:
        return reading
    unit, rule, sure, _ = kept[reading.iri]
    return replace(reading, unit=unit, rule=rule, confidence=sure)


def _decided(reading: Reading, decided: Mapping[str, str]) -> Reading:
    if reading.iri not in decided:
        return reading
    return replace(reading, unit=decided[reading.iri], rule=DECISION, confidence=1.0)


def _by_graph(readings: list[Reading]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        found[reading.graph].update(reading.lines())
    return found
