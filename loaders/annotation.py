"""A plan as annotation JSON: the form in which documents are annotated, scored and exchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .records import Citation, Due, Figure, Mention, Plan, Practice, Span, Target, Task


def annotate(plan: Plan) -> dict[str, Any]:
    """The plan as plain values for `json.dumps`, each entry that has a span with its `start` and `end`."""
    facts = plan.facts
    document = {
        "file": plan.source.name,
        "title": facts.title,
        "issuer": facts.issuer,
        "number": facts.number,
        "index_number": facts.index_number,
        "date": facts.date,
        "plan_year": facts.plan_year,
        "kind": facts.kind,
        "status": facts.status,
        "host": list(facts.host),
        "supervisor": list(facts.supervisor),
        "copied": list(facts.copied),
        "jurisdiction": facts.jurisdiction,
        "citations": [_citation(c) for c in facts.citations],
    }
    annotated: dict[str, Any] = {"document": document, "tasks": [_task(t) for t in plan.tasks]}
    if facts.kind == "news":
        annotated["practices"] = [_practice(p) for p in plan.practices]
    annotated["findings"] = [{"code": f.code, "message": f.message, **_at(f.span)} for f in plan.findings]
    return annotated


def _at(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _task(task: Task) -> dict[str, Any]:
    return {
        "id": task.number,
        "section": list(task.section),
        "title": task.title,
        "units": [_unit(m) for m in task.mentions],
        "deadline": _due(task.deadline) if task.deadline else None,
        "milestones": [_due(m) | {"kind": m.kind} for m in task.milestones],
        "citations": [_citation(c) for c in task.citations],
        "targets": [_target(t) for t in task.targets],
        **_at(task.span),
    }


def _unit(mention: Mention) -> dict[str, Any]:
    unit: dict[str, Any] = {"text": mention.text, "role": mention.role, "group": mention.group}
    if mention.name:
        unit["name"] = mention.name
    return unit | _at(mention.span)


def _due(due: Due) -> dict[str, Any]:
    return {"text": due.text, "date": due.date, **_at(due.span)}


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "title": citation.title,
        "number": citation.number,
        "relation": citation.relation,
        **_at(citation.span),
    }


def _target(target: Target) -> dict[str, Any]:
    value = int(target.value) if target.value == int(target.value) else target.value
    return {
        "text": target.text,
        "comparator": target.comparator,
        "value": value,
        "unit": target.unit,
        **_at(target.span),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {"text": figure.text, "value": figure.value, "unit": figure.unit, **_at(figure.span)}


def _practice(practice: Practice) -> dict[str, Any]:
    return {
        "section": practice.section,
        "title": practice.title,
        "quote": practice.quote,
        "units": list(practice.units),
        "figures": [_figure(f) for f in practice.figures],
        **_at(practice.span),
    }
