"""Tasks of different places that may say the same: found by MinHash, scored pair of documents by pair of documents.

A pair of documents is what the scorer was fitted on: all tasks of both are its context, and no pair of documents is
large, however large a city is. Between places the score ranks; it is no calibrated chance, since nobody judged pairs of
two places.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .blocking import likeness, met, rows_for, stretches
from .columns import Row, columns, gathered, spread
from .records import duties, task_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from .tables import Tables

NEAREST: Final = 12  # kept of each task, in each year and each relation, both ways
FLOOR: Final = 0.1  # of the score
COLUMNS: Final = columns(
    "relation string, earlier string, later string, earlier_title string, later_title string, earlier_place string,"
    " later_place string, earlier_year int, later_year int, meetings long, jaccard double, score double,"
    " confidence double, wording double, title double, unit double, rank double, part double, affinity double"
)
ORDER: Final = ("-score", "-jaccard", "earlier", "later")
_ENDS: Final = ("earlier", "later")
_TOLD: Final = ("title", "place", "year")


def candidates(tables: Tables) -> DataFrame:
    """A row for each pair of tasks of two places that scores `FLOOR` at least (`COLUMNS`).

    `relation`: `handed down` where the later's place lies in the earlier's, `taken up` where it is the other way round,
    else `beside`. Of one year, the plan of the wider place is the earlier. Plans of unknown year or place are left out.
    """
    from pyspark.sql import functions as fn

    tasks = task_rows(tables, text=True).where("year is not null and place <> ''").persist()
    found = stretches(tasks)
    pairs = nearest(likeness(found, between(met(found, rows_for(tasks.count())), tasks)))
    said = fn.struct("relation", *(fn.col(f"{end}.task").alias(end) for end in _ENDS), "meetings", "jaccard")
    keys = [fn.col(f"{end}.plan").alias(f"{end}_plan") for end in _ENDS]
    blocks = pairs.groupBy(*keys).agg(fn.collect_list(said).alias("pairs"))
    plans = gathered(tasks, "plan", "tasks")
    for end in _ENDS:
        own = plans.select(fn.col("plan").alias(f"{end}_plan"), fn.col("tasks").alias(f"{end}_tasks"))
        blocks = blocks.join(own, f"{end}_plan")
    return spread(blocks, of_two, COLUMNS)


def between(pairs: DataFrame, tasks: DataFrame) -> DataFrame:
    """The pairs of two places with the records of both ends, the earlier first, and their `relation`."""
    from pyspark.sql import functions as fn

    sized = tasks.join(fn.broadcast(lying(tasks)), "place")
    record = fn.struct("year", "depth", "plan", "task", "place", "above")
    known = sized.select(fn.xxhash64("task").alias("id"), record.alias("it"))
    one, other = (known.select(fn.col("id").alias(end), fn.col("it").alias(f"{end}_it")) for end in ("one", "other"))
    both = pairs.join(one, "one").join(other, "other").where("one_it.place <> other_it.place")
    both = both.withColumns({"earlier": fn.least("one_it", "other_it"), "later": fn.greatest("one_it", "other_it")})
    down, up = (f"array_contains({low}.above, {high}.place)" for low, high in (_ENDS[::-1], _ENDS))
    relation = fn.expr(f"case when {down} then 'handed down' when {up} then 'taken up' else 'beside' end")
    return both.withColumn("relation", relation).drop("one_it", "other_it")


def lying(tasks: DataFrame) -> DataFrame:
    """Of each place those that it lies in (`above`), and how many (`depth`)."""
    from ...ontology.places import NATION, places

    known, rows = places(), []
    for (name,) in tasks.select("place").distinct().collect():
        above = [place.name for place in known.chain(known.get(name))[1:]] if name != NATION else []
        rows.append((name, above, len(above)))
    return tasks.sparkSession.createDataFrame(rows, "place string, above array<string>, depth int")


def nearest(pairs: DataFrame) -> DataFrame:
    """Of each task, in each year and each relation, the `NEAREST` pairs by meetings and likeness."""
    from pyspark.sql import Window
    from pyspark.sql import functions as fn

    for end, far in (_ENDS, _ENDS[::-1]):
        best = (fn.desc("meetings"), fn.desc("jaccard"), f"{far}.task")
        fellows = Window.partitionBy(f"{end}.task", f"{far}.year", "relation").orderBy(*best)
        pairs = pairs.withColumn(f"{end}_rank", fn.row_number().over(fellows))
    return pairs.where(fn.least("earlier_rank", "later_rank") <= NEAREST)


def of_two(row: Row) -> Iterator[Row]:
    """The pairs between two documents with their scores, in an executor."""
    import numpy as np

    from ...graph.continuity.features import NAMES, measure
    from ...graph.continuity.model import confidences, scores
    from ...graph.continuity.trace import compared
    from ...graph.identity.lineage import Lineage

    before, after = (duties(row[f"{end}_tasks"], {}) for end in _ENDS)
    side = compared([*before, *after], Lineage())
    at = {duty.iri: n for n, duty in enumerate(side.duties)}
    pairs = sorted(row["pairs"], key=lambda pair: (at[pair["earlier"]], at[pair["later"]]))
    ends = np.array([[at[pair[end]] for pair in pairs] for end in _ENDS], dtype=np.int64)
    features = measure((ends[0], ends[1]), side.bags, side.duties, side.kin).features
    field = len(at) if before[0].year == after[0].year else (len(before) * len(after)) ** 0.5
    score = scores(features, np.full(len(pairs), field))
    for n in np.flatnonzero(score >= FLOOR).tolist():
        ends_of = {end: side.duties[int(ends[i, n])] for i, end in enumerate(_ENDS)}
        yield {
            **pairs[n].asDict(),
            **{f"{end}_{name}": getattr(duty, name) for end, duty in ends_of.items() for name in _TOLD},
            "score": round(float(score[n]), 4), "confidence": round(float(confidences(score)[n]), 4),
            **{name: round(value, 4) for name, value in zip(NAMES, features[n].tolist(), strict=True)},
        }  # fmt: skip
