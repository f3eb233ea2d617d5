"""Decisions carried out: what they are about found in the store, contradictions seen, the rest applied.

What the store holds afterwards is a function of its plans and of the decisions alone, whatever was decided and undone
in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

from ...ontology.iris import Namer
from ...ontology.ntriples import date, literal
from ...ontology.terms import CODES, Code, Zr, prefixed
from .contradictions import contradictions
from .decisions import Decision, undone
from .found import Tasks, documents_of, unit_iri
from .mentions import Mentions, kept_readings

if TYPE_CHECKING:
    from ..store import Store

Standing = Literal["in-force", "in-conflict", "not-applicable"]
TYPE: Final = f"<{prefixed('rdf:type')}>"
LABEL: Final = f"<{prefixed('skos:prefLabel')}>"
_ALIAS: Final = f"<{prefixed('skos:altLabel')}>"
_STANDINGS: Final[Mapping[Standing, str]] = {
    "in-force": Code.in_force, "in-conflict": Code.in_conflict, "not-applicable": Code.not_applicable,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """What a decision is about in the store: the first things (units, tasks, mentions), the others; none: not found."""

    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision that was not taken back: what it is about, how it stands, and the decisions that it contradicts."""

    decision: Decision
    matter: Matter
    standing: Standing
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """The decisions on a store. `described` are lines on the units that mentions were decided to be."""

    judged: tuple[Judged, ...] = ()
    described: frozenset[str] = frozenset()
    tasks: Mapping[tuple[str, str], bool] = field(default_factory=dict)

    def lines(self, store: Store, namer: Namer, units: set[str]) -> set[str]:
        """The graph of decisions; `units` are the lines that describe all units, on which some decisions are."""
        there = {line.partition(" ")[0][1:-1] for line in units if f" {TYPE} " in line}
        judged = _restood(self.judged, there)
        found = {line for one in judged for line in _lines(one, namer)}
        return found | kept_readings(store, namer)

    def describing(self, units: set[str]) -> set[str]:
        """The lines to add to those that describe all units: what a decided unit is, only where nothing says it yet."""
        typed = {line.partition(" ")[0] for line in units if f" {TYPE} " in line}
        return {line for line in self.described if f" {_ALIAS} " in line or line.partition(" ")[0] not in typed}


def apply(store: Store, decisions: Sequence[Decision], namer: Namer) -> Applied:
    """Let the plans of a store say what is decided of their mentions, and say what is decided of units and tasks.

    Every earlier change to a mention that is no longer decided is taken back.
    """
    back = undone(decisions)
    valid = [d for d in decisions if d.claim != "undo" and d.id not in back]
    tasks = Tasks(store, documents_of(valid))
    placed = [(d, [tasks.find(key) for key in d.tasks]) for d in valid]
    mentions = Mentions(store, {task.iri for d, found in placed if d.printed for task in found if task})
    matters = {d.id: _matter(d, [task.iri if task else "" for task in found], mentions, namer) for d, found in placed}
    judged = _judge(valid, matters)
    held = [one for one in judged if one.standing == "in-force"]
    decided = {
        a: (one.matter.other[0] if one.matter.other else "") for one in held if one.decision.printed
        for a in one.matter.one
    }  # fmt: skip
    mentions.edit(store, decided, namer)
    return Applied(
        judged, frozenset(line for one in held for line in _describe(one)),
        {(one.matter.one[0], one.matter.other[0]): one.decision.claim == "continues" for one in held if _of_tasks(one)},
    )  # fmt: skip


def _of_tasks(one: Judged) -> bool:
    return one.decision.claim in {"continues", "unrelated"}


def _matter(decision: Decision, tasks: list[str], mentions: Mentions, namer: Namer) -> Matter:
    units = tuple(unit_iri(key, namer) for key in decision.units)
    if decision.printed:
        found = mentions.of(tasks[0], decision.printed)
        return Matter(tuple(reading.iri for reading in found), units)
    if units:
        return Matter(units[:1], units[1:])
    return Matter((tasks[0],), (tasks[1],)) if all(tasks) else Matter()


