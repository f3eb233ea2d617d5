"""What was found of a part of a place as JSON and back: tasks by their IRIs, all else as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..conflicts import Conflict
from ..continuity.between import Between
from ..continuity.outcomes import Join, Miss
from ..continuity.records import Changes, Continuation, Evidence, UnitTie
from ..duties import Duty
from .parts import Gist, Part


def packed(found: Part) -> str:
    """Write what was found of a part down, but for its gist."""
    return _json([[_link(link) for link in found.between.links], [_conflict(conflict) for conflict in found.conflicts]])


def packed_gist(gist: Gist) -> str:
    """Write the gist of a part down."""
    joins = [(join.earlier.iri, join.later.iri, join.kind) for join in gist.joins]
    misses = [(miss.earlier.iri, miss.later.iri, miss.row, miss.confidence, miss.decided) for miss in gist.misses]
    return _json([joins, misses, gist.twins])


def _json(parts: list[Any]) -> str:
    return json.dumps(parts, ensure_ascii=True, separators=(",", ":"))


def unpacked(text: str, gist: Gist, duties: Mapping[str, Duty]) -> Part:
    """Read a part. Errors: ValueError, KeyError, TypeError where the text is not what `packed` wrote of `duties`."""
    rows, disagreements = json.loads(text)
    links = tuple(_linked(row, duties) for row in rows)
    return Part(Between(links, gist.misses, gist.twins), tuple(_differs(row, duties) for row in disagreements))


def unpacked_gist(text: str, duties: Mapping[str, Duty]) -> Gist:
    """Read a gist. Errors: as of `unpacked`."""
    joins, misses, twins = json.loads(text)
    return Gist(
        tuple(Join(duties[one], duties[other], kind) for one, other, kind in joins),
        tuple(Miss(duties[one], duties[other], tuple(row), *rest) for one, other, row, *rest in misses),
        tuple((one, other, score) for one, other, score in twins),
    )


def _link(link: Continuation) -> list[Any]:
    seen, moved = link.evidence, link.changes
    parts = seen.wording, seen.unit, seen.basis, seen.figures, seen.section, seen.words
    ties = [(tie.earlier, tie.later, tie.how) for tie in seen.ties]
    names = moved.leads_in, moved.leads_out, moved.units_in, moved.units_out
    return [
        link.earlier.iri, link.later.iri, link.kind, link.score, link.confidence,
        (*parts, ties, seen.shared, seen.earlier, seen.later), (*names, moved.deadline, moved.targets),
        link.decided, link.twin.iri if link.twin else None, link.hands,
    ]  # fmt: skip


def _linked(row: list[Any], duties: Mapping[str, Duty]) -> Continuation:
    earlier, later, kind, score, confidence, evidence, changes, decided, twin, hands = row
    return Continuation(
        duties[earlier], duties[later], kind, score, confidence, _evidence(evidence), _changes(changes), decided,
        duties[twin] if twin else None, (tuple(hands[0]), tuple(hands[1])) if hands else None,
    )  # fmt: skip


def _evidence(row: list[Any]) -> Evidence:
    wording, unit, basis, figures, section, words, ties, shared, earlier, later = row
    joined = tuple(UnitTie(*tie) for tie in ties)
    parts = wording, unit, basis, figures, section
    return Evidence(*parts, tuple(words), joined, tuple(shared), _span(earlier), _span(later))


def _changes(row: list[Any]) -> Changes:
    leads_in, leads_out, units_in, units_out, deadline, targets = row
    names = tuple(leads_in), tuple(leads_out), tuple(units_in), tuple(units_out)
    both = (deadline[0], deadline[1]) if deadline else None
    return Changes(*names, both, tuple((a, b) for a, b in targets))


def _conflict(c: Conflict) -> list[Any]:
    return [c.one.iri, c.other.iri, c.what, c.one_words, c.other_words, c.one_span, c.other_span, c.confidence]


def _differs(row: list[Any], duties: Mapping[str, Duty]) -> Conflict:
    one, other, what, mine, theirs, here, there, confidence = row
    return Conflict(duties[one], duties[other], what, mine, theirs, _span(here), _span(there), confidence)


def _span(row: list[int]) -> tuple[int, int]:
    start, end = row
    return start, end
