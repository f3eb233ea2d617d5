"""The page of a task: its text with every fact marked, and what it was and became."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ...graph.wording import KINDS as LINK_WORDS
from ...graph.wording import WHATS
from ...queries.asking.written import task_record
from ..facts import facts
from ..library import Holdings
from ..marking import pieces
from ..page import Asked, Page, Table
from ..tellings import Telling, chain, tellings
from . import unit

if TYPE_CHECKING:
    from ...graph.conflicts import Conflict
    from ...graph.duties import Duty

HEADS = ("项目", "内容", "年度", "起", "止", "IRI")


def page(holdings: Holdings, asked: Asked) -> Page:
    """A task by its IRI; anything else that has no page of its own is shown as a thing."""
    duty = holdings.by_iri.get(asked.iri)
    if duty is None:
        return unit.page(holdings, asked)
    found = tuple(sorted(facts(holdings.store, duty.plan, duty.iri)))
    told = tellings(holdings, duty.iri)
    differing = conflicts(holdings, duty.iri)
    view = {
        "duty": duty, "pieces": pieces(duty.text, duty.start, found), "facts": found, "tellings": told,
        "chain": chain(holdings, duty.iri), "conflicts": differing, "link_words": LINK_WORDS, "whats": WHATS,
    }  # fmt: skip
    return Page(
        "task.html", duty.title, view, partial(record, duty, told, differing), partial(table, duty, told),
        partial(about, duty, holdings),
    )  # fmt: skip


def conflicts(holdings: Holdings, task: str) -> list[Conflict]:
    """What another document of the year states differently."""
    by_task = holdings.once("conflicts of tasks", lambda: _by_task(holdings))
    return by_task.get(task, [])


def _by_task(holdings: Holdings) -> dict[str, list[Conflict]]:
    found: dict[str, list[Conflict]] = {}
    for conflict in holdings.comparison.conflicts:
        for duty in (conflict.one, conflict.other):
            found.setdefault(duty.iri, []).append(conflict)
    return found


def record(duty: Duty, told: list[Telling], differing: list[Conflict]) -> dict[str, Any]:
    """Write a task for scripts; places are code points of the source."""
    return task_record(duty) | {
        "plan": {"iri": duty.plan, "title": duty.plan_title}, "section": list(duty.section), "text": duty.text,
        "start": duty.start, "end": duty.end, "line": duty.line, "page": duty.page,
        "lead": [{"iri": h.iri, "name": h.name, "printed": h.printed} for h in duty.leads],
        "responsible": [{"iri": h.iri, "name": h.name, "printed": h.printed} for h in duty.responsible],
        "deadline": duty.deadline, "due": duty.due, "milestones": [list(m) for m in duty.milestones],
        "basis": list(duty.bases), "works": list(duty.works),
        "targets": [
            {"words": g.words, "comparator": g.comparator, "value": g.value, "measure": g.measure,
             "start": g.start, "end": g.end}
            for g in duty.goals
        ],
        "links": [
            {"task": task_record(t.other), "kind": t.link.kind, "score": round(t.link.score, 4),
             "confidence": round(t.link.confidence, 4), "earlier": t.earlier, "passage": t.mine, "other": t.theirs}
            for t in told
        ],
        "conflicts": [
            {"what": c.what, "one": task_record(c.one), "other": task_record(c.other), "one_words": c.one_words,
             "other_words": c.other_words}
            for c in differing
        ],
    }  # fmt: skip


def table(duty: Duty, told: list[Telling]) -> Table:
    """One fact a row."""
    held = [("牵头单位", h) for h in duty.leads] + [("责任单位", h) for h in duty.responsible]
    rows: list[tuple[str | int | None, ...]] = [("任务", duty.title, duty.year, duty.start, duty.end, duty.iri)]
    rows += [(role, h.printed, duty.year, None, None, h.iri) for role, h in held]
    rows += [("完成时限", duty.deadline, duty.year, None, None, None)] if duty.deadline else []
    rows += [("时间节点", words, duty.year, None, None, None) for words, _ in duty.milestones]
    rows += [("依据", words, duty.year, None, None, None) for words in duty.bases]
    rows += [("提及的文件", words, duty.year, None, None, None) for words in duty.works]
    rows += [("目标", goal.words, duty.year, goal.start, goal.end, None) for goal in duty.goals]
    rows += [(LINK_WORDS[t.link.kind], t.other.title, t.other.year, None, None, t.other.iri) for t in told]
    return Table(HEADS, rows)


def about(duty: Duty, holdings: Holdings) -> tuple[str, ...]:
    """The task and everything in the graph that hangs on it."""
    links = "zr:assignment|zr:ownDeadline|zr:milestone|zr:citation|zr:target|^zr:earlierTask|^zr:laterTask"
    return (duty.iri, *hanging(holdings, duty.iri, links))


def hanging(holdings: Holdings, iri: str, links: str) -> list[str]:
    """What hangs on a thing by a property path, sorted."""
    from ...graph.duties import ask

    return [row[0] for row in ask(holdings.store, f"SELECT DISTINCT ?x WHERE {{ <{iri}> {links} ?x }}")]
