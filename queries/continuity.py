"""Continuity as rows and for scripts, and what of it is asked for: who carried what on, with both passages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from ..graph.continuity.records import Continuation, Continuity, Outcome
from ..graph.duties import Duty, flowing
from ..graph.wording import KINDS as WORDS
from .asking.written import task_record

Cell = str | int | float | None
HEADS = (
    "种类", "易手", "地方", "可信", "较早年度", "较早文件", "较早编号", "较早任务",
    "较晚年度", "较晚文件", "较晚编号", "较晚任务", "文字", "单位", "依据", "数字", "章节",
    "新任牵头", "卸任牵头", "新增单位", "退出单位", "较早原文", "较晚原文", "缘由",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Which continuations are asked for: from and to which plan year, of which kind, how many, what else."""

    start: int | None = None
    end: int | None = None
    kind: str | None = None
    limit: int | None = None
    outcomes: bool = False
    chains: bool = False
    place: str | None = None


def chosen(found: Continuity, choice: Choice) -> Continuity:
    """Keep what is asked for; chains and outcomes are those of the years asked for."""

    def within(*duties: Duty) -> bool:
        years = [d.year or 0 for d in duties]
        return (choice.start is None or min(years) >= choice.start) and (choice.end is None or max(years) <= choice.end)

    def between(earlier: Duty, later: Duty) -> bool:
        ends = (choice.start, earlier.year), (choice.end, later.year)
        return all(asked is None or asked == year for asked, year in ends)

    wanted = choice.kind.replace("-", " ") if choice.kind else None
    links = tuple(
        link
        for link in found.links
        if between(link.earlier, link.later)
        and (wanted in {None, link.kind} or (wanted == "handed over" and link.hands is not None))
    )
    return replace(
        found,
        links=links,
        dropped=tuple(o for o in found.dropped if between_years(o.duty.year, o.year, choice) and told_of(o, choice)),
        new=tuple(o for o in found.new if between_years(o.year, o.duty.year, choice) and told_of(o, choice)),
        chains=tuple(chain for chain in found.chains if within(*chain.duties)),
    )


def told_of(outcome: Outcome, choice: Choice) -> bool:
    """Whether an outcome is one: a task that only skipped a year is dropped between two years, but not over all."""
    return outcome.resumed is None or choice.start is not None or choice.end is not None


def between_years(earlier: int | None, later: int | None, choice: Choice) -> bool:
    """Whether two plan years are those asked for."""
    return choice.start in {None, earlier} and choice.end in {None, later}


def rows(found: Continuity) -> list[list[Cell]]:
    """Write links, then what was dropped and what is new, as rows."""
    return [*map(link_row, found.links), *(outcome_row(o) for o in (*found.dropped, *found.new))]


def link_row(link: Continuation) -> list[Cell]:
    """Write one link as a row."""
    a, b, e, c = link.earlier, link.later, link.evidence, link.changes
    return [
        WORDS[link.kind], " → ".join("、".join(side) for side in link.hands) if link.hands else None, a.place,
        round(link.confidence, 3), *told_task(a), *told_task(b),
        e.wording, e.unit, e.basis, e.figures, e.section,
        *map("、".join, (c.leads_in, c.leads_out, c.units_in, c.units_out)),
        stretch(a, e.earlier), stretch(b, e.later), None,
    ]  # fmt: skip


def outcome_row(outcome: Outcome) -> list[Cell]:
    """Write what was dropped or is new as a row: the candidate that failed stands on the other side."""
    mine, nearest = told_task(outcome.duty), told_task(outcome.candidate)
    sides = (mine, nearest) if outcome.kind == "dropped" else (nearest, mine)
    first = [WORDS[outcome.kind], None, outcome.duty.place, outcome.confidence, *sides[0], *sides[1]]
    return [*first, *[None] * (len(HEADS) - len(first) - 1), outcome.why]


def told_task(duty: Duty | None) -> list[Cell]:
    """Write a task's year, file, number and title."""
    return [duty.year, duty.file, duty.number, duty.title] if duty else [None] * 4


def stretch(duty: Duty, span: tuple[int, int]) -> str:
    """Quote a stretch of a task's source on one line."""
    return flowing(duty.text[span[0] - duty.start : span[1] - duty.start]).replace("**", "")


def as_json(found: Continuity) -> dict[str, Any]:
    """Write everything in the form that scripts rely on."""
    return {
        "links": [link_record(link) for link in found.links],
        "dropped": [outcome_record(o) for o in found.dropped],
        "new": [outcome_record(o) for o in found.new],
        "chains": [[task_record(duty) for duty in chain.duties] for chain in found.chains],
    }


def link_record(link: Continuation) -> dict[str, Any]:
    """Write one link for scripts."""
    e, c = link.evidence, link.changes
    passages = {
        side: {"text": stretch(duty, span), "start": span[0], "end": span[1]}
        for side, duty, span in (("from", link.earlier, e.earlier), ("to", link.later, e.later))
    }
    return {
        "from": task_record(link.earlier), "to": task_record(link.later), "kind": link.kind,
        "score": round(link.score, 4), "confidence": round(link.confidence, 4), "decided": link.decided,
        "place": link.earlier.place, "hands": hands_record(link),
        "evidence": {
            "wording": e.wording, "unit": e.unit, "basis": e.basis, "figures": e.figures, "section": e.section,
            "words": list(e.words), "shared": list(e.shared),
            "units": [{"from": t.earlier, "to": t.later, "how": t.how} for t in e.ties], "passages": passages,
        },
        "changes": {
            "leads_in": list(c.leads_in), "leads_out": list(c.leads_out), "units_in": list(c.units_in),
            "units_out": list(c.units_out), "deadline": list(c.deadline) if c.deadline else None,
            "targets": [list(pair) for pair in c.targets],
        },
    }  # fmt: skip


def hands_record(link: Continuation) -> dict[str, list[str]] | None:
    """Write who gave a task up and who took it over."""
    return {"from": list(link.hands[0]), "to": list(link.hands[1])} if link.hands else None


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """Write what was dropped or is new for scripts: the task, and the nearest one that failed."""
    nearest = outcome.candidate
    return task_record(outcome.duty) | {
        "in": outcome.year, "candidate": task_record(nearest) if nearest else None, "confidence": outcome.confidence,
        "why": outcome.why, "resumed": outcome.resumed,
    }  # fmt: skip
