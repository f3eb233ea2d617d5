"""The page of a task: its text with every fact marked, its units, time and basis, and what became of it."""

from __future__ import annotations

from typing import Any

from ...graph.wording import KINDS, WHATS
from ...queries.asking.written import task_record
from ..facts import NAMES, facts, of_task, pieces
from ..library import Holdings
from ..page import Asked, Page, Table
from . import thing


def page(holdings: Holdings, asked: Asked) -> Page:
    """A task of a plan; what hangs on one (an assignment, a deadline) is a thing of its own."""
    duty = holdings.by_iri.get(asked.iri)
    if duty is None:
        return thing.page(holdings, asked)
    found = of_task(facts(holdings, duty.plan), duty.iri)
    compared = holdings.comparison
    earlier = [link for link in compared.continuity.links if link.later.iri == duty.iri]
    later = [link for link in compared.continuity.links if link.earlier.iri == duty.iri]
    told = [c for c in compared.conflicts if duty.iri in {c.one.iri, c.other.iri}]
    chains = [chain for chain in compared.continuity.chains if any(d.iri == duty.iri for d in chain.duties)]
    view: dict[str, Any] = {
        "duty": duty, "pieces": pieces(duty.text, duty.start, found), "names": NAMES, "kinds": KINDS, "whats": WHATS,
        "earlier": earlier, "later": later, "conflicts": told, "chains": chains,
        "link_iri": lambda x: holdings.namer.derived("continuation", x.earlier.iri, x.later.iri),
        "cited": [f for f in found if f.kind in {"basis", "deliverable", "mention"}],
    }  # fmt: skip
    rows = [(NAMES.get(f.kind, f.kind), f.name, f.more, f.start, f.end, f.of) for f in found]
    links = [*earlier, *later]
    record = {
        "task": task_record(duty), "plan": {"iri": duty.plan, "title": duty.plan_title}, "section": list(duty.section),
        "lead": [h.printed for h in duty.leads], "responsible": [h.printed for h in duty.responsible],
        "deadline": duty.deadline, "due": duty.due, "basis": list(duty.bases), "text": duty.text,
        "start": duty.start, "end": duty.end, "line": duty.line, "page": duty.page,
        "facts": [{"kind": f.kind, "start": f.start, "end": f.end, "iri": f.iri, "of": f.of or None} for f in found],
        "links": [
            {"from": task_record(x.earlier), "to": task_record(x.later), "kind": x.kind, "score": x.confidence}
            for x in links
        ],
    }  # fmt: skip
    joined = map(view["link_iri"], links)
    about = (duty.iri, *(fact.iri for fact in found), *joined)
    return Page("task.html", duty.title, view, record, Table(("事实", "名称", "说明", "起", "止", "IRI"), rows), about)
