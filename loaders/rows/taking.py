"""The rows of one plan. Offsets and IRIs are those of its quads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...ontology.iris import Namer
from ..passages import line_breaks
from ..policies import key
from ..quads import Statements, named_tasks
from ..quads_tasks import role_of
from ..quads_units import Resolve, Units
from ..records import Citation, Due, Mention, Plan, Span, Target, Task
from .schema import Row, Rows


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What all rows of a plan share."""

    plan: Plan
    iri: str
    namer: Namer
    units: Units
    breaks: list[int]

    def unit(self, name: str) -> str:
        return self.units.find(name)[0][1:-1]


def rows(plan: Plan, said: Statements, resolve: Resolve, namer: Namer, *, path: str, stamp: str) -> Rows:
    """Take the rows of `plan`, which lies at `path`, was `said` as quads and read by the code that `stamp` stands for.

    The table `provenance` is about files, and is written by who knows all of them.
    """
    iri = namer.plan(plan.source.sha256)
    sheet = _Sheet(plan, iri, namer, Units(iri, resolve, namer), line_breaks(plan.source.text))
    named = list(named_tasks(plan.tasks, iri))
    return {
        "plans": (_plan(sheet, said, stamp),),
        "tasks": tuple(_task(sheet, task, name, n) for n, (task, name) in enumerate(named, 1)),
        "assignments": tuple(row for task, name in named for row in _assignments(sheet, task, name)),
        "deadlines": tuple(row for task, name in named for row in _deadlines(sheet, task, name)),
        "citations": tuple(_citations(sheet, named)),
        "targets": tuple(row for task, name in named for row in _targets(sheet, task.targets, name)),
        "practices": tuple(_practices(sheet)),
        "findings": tuple((iri, path, f.code, f.message, None, *_span(f.span)) for f in plan.findings),
    }


def _span(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _plan(sheet: _Sheet, said: Statements, stamp: str) -> Row:
    plan, facts = sheet.plan, sheet.plan.facts
    return (
        sheet.iri, plan.source.sha256, said.graph, plan.source.name, facts.title, facts.kind, facts.status,
        facts.issuer, sheet.unit(facts.issuer) if facts.issuer else None, facts.number, facts.index_number, facts.date,
        facts.host, facts.supervisor, facts.copied, plan.source.media_type, len(plan.source.text), len(plan.tasks),
        len(plan.practices), "\n".join(said.units), "\n".join(said.policies), said.brief, stamp,
    )  # fmt: skip


def _task(sheet: _Sheet, task: Task, name: str, order: int) -> Row:
    source, (start, end) = sheet.plan.source, _span(task.span)
    line = bisect_right(sheet.breaks, start) + 1
    page = max(1, bisect_right(source.pages, start)) if source.pages else None
    text = source.text[start:end]
    return sheet.iri, name, order, task.number, task.title, task.section, text, start, end, line, page


def _assignments(sheet: _Sheet, task: Task, name: str) -> Iterator[Row]:
    for n, mention in enumerate(task.mentions, 1):
        yield _assignment(sheet, mention, name, f"{name}/assignment/{n}", n)


def _assignment(sheet: _Sheet, mention: Mention, task: str, iri: str, order: int) -> Row:
    term, unit = sheet.units.find(mention.name or mention.text, group=mention.group)
    parent = sheet.units.term(unit.parent)[1:-1] if unit.parent else None
    return (
        sheet.iri, task, iri, order, role_of(mention), mention.text, mention.name, term[1:-1], unit.name,
        unit.kind or None, parent, unit.group, mention.signal or None, mention.rule or None, unit.rule,
        unit.confidence, *_span(mention.span),
    )  # fmt: skip


def _deadlines(sheet: _Sheet, task: Task, name: str) -> Iterator[Row]:
    if task.deadline:
        yield _due(sheet, task.deadline, name, f"{name}/deadline", own=True)
    for n, due in enumerate(task.milestones, 1):
        yield _due(sheet, due, name, f"{name}/milestone/{n}", own=False)


def _due(sheet: _Sheet, due: Due, task: str, iri: str, *, own: bool) -> Row:
    return sheet.iri, task, iri, own, due.text, due.date, due.kind, *_span(due.span)


def _citations(sheet: _Sheet, named: Iterable[tuple[Task, str]]) -> Iterator[Row]:
    for n, citation in enumerate(sheet.plan.facts.citations, 1):
        yield _citation(sheet, citation, None, f"{sheet.iri}/citation/{n}")
    for task, name in named:
        for n, citation in enumerate(task.citations, 1):
            yield _citation(sheet, citation, name, f"{name}/citation/{n}")


def _citation(sheet: _Sheet, citation: Citation, task: str | None, iri: str) -> Row:
    work = sheet.namer.policy(key(citation, sheet.plan.facts.jurisdiction))
    span = _span(citation.span)
    return sheet.iri, task, iri, work, citation.title, citation.number, citation.relation, *span


def _targets(sheet: _Sheet, targets: Iterable[Target], task: str) -> Iterator[Row]:
    for n, target in enumerate(targets, 1):
        span = _span(target.span)
        yield sheet.iri, task, f"{task}/target/{n}", target.text, target.comparator, target.value, target.unit, *span


def _practices(sheet: _Sheet) -> Iterator[Row]:
    for n, practice in enumerate(sheet.plan.practices, 1):
        units = tuple(sheet.unit(name) for name in practice.units)
        iri, span = f"{sheet.iri}/practice/{n}", _span(practice.span)
        yield sheet.iri, iri, practice.section or None, practice.title, practice.quote, units, *span
