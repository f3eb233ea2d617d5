"""Which way to answer, by what was understood; and why there is no answer where there is none."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ...graph.duties import Duty
from .facets import by_basis, by_due, by_unit
from .histories import by_history
from .library import Library, letters
from .records import Answer, Narrow, Question, Role
from .topics import by_topic, why_none

Found = tuple[list[Answer], list[str]]
SHORTEST_TITLE = 6


def answered(question: Question, library: Library, narrow: Narrow) -> Found:
    """The answers to a question as it was understood, and what the asker should know."""
    known = set(library.years())
    if not known and not library.all():
        return [], ["图谱中还没有任务"]
    if question.place:
        return [], [f"所收文件中没有{question.place}的（有{'、'.join(library.places) or '不知何处'}的）"]
    if question.years and not (known & set(question.years) or any(y > (question.since or 9999) for y in known)):
        return [], [no_such_year(question, library)]
    years = [y for y in known if y >= question.since] if question.since else question.years
    found, findings = chosen(question, library, years)
    if found and not any(question.here(a.duty.place) for a in found):
        findings = [f"{'、'.join(question.within)}的文件中没有这样的任务，别处的有"]
    found = [a for a in found if question.here(a.duty.place)]
    limited = [a for a in found if fits(a.duty, narrow.unit, narrow.role)]
    if found and not limited:
        words = "、".join({"lead": "牵头", "responsible": "责任"}.get(v, v) for v in (narrow.unit, narrow.role) if v)
        findings = [f"没有任务同时符合所限的条件（{words}）"]
    missed = [y for y in question.years if y not in known and str(y) in question.words]
    if limited and missed:
        findings = [*findings, f"所收文件中没有 {'、'.join(map(str, missed))} 年的任务"]
    if not limited and not findings:
        findings = ["没有找到能回答的任务；请换个说法，或用 zeren queries 看看能查什么"]
    return limited, findings


def chosen(question: Question, library: Library, years: Collection[int]) -> Found:
    """Choose how to answer by what was understood."""
    if question.basis:
        return by_basis(question.basis, library, years)
    if question.units:
        found, findings = by_unit(question, library, years)
        if question.due:
            timely = {a.duty.iri for a in by_due(question.due, library, years)}
            found = [a for a in found if a.duty.iri in timely]
        return found, findings
    if question.due:
        return by_day(question, library, years)
    return topical(question, library, years) if question.wants else bare(question, library, years)


def bare(question: Question, library: Library, years: Collection[int]) -> Found:
    """A question for no topic: all of a year, or nothing that could be made out."""
    if question.kind == "year":
        return [Answer(d, 1.0) for d in library.all(years)], []
    return [], ["没有看出问的是哪件事、哪个单位、哪一年或什么期限；请写明，如“厕所革命由谁负责”"]


def topical(question: Question, library: Library, years: Collection[int]) -> Found:
    """A topic, or the name of a work without its marks."""
    work = letters(question.topic)
    if len(work) >= SHORTEST_TITLE and (cited := by_basis(work, library, years)[0]):
        return cited, []
    return spoken_of(question, library, years)


def by_day(question: Question, library: Library, years: Collection[int]) -> Found:
    """What is due on a day, of a topic where one is named."""
    due = question.due or ""
    timely = {a.duty.iri: a for a in by_due(due, library, years)}
    if not question.wants:
        return list(timely.values()), [] if timely else [f"没有在 {due} 前到期的任务"]
    topical, findings = spoken_of(question, library, years)
    both = [a for a in topical if a.duty.iri in timely]
    if topical and not both:
        findings = [f"说到“{question.topic}”的任务中，没有写明在 {due} 前到期的；以下按事项列出"]
    return both or topical, findings


def spoken_of(question: Question, library: Library, years: Collection[int]) -> Found:
    """The tasks of a topic; where the question names a unit, too, those that are the unit's."""
    found = by_history(question, library, years) if question.kind == "history" else by_topic(question, library, years)
    theirs = [a for a in found if {h.iri for h in a.duty.holders} & set(question.mentioned)]
    if question.role == "lead" and theirs:
        theirs = [a for a in theirs if {h.iri for h in a.duty.leads} & set(question.mentioned)] or theirs
    if found:
        return renewed(theirs or found), []
    others = sorted({a.duty.year for a in by_topic(question, library) if a.duty.year}) if question.years else []
    if others:
        return [], [f"{'、'.join(map(str, question.years))} 年没有这样的任务；{'、'.join(map(str, others))} 年有"]
    return [], why_none(question, library)


def renewed(found: list[Answer]) -> list[Answer]:
    """The same answers, the best one's score 1."""
    best = max(a.score for a in found)
    return [replace(a, score=round(a.score / best, 3)) for a in found]


def fits(duty: Duty, unit: str | None, role: Role | None) -> bool:
    """Whether a task is the named unit's, in the named role."""
    holders = {"lead": duty.leads, "responsible": duty.responsible}[role] if role else duty.holders
    if not unit:
        return bool(holders) or not role
    return any(unit in (h.name, h.printed) or unit in h.name for h in holders)


def no_such_year(question: Question, library: Library) -> str:
    """Say that there is no plan of a year, which years there are, and what else is of that year."""
    years, known = "、".join(map(str, question.years)), "、".join(map(str, sorted(library.years())))
    news = [
        d.file
        for d in library.documents
        if d.news and (d.year in question.years or any(str(y) in d.file for y in question.years))
    ]
    told = f"；{'、'.join(news)} 是新闻报道，不部署任务" if news else ""
    return f"所收文件中没有 {years} 年的任务（有 {known} 年的）{told}"
