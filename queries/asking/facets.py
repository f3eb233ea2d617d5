"""The tasks of a unit, those due on a day, those that cite a work."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ...graph.duties import Duty
from .library import Library, letters
from .naming import kin
from .records import Answer, Question

LEAD_FIRST, SHARED_AFTER, KIN, OFFICES, EARLIER, LOOSE = 1.0, 0.8, 0.75, 0.4, 0.3, 0.6
ALONE = 0.9
_STRICT = ("前", "底", "内", "末")


def by_unit(question: Question, library: Library, years: Collection[int] = ()) -> tuple[list[Answer], list[str]]:
    """A unit's tasks, those it leads first; then those it has under an earlier or later name, and of its offices."""
    own, all_of = set(question.units), kin(question.units, library.lineage())
    found = [Answer(d, s) for d in library.of(all_of, years) if (s := share(d, own, set(all_of), question.role))]
    names = "、".join(question.unit_names)
    alone = [] if found or question.role != "lead" else sole(library.of(all_of, years), set(all_of))
    if alone:
        return alone, [f"没有写明由{names}牵头的任务；以下各项没有牵头单位，由它独自负责"]
    findings = [f"“{names}”在图谱中是 {len(own)} 个单位，一并列出"] if len(own) > 1 else []
    others = dict.fromkeys(h.name for a in found for h in a.duty.holders if h.iri in set(all_of) - own)
    if others:
        findings.append(f"“{names}”先后还叫：{'、'.join(others)}；一并列出")
    if not found:
        role = {"lead": "牵头的", "responsible": "列为责任单位的", None: ""}[question.role]
        findings.append(f"{names}在所问范围内没有{role}任务")
        shared = len(library.of(all_of, years))
        if shared and question.role:
            findings.append(f"不限角色，{names}有 {shared} 项任务；去掉“牵头”“配合”再问即可列出")
    return sorted(found, key=lambda a: -a.score), findings


def sole(duties: Sequence[Duty], units: set[str]) -> list[Answer]:
    """The tasks without a lead that a unit alone answers for."""
    return [Answer(d, SHARED_AFTER) for d in duties if not d.leads and all(h.iri in units for h in d.responsible)]


def share(duty: Duty, own: set[str], kin_of: set[str], role: str | None) -> float:
    """How much a task is a unit's: its lead, a share, under another name, an office's."""
    best = 0.0
    for holders, usual, part in ((duty.leads, LEAD_FIRST, "lead"), (duty.responsible, SHARED_AFTER, "responsible")):
        weight = ALONE if not duty.leads and len(duty.responsible) == 1 else usual
        if role in {None, part}:
            for holder in holders:
                near = 1.0 if holder.iri in own else KIN if holder.iri in kin_of else 0.0
                best = max(best, weight * near, weight * OFFICES if holder.parent in kin_of and role is None else 0.0)
    return best


def by_due(due: str, library: Library, years: Collection[int] = ()) -> list[Answer]:
    """What is due on a day, strictly worded limits first; then what is due earlier in the same year."""
    found = [Answer(duty, score) for duty in library.due(due[:4], years) if (score := punctual(duty, due))]
    return sorted(found, key=lambda a: -a.score)


def punctual(duty: Duty, due: str) -> float:
    """How well a task's deadline and milestones fit a day."""
    limits = [(duty.deadline or "", duty.due, LEAD_FIRST), *((w, day, SHARED_AFTER) for w, day in duty.milestones)]
    best = 0.0
    for words, day, weight in limits:
        if day == due:
            best = max(best, weight if any(c in words for c in _STRICT) else weight * LOOSE)
        elif day and day[:4] == due[:4] and day < due:
            best = max(best, EARLIER)
    return best


def by_basis(basis: str, library: Library, years: Collection[int] = ()) -> tuple[list[Answer], list[str]]:
    """The tasks that cite a work by its title or 文号: those that rest on it, then those that name it."""
    wanted = letters(basis)
    found = library.citing(wanted, years) if len(wanted) > 1 else []
    resting = [Answer(d, LEAD_FIRST) for d in found if any(wanted in letters(b) for b in d.bases)]
    held = {a.duty.iri for a in resting}
    answers = [*resting, *(Answer(d, SHARED_AFTER) for d in found if d.iri not in held)]
    return answers, [] if answers else [f"所收文件中没有任务引用 {basis}"]
