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
    "place", "year", "plan", "work", "work_plan", "tasks", "whole", "cited", "basis", "deliverable", "mention",
)  # fmt: skip
WORKS_ORDER: Final = ("plans", "tasks", "work")
EDGES_ORDER: Final = ("place", "year", "plan", "work")
_SCOPED: Final = "id/policy/.*/"  # a work known by a title that holds in one place only


def works(tables: Tables) -> DataFrame:
    """A row for each work (`WORKS`).

    `plan` is the plan of the lake that the work is, if any; `forms` under how many names it is cited; `cited` counts
    citations, and `basis`, `deliverable`, `mention` those of each relation; `plans`, `tasks`, `places` who cites it.
    """
    from pyspark.sql import functions as F

    rows = cited(tables).groupBy("known_as").agg(
        longest("title").alias("title"), F.min("number").alias("number"), F.min("work_plan").alias("plan"),
        F.countDistinct("work").alias("forms"), F.countDistinct("citing").alias("plans"),
        F.countDistinct("task").alias("tasks"), F.expr("count(distinct nullif(place, \'\'))").alias("places"),
        F.min("year").alias("first_year"), F.max("year").alias("last_year"), *relations(),
    )  # fmt: skip
    return rows.withColumnRenamed("known_as", "work").select(*WORKS)


def edges(tables: Tables) -> DataFrame:
    """A row for each plan and each work that it cites (`EDGES`); `whole` says whether the document as a whole does."""
    from pyspark.sql import functions as F

    rows = cited(tables).groupBy("place", "year", "citing", "known_as").agg(
        F.min("work_plan").alias("work_plan"), F.countDistinct("task").alias("tasks"),
        F.max(F.col("task").isNull()).alias("whole"), *relations(),
    )  # fmt: skip
    return rows.withColumnsRenamed({"citing": "plan", "known_as": "work"}).select(*EDGES)


def relations() -> list[Column]:
    """How many citations a group holds, and of each relation."""
    from pyspark.sql import functions as F

    each = (F.expr(f"count_if(relation = '{name}')").alias(name) for name in ("basis", "deliverable", "mention"))
    return [F.count("*").alias("cited"), *each]


def cited(tables: Tables) -> DataFrame:
    """Every citation with its work's chief title and number, what it is `known_as`, and the plan that it is."""
    from pyspark.sql import functions as F

    rows = tables.table("citations").withColumnRenamed("plan", "citing")
    told = rows.withColumns({"title": title(F.col("title")), "number": number(F.col("number"))})
    named = told.groupBy("work").agg(longest("title").alias("title"), F.min("number").alias("number"))
    where = told.select("work", "place").distinct().join(named, "work")
    found = named.join(are_plans(where, tables), "work", "left").join(with_number(where), "work", "left")
    known = found.withColumn("known_as", F.coalesce("numbered", "work"))
    return told.drop("title", "number").join(known, "work")


def are_plans(works: DataFrame, tables: Tables) -> DataFrame:
    """Of each work (by `work`, `title`, `number` and the `place` of who cites it) the one plan that it is."""
    from pyspark.sql import functions as F

    issuers = chiefs(tables).withColumnsRenamed({"unit": "issuer_iri", "called": "issued_by"})
    plans = tables.table("plans").drop("issuer").join(issuers, "issuer_iri", "left")
    heads = F.array(F.lit(""), F.col("place"), F.coalesce("issued_by", F.lit("")))
    by_title = plans.withColumn("head", F.explode(F.array_distinct(heads))).select(
        F.col("plan").alias("is_plan"), F.col("place").alias("its"), squeezed(F.concat("head", "title")).alias("title")
    )
    by_number = plans.select(F.col("plan").alias("is_plan"), number(F.col("number")).alias("number"))
    titled = works.where("number is null").join(by_title, "title").where(here())
    numbered = works.where("number is not null").join(by_number.where("number <> \'\'"), "number")
    return only(titled.select("work", "is_plan").unionByName(numbered.select("work", "is_plan")), "is_plan", "work_plan")


def with_number(works: DataFrame) -> DataFrame:
    """Of each work without a 文号 the one work of the same title that has one."""
    from pyspark.sql import functions as F

    numbered = works.where("number is not null").select(F.col("work").alias("same"), F.col("place").alias("its"), "title")
    return only(works.where("number is null").join(numbered, "title").where(here()), "same", "numbered")


def here() -> Column:
    """Whether a candidate (`its` place) can be meant: anywhere, or in the work's own place where its title is scoped."""
    from pyspark.sql import functions as F

    return ~F.col("work").rlike(_SCOPED) | (F.col("its") == F.col("place"))


def only(found: DataFrame, candidate: str, name: str) -> DataFrame:
    """The candidate of each work that has but one."""
    from pyspark.sql import functions as F

    counted = found.groupBy("work").agg(F.countDistinct(candidate).alias("n"), F.min(candidate).alias(name))
    return counted.where("n = 1").drop("n")
