"""Loads of all units, years and places: each place's tasks together, tested by the functions of one machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .columns import Row, columns, gathered, spread
from .records import duties, task_rows
from .succession import opened, parcels, succession

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from ...graph.load.records import Load
    from .tables import Tables

COLUMNS: Final = columns(
    "place string, year int, unit string, name string, peers string, verdict string, reason string, lead int,"
    " responsible int, load double, expected double, p double, q double, p_load double, past_expected double,"
    " past_p double, past_q double, past_p_load double, every_task_1 double, lead_only double, lead_2_shared_1 double,"
    " split_evenly double, busiest int, busiest_first string, busiest_last string, breadth int, expanded double,"
    " expanded_lead int, expanded_responsible int"
)
WEIGHTS: Final = ("every_task_1", "lead_only", "lead_2_shared_1", "split_evenly")  # after `load`, in its order
ORDER: Final = ("-year", "-load", "-expanded", "name", "unit", "place")


def loads(tables: Tables) -> DataFrame:
    """A row for each unit in each year and place (`COLUMNS`), as `graph.load.loads` gives them for the same plans."""
    tasks = gathered(task_rows(tables, text=False), "place", "tasks")
    units = tables.table("assignments").select("place", "unit").distinct()
    return spread(tasks.join(parcels(succession(tables), units, "place"), "place", "left"), of_place, COLUMNS)


def of_place(row: Row) -> list[Row]:
    """The loads that the plans of one place give, in an executor."""
    from ...graph.load.loads import loads as tested

    known = opened(row["parcel"])
    return [told(load) for load in tested(duties(row["tasks"], known.units), known.lineage)]


def told(load: Load) -> Row:
    """One load as a row of the table."""
    now, past = load.tests
    first, last = load.busiest[1:] if load.busiest else (None, None)
    return {
        "place": load.place, "year": load.year, "unit": load.iri, "name": load.unit, "peers": load.peers,
        "verdict": load.verdict, "reason": load.reason, "lead": load.lead, "responsible": load.responsible,
        "load": load.load, "expected": now.expected, "p": now.p, "q": now.q, "p_load": now.p_load,
        "past_expected": past.expected, "past_p": past.p, "past_q": past.q, "past_p_load": past.p_load,
        **dict(zip(WEIGHTS, (value for _, value in load.weights[1:]), strict=True)),
        "busiest": load.busiest[0] if load.busiest else None,
        "busiest_first": first, "busiest_last": last, "breadth": load.breadth, "expanded": load.expanded,
        "expanded_lead": load.expanded_lead, "expanded_responsible": load.expanded_responsible,
    }  # fmt: skip
