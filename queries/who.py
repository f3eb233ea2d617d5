"""Who owns what: a question in, the tasks that answer it out, with their passages.

Plain so far: topics are found by their words, so a question that shares no word with a plan finds nothing, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..errors import UsageError
from ..graph.duties import Document, Duty, Register
from .question import Days, Question, Role, understand
from .ranking import rank, weigh

TITLE, SECTION, TEXT = 4.0, 1.0, 1.0
NEAR = 0.45
COVERED = 0.42
MOST, PER_YEAR, WORDS = 10, 3, 300
ENDINGS, LONGEST = frozenset("局委办院厅处会部社"), 12
LEAD_FIRST, SHARED_AFTER, EARLIER = 1.0, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Answer:
    """A task that answers, and how well: 1 is best."""

    duty: Duty
    score: float


@dataclass(frozen=True, slots=True)
class Reply:
    """The question as understood, its answers, the best first, and what the asker should know."""

    question: Question
    answers: tuple[Answer, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the asker limits the answers to, beside the question's own words."""

    year: int | None = None
    unit: str | None = None
    role: Role | None = None
    limit: int | None = None


def who(words: str, duties: Sequence[Duty], known: Register, days: Days, narrow: Narrow) -> Reply:
    """Answer a question from the tasks of a graph; `days` finds a due time in a text. Errors: UsageError."""
    if len(words) > WORDS:
        raise UsageError(f"问题有 {len(words)} 个字，太长；请用一句话来问（不超过 {WORDS} 字）")
    question = understand(words, {**known.names, **official(words, known)}, days)
    if narrow.year:
        question = replace(question, years=(narrow.year,))
    held = [d for d in duties if not question.years or d.year in question.years]
    held = [d for d in held if fits(d, narrow.unit, narrow.role)]
    if not held:
        return Reply(question, (), tuple(absent(question, duties, known.documents, narrow)))
    answers, findings = answer(question, held)
    theirs = [a for a in answers if {h.iri for h in a.duty.holders} & set(question.mentioned)]
    answers = theirs or answers
    if not answers and not findings:
        findings = ["没有找到能回答的任务；请换个说法，或用 zeren queries 看看能查什么"]
    return Reply(question, tuple(answers[: narrow.limit]), tuple(findings))


def official(words: str, known: Register) -> dict[str, tuple[str, ...]]:
    """Find in a question the names that no plan prints and that the authority resolves to units of the graph."""
    from ..ontology.authority import authority

    found: dict[str, tuple[str, ...]] = {}
    for end, last in enumerate(words, start=1):
        if last not in ENDINGS:
            continue
        for start in range(max(0, end - LONGEST), end - 2):
            printed = words[start:end]
            names = (authority().resolve(printed, jurisdiction=place) for place in known.places)
            units = dict.fromkeys(unit for r in names if r.resolved for unit in known.names.get(r.name, ()))
            if units and printed not in known.names:
                found[printed] = tuple(units)
    return found


def fits(duty: Duty, unit: str | None, role: Role | None) -> bool:
    """Whether a task is the named unit's, in the named role."""
    holders = {"lead": duty.leads, "responsible": duty.responsible}[role] if role else duty.holders
    return bool(holders) and (not unit or any(unit in (h.name, h.printed) or unit in h.name for h in holders))


def answer(question: Question, held: Sequence[Duty]) -> tuple[list[Answer], list[str]]:
    """Choose how to answer by what was understood."""
    if question.basis:
        return by_basis(question.basis, held)
    if question.units:
        return by_unit(question, held)
    if question.due:
        found = by_due(question.due, held)
        wanted = {a.duty.iri for a in by_topic(question.topic, held)[0]} if len(question.topic) > 3 else set()
        return [a for a in found if not wanted or a.duty.iri in wanted], []
    return by_kind(question, held)


def by_kind(question: Question, held: Sequence[Duty]) -> tuple[list[Answer], list[str]]:
    """Search by topic, in the way that the kind of question asks for."""
    if question.kind == "year" and len(question.topic) < 2:
        return [Answer(d, 1.0) for d in held], []
    if question.kind == "basis":
        return by_topic(question.topic, [d for d in held if d.bases] or held)
    if question.kind == "history":
        return by_history(question.topic, held)
    return by_topic(question.topic, held)


def by_history(topic: str, held: Sequence[Duty]) -> tuple[list[Answer], list[str]]:
    """Find the tasks that speak of a topic in each year, the earliest year first."""
    years = sorted({d.year for d in held if d.year})
    found = [a for year in years for a in by_topic(topic, [d for d in held if d.year == year])[0][:PER_YEAR]]
    return found, [] if found else by_topic(topic, held)[1]


