"""What was read out of a document, where it stands: the marks that a reader sees in its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ..graph.duties import Row, ask
from .library import Holdings

Kind = str
NAMES: Final = {
    "lead": "牵头单位", "responsible": "责任单位", "co-operating": "配合单位", "host": "主办单位",
    "supervisor": "督办单位", "ownDeadline": "完成时限", "milestone": "阶段时限", "basis": "依据",
    "deliverable": "要印发的文件", "mention": "提到的文件", "target": "目标", "finding": "未读懂", "task": "任务",
    "practice": "做法",
}  # fmt: skip
"""Each kind of fact in words."""

_SPAN: Final = "?fact prov:wasDerivedFrom ?passage . ?passage oa:start ?start ; oa:end ?end ."
_QUERIES: Final = (
    f"""?task zr:assignment ?fact . ?fact zr:role ?kind ; zr:unit ?of . {_SPAN}
    OPTIONAL {{ ?of skos:prefLabel ?name }} BIND("" AS ?more)""",
    f"""?task zr:ownDeadline ?fact . BIND("ownDeadline" AS ?kind) {_SPAN} OPTIONAL {{ ?fact zr:lastDay ?more }}""",
    f"""?task zr:milestone ?fact . BIND("milestone" AS ?kind) {_SPAN} OPTIONAL {{ ?fact zr:lastDay ?more }}""",
    f"""?task zr:citation ?fact . ?fact zr:relation ?kind ; zr:cites ?of . {_SPAN}
    OPTIONAL {{ ?of dcterms:title ?name }} OPTIONAL {{ ?of eli:id_local ?more }}""",
    f"""?task zr:target ?fact . BIND("target" AS ?kind) ?fact zr:comparator/skos:notation ?sign ; zr:value ?value .
    {_SPAN} OPTIONAL {{ ?fact zr:unitOfMeasure ?measure }}
    BIND(CONCAT(?sign, STR(?value), COALESCE(?measure, "")) AS ?more)""",
    f"""?task zr:finding ?fact . ?fact zr:message ?more . BIND("finding" AS ?kind) {_SPAN}""",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: the stretch of the source that it was read from, its kind, and what it became.

    `of` is the unit or policy document (IRI, `name`), empty where there is none; `more` is a last day, a number, a
    message.
    """

    start: int
    end: int
    kind: Kind
    iri: str
    task: str
    of: str = ""
    name: str = ""
    more: str = ""

    @property
    def says(self) -> str:
        """The fact in words."""
        told = "，".join(part for part in (self.name, self.more) if part)
        return f"{NAMES.get(self.kind, self.kind)}：{told}" if told else NAMES.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the facts that stand in it, the narrowest first; `start` is its place in the source."""

    text: str
    start: int
    facts: tuple[Fact, ...] = ()


def facts(holdings: Holdings, plan: str) -> tuple[Fact, ...]:
    """Every fact of a plan that has a place in its source, in the order of the text."""
    return holdings.once(f"facts {plan}", lambda: tuple(_facts(holdings, plan)))


def _facts(holdings: Holdings, plan: str) -> list[Fact]:
    graph = plan.replace("id/plan/", "graph/plan/", 1)
    rows: list[Row] = []
    for body in _QUERIES:
        head = "SELECT ?task ?fact ?kind ?start ?end ?of ?name ?more WHERE"
        rows += ask(holdings.store, f"{head} {{ GRAPH <{graph}> {{ ?task ?any ?fact }} {body} }}")
    found = {
        Fact(int(start), int(end), kind.rpartition("#")[2], fact, task, of, name, more)
        for task, fact, kind, start, end, of, name, more in rows
    }
    return sorted(found, key=lambda f: (f.start, f.end, f.iri, f.name))


def pieces(text: str, offset: int, marks: Iterable[Fact]) -> list[Piece]:
    """Cut a text that starts at `offset` of its source at the ends of its facts."""
    end = offset + len(text)
    within = [fact for fact in marks if fact.start < end and fact.end > offset and fact.start < fact.end]
    cuts = sorted({offset, end, *(c for f in within for c in (f.start, f.end) if offset < c < end)})
    found: list[Piece] = []
    running: list[Fact] = []
    waiting = sorted(within, key=lambda fact: -fact.start)
    for at, until in pairwise(cuts):
        running = [fact for fact in running if fact.end > at]
        while waiting and waiting[-1].start <= at:
            running.append(waiting.pop())
        held = sorted(running, key=lambda fact: (fact.end - fact.start, fact.start, fact.iri))
        found.append(Piece(text[at - offset : until - offset], at, tuple(held)))
    return found


def of_task(found: Sequence[Fact], task: str) -> list[Fact]:
    """The facts of one task."""
    return [fact for fact in found if fact.task == task]
