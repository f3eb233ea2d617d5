"""A plan as RDF: one named graph of its own, and what it adds to the graphs that all plans share.

No blank nodes and no triple in two graphs, so that a query over the union of all graphs counts each fact once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ..ontology.iris import Namer, segment
from ..ontology.ntriples import date, decimal, integer, literal
from ..ontology.terms import Code, Zr, finding_code, prefixed
from .passages import Passages
from .policies import folded_number
from .quads_tasks import DERIVED, LOCAL_ID, PART_OF, TITLE, TYPE, Sheet, citation_triples, task_triples
from .quads_units import Resolve, Units
from .records import Facts, Finding, Plan, Practice, Task
from .wordings import Wording, wording

_PUBLISHER: Final = f"<{prefixed('dcterms:publisher')}>"
_ISSUED: Final = f"<{prefixed('dcterms:issued')}>"
_JURISDICTION: Final = f"<{prefixed('eli:jurisdiction')}>"
_LABEL: Final = f"<{prefixed('skos:prefLabel')}>"


@dataclass(frozen=True, slots=True)
class Statements:
    """N-Triples lines without their full stop, sorted: of the plan's own graph, of shared units, of shared policies.

    `brief` is what is needed of a plan to look at all plans together, as JSON: its title, number and year, the IRIs of
    its place and issuer, and of the units that its tasks name. `wordings` are what is searched of its tasks.
    """

    graph: str
    own: tuple[str, ...]
    units: tuple[str, ...]
    policies: tuple[str, ...]
    brief: str
    wordings: tuple[Wording, ...]

    def nquads(self) -> str:
        """The plan's own graph as N-Quads, sorted."""
        tail = f" <{self.graph}> .\n"
        return tail.join(self.own) + tail


def quads(plan: Plan, resolve: Resolve, namer: Namer) -> Statements:
    """Everything a plan says; `resolve` turns a printed unit name (and whether it is a group) into a resolution."""
    iri = namer.plan(plan.source.sha256)
    passages, units = Passages(plan.source, namer), Units(iri, resolve, namer)
    sheet = Sheet(plan, iri, namer, passages, units, set())
    own = set(_source(sheet))
    own.update(_document(sheet))
    named = list(named_tasks(plan.tasks, iri))
    for order, (task, name) in enumerate(named, 1):
        own.update(task_triples(task, name, order, sheet))
    for n, practice in enumerate(plan.practices, 1):
        own.update(_practice(practice, f"{iri}/practice/{n}", n, sheet))
    for n, finding in enumerate(plan.findings, 1):
        own.update(_finding(finding, f"<{iri}/finding/{n}>", sheet))
    own.update(passages.triples)
    wordings = tuple(wording(task, name, plan.source.text, units.of) for task, name in named)
    shared = tuple(sorted(units.triples)), tuple(sorted(sheet.policies))
    return Statements(namer.graph(plan.source.sha256), tuple(sorted(own)), *shared, _brief(sheet), wordings)


