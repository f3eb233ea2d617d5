"""Which tasks of all places may say the same: stretches that fall into one bucket by MinHash, in bounded numbers.

A task is rarely carried on whole; a sentence of it is. So what is hashed is each stretch of a task (the title, a
sentence, a numbered measure), as the set of its pairs of neighbouring letters without those that many tasks have. Spark
ML's MinHash (Broder 1997) gives `BANDS` × rows hashes; stretches meet where all hashes of a band agree (banding as in
Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4), more of them the more tasks there are. In a bucket
each task meets the `WINDOW` next ones only, in the order of the next band's hashes: a formula that every plan repeats
costs no more than its number of tasks times the window.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from .columns import Row, columns, spread
from .records import duty

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

BANDS: Final = 32
WINDOW: Final = 24
MANY: Final = 0.05  # of all tasks: pairs of letters that so many have tell nothing
FEW: Final = 3  # tasks that may always share a pair of letters; pairs of letters that a stretch must have
SIZE: Final = 1 << 20  # of the table that pairs of letters are hashed into
SEED: Final = 17
GRAMS: Final = columns("task string, plan string, grams array<string>")


def rows_for(tasks: int) -> int:
    """How many hashes must agree: one more for every fifty times as many tasks, since more then do by chance."""
    return 2 + sum(tasks > limit for limit in (20_000, 1_000_000, 50_000_000))


def stretches(tasks: DataFrame) -> DataFrame:
    """The stretches of tasks, a row each: `id` of the task (a hash of its IRI), `of` its plan (the same), `grams`."""
    from pyspark.sql import functions as F

    found = spread(tasks, grams, GRAMS).select(F.xxhash64("task").alias("id"), F.xxhash64("plan").alias("of"), "grams")
    found = found.persist()
    bar = max(FEW, MANY * found.select("id").distinct().count())
    each = found.select("id", F.explode("grams").alias("gram")).distinct()
    common = [gram for (gram,) in each.groupBy("gram").count().where(F.col("count") > bar).select("gram").collect()]
    told = F.array_except("grams", F.array(*map(F.lit, sorted(common))).cast("array<string>"))
    return found.withColumn("grams", told).where(F.size("grams") >= FEW)


def grams(row: Row) -> Iterator[Row]:
    """The letter pairs of each stretch of a task, in an executor."""
    from ...graph.continuity.passages import passage

    said = passage(duty(row, {}))
    for words in (said.title, *(said.text[start:end] for start, end in said.cuts)):
        pairs = sorted({words[at : at + 2] for at in range(len(words) - 1) if words[at : at + 2].isalpha()})
        yield {"task": row["task"], "plan": row["plan"], "grams": pairs}


def met(found: DataFrame, rows: int) -> DataFrame:
    """Pairs of tasks of different plans that met (`one` < `other`, ids), and in how many buckets (`meetings`)."""
    from pyspark.sql import Window
    from pyspark.sql import functions as F

    held = buckets(found, rows).dropDuplicates(["bucket", "id"])
    onward = Window.partitionBy("bucket").orderBy("rank", "id").rowsBetween(1, WINDOW)
    near = held.withColumn("near", F.collect_list(F.struct("id", "of")).over(onward))
    pairs = near.select("id", "of", F.explode("near").alias("near")).where("of <> near.of")
    both = pairs.select(F.least("id", "near.id").alias("one"), F.greatest("id", "near.id").alias("other"))
    return both.groupBy("one", "other").agg(F.count("*").alias("meetings"))


def buckets(found: DataFrame, rows: int) -> DataFrame:
    """Every stretch in each of its buckets; `rank` orders those in one by what else they have in common."""
    from pyspark.ml.feature import HashingTF, MinHashLSH
    from pyspark.ml.functions import vector_to_array
    from pyspark.sql import functions as F

    table = HashingTF(inputCol="grams", outputCol="set", numFeatures=SIZE, binary=True).transform(found)
    hasher = MinHashLSH(inputCol="set", outputCol="hashes", numHashTables=BANDS * rows, seed=SEED)
    signed = hasher.fit(table).transform(table)
    bare = hasher.fit(table).transform(table).withColumn("signs", F.transform("hashes", lambda h: vector_to_array(h)[0]))
    held = bare.withColumn("keys", F.transform(F.sequence(F.lit(0), F.lit(BANDS - 1)), partial(band_key, rows)))
    return held.select("id", "of", F.posexplode("keys").alias("band", "bucket"), "keys").select(
        "id", "of", "bucket", F.element_at("keys", (F.col("band") + 1) % BANDS + 1).alias("rank")
    )


def band_key(rows: int, band: Column) -> Column:
    """The bucket of a stretch by one band of its hashes."""
    from pyspark.sql import functions as F

    return F.xxhash64(band, F.slice("signs", band * rows + 1, rows))


def likeness(found: DataFrame, pairs: DataFrame) -> DataFrame:
    """The pairs with `jaccard`: how much of the letter pairs of both tasks, each as a whole, they have in common."""
    from pyspark.sql import functions as F

    whole = found.groupBy("id").agg(F.array_distinct(F.flatten(F.collect_list("grams"))).alias("grams"))
    one, other = (whole.select(F.col("id").alias(side), F.col("grams").alias(f"{side}_grams")) for side in ENDS)
    common, every = F.array_intersect("one_grams", "other_grams"), F.array_union("one_grams", "other_grams")
    joined = pairs.join(one, "one").join(other, "other").withColumn("jaccard", F.size(common) / F.size(every))
    return joined.drop("one_grams", "other_grams")


ENDS: Final = ("one", "other")
