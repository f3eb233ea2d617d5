"""The authority's tables: tab-separated text, a header line, `#` before a remark."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..errors import ZerenError

UNITS = Path(__file__).with_name("units")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a file of `ontology/units/` without remarks and empty ones."""
    text = (UNITS / name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table, each by its column names; cells that are left off at the end are empty."""
    header, *body = lines(name)
    columns = header.split("\t")
    for line in body:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns):
            raise ZerenError(f"ontology/units/{name}: too many cells in {line!r}; the columns are {' '.join(columns)}")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


@cache
def city_files() -> tuple[str, ...]:
    """The names of the files that hold one city's own bodies."""
    found = (item.name for item in UNITS.iterdir())
    return tuple(sorted(name for name in found if name.startswith("city-") and name.endswith(".tsv")))
