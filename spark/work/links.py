"""What was carried on within each place: its tasks together, compared by the very functions of one machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from .columns import Row, columns, gathered, spread
from .records import duties, task_rows
from .succession import opened, parcels, succession

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from ...graph.continuity.records import Continuation
    from .tables import Tables

COLUMNS: Final = columns(
    "place string, earlier string, later string, earlier_title string, later_title string, earlier_year int,"
    " later_year int, kind string, score double,"
    " confidence double, wording double, unit double, twin string, gave array<string>, took array<string>"
)
ORDER: Final = ("place", "-confidence", "earlier", "later")


def links(tables: Tables) -> DataFrame:
    """A row for each link (`COLUMNS`), as `graph.continuity.trace.continuity` gives them for the same plans.

    Plans of no known place are compared with those of the same issuer, and `place` is then the issuer's IRI.
    """
    from pyspark.sql import functions as fn

    tasks = task_rows(tables, text=True).withColumn("field", fn.expr("if(place = '', issuer_iri, place)"))
    tasks = tasks.where("year is not null and field is not null")
    units = tasks.select("field", fn.explode("who.unit").alias("unit")).distinct()
    known = parcels(succession(tables), units, "field")
    return spread(gathered(tasks, "field", "tasks").join(known, "field", "left"), of_place, COLUMNS)


def of_place(row: Row) -> Iterator[Row]:
    """The links between the plans of one place, in an executor."""
    from ...graph.continuity.between import between, pairs
    from ...graph.continuity.linking import Asking
    from ...graph.continuity.pairing import NEAREST
    from ...graph.continuity.trace import by_place, compared, joined

    known = opened(row["parcel"])
    for place, theirs in by_place(duties(row["tasks"], known.units)).items():
        side = compared(theirs, known.lineage)
        found = between(side, pairs(side.years.tolist()), Asking({}, NEAREST, no_words), {})
        yield from (told(place, link) for link in joined(theirs, found).links)


def no_words(text: str) -> list[str]:  # noqa: ARG001 -- a segmenter
    """The words that a reader is shown are not asked for here: they cost a second's start in each worker."""
    return []


def told(place: str, link: Continuation) -> Row:
    """One link as a row of the table."""
    gave, took = link.hands or (None, None)
    return {
        "place": place, "earlier": link.earlier.iri, "later": link.later.iri, "earlier_title": link.earlier.title,
        "later_title": link.later.title, "earlier_year": link.earlier.year,
        "later_year": link.later.year, "kind": link.kind, "score": link.score, "confidence": link.confidence,
        "wording": link.evidence.wording, "unit": link.evidence.unit, "twin": link.twin.iri if link.twin else None,
        "gave": list(gave) if gave else None, "took": list(took) if took else None,
    }  # fmt: skip
