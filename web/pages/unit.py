"""The page of a unit: its names over time, what it was and became, its tasks, partners and load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

from ...graph.duties import Duty
from ...graph.identity.dossier import Dossier, Known, unit
from ...graph.identity.telling import facts
from ...ontology.names import KIND_WORDS
from ...queries.asking.written import task_record
from ..library import Holdings
from ..page import Asked, Page, Table
from . import thing

PARTNERS: Final = 20
LEAD, SHARE = "牵头", "责任"
HEADS: Final = ("单位", "年度", "角色", "编号", "任务", "完成时限", "最后一日", "文件", "IRI")


def page(holdings: Holdings, asked: Asked) -> Page:
    """A unit or a group of units; also one that no task names."""
    known = holdings.once(f"unit {asked.iri}", lambda: unit(holdings.store, holdings.namer, asked.iri))
    if not known.units:
        return thing.page(holdings, asked)
    one = known.units[0]
    ours = {asked.iri, one.iri}
    held = [(role(duty, ours), duty) for duty in holdings.duties if any(h.iri in ours for h in duty.holders)]
    ordered = sorted(held, key=lambda both: (-(both[1].year or 0), both[0] != LEAD, both[1].file, both[1].start))
    loads = [load for load in holdings.loads if load.iri in ours]
    view: dict[str, Any] = {
        "one": one, "kind": KIND_WORDS.get(one.kind, one.kind), "facts": told(one, known), "loads": loads,
        "years": by_year(ordered), "partners": partners([duty for _, duty in ordered], ours),
        "lead": LEAD,
    }  # fmt: skip
    rows = [(one.name, d.year, as_, d.number, d.title, d.deadline, d.due, d.file, d.iri) for as_, d in ordered]
    record = {
        "iri": one.iri, "name": one.name, "kind": one.kind, "place": one.place or None, "group": one.group,
        "members": list(one.members), "names": sorted({p.form for p in one.printed}),
        "facts": [{"label": label, "words": words} for label, words in told(one, known)],
        "tasks": [{"role": "lead" if as_ == LEAD else "responsible", **task_record(d)} for as_, d in ordered],
        "load": [
            {"year": x.year, "load": x.load, "expected": x.expected, "p": x.p, "q": x.q, "verdict": x.verdict}
            for x in loads
        ],
    }  # fmt: skip
    return Page("unit.html", one.name, view, record, Table(HEADS, rows), (asked.iri,))


def told(one: Dossier, known: Known) -> list[tuple[str, str]]:
    """What is known of it, the counts of its tasks left to the table."""
    return [(label, words) for label, words in facts(one, known) if label != "任务"]


def role(duty: Duty, units: set[str]) -> str:
    """What a unit is in a task, the weightier of two."""
    return LEAD if any(h.iri in units for h in duty.leads) else SHARE


def by_year(held: Sequence[tuple[str, Duty]]) -> list[tuple[int | None, list[tuple[str, Duty]]]]:
    """Tasks by year, the newest first."""
    years = dict.fromkeys(duty.year for _, duty in held)
    return [(year, [(as_, duty) for as_, duty in held if duty.year == year]) for year in years]


def partners(tasks: Sequence[Duty], ours: set[str]) -> list[tuple[str, str, int]]:
    """Who shares its tasks: IRI, name, how many; those with most first."""
    names = {h.iri: h.name for duty in tasks for h in duty.holders}
    counts = Counter(iri for duty in tasks for iri in {h.iri for h in duty.holders} - ours)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], names[item[0]]))
    return [(iri, names[iri], count) for iri, count in ranked[:PARTNERS]]
