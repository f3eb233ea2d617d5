"""Where two documents of one year state the same task differently: other figures, another deadline, another lead.

A figure is compared with that of the other document for the same thing (`measured`); what both state alike is no
conflict, nor is a figure that only one of them gives. A lead is compared only where both name one, and a bureau's
office that leads the bureau's own share is no other lead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from .continuity.records import Continuation
from .duties import Duty, Holder
from .identity.lineage import Lineage
from .measured import differ, due, figures, paired, same_thing

What = Literal["figure", "deadline", "lead"]
Span = tuple[int, int]
LIKELY = 0.75  # the confidence from which two tasks are surely one
ALIKE = 0.5  # the likeness of wording from which two tasks are one and the same
_STOPS = "。；;！!"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One disagreement: the words of each document, and where they stand in its source.

    `confidence` is how sure it is that the two tasks are one, as the link between them has it.
    """

    one: Duty
    other: Duty
    what: What
    one_words: str
    other_words: str
    one_span: Span
    other_span: Span
    confidence: float = 1.0


def conflicts(links: Iterable[Continuation], lineage: Lineage) -> list[Conflict]:
    """Find what documents of one year say differently of tasks that restate each other, in the order of the links."""
    found: dict[Conflict, None] = {}
    for link in links:
        if link.kind == "restated":
            one, other = link.earlier, link.later
            told = [*_figures(one, other)]
            if link.confidence >= LIKELY:  # what no words of the thing itself bind needs tasks that are surely one
                told += _deadlines(one, other)
            if link.evidence.wording >= ALIKE:  # one of several tasks that a composite one holds may have its own lead
                told += _leads(one, other, lineage)
            found |= dict.fromkeys(replace(conflict, confidence=link.confidence) for conflict in told)
    return list(found)


def _figures(one: Duty, other: Duty) -> Iterator[Conflict]:
    """Compare the figures for the same thing."""
    for a, b in paired(figures(one), figures(other)):
        if differ(a, b):
            yield Conflict(one, other, "figure", a.words, b.words, (a.start, a.end), (b.start, b.end))


def _deadlines(one: Duty, other: Duty) -> Iterator[Conflict]:
    """Compare the tasks' own deadlines, and milestones that the same words follow."""
    if one.deadline and other.deadline and one.due and other.due and one.due != other.due:
        spans = _place(one, one.deadline), _place(other, other.deadline)
        yield Conflict(one, other, "deadline", one.deadline, other.deadline, *spans)
    for (words, day), (told, its) in product(one.milestones, other.milestones):
        mine, theirs = due(one, words), due(other, told)
        if day and its and day != its and mine and theirs and same_thing(mine, theirs):
            yield Conflict(one, other, "deadline", words, told, _place(one, words), _place(other, told))


def _leads(one: Duty, other: Duty, lineage: Lineage) -> Iterator[Conflict]:
    """Compare the leads: a bureau's own office, or a body under another name, is no other lead."""
    if not one.leads or not other.leads:
        return
    if any(_tied(lineage, a, b) for a, b in product(one.leads, other.leads)):
        return
    if _inside(lineage, one, other) or _inside(lineage, other, one):
        return
    mine, theirs = ("、".join(h.printed for h in duty.leads) for duty in (one, other))
    spans = _place(one, one.leads[0].printed), _place(other, other.leads[0].printed)
    yield Conflict(one, other, "lead", mine, theirs, *spans)


def _tied(lineage: Lineage, one: Holder, other: Holder) -> bool:
    return bool(lineage.tie(one.iri, other.iri) or lineage.tie(other.iri, one.iri))


def _inside(lineage: Lineage, one: Duty, other: Duty) -> bool:
    """Whether all leads of one task are offices of a body that the other names: a bureau's own share of the work."""
    return all(h.parent and any(_tied(lineage, h, holder) for holder in other.holders) for h in one.leads)


def _place(duty: Duty, words: str) -> Span:
    """Where words stand in the source, blanks in print read through; the whole task where they are not found."""
    pattern = r"\s*".join(map(re.escape, "".join(words.split())))
    hits = list(re.finditer(pattern, duty.text)) if pattern else []
    return (duty.start + hits[-1].start(), duty.start + hits[-1].end()) if hits else (duty.start, duty.end)


def sentence(duty: Duty, span: Span) -> str:
    """The sentence or clause around a stretch of a task, on one line."""
    start, end = (max(0, min(len(duty.text), at - duty.start)) for at in span)
    begin = max(duty.text.rfind(stop, 0, start) for stop in _STOPS) + 1
    stops = [at for stop in _STOPS if (at := duty.text.find(stop, max(start, end - 1))) >= 0]
    return "".join(duty.text[begin : min(stops) + 1 if stops else len(duty.text)].split())


def line(duty: Duty, span: Span) -> int:
    """The line of the source that a stretch of a task begins on, from 1."""
    return duty.line + duty.text.count("\n", 0, max(0, span[0] - duty.start))
