"""The list of units: what each leads and shares in each year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...ontology.names import KIND_WORDS, fold
from ..bodies import parts, register
from ..page import Asked, Page, Table

if TYPE_CHECKING:
    from ..library import Holdings

SHOWN: Final = 100  # units on one page
SORTS: Final = ("total", "lead", "shared", "name")


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with its names folded for looking, and how many tasks it leads and shares by year."""

    iri: str
    name: str
    kind: str
    parent: str
    looked: tuple[str, ...]
    leads: Counter[int | None]
    shares: Counter[int | None]

    def lead(self, year: int | None) -> int:
        """The tasks that it leads, in a year or in all."""
        return self.leads[year] if year else self.leads.total()

    def shared(self, year: int | None) -> int:
        """The tasks that it shares, in a year or in all."""
        return self.shares[year] if year else self.shares.total()

    def total(self, year: int | None) -> int:
        """The tasks that name it."""
        return self.lead(year) + self.shared(year)


def page(holdings: Holdings, asked: Asked) -> Page:
    """The units that tasks name, those whose name holds `q`, of a `kind`, in a `year`; by `sort`."""
    every = holdings.once("rows of units", lambda: _rows(holdings))
    year, words, kind = asked.number("year"), fold(asked.text("q")), asked.text("kind")
    sort = asked.text("sort") if asked.text("sort") in SORTS else "total"
    found = [
        row for row in every
        if row.total(year) and kind in {"", row.kind} and (not words or any(words in name for name in row.looked))
    ]  # fmt: skip
    found.sort(key=lambda row: _order(row, sort, year))
    at = min(max((asked.number("part") or 1) - 1, 0), max(0, (len(found) - 1) // SHOWN))
    view = {
        "rows": found[at * SHOWN : (at + 1) * SHOWN], "total": len(found), "at": at, "count": -(-len(found) // SHOWN),
        "year": year, "sort": sort, "years": sorted({d.year for d in holdings.duties if d.year}),
        "kinds": sorted({row.kind for row in every}), "kind_words": KIND_WORDS,
    }  # fmt: skip
    cells = [(r.name, KIND_WORDS.get(r.kind, r.kind), r.parent, r.lead(year), r.shared(year), r.iri) for r in found]
    record = [
        {"iri": r.iri, "name": r.name, "kind": r.kind, "parent": r.parent or None, "lead": r.lead(year),
         "responsible": r.shared(year)}
        for r in found
    ]  # fmt: skip
    heads = ("单位", "类别", "所属", "牵头", "责任", "IRI")
    return Page("units.html", "单位", view, record, Table(heads, cells), tuple(row.iri for row in found))


def _order(row: Row, sort: str, year: int | None) -> tuple[int, str, str]:
    counts = {"total": row.total, "lead": row.lead, "shared": row.shared}
    return (-counts[sort](year) if sort in counts else 0, row.name, row.iri)


def _rows(holdings: Holdings) -> list[Row]:
    units = register(holdings)
    names: dict[str, list[str]] = {}
    for name, iris in units.names.items():
        for iri in iris:
            names.setdefault(iri, []).append(name)
    return [
        Row(
            iri, one.name, one.kind, units.label(one.parent) if one.parent else "", tuple(names.get(iri, ())),
            Counter(p.duty.year for p in held if p.role == "lead"),
            Counter(p.duty.year for p in held if p.role != "lead"),
        )
        for iri, held in parts(holdings).items() if (one := units.known.get(iri))
    ]  # fmt: skip
