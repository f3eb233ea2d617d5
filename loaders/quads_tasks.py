"""Tasks as RDF: the short properties for short queries, and behind each the full fact with its passage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..ontology.iris import Namer
from ..ontology.ntriples import date, decimal, integer, literal
from ..ontology.terms import Code, Zr, prefixed
from .passages import Passages
from .policies import folded_number, folded_title, key
from .quads_units import Units
from .records import Citation, Due, Mention, Plan, Target, Task

TYPE: Final = f"<{prefixed('rdf:type')}>"
TITLE: Final = f"<{prefixed('dcterms:title')}>"
PART_OF: Final = f"<{prefixed('dcterms:isPartOf')}>"
DERIVED: Final = f"<{prefixed('prov:wasDerivedFrom')}>"
LOCAL_ID: Final = f"<{prefixed('eli:id_local')}>"
_COMPARATORS: Final = {
    ">=": Code.at_least,
    "<=": Code.at_most,
    "=": Code.equal,
    ">": Code.more_than,
    "<": Code.less_than,
}
_HELPING: Final = ("配合", "协办", "协助", "协同")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is shared while one plan is written: its names, its passages, its units, the works that it cites."""

    plan: Plan
    iri: str
    namer: Namer
    passages: Passages
    units: Units
    policies: set[str]


def task_triples(task: Task, iri: str, order: int, sheet: Sheet) -> Iterator[str]:
    """Everything said of one task."""
    me = f"<{iri}>"
    text = sheet.plan.source.text[task.span.start : task.span.end]
    yield f"{me} {TYPE} <{Zr.Task}>"
    yield f"{me} {PART_OF} <{sheet.iri}>"
    yield f"{me} <{Zr.number}> {literal(task.number)}"
    yield f"{me} <{Zr.order}> {integer(order)}"
    yield f"{me} {TITLE} {literal(task.title)}"
    yield f"{me} <{Zr.text}> {literal(''.join(text.split()))}"
    yield f"{me} {DERIVED} {sheet.passages.name(task.span)}"
    if task.section:
        yield f"{me} <{Zr.sectionPath}> {literal(' › '.join(task.section))}"
    for n, mention in enumerate(task.mentions, 1):
        yield from _assignment(mention, me, f"<{iri}/assignment/{n}>", n, sheet)
    if task.deadline:
        yield from _due(task.deadline, me, f"<{iri}/deadline>", Zr.ownDeadline, sheet)
        if task.deadline.date:
            yield f"{me} <{Zr.deadline}> {date(task.deadline.date)}"
    for n, milestone in enumerate(task.milestones, 1):
        yield from _due(milestone, me, f"<{iri}/milestone/{n}>", Zr.milestone, sheet)
    for n, citation in enumerate(task.citations, 1):
        yield from citation_triples(citation, me, f"<{iri}/citation/{n}>", sheet)
    for n, target in enumerate(task.targets, 1):
        yield from _target(target, me, f"<{iri}/target/{n}>", sheet)


def _assignment(mention: Mention, task: str, me: str, order: int, sheet: Sheet) -> Iterator[str]:
    unit, resolution = sheet.units.find(mention.name or mention.text, group=mention.group)
    lead = mention.role == "lead"
    yield f"{task} <{Zr.leadUnit if lead else Zr.responsibleUnit}> {unit}"
    yield f"{task} <{Zr.assignment}> {me}"
    yield f"{me} {TYPE} <{Zr.Assignment}>"
    yield f"{me} <{Zr.role}> <{getattr(Code, role_of(mention))}>"
    yield f"{me} <{Zr.order}> {integer(order)}"
    yield f"{me} <{Zr.unit}> {unit}"
    yield f"{me} <{Zr.surfaceForm}> {literal(mention.text)}"
    yield f"{me} <{Zr.resolutionRule}> {literal(resolution.rule)}"
    yield f"{me} <{Zr.confidence}> {decimal(resolution.confidence)}"
    yield f"{me} {DERIVED} {sheet.passages.name(mention.span)}"
    if mention.name:
        yield f"{me} <{Zr.fullForm}> {literal(mention.name)}"
    if mention.signal:
        yield f"{me} <{Zr.signal}> {literal(mention.signal)}"
    if mention.rule:
        yield f"{me} <{Zr.clauseRule}> {literal(mention.rule)}"


def role_of(mention: Mention) -> str:
    """The role of a mention as the codes have it: lead, responsible or cooperating."""
    if mention.role == "lead":
        return "lead"
    return "cooperating" if any(word in mention.signal for word in _HELPING) else "responsible"


def _due(due: Due, task: str, me: str, link: str, sheet: Sheet) -> Iterator[str]:
    yield f"{task} <{link}> {me}"
    yield f"{me} {TYPE} <{Zr.Deadline}>"
    yield f"{me} <{Zr.words}> {literal(due.text)}"
    yield f"{me} <{Zr.dueKind}> <{getattr(Code, due.kind)}>"
    yield f"{me} {DERIVED} {sheet.passages.name(due.span)}"
    if due.date:
        yield f"{me} <{Zr.lastDay}> {date(due.date)}"


def citation_triples(citation: Citation, owner: str, me: str, sheet: Sheet) -> Iterator[str]:
    """A citation of a task or of a whole document, and the work that it cites."""
    work = f"<{sheet.namer.policy(key(citation, sheet.plan.facts.jurisdiction))}>"
    title = literal(folded_title(citation.title))
    yield f"{owner} <{Zr.citation}> {me}"
    if citation.relation == "basis":
        yield f"{owner} <{Zr.basis}> {work}"
    yield f"{me} {TYPE} <{Zr.Citation}>"
    yield f"{me} <{Zr.cites}> {work}"
    yield f"{me} <{Zr.relation}> <{getattr(Code, citation.relation)}>"
    yield f"{me} <{Zr.words}> {literal(citation.title)}"
    yield f"{me} {DERIVED} {sheet.passages.name(citation.span)}"
    sheet.policies.add(f"{work} {TYPE} <{Zr.PolicyDocument}>")
    sheet.policies.add(f"{work} {TITLE} {title}")
    if citation.number:
        sheet.policies.add(f"{work} {LOCAL_ID} {literal(folded_number(citation.number))}")


def _target(target: Target, task: str, me: str, sheet: Sheet) -> Iterator[str]:
    yield f"{task} <{Zr.target}> {me}"
    yield f"{me} {TYPE} <{Zr.Target}>"
    yield f"{me} <{Zr.comparator}> <{_COMPARATORS[target.comparator]}>"
    yield f"{me} <{Zr.value}> {decimal(target.value)}"
    yield f"{me} <{Zr.unitOfMeasure}> {literal(target.unit)}"
    yield f"{me} <{Zr.words}> {literal(target.text)}"
    yield f"{me} {DERIVED} {sheet.passages.name(target.span)}"
