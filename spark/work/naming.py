"""Names as one machine has them, in Spark's terms: chief names of units, titles and 文号 in one written form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...ontology.terms import prefixed

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

    from .tables import Tables

_BLANK: Final = "(?U)[\\s\\x1c-\\x1f]+"  # what Python's str.split() splits at
_LABEL: Final = f"<{prefixed('skos:prefLabel')}>"


def chiefs(tables: Tables) -> DataFrame:
    """The chief name (`called`) of every unit (`unit`): the longest that any plan gives it, the first of equals."""
    from pyspark.sql import functions as fn

    lines = tables.table("plans").select(fn.explode(fn.split("units_nt", "\n")).alias("line")).distinct()
    said = lines.where(fn.col("line").contains(f" {_LABEL} "))
    parts = fn.split("line", " ", 3)
    named = said.select(fn.regexp_extract(parts[0], "^<(.*)>$", 1).alias("unit"), plain(parts[2]).alias("name"))
    return named.groupBy("unit").agg(longest("name").alias("called"))


def plain(literal: Column) -> Column:
    """The text of an N-Triples literal, as `ontology.ntriples.text_of` has it: its escapes are all JSON's too."""
    from pyspark.sql import functions as fn

    bare = fn.regexp_extract(literal, '(?s)^".*"', 0)
    return fn.from_json(fn.concat(fn.lit('{"text":'), bare, fn.lit("}")), "text string")["text"]


def longest(name: str) -> Column:
    """The longest of a group's names, the first of equals."""
    from pyspark.sql import functions as fn

    return fn.min_by(name, fn.struct(-fn.length(name), fn.col(name)))


def squeezed(text: Column) -> Column:
    """A text without white space."""
    from pyspark.sql import functions as fn

    return fn.regexp_replace(text, _BLANK, "")


def number(text: Column) -> Column:
    """A 文号 in one form of bracket and without white space, as `loaders.policies.folded_number` has it."""
    from pyspark.sql import functions as fn

    return fn.translate(squeezed(text), "[]【】()（）《》", "〔〕〔〕〔〕〔〕〈〉")


def title(text: Column) -> Column:
    """A title without white space and outer marks, as `loaders.policies.folded_title` has it."""
    from pyspark.sql import functions as fn

    return fn.translate(fn.regexp_replace(squeezed(text), "^[《》]+|[《》]+$", ""), "《》", "〈〉")
