"""The answers to a question, and the tasks that hold its very words."""

from __future__ import annotations

from typing import Any, Final

from ...graph.fulltext.finding import Finding, find
from ...graph.fulltext.opening import index
from ...graph.wording import KINDS
from ...loaders.times import due_day
from ...queries.asking.reading import library
from ...queries.asking.records import Narrow, Question, Reply, Role, Span
from ...queries.asking.written import as_json
from ...queries.who import WORDS, who
from ..library import Holdings
from ..page import Asked, Page, Table

LITERAL: Final = 20  # tasks listed that hold the words themselves
LIMIT: Final = 30
SORTS: Final = {
    "topic": "事项", "unit": "单位", "year": "年份", "deadline": "期限", "basis": "依据", "history": "沿革",
}  # fmt: skip
ROLES: Final = {"lead": "牵头", "responsible": "责任"}
HEADS: Final = ("年度", "文件", "编号", "任务", "牵头", "责任", "完成时限", "依据", "原文", "分值", "IRI")


def page(holdings: Holdings, asked: Asked) -> Page:
    """Answer a question; without one, ask for it. Errors: UsageError for one that is too long."""
    words = asked.text("q", WORDS + 1)
    held = holdings.once("library", lambda: library(holdings.store))
    reply = who(words, held, due_day, narrow(asked)) if words else None
    literal = literally(holdings, words) if words else []
    found = reply.answers if reply else ()
    view = {
        "words": words, "reply": reply, "understood": understood(reply.question) if reply else (),
        "answers": [(a, parts(a.duty.passage, a.matched), a.duty) for a in found],
        "literal": [(f, parts(*excerpt(f))) for f in literal], "kinds": KINDS,
        "years": sorted({d.year for d in holdings.register.documents if d.year}), "roles": ROLES,
    }  # fmt: skip
    record = {**as_json(reply), "literal": [f.duty.iri for f in literal]} if reply else None
    about = tuple(a.duty.iri for a in found)
    return Page("search.html", words or "查询", view, record, Table(HEADS, rows(reply)), about)


def narrow(asked: Asked) -> Narrow:
    """What the form limits the answers to."""
    role: Role | None = {"lead": "lead", "responsible": "responsible"}.get(asked.text("role"))  # type: ignore[assignment]  # the two roles
    return Narrow(asked.number("year"), asked.text("unit") or None, role, LIMIT)


def literally(holdings: Holdings, words: str) -> list[Finding]:
    """The tasks that hold the words themselves."""
    held = holdings.once("index", lambda: index(holdings.store))
    return find(holdings.store, held, words, LITERAL)


def understood(question: Question) -> list[tuple[str, str]]:
    """What a question was taken for, in words."""
    years = "、".join(map(str, question.years)) + (f"{question.since} 年起" if question.since else "")
    told = (
        ("问的是", SORTS[question.kind]), ("事项", question.topic), ("单位", "、".join(question.unit_names)),
        ("年份", years), ("角色", ROLES.get(question.role or "", "")), ("期限", question.due or ""),
        ("依据", question.basis or ""),
        ("主题词", "、".join(want.concept for want in question.wants if want.concept)),
    )  # fmt: skip
    return [(name, value) for name, value in told if value]


def parts(text: str, spans: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """A text in stretches, each with whether it is one of the spans."""
    found, at = [], 0
    for start, end in spans:
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(piece, held) for piece, held in [*found, (text[at:], False)] if piece]


def excerpt(found: Finding, around: int = 40) -> tuple[str, tuple[Span, ...]]:
    """The words around the first match, and the matches in them."""
    passage = found.duty.passage
    first = found.spans[0] if found.spans else (0, 0)
    start, end = max(0, first[0] - around), min(len(passage), first[1] + around)
    head = "…" if start else ""
    shift = start - len(head)
    spans = tuple((a - shift, b - shift) for a, b in found.spans if start <= a and b <= end)
    return f"{head}{passage[start:end]}{'…' if end < len(passage) else ''}", spans


def rows(reply: Reply | None) -> list[list[Any]]:
    """The answers as rows."""
    return [
        [
            d.year, d.file, d.number, d.title, "、".join(h.printed for h in d.leads),
            "、".join(h.printed for h in d.responsible), d.deadline, "、".join(d.bases), d.passage, a.score, d.iri,
        ]
        for a in (reply.answers if reply else ())
        for d in (a.duty,)
    ]  # fmt: skip
