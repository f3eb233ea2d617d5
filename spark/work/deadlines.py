"""When work is due: deadlines by unit, year, place and month, with what is overdue on a day and what has no day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .naming import chiefs

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from .tables import Tables

COLUMNS: Final = (
    "place", "year", "unit", "called", "group", "month", "tasks", "led", "own", "milestones", "events", "standing",
    "overdue",
)  # fmt: skip
ORDER: Final = ("place", "year", "unit", "month")


def deadlines(tables: Tables, day: str | None = None) -> DataFrame:
    """A row for each unit, year, place and month (`YYYY-MM`, null: without a day).

    `group` says that the unit is a class of bodies (各区); a task counts for every unit that it names, once. `tasks`
    counts those with something due in the month, `led` those that the unit leads; `own` and `milestones` count due
    times, a task's own 完成时限 and those in its text; `events` those that hang on an event (汛前) and `standing` those
    without end (长期坚持), which have no day. `overdue` are those whose last day is before `day` (YYYY-MM-DD), null
    where no day is asked for.
    """
    from pyspark.sql import functions as fn

    who = tables.table("assignments").groupBy("task", "unit").agg(
        fn.max(fn.col("role") == "lead").alias("leads"), fn.max("group").alias("group")
    )  # fmt: skip
    due = tables.table("deadlines").withColumn("month", fn.substring("date", 1, 7)).drop("plan")
    rows = due.join(who, "task").groupBy("place", "year", "month", "unit")
    late = _count(f"date < '{day}'") if day else fn.lit(None).cast("long")
    found = rows.agg(
        fn.max("group").alias("group"), fn.countDistinct("task").alias("tasks"),
        fn.countDistinct(fn.when(fn.col("leads"), fn.col("task"))).alias("led"),
        _count("own").alias("own"), _count("not own").alias("milestones"), _count("kind = 'event'").alias("events"),
        _count("kind = 'standing'").alias("standing"), late.alias("overdue"),
    )  # fmt: skip
    return found.join(chiefs(tables), "unit", "left").select(*COLUMNS)


def _count(said: str) -> Column:
    """How many rows of a group this is true of."""
    from pyspark.sql import functions as fn

    return fn.expr(f"count_if({said})")