def _brief(sheet: Sheet) -> str:
    facts, find = sheet.plan.facts, sheet.units.find
    named = {sheet.units.of(mention) for task in sheet.plan.tasks for mention in task.mentions}
    found = {
        "title": facts.title,
        "number": folded_number(facts.number) if facts.number else "",
        "year": facts.plan_year,
        "place": sheet.namer.place(facts.jurisdiction) if facts.jurisdiction else "",
        "issuer": find(facts.issuer)[0][1:-1] if facts.issuer else "",
        "units": sorted(named),
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def named_tasks(tasks: tuple[Task, ...], plan: str) -> Iterator[tuple[Task, str]]:
    """Each task with its IRI: its number, and `~2`, `~3` … where a number comes again."""
    seen: dict[str, int] = {}
    for task in tasks:
        name = segment(task.number)
        nth = seen[name] = seen.get(name, 0) + 1
        yield task, f"{plan}/task/{name}" + (f"~{nth}" if nth > 1 else "")


def _source(sheet: Sheet) -> Iterator[str]:
    source = sheet.plan.source
    me = f"<{sheet.namer.source(source.sha256)}>"
    yield f"{me} {TYPE} <{Zr.Source}>"
    yield f"{me} <{Zr.fileName}> {literal(source.name)}"
    yield f"{me} <{Zr.sha256}> {literal(source.sha256)}"
    yield f"{me} <{Zr.mediaType}> {literal(source.media_type)}"
    yield f"{me} <{Zr.text}> {literal(source.text)}"
    yield f"<{sheet.iri}> {DERIVED} {me}"


def _document(sheet: Sheet) -> Iterator[str]:
    facts, me = sheet.plan.facts, f"<{sheet.iri}>"
    yield f"{me} {TYPE} <{Zr.Plan if facts.kind == 'plan' else Zr.NewsReport}>"
    yield f"{me} {TITLE} {literal(facts.title)}"
    yield f"{me} <{Zr.status}> <{getattr(Code, facts.status)}>"
    if facts.number:
        yield f"{me} {LOCAL_ID} {literal(folded_number(facts.number))}"
    if facts.index_number:
        yield f"{me} <{Zr.indexNumber}> {literal(facts.index_number)}"
    if facts.date:
        yield f"{me} {_ISSUED} {date(facts.date)}"
    if facts.plan_year is not None:
        yield f"{me} <{Zr.planYear}> {integer(facts.plan_year)}"
    yield from _parties(facts, me, sheet)
    for n, citation in enumerate(facts.citations, 1):
        yield from citation_triples(citation, me, f"<{sheet.iri}/citation/{n}>", sheet)
    for field, span in facts.spans:
        passage = sheet.passages.name(span)
        yield f"{me} {DERIVED} {passage}"
        yield f"{passage} <{Zr.states}> {literal(field)}"


def _parties(facts: Facts, me: str, sheet: Sheet) -> Iterator[str]:
    """The bodies that stand around a document: who issued it, hosts it, supervises it, is sent a copy."""
    if facts.jurisdiction:
        place = f"<{sheet.namer.place(facts.jurisdiction)}>"
        yield f"{me} {_JURISDICTION} {place}"
        sheet.units.triples.add(f"{place} {TYPE} <{prefixed('skos:Concept')}>")
        sheet.units.triples.add(f"{place} {_LABEL} {literal(facts.jurisdiction)}")
    if facts.issuer:
        yield f"{me} {_PUBLISHER} {sheet.units.find(facts.issuer)[0]}"
    for link, names in ((Zr.host, facts.host), (Zr.supervisor, facts.supervisor), (Zr.copiedTo, facts.copied)):
        for name in names:
            yield f"{me} <{link}> {sheet.units.find(name)[0]}"


def _practice(practice: Practice, iri: str, order: int, sheet: Sheet) -> Iterator[str]:
    me = f"<{iri}>"
    yield f"<{sheet.iri}> <{Zr.practice}> {me}"
    yield f"{me} {TYPE} <{Zr.Practice}>"
    yield f"{me} {PART_OF} <{sheet.iri}>"
    yield f"{me} <{Zr.order}> {integer(order)}"
    yield f"{me} {TITLE} {literal(practice.title)}"
    yield f"{me} <{Zr.words}> {literal(practice.quote)}"
    yield f"{me} {DERIVED} {sheet.passages.name(practice.span)}"
    if practice.section:
        yield f"{me} <{Zr.sectionPath}> {literal(practice.section)}"
    for unit in practice.units:
        yield f"{me} <{Zr.actingUnit}> {sheet.units.find(unit)[0]}"
    for n, figure in enumerate(practice.figures, 1):
        number = f"<{iri}/figure/{n}>"
        yield f"{me} <{Zr.figure}> {number}"
        yield f"{number} {TYPE} <{Zr.Figure}>"
        yield f"{number} <{Zr.words}> {literal(figure.text)}"
        yield f"{number} <{Zr.value}> {decimal(figure.value)}"
        yield f"{number} <{Zr.unitOfMeasure}> {literal(figure.unit)}"
        yield f"{number} {DERIVED} {sheet.passages.name(figure.span)}"


def _finding(finding: Finding, me: str, sheet: Sheet) -> Iterator[str]:
    yield f"<{sheet.iri}> <{Zr.finding}> {me}"
    yield f"{me} {TYPE} <{Zr.Finding}>"
    yield f"{me} <{Zr.findingCode}> <{finding_code(segment(finding.code))}>"
    yield f"{me} <{Zr.message}> {literal(finding.message)}"
    yield f"{me} {DERIVED} {sheet.passages.name(finding.span)}"
