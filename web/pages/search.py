"""The page that answers a question: what was understood, the tasks that answer it, the tasks that hold its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from ...graph.duties import Duty
from ...graph.wording import KINDS as LINK_WORDS
from ...loaders.times import due_day
from ...queries.asking.records import Answer, Narrow, Question, Reply, Role, Sequel
from ...queries.asking.written import as_json, task_record
from ...queries.who import who
from ..fulltext import Hit, containing
from ..library import Holdings
from ..marking import lit
from ..page import Asked, Page, Table
from ..shelf import shelf

MOST: Final = 100  # answers looked at
SHOWN: Final = 20  # answers and hits on one page
AROUND: Final = 180  # characters of a passage shown
KINDS: Final = {"topic": "事项", "unit": "单位", "year": "年度", "deadline": "期限", "basis": "依据", "history": "沿革"}
ROLES: Final = {"lead": "牵头", "responsible": "责任"}
HEADS: Final = (
    "任务", "年度", "文件", "编号", "行", "页", "牵头单位", "责任单位", "完成时限", "截止日期", "依据", "原文", "得分",
    "IRI",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer set for the page: its excerpt in runs, what it was and became."""

    answer: Answer
    runs: list[tuple[str, bool]]

    @property
    def duty(self) -> Duty:
        """The task."""
        return self.answer.duty

    @property
    def sequels(self) -> tuple[tuple[str, tuple[Sequel, ...]], ...]:
        """The same work in other plans, by what it is to this."""
        found = (("往年", self.answer.earlier), ("后来", self.answer.later), ("同年", self.answer.twins))
        return tuple(pair for pair in found if pair[1])


def page(holdings: Holdings, asked: Asked) -> Page:
    """Answer `q`, within `year`, `unit` and `role`; without a question, only ask."""
    words = asked.text("q", 1000)
    wanted = asked.text("role")
    role: Role | None = "lead" if wanted == "lead" else "responsible" if wanted == "responsible" else None
    narrow = Narrow(asked.number("year"), asked.text("unit") or None, role, MOST)
    reply = who(words, shelf(holdings), due_day, narrow) if words else None
    found = within(holdings, reply, narrow) if reply else ("", [])
    at = max((asked.number("part") or 1) - 1, 0)
    view = {
        "reply": reply, "understood": understood(reply.question) if reply else [],
        "answers": [shown(a) for a in reply.answers[at * SHOWN : (at + 1) * SHOWN]] if reply else [],
        "hits": [(hit.duty, excerpt(hit.duty, hit.spans, None)) for hit in found[1][:SHOWN]], "held": len(found[1]),
        "held_words": found[0], "at": at, "count": -(-len(reply.answers) // SHOWN) if reply else 0,
        "years": sorted({d.year for d in holdings.duties if d.year}), "link_words": LINK_WORDS, "roles": ROLES,
        "most": MOST, "shown": SHOWN,
    }  # fmt: skip
    answers = reply.answers if reply else ()
    about = tuple(a.duty.iri for a in answers)
    return Page(
        "search.html", words or "查询", view, record(reply, found), Table(HEADS, list(map(row, answers))), about
    )


def within(holdings: Holdings, reply: Reply, narrow: Narrow) -> tuple[str, list[Hit]]:
    """The words looked for and the tasks that hold them: the question's own, else those of its topic."""
    for words in dict.fromkeys((reply.question.words, reply.question.topic)):
        found = [hit for hit in containing(holdings, words) if narrow.year in {None, hit.duty.year}]
        if found:
            return words, found
    return reply.question.words, []


def understood(asked: Question) -> list[tuple[str, str]]:
    """What a question was taken for, each part under its name."""
    concepts = [want.concept for want in asked.wants if want.concept and want.concept not in asked.topic]
    parts = (
        ("类型", KINDS[asked.kind]),
        ("主题", asked.topic + (f"（即{'、'.join(concepts)}）" if concepts else "") if asked.topic else ""),
        ("单位", "、".join(asked.unit_names)),
        ("地方", "、".join(asked.within)),
        ("年度", "、".join(map(str, asked.years))),
        ("角色", ROLES[asked.role] if asked.role else ""),
        ("期限", f"{asked.due} 前" if asked.due else ""),
        ("依据", asked.basis or ""),
    )
    return [part for part in parts if part[1]]


def shown(answer: Answer) -> Shown:
    """Set an answer."""
    return Shown(answer, excerpt(answer.duty, answer.matched, answer.best))


def excerpt(duty: Duty, spans: tuple[tuple[int, int], ...], best: tuple[int, int] | None) -> list[tuple[str, bool]]:
    """The passage around what tells most, in runs that are marked or not, without the bold marks of Markdown."""
    passage = duty.passage
    centre = best or (spans[0] if spans else (0, 0))
    start = max(0, min(centre[0] - AROUND // 4, len(passage) - AROUND)) if centre[1] > AROUND else 0
    end = min(len(passage), start + AROUND)
    near = [(max(a, start) - start, min(b, end) - start) for a, b in spans if a < end and b > start]
    runs = [(text.replace("**", ""), on) for text, on in lit(passage[start:end], near)]
    return [*([("…", False)] if start else []), *runs, *([("…", False)] if end < len(passage) else [])]


def record(reply: Reply | None, found: tuple[str, list[Hit]]) -> dict[str, Any]:
    """Write an answer for scripts: that of `zeren who --json`, and the tasks that hold the words."""
    if reply is None:
        return {"question": "", "understood": None, "answers": [], "findings": [], "containing": None}
    hits = [{"task": task_record(hit.duty), "matched": [list(span) for span in hit.spans]} for hit in found[1]]
    return as_json(reply) | {"containing": {"words": found[0], "tasks": hits}}


def row(answer: Answer) -> tuple[str | int | float | None, ...]:
    """Write an answer as a row."""
    d = answer.duty
    leads, others = ("、".join(h.printed for h in held) for held in (d.leads, d.responsible))
    return (
        d.title, d.year, d.file, d.number, d.line, d.page, leads, others, d.deadline, d.due, "；".join(d.bases),
        d.passage, answer.score, d.iri,
    )  # fmt: skip
