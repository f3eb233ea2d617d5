"""The calendar: what falls due on which day, and what is to be done by a time that is no day (汛前)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from ...graph.duties import Duty
from ...graph.icalendar import calendar
from ...queries.asking.written import task_record
from ..addresses import with_params
from ..library import Holdings
from ..page import Asked, Page, Table
from .facets import units_named
from .paging import Shown, paged

PER: Final = 100
HEADS: Final = ("日期", "原话", "种类", "年度", "文件", "编号", "任务", "牵头", "责任", "IRI")


@dataclass(frozen=True, slots=True)
class Event:
    """A time by which something of a task is to be done: its last day, None where the words allow none."""

    day: str | None
    words: str
    duty: Duty
    own: bool

    @property
    def kind(self) -> str:
        """Whether it is the deadline of the task or a time within it."""
        return "完成时限" if self.own else "时间节点"


def page(holdings: Holdings, asked: Asked) -> Page:
    """Deadlines by month and day; those without a day apart."""
    found = chosen(holdings, asked)
    every = events(found)
    dated = sorted((e for e in every if e.day), key=lambda e: (e.day or "", e.duty.file, e.duty.start))
    undated = [e for e in every if not e.day]
    month, unit, year = (asked.text(name) for name in ("month", "unit", "year"))
    shown = paged([e for e in dated if (e.day or "").startswith(month)], asked, PER)
    view = {
        "shown": shown, "months": months(shown), "counts": counts(dated), "undated": undated[:PER],
        "undated_total": len(undated), "unit": unit, "year": year, "month": month, "years": years(holdings),
        "file": with_params("/calendar.ics", unit=unit, year=year),
    }  # fmt: skip
    listed = [*shown.items, *undated] if month else [*dated, *undated]
    return Page(
        "calendar.html", "日历", view,
        lambda: {"dated": list(map(record, dated)), "undated": list(map(record, undated))},
        Table(HEADS, map(row, listed)), tuple(dict.fromkeys(e.duty.iri for e in listed)),
    )  # fmt: skip


def file(holdings: Holdings, asked: Asked) -> bytes:
    """The dated deadlines that the address chooses, as a calendar to subscribe to."""
    return calendar(chosen(holdings, asked)).encode()


def chosen(holdings: Holdings, asked: Asked) -> Sequence[Duty]:
    """The tasks of the plan year and the unit that the address names."""
    year, unit = asked.number("year"), asked.text("unit")
    units = units_named(holdings.duties, unit) if unit else None
    return [
        duty
        for duty in holdings.duties
        if year in {None, duty.year} and (units is None or any(holder.name in units for holder in duty.holders))
    ]


def events(duties: Iterable[Duty]) -> list[Event]:
    """Every time that tasks name, in the order of the tasks; what a task says twice once."""
    return [event for duty in duties for event in dict.fromkeys(_of(duty))]


def _of(duty: Duty) -> Iterator[Event]:
    if duty.deadline or duty.due:
        yield Event(duty.due, duty.deadline or "", duty, own=True)
    for words, day in duty.milestones:
        yield Event(day, words, duty, own=False)


def years(holdings: Holdings) -> list[int]:
    """The plan years, the latest first."""
    return sorted({duty.year for duty in holdings.duties if duty.year is not None}, reverse=True)


def months(shown: Shown[Event]) -> list[tuple[str, list[tuple[str, list[Event]]]]]:
    """Events by month, and by day within it."""
    days = [(day, list(held)) for day, held in groupby(shown.items, key=lambda e: e.day or "")]
    return [(month, list(held)) for month, held in groupby(days, key=lambda pair: pair[0][:7])]


def counts(dated: Iterable[Event]) -> list[tuple[str, list[int]]]:
    """How many events each month has, a row of twelve a year."""
    found: dict[str, list[int]] = {}
    for event in dated:
        year, month, _ = (event.day or "").split("-")
        found.setdefault(year, [0] * 12)[int(month) - 1] += 1
    return sorted(found.items())


def row(event: Event) -> list[str | int | None]:
    """One event as a row."""
    duty = event.duty
    leads, others = ("、".join(h.printed for h in held) for held in (duty.leads, duty.responsible))
    return [
        event.day, event.words, event.kind, duty.year, duty.file, duty.number, duty.title, leads, others, duty.iri,
    ]  # fmt: skip


def record(event: Event) -> dict[str, Any]:
    """One event for scripts."""
    return {
        "day": event.day, "words": event.words, "kind": "deadline" if event.own else "milestone",
        "task": task_record(event.duty), "lead": [h.printed for h in event.duty.leads],
        "responsible": [h.printed for h in event.duty.responsible],
    }  # fmt: skip
