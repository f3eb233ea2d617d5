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
    from pyspark.sql import functions as fn

    found = spread(tasks, grams, GRAMS).select(
        fn.xxhash64("task").alias("id"), fn.xxhash64("plan").alias("of"), "grams"
    )
    found = found.persist()
    bar = max(FEW, MANY * found.select("id").distinct().count())
    each = found.select("id", fn.explode("grams").alias("gram")).distinct()
    common = [gram for (gram,) in each.groupBy("gram").count().where(fn.col("count") > bar).select("gram").collect()]
    told = fn.array_except("grams", fn.array(*map(fn.lit, sorted(common))).cast("array<string>"))
    return found.withColumn("grams", told).where(fn.size("grams") >= FEW)


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
    from pyspark.sql import functions as fn

    held = buckets(found, rows).dropDuplicates(["bucket", "id"])
    onward = Window.partitionBy("bucket").orderBy("rank", "id").rowsBetween(1, WINDOW)
    near = held.withColumn("near", fn.collect_list(fn.struct("id", "of")).over(onward))
    pairs = near.select("id", "of", fn.explode("near").alias("near")).where("of <> near.of")
    both = pairs.select(fn.least("id", "near.id").alias("one"), fn.greatest("id", "near.id").alias("other"))
    return both.groupBy("one", "other").agg(fn.count("*").alias("meetings"))


def buckets(found: DataFrame, rows: int) -> DataFrame:
    """Every stretch in each of its buckets; `rank` orders those in one by what else they have in common."""
    from pyspark.ml.feature import HashingTF, MinHashLSH
    from pyspark.ml.functions import vector_to_array
    from pyspark.sql import functions as fn

    table = HashingTF(inputCol="grams", outputCol="set", numFeatures=SIZE, binary=True).transform(found)
    hasher = MinHashLSH(inputCol="set", outputCol="hashes", numHashTables=BANDS * rows, seed=SEED)
    signs = fn.transform("hashes", lambda each: vector_to_array(each)[0]).alias("signs")
    # Kept, since Spark would else work the hashes out anew for every band.
    signed = hasher.fit(table).transform(table).select("id", "of", signs).persist()
    keys = fn.transform(fn.sequence(fn.lit(0), fn.lit(BANDS - 1)), partial(band_key, rows))
    held = signed.withColumn("keys", keys)
    each = held.select("id", "of", "keys", fn.posexplode("keys").alias("band", "bucket"))
    return each.select("id", "of", "bucket", fn.element_at("keys", (fn.col("band") + 1) % BANDS + 1).alias("rank"))


def band_key(rows: int, band: Column) -> Column:
    """The bucket of a stretch by one band of its hashes."""
    from pyspark.sql import functions as fn

    return fn.xxhash64(band, fn.slice("signs", band * rows + 1, rows))


def likeness(found: DataFrame, pairs: DataFrame) -> DataFrame:
    """The pairs with `jaccard`: how much of the letter pairs of both tasks, each as a whole, they have in common."""
    from pyspark.sql import functions as fn

    whole = found.groupBy("id").agg(fn.array_distinct(fn.flatten(fn.collect_list("grams"))).alias("grams"))
    one, other = (
        whole.select(fn.col("id").alias(side), fn.col("grams").alias(f"{side}_grams")) for side in ("one", "other")
    )
    common, every = fn.array_intersect("one_grams", "other_grams"), fn.array_union("one_grams", "other_grams")
    joined = pairs.join(one, "one").join(other, "other").withColumn("jaccard", fn.size(common) / fn.size(every))
    return joined.drop("one_grams", "other_grams")
