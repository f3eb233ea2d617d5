"""The ledger: every task as a row, chosen by facets; the same as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from ...graph import ledger as workbook
from ...graph.check import Note, findings, unresolved
from ...graph.duties import Duty
from ...queries.asking.written import task_record
from ..library import Holdings
from ..page import Asked, Cell, Page, Table
from .facets import NAMES, NONE, ROLES, Entry, Facet, entry, narrowed, ordered, units_named
from .paging import paged


def page(holdings: Holdings, asked: Asked) -> Page:
    """The tasks that the address chooses, a page of them; as data all of them."""
    choice = choices(asked)
    found, counts = narrowed(entries(holdings), wanted(holdings, choice))
    facets = [Facet(name, NAMES[name], ordered(name, held), choice.get(name, "")) for name, held in counts]
    view = {"shown": paged(found, asked), "facets": facets, "choice": choice, "NONE": NONE, "ROLES": ROLES}
    view |= {"several": several(facets)}
    return Page(
        "ledger.html", "台账", view, lambda: record(found, facets), Table(workbook.HEADS, rows(found)),
        tuple(duty.iri for duty in found),
    )  # fmt: skip


def sheet(holdings: Holdings, asked: Asked) -> bytes:
    """The tasks that the address chooses as an XLSX workbook, with what was not understood in them."""
    found, _ = narrowed(entries(holdings), wanted(holdings, choices(asked)))
    notes = holdings.once("ledger notes", lambda: [*findings(holdings.store), *unresolved(holdings.store)])
    return workbook.ledger(found, sorted(within(found, notes)))


def entries(holdings: Holdings) -> tuple[Entry, ...]:
    """Every task, set for choosing."""
    return holdings.once("ledger", lambda: tuple(map(entry, holdings.duties)))


def choices(asked: Asked) -> dict[str, str]:
    """What the address chooses, by facet."""
    return {name: value for name in NAMES if (value := asked.text(name, 400))}


def wanted(holdings: Holdings, choice: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """The values that a choice wants: one, but of a unit's name all units that it can mean."""
    return {
        name: units_named(holdings.duties, value) if name == "unit" else frozenset({value})
        for name, value in choice.items()
    }


def several(facets: Iterable[Facet]) -> bool:
    """Whether there are tasks of more than one place to choose from."""
    return any(facet.name == "place" and (len(facet.values) > 1 or facet.chosen) for facet in facets)


def within(duties: Iterable[Duty], notes: Iterable[Note]) -> Iterable[Note]:
    """The notes on passages of these tasks."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for duty in duties:
        spans.setdefault(duty.file, []).append((duty.start, duty.end))
    return (n for n in notes if any(start <= n.start < end for start, end in spans.get(n.file, ())))


def rows(duties: Iterable[Duty]) -> Iterable[list[Cell]]:
    """Tasks as the rows of the workbook, days as text."""
    return ([written(cell) for cell in workbook.row(at, duty)] for at, duty in enumerate(duties, start=1))


def written(cell: object) -> Cell:
    """A cell of the workbook for CSV."""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell if isinstance(cell, str | int | float) or cell is None else str(cell)


def record(duties: Iterable[Duty], facets: Iterable[Facet]) -> Mapping[str, Any]:
    """The tasks and the counts of the facets, for scripts."""
    return {"tasks": [told(duty) for duty in duties], "facets": {facet.name: dict(facet.values) for facet in facets}}


def told(duty: Duty) -> Mapping[str, Any]:
    """One task with everything that is said of it."""
    return task_record(duty) | {
        "section": list(duty.section), "place": duty.place,
        "lead": [{"name": h.name, "printed": h.printed, "iri": h.iri} for h in duty.leads],
        "responsible": [{"name": h.name, "printed": h.printed, "iri": h.iri} for h in duty.responsible],
        "deadline": duty.deadline, "due": duty.due, "milestones": [list(pair) for pair in duty.milestones],
        "basis": list(duty.bases), "targets": list(duty.targets), "passage": duty.passage,
        "source": {"file": duty.file, "line": duty.line, "page": duty.page},
    }  # fmt: skip
