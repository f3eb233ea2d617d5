"""Tasks as rows of Spark, and rows as the records that the one-machine functions take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...graph.duties import Duty, Holder
from .columns import Row

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from .tables import Tables

WHO = ("order", "role", "unit", "printed", "name", "unit_name", "unit_kind", "parent", "group")
DUE = ("start", "own", "words", "date")


def task_rows(tables: Tables, *, text: bool) -> DataFrame:
    """A row a task with its plan's file and issuer, whom it names (`who`) and when it is due (`due`).

    `text` says whether to carry the passages along, which are most of the bytes.
    """
    from pyspark.sql import functions as fn

    plans = tables.table("plans").select("plan", "file", "issuer_iri")
    tasks = tables.table("tasks")
    who = tables.table("assignments").groupBy("task").agg(fn.collect_list(fn.struct(*WHO)).alias("who"))
    due = tables.table("deadlines").groupBy("task").agg(fn.collect_list(fn.struct(*DUE)).alias("due"))
    kept = tasks if text else tasks.withColumn("text", fn.lit(""))
    return kept.join(plans, "plan").join(who, "task", "left").join(due, "task", "left")


def duties(rows: Iterable[Row], known: Mapping[str, Holder]) -> list[Duty]:
    """Put tasks together, by file, plan and order; `known` are the units as all plans together name them, by IRI."""
    ordered = sorted(rows, key=lambda row: (row["file"], row["plan"], row["order"]))
    return [duty(row, known) for row in ordered]


def duty(row: Row, known: Mapping[str, Holder]) -> Duty:
    """Put one task together."""
    who = sorted(row["who"] or (), key=lambda one: one["order"])
    due = sorted(row["due"] or (), key=lambda one: (one["start"], one["words"]))
    own = [one for one in due if one["own"]]
    return Duty(
        iri=row["task"], number=row["number"], title=row["title"], file=row["file"], plan=row["plan"], plan_title="",
        year=row["year"], section=tuple(row["section"] or ()), text=row["text"], start=row["start"], end=row["end"],
        leads=tuple(holder(one, known) for one in who if one["role"] == "lead"),
        responsible=tuple(holder(one, known) for one in who if one["role"] != "lead"),
        deadline=own[0]["words"] if own else None, due=own[0]["date"] if own else None,
        milestones=tuple((one["words"], one["date"]) for one in due if not one["own"]),
        place=row["place"], issuer=row["issuer_iri"] or "",
    )  # fmt: skip


def holder(one: Row, known: Mapping[str, Holder]) -> Holder:
    """A unit that a task names; one that nothing else is known of goes by what its own document says."""
    printed = one["name"] or one["printed"]
    if one["unit"] in known:
        return replace(known[one["unit"]], printed=printed)
    name, kind, parent = one["unit_name"], one["unit_kind"] or "", one["parent"] or ""
    return Holder(one["unit"], name, printed, group=one["group"], kind=kind, parent=parent)
