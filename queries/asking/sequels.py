"""What became of tasks in plans of other years, and which plan of the same year restates them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ...graph.duties import Duty
from .library import Library, Link
from .records import Answer, Sequel


def with_sequels(answers: Sequence[Answer], library: Library) -> tuple[Answer, ...]:
    """Answers with what their tasks were and became."""
    iris = {a.duty.iri for a in answers}
    links = library.links(iris)
    others = {iri for link in links for iri in (link.earlier, link.later)}
    known = {d.iri: d for d in library.tasks(others)}
    joined: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        for iri in {link.earlier, link.later}:
            joined[iri].append(link)
    return tuple(_with(answer, joined[answer.duty.iri], known) for answer in answers)


def _with(answer: Answer, links: Sequence[Link], known: dict[str, Duty]) -> Answer:
    me = answer.duty.iri
    twins = [(li, li.later if li.earlier == me else li.earlier) for li in links if li.kind == "restated"]
    earlier = [(li, li.earlier) for li in links if li.later == me and li.kind != "restated"]
    later = [(li, li.later) for li in links if li.earlier == me and li.kind != "restated"]
    return replace(answer, earlier=_sequels(earlier, known), later=_sequels(later, known), twins=_sequels(twins, known))


def _sequels(links: Sequence[tuple[Link, str]], known: dict[str, Duty]) -> tuple[Sequel, ...]:
    found = [
        Sequel(d.iri, d.number, d.title, d.file, d.year, link.kind, link.confidence)
        for link, other in links
        if (d := known.get(other))
    ]
    return tuple(sorted(found, key=lambda s: (s.year or 0, -s.confidence, s.iri)))
