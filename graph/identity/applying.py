"""Decisions carried out: what they are about found in the store, contradictions seen, the rest applied.

What the store holds afterwards is a function of its plans and of the decisions alone, whatever was decided and undone
in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal
from urllib.parse import unquote

from ...ontology.iris import Namer
from ...ontology.ntriples import date, literal
from ...ontology.prefixes import CODES
from ...ontology.terms import Code, Zr, prefixed
from .contradictions import contradictions
from .decisions import Decision, undone
from .found import FoundTask, Tasks, documents_of, unit_iri
from .joined import Joined, joined
from .mentions import Mentions, kept_readings, tasks_naming

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
    """What a decision is about in the store: the first things (units, tasks, mentions), the others; none: not found.

    `tasks` are those that it speaks of, as far as they are there.
    """

    one: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    tasks: tuple[FoundTask | None, ...] = ()


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
    joined: Joined = field(default_factory=Joined)

    def lines(self, store: Store, namer: Namer) -> set[str]:
        """The graph of decisions."""
        found = {line for one in self.judged for line in _lines(one, namer)}
        found |= {f"<{unit}> <{prefixed('owl:sameAs')}> <{chief}>" for unit, chief in self.joined.ones.items()}
        return found | kept_readings(store, namer)

    def describing(self, units: set[str]) -> set[str]:
        """The lines to add to those that describe all units: what a decided unit is, only where nothing says it yet."""
        typed = {line.partition(" ")[0] for line in units if f" {TYPE} " in line}
        return {line for line in self.described if f" {_ALIAS} " in line or line.partition(" ")[0] not in typed}


def apply(store: Store, decisions: Sequence[Decision], namer: Namer, there: Collection[str] | None = None) -> Applied:
    """Let the plans of a store say what is decided of their mentions, and say what is decided of units and tasks.

    Mentions of units that were decided to be one are all of the one that stands for them. Every earlier change to a
    mention that is no longer decided is taken back. `there` are the units (IRIs) that the graph describes or will;
    decisions on others are not applicable.
    """
    back = undone(decisions)
    valid = [d for d in decisions if d.claim != "undo" and d.id not in back]
    tasks = Tasks(store, documents_of(valid))
    placed = [(d, [tasks.find(key) for key in d.tasks]) for d in valid]
    named = {unit_iri(key, namer) for d in valid if d.claim == "same" for key in d.units}
    wanted = {task.iri for d, found in placed if d.printed for task in found if task} | tasks_naming(store, named)
    mentions = Mentions(store, wanted)
    judged = _judge(valid, {d.id: _matter(d, found, mentions, namer) for d, found in placed}, there)
    held = [one for one in judged if one.standing == "in-force"]
    decided = {
        a: (one.matter.other[0] if one.matter.other else "") for one in held if one.decision.printed
        for a in one.matter.one
    }  # fmt: skip
    units = joined(_pairs(held, "same"), _pairs(held, "different"), mentions.rank(store))
    for reading in mentions.read:
        meant = decided.get(reading.iri, reading.unit)
        if meant in units.ones:
            decided[reading.iri] = units.one(meant)
    mentions.edit(store, decided, namer)
    return Applied(judged, frozenset(line for one in held for line in _describe(one)), units)


def _pairs(held: Sequence[Judged], claim: str) -> list[tuple[str, str]]:
    return [(one.matter.one[0], one.matter.other[0]) for one in held if one.decision.claim == claim]


def _matter(decision: Decision, found: list[FoundTask | None], mentions: Mentions, namer: Namer) -> Matter:
    units = tuple(unit_iri(key, namer) for key in decision.units)
    tasks = [task.iri if task else "" for task in found]
    if decision.printed:
        read = mentions.of(tasks[0], decision.printed)
        return Matter(tuple(reading.iri for reading in read), units, tuple(found))
    if units:
        return Matter(units[:1], units[1:])
    return Matter((tasks[0],), (tasks[1],), tuple(found)) if all(tasks) else Matter(tasks=tuple(found))


def _judge(
    decisions: list[Decision], matters: Mapping[str, Matter], there: Collection[str] | None
) -> tuple[Judged, ...]:
    """How decisions stand. A unit that a mention is decided to be is there by that."""
    if there is not None:
        there = {*there, *(unit for d in decisions if d.printed for unit in matters[d.id].other)}
        matters = {
            d.id: Matter() if d.claim in {"same", "different"} and not {*m.one, *m.other} <= there else m
            for d in decisions for m in (matters[d.id],)
        }  # fmt: skip
    known = [d for d in decisions if matters[d.id].one]
    against = contradictions([(d.id, d.claim, matters[d.id].one, matters[d.id].other) for d in known])
    return tuple(
        Judged(
            d, matters[d.id],
            "not-applicable" if not matters[d.id].one else "in-conflict" if d.id in against else "in-force",
            against.get(d.id, ()),
        )
        for d in decisions
    )  # fmt: skip


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
    yield f"{me} <{Zr.words}> {literal(told(decision, one.matter.tasks))}"
    yield from (f"{me} <{Zr.one}> <{iri}>" for iri in one.matter.one)
    yield from (f"{me} <{Zr.other}> <{iri}>" for iri in one.matter.other if one.matter.one)
    yield from (f"{me} <{Zr.conflictsWith}> <{namer.base}id/decision/{other}>" for other in one.against)


def told(decision: Decision, found: Sequence[FoundTask | None] = ()) -> str:
    """A decision as one Chinese sentence, with file and year of the tasks that are found."""
    units = [unquote(key.partition("/")[2] if key.startswith("?") else key).replace("/", "") for key in decision.units]
    at = [*(task.place if task else "" for task in found), "", ""]
    tasks = [f"{at[n]}“{task.number} {task.passage}…”" for n, task in enumerate(decision.tasks)]
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
