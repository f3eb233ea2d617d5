"""A reply as records that scripts and pages rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...graph.duties import Duty
from .records import Answer, Question, Reply, Sequel


def as_json(reply: Reply) -> dict[str, Any]:
    """Write a reply.

    `matched` and `best` are places in `passage`, `start` and `end` places in the source, all in code points; `earlier`
    and `later` say what the task was and became in plans of other years, `twins` who restates it in the same year.
    """
    return {
        "question": reply.question.words, "understood": understood(reply.question),
        "answers": [answer(a) for a in reply.answers], "findings": list(reply.findings),
    }  # fmt: skip


def understood(asked: Question) -> dict[str, Any]:
    """Write what a question was taken for; `concepts` are those of the thesaurus that it names."""
    return {
        "kind": asked.kind, "topic": asked.topic or None, "years": list(asked.years), "units": list(asked.unit_names),
        "role": asked.role, "due": asked.due, "basis": asked.basis, "places": list(asked.within),
        "concepts": [want.concept for want in asked.wants if want.concept],
    }  # fmt: skip


def answer(found: Answer) -> dict[str, Any]:
    """Write one answer."""
    d = found.duty
    return {
        "task": task_record(d),
        "lead": [h.printed for h in d.leads], "responsible": [h.printed for h in d.responsible],
        "deadline": d.deadline, "passage": d.passage, "start": d.start, "end": d.end, "score": found.score,
        "due": d.due, "plan": {"iri": d.plan, "title": d.plan_title, "year": d.year}, "section": list(d.section),
        "basis": list(d.bases), "matched": [list(span) for span in found.matched],
        "best": list(found.best) if found.best else None,
        "source": {"file": d.file, "line": d.line, "page": d.page},
        "earlier": sequels(found.earlier), "later": sequels(found.later), "twins": sequels(found.twins),
    }  # fmt: skip


def sequels(found: Sequence[Sequel]) -> list[dict[str, Any]]:
    """Write what a task was or became."""
    return [
        {
            "task": {"file": s.file, "number": s.number, "iri": s.iri, "title": s.title, "year": s.year},
            "kind": s.kind, "confidence": s.confidence,
        }
        for s in found
    ]  # fmt: skip


def task_record(duty: Duty) -> dict[str, Any]:
    """Name a task in the form that scripts rely on."""
    return {"file": duty.file, "number": duty.number, "iri": duty.iri, "title": duty.title, "year": duty.year}
