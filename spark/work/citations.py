"""Who cites what: works by how many plans, tasks and places cite them, and the edges from plans to works.

A work that is itself a plan of the lake, and one that is cited with and without its 文号, are told by the rules of
`graph.links`: the number, else the title (with or without the place or the issuer before it); each needs one candidate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .naming import chiefs, longest, number, squeezed, title

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from .tables import Tables

WORKS: Final = (
    "work", "title", "number", "plan", "forms", "plans", "tasks", "places", "first_year", "last_year", "cited", "basis",
    "deliverable", "mention",
)  # fmt: skip
EDGES: Final = (
    "place", "year", "plan", "work", "title", "number", "work_plan", "tasks", "whole", "cited", "basis",
    "deliverable", "mention",
)  # fmt: skip
WORKS_ORDER: Final = ("-plans", "-tasks", "work")
EDGES_ORDER: Final = ("place", "year", "plan", "work")
_SCOPED: Final = "id/policy/.*/"  # a work known by a title that holds in one place only


def works(tables: Tables) -> DataFrame:
    """A row for each work (`WORKS`).

    `plan` is the plan of the lake that the work is, if any; `forms` under how many names it is cited; `cited` counts
    citations, and `basis`, `deliverable`, `mention` those of each relation; `plans`, `tasks`, `places` who cites it.
    """
    from pyspark.sql import functions as fn

    rows = cited(tables).groupBy("known_as").agg(
        longest("title").alias("title"), fn.min("number").alias("number"), fn.min("work_plan").alias("plan"),
        fn.countDistinct("work").alias("forms"), fn.countDistinct("citing").alias("plans"),
        fn.countDistinct("task").alias("tasks"), fn.expr("count(distinct nullif(place, ''))").alias("places"),
        fn.min("year").alias("first_year"), fn.max("year").alias("last_year"), *relations(),
    )  # fmt: skip
    return rows.withColumnRenamed("known_as", "work").select(*WORKS)


def edges(tables: Tables) -> DataFrame:
    """A row for each plan and each work that it cites (`EDGES`); `whole` says whether the document as a whole does."""
    from pyspark.sql import functions as fn

    rows = cited(tables).groupBy("place", "year", "citing", "known_as").agg(
        longest("title").alias("title"), fn.min("number").alias("number"), fn.min("work_plan").alias("work_plan"),
        fn.countDistinct("task").alias("tasks"), fn.max(fn.col("task").isNull()).alias("whole"), *relations(),
    )  # fmt: skip
    return rows.withColumnsRenamed({"citing": "plan", "known_as": "work"}).select(*EDGES)


def relations() -> list[Column]:
    """How many citations a group holds, and of each relation."""
    from pyspark.sql import functions as fn

    each = (fn.expr(f"count_if(relation = '{name}')").alias(name) for name in ("basis", "deliverable", "mention"))
    return [fn.count("*").alias("cited"), *each]


def cited(tables: Tables) -> DataFrame:
    """Every citation with its work's chief title and number, what it is `known_as`, and the plan that it is."""
    from pyspark.sql import functions as fn

    rows = tables.table("citations").withColumnRenamed("plan", "citing")
    told = rows.withColumns({"title": title(fn.col("title")), "number": number(fn.col("number"))})
    named = told.groupBy("work").agg(longest("title").alias("title"), fn.min("number").alias("number"))
    where = told.select("work", "place").distinct().join(named, "work")
    found = named.join(are_plans(where, tables), "work", "left").join(with_number(where), "work", "left")
    known = found.withColumn("known_as", fn.coalesce("numbered", "work"))
    return told.drop("title", "number").join(known, "work")


def are_plans(works: DataFrame, tables: Tables) -> DataFrame:
    """Of each work (by `work`, `title`, `number` and the `place` of who cites it) the one plan that it is."""
    from pyspark.sql import functions as fn

    issuers = chiefs(tables).withColumnsRenamed({"unit": "issuer_iri", "called": "issued_by"})
    plans = tables.table("plans").drop("issuer").join(issuers, "issuer_iri", "left")
    heads = fn.array(fn.lit(""), fn.col("place"), fn.coalesce("issued_by", fn.lit("")))
    by_title = plans.withColumn("head", fn.explode(fn.array_distinct(heads))).select(
        fn.col("plan").alias("is_plan"),
        fn.col("place").alias("its"),
        squeezed(fn.concat("head", "title")).alias("title"),
    )
    by_number = plans.select(fn.col("plan").alias("is_plan"), number(fn.col("number")).alias("number"))
    titled = works.where("number is null").join(by_title, "title").where(here())
    numbered = works.where("number is not null").join(by_number.where("number <> ''"), "number")
    return only(
        titled.select("work", "is_plan").unionByName(numbered.select("work", "is_plan")), "is_plan", "work_plan"
    )


def with_number(works: DataFrame) -> DataFrame:
    """Of each work without a 文号 the one work of the same title that has one."""
    from pyspark.sql import functions as fn

    numbered = works.where("number is not null").select(
        fn.col("work").alias("same"), fn.col("place").alias("its"), "title"
    )
    return only(works.where("number is null").join(numbered, "title").where(here()), "same", "numbered")


def here() -> Column:
    """Whether a candidate can be meant: one of any place (`its`), or of the work's own where its title is scoped."""
    from pyspark.sql import functions as fn

    return ~fn.col("work").rlike(_SCOPED) | (fn.col("its") == fn.col("place"))


def only(found: DataFrame, candidate: str, name: str) -> DataFrame:
    """The candidate of each work that has but one."""
    from pyspark.sql import functions as fn

    counted = found.groupBy("work").agg(fn.countDistinct(candidate).alias("n"), fn.min(candidate).alias(name))
    return counted.where("n = 1").drop("n")
