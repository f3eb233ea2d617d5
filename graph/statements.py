"""Facts derived over several documents, as N-Triples lines without full stop: continuity, load, conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ..ontology.iris import Namer
from ..ontology.ntriples import decimal, integer, literal
from ..ontology.terms import Code, Zr, prefixed
from .conflicts import Conflict, What, line
from .continuity.records import Continuation, Continuity, Kind, Outcome
from .duties import Duty
from .load.records import Load, Verdict

_TYPE: Final = f"<{prefixed('rdf:type')}>"
_TRUE: Final = f'"true"^^<{prefixed("xsd:boolean")}>'
_KINDS: Final[dict[Kind, str]] = {
    "continued": Code.continued, "handed over": Code.handed_over, "split": Code.split, "merged": Code.merged,
    "restated": Code.restated,
}  # fmt: skip
_WHAT: Final[dict[What, str]] = {
    "figure": Code.figure_differs, "deadline": Code.deadline_differs, "lead": Code.lead_differs,
}  # fmt: skip
_VERDICTS: Final[dict[Verdict, str]] = {
    "overloaded": Code.overloaded, "not more than expected": Code.not_more, "too few to tell": Code.too_few,
}  # fmt: skip


def of_continuity(found: Continuity, namer: Namer) -> Iterator[str]:
    """What was carried on, with its evidence, and what was dropped or is new."""
    for link in found.links:
        yield from _continuation(link, namer)
    for outcome in (*found.dropped, *found.new):
        yield from _outcome(outcome, namer)


def _continuation(link: Continuation, namer: Namer) -> Iterator[str]:
    me = f"<{namer.derived('continuation', link.earlier.iri, link.later.iri)}>"
    short = Zr.restates if link.kind == "restated" else Zr.continues
    evidence, changes = link.evidence, link.changes
    yield f"<{link.later.iri}> <{short}> <{link.earlier.iri}>"
    yield f"{me} {_TYPE} <{Zr.Continuation}>"
    yield f"{me} <{Zr.earlierTask}> <{link.earlier.iri}>"
    yield f"{me} <{Zr.laterTask}> <{link.later.iri}>"
    yield f"{me} <{Zr.continuationKind}> <{_KINDS[link.kind]}>"
    yield f"{me} <{Zr.score}> {_rounded(link.score)}"
    yield f"{me} <{Zr.confidence}> {_rounded(link.confidence)}"
    for term, part in (
        (Zr.wordingScore, evidence.wording), (Zr.unitScore, evidence.unit), (Zr.basisScore, evidence.basis),
        (Zr.figureScore, evidence.figures), (Zr.sectionScore, evidence.section),
    ):  # fmt: skip
        if part is not None:
            yield f"{me} <{term}> {_rounded(part)}"
    for term, names in (
        (Zr.leadIn, changes.leads_in), (Zr.leadOut, changes.leads_out), (Zr.unitIn, changes.units_in),
        (Zr.unitOut, changes.units_out),
    ):  # fmt: skip
        yield from (f"{me} <{term}> {literal(name)}" for name in names)
    if link.hands:
        for term, names in ((Zr.handedFrom, link.hands[0]), (Zr.handedTo, link.hands[1])):
            yield from (f"{me} <{term}> {literal(name)}" for name in names)
    if link.decided:
        yield f"{me} <{Zr.decided}> {_TRUE}"
    yield from _passage(me, Zr.earlierPassage, link.earlier, evidence.earlier)
    yield from _passage(me, Zr.laterPassage, link.later, evidence.later)


def _outcome(outcome: Outcome, namer: Namer) -> Iterator[str]:
    me = f"<{namer.derived('outcome', outcome.kind, outcome.duty.iri, str(outcome.year))}>"
    yield f"{me} {_TYPE} <{Zr.Outcome}>"
    yield f"{me} <{Zr.task}> <{outcome.duty.iri}>"
    yield f"{me} <{Zr.outcomeKind}> <{Code.dropped if outcome.kind == 'dropped' else Code.new}>"
    yield f"{me} <{Zr.year}> {integer(outcome.year)}"
    yield f"{me} <{Zr.message}> {literal(outcome.why)}"
    if outcome.resumed is not None:
        yield f"{me} <{Zr.resumedIn}> {integer(outcome.resumed)}"
    if outcome.candidate:
        yield f"{me} <{Zr.candidate}> <{outcome.candidate.iri}>"
    if outcome.confidence is not None:
        yield f"{me} <{Zr.confidence}> {_rounded(outcome.confidence)}"


def of_conflicts(found: Iterable[Conflict], namer: Namer) -> Iterator[str]:
    """What two documents of a year state differently."""
    for conflict in found:
        spans = str(conflict.one_span), str(conflict.other_span)
        me = f"<{namer.derived('conflict', conflict.what, conflict.one.iri, conflict.other.iri, *spans)}>"
        yield f"{me} {_TYPE} <{Zr.Conflict}>"
        yield f"{me} <{Zr.conflictKind}> <{_WHAT[conflict.what]}>"
        yield f"{me} <{Zr.oneTask}> <{conflict.one.iri}>"
        yield f"{me} <{Zr.otherTask}> <{conflict.other.iri}>"
        yield f"{me} <{Zr.oneWords}> {literal(conflict.one_words)}"
        yield f"{me} <{Zr.otherWords}> {literal(conflict.other_words)}"
        yield from _passage(me, Zr.onePassage, conflict.one, conflict.one_span)
        yield from _passage(me, Zr.otherPassage, conflict.other, conflict.other_span)


def of_loads(found: Iterable[Load], namer: Namer) -> Iterator[str]:
    """How much each unit carries in each year."""
    for load in found:
        me = f"<{namer.derived('load', load.iri, str(load.year), load.place)}>"
        yield f"{me} {_TYPE} <{Zr.Load}>"
        yield f"{me} <{Zr.unit}> <{load.iri}>"
        if load.year is not None:
            yield f"{me} <{Zr.year}> {integer(load.year)}"
        yield f"{me} <{Zr.leadCount}> {integer(load.lead)}"
        yield f"{me} <{Zr.responsibleCount}> {integer(load.responsible)}"
        yield f"{me} <{Zr.weightedLoad}> {_rounded(load.load)}"
        if load.expected is not None:
            yield f"{me} <{Zr.expectedLoad}> {_rounded(load.expected)}"
        yield f"{me} <{Zr.verdict}> <{_VERDICTS[load.verdict]}>"
        if load.p is not None:
            yield f"{me} <{Zr.pValue}> {_chance(load.p)}"
        if load.q is not None:
            yield f"{me} <{Zr.qValue}> {_chance(load.q)}"


def _passage(owner: str, link: str, duty: Duty, span: tuple[int, int]) -> Iterator[str]:
    """A stretch of a task's source, described as the plan's own passages are."""
    source = duty.plan.replace("/id/plan/", "/id/source/", 1)
    start, end = span
    me = f"<{source}/chars/{start}-{end}>"
    yield f"{owner} <{link}> {me}"
    for kind in (Zr.Passage, prefixed("oa:TextPositionSelector"), prefixed("oa:TextQuoteSelector")):
        yield f"{me} {_TYPE} <{kind}>"
    yield f"{me} <{prefixed('prov:wasQuotedFrom')}> <{source}>"
    yield f"{me} <{prefixed('oa:start')}> {integer(start)}"
    yield f"{me} <{prefixed('oa:end')}> {integer(end)}"
    yield f"{me} <{prefixed('oa:exact')}> {literal(duty.text[start - duty.start : end - duty.start])}"
    yield f"{me} <{Zr.line}> {integer(line(duty, span))}"


def _rounded(value: float) -> str:
    return decimal(round(value, 6))


def _chance(value: float) -> str:
    """A chance in three significant digits, so that none becomes 0."""
    return decimal(float(f"{value:.3g}"))