def _judge(decisions: list[Decision], matters: Mapping[str, Matter]) -> tuple[Judged, ...]:
    there = [d for d in decisions if matters[d.id].one]
    against = contradictions([(d.id, d.claim, matters[d.id].one, matters[d.id].other) for d in there])
    return tuple(
        Judged(
            d, matters[d.id],
            "not-applicable" if not matters[d.id].one else "in-conflict" if d.id in against else "in-force",
            against.get(d.id, ()),
        )
        for d in decisions
    )  # fmt: skip


def _restood(judged: Sequence[Judged], units: set[str]) -> Iterator[Judged]:
    """The decisions, with those on units that the store does not describe marked as not applicable now."""
    for one in judged:
        on_units = one.decision.claim in {"same", "different"} and one.standing == "in-force"
        missing = on_units and not {*one.matter.one, *one.matter.other} <= units
        yield Judged(one.decision, Matter(), "not-applicable") if missing else one


def _describe(one: Judged) -> Iterator[str]:
    """What is said of the unit that a mention was decided to be: that it is one, its name, the printed form."""
    if one.decision.claim != "mention":
        return
    unit, key = one.matter.other[0], one.decision.units[0]
    name = unquote(key.partition("/")[2] if key.startswith("?") else key).replace("/", "")
    yield f"<{unit}> {TYPE} <{Zr.Unit}>"
    yield f"<{unit}> {LABEL} {literal(name)}"
    if one.decision.printed != name:
        yield f"<{unit}> {_ALIAS} {literal(one.decision.printed)}"


def _lines(one: Judged, namer: Namer) -> Iterator[str]:
    decision, me = one.decision, f"<{namer.base}id/decision/{one.decision.id}>"
    yield f"{me} {TYPE} <{Zr.Decision}>"
    yield f"{me} <{Zr.claim}> <{CODES}decided-{decision.claim}>"
    yield f"{me} <{Zr.standing}> <{_STANDINGS[one.standing]}>"
    yield f"{me} <{Zr.who}> {literal(decision.who)}"
    yield f"{me} <{Zr.why}> {literal(decision.why)}"
    yield f"{me} <{prefixed('dcterms:date')}> {date(decision.when)}"
    yield f"{me} <{Zr.words}> {literal(told(decision))}"
    yield from (f"{me} <{Zr.one}> <{iri}>" for iri in one.matter.one)
    yield from (f"{me} <{Zr.other}> <{iri}>" for iri in one.matter.other if one.matter.one)
    yield from (f"{me} <{Zr.conflictsWith}> <{namer.base}id/decision/{other}>" for other in one.against)
    if decision.claim == "same" and one.standing == "in-force":
        yield f"<{one.matter.one[0]}> <{prefixed('owl:sameAs')}> <{one.matter.other[0]}>"


def told(decision: Decision) -> str:
    """A decision as one Chinese sentence."""
    units = [unquote(key.partition("/")[2] if key.startswith("?") else key).replace("/", "") for key in decision.units]
    tasks = [f"“{task.number} {task.passage}…”" for task in decision.tasks]
    first, second = (*units, *tasks, decision.of, "")[:2]
    sentences = {
        "same": f"{first} 与 {second} 是同一单位",
        "different": f"{first} 与 {second} 不是同一单位，也不相承",
        "continues": f"{second} 延续 {first}",
        "unrelated": f"{second} 与 {first} 无关",
        "mention": f"{second} 中的“{decision.printed}”指 {first}",
        "no-unit": f"{first} 中的“{decision.printed}”不是单位",
        "undo": f"撤销判定 {first}",
    }
    return sentences[decision.claim]


def task_decisions(store: Store) -> dict[tuple[str, str], bool]:
    """What is decided of pairs of tasks, in the order of the decisions: whether the later carries on the earlier."""
    from ..duties import ask

    query = """
    SELECT ?one ?other ?claim WHERE {
      ?d a zr:Decision ; zr:standing code:in-force ; zr:claim/skos:notation ?claim ; zr:one ?one ; zr:other ?other .
      FILTER(?claim IN ("continues", "unrelated"))
    }"""
    found: dict[tuple[str, str], bool] = defaultdict(bool)
    for one, other, claim in ask(store, query):
        found[one, other] = claim == "continues"
    return dict(found)