def by_basis(basis: str, held: Sequence[Duty]) -> tuple[list[Answer], list[str]]:
    """Find the tasks that cite a work by its title or 文号."""
    wanted = plain(basis)
    found = [Answer(d, LEAD_FIRST) for d in held if any(wanted in plain(b) for b in d.bases)]
    found += [Answer(d, EARLIER) for d in held if any(wanted in plain(w) for w in d.works)]
    return found, [] if found else [f"没有任务引用 {basis}"]


def plain(words: str) -> str:
    """Fold a citation to its letters and digits."""
    return "".join(c for c in words if c.isalnum())


def by_unit(question: Question, held: Sequence[Duty]) -> tuple[list[Answer], list[str]]:
    """Find a unit's tasks, those it leads first."""
    units = set(question.units)
    found = []
    for duty in held:
        lead = any(h.iri in units for h in duty.leads)
        share = any(h.iri in units for h in duty.responsible)
        wanted = {"lead": lead, "responsible": share, None: lead or share}[question.role]
        if wanted:
            found.append(Answer(duty, LEAD_FIRST if lead else SHARED_AFTER))
    names = "、".join(question.unit_names)
    findings = [f"“{names}”在图谱中是 {len(units)} 个单位，一并列出"] if len(units) > 1 else []
    if not found:
        findings.append(f"{names}在所问范围内没有{'牵头的' if question.role == 'lead' else ''}任务")
    return sorted(found, key=lambda a: -a.score), findings


def by_due(due: str, held: Sequence[Duty]) -> list[Answer]:
    """Find what is due on a day, then what is due earlier in the same year."""
    found = []
    for duty in held:
        days = [day for day in (duty.due, *(day for _, day in duty.milestones)) if day]
        if due in days:
            found.append(Answer(duty, LEAD_FIRST if duty.due == due else SHARED_AFTER))
        elif any(day[:4] == due[:4] and day < due for day in days):
            found.append(Answer(duty, EARLIER))
    return sorted(found, key=lambda a: -a.score)


def by_topic(topic: str, held: Sequence[Duty]) -> tuple[list[Answer], list[str]]:
    """Find the tasks that speak of a topic: those that cover enough of its words and come near the best."""
    if not topic:
        return [], ["没有看出问的是哪件事、哪个单位、哪一年或什么期限；请写明，如“厕所革命由谁负责”"]
    texts = [weigh(((d.title, TITLE), (" ".join(d.section), SECTION), (d.passage, TEXT))) for d in held]
    hits = rank(topic, texts)
    covered = [hit for hit in hits if hit.cover >= COVERED]
    if not covered:
        words = f"；最接近的是“{held[hits[0].at].title}”，但相同的字词太少" if hits else ""
        return [], [f"所收文件中没有任务提到“{topic}”{words}"]
    best = max(hit.score for hit in covered)
    near = [Answer(held[h.at], round(h.score / best, 3)) for h in covered if h.score >= NEAR * best]
    return near[:MOST], []


def absent(question: Question, duties: Sequence[Duty], documents: Sequence[Document], narrow: Narrow) -> list[str]:
    """Say why there is nothing to answer from."""
    if not duties:
        return ["图谱中还没有任务"]
    years = "、".join(map(str, question.years))
    news = [
        d.file for d in documents if d.news and (str(d.year) in years or any(str(y) in d.file for y in question.years))
    ]
    if question.years and not any(d.year in question.years for d in duties):
        known = "、".join(str(y) for y in sorted({d.year for d in duties if d.year}))
        told = f"；{'、'.join(news)} 是新闻报道，不部署任务" if news else ""
        return [f"所收文件中没有 {years} 年的任务（有 {known} 年的）{told}"]
    return [f"没有任务同时符合所限的条件（{'、'.join(str(v) for v in (narrow.unit, narrow.role) if v)}）"]


def as_json(reply: Reply) -> dict[str, Any]:
    """Write a reply in the form that scripts rely on."""
    asked = reply.question
    understood = {
        "kind": asked.kind, "topic": asked.topic or None, "years": list(asked.years), "units": list(asked.unit_names),
        "role": asked.role, "due": asked.due, "basis": asked.basis,
    }  # fmt: skip
    answers = [
        {
            "task": task_record(d),
            "lead": [h.printed for h in d.leads], "responsible": [h.printed for h in d.responsible],
            "deadline": d.deadline, "passage": d.passage, "start": d.start, "end": d.end, "score": a.score,
        }
        for a in reply.answers
        for d in (a.duty,)
    ]  # fmt: skip
    return {"question": asked.words, "understood": understood, "answers": answers, "findings": list(reply.findings)}


def task_record(duty: Duty) -> dict[str, Any]:
    """Name a task in the form that scripts rely on."""
    return {"file": duty.file, "number": duty.number, "iri": duty.iri, "title": duty.title, "year": duty.year}
