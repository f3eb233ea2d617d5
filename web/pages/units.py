"""All units that tasks name: how many each leads and shares, searched by any of its names."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from ...graph.fulltext.folding import skeleton
from ...ontology.names import KIND_WORDS
from ..library import Holdings
from ..page import Asked, Page, Table

PER_PAGE: Final = 200
SORTS: Final = {"lead": "牵头", "share": "责任", "name": "名称"}


@dataclass(frozen=True, slots=True)
class Row:
    """A unit in the list; `names` are all that it goes by, as they are searched."""

    iri: str
    name: str
    kind: str
    lead: int
    share: int
    years: tuple[int, ...]
    names: str


def page(holdings: Holdings, asked: Asked) -> Page:
    """The units, those that lead most first, or as `?sort=` has it."""
    year, wanted = asked.number("year"), skeleton(asked.text("q"))
    rows = holdings.once(f"units {year}", lambda: counted(holdings, year))
    found = [row for row in rows if wanted in row.names]
    sort = asked.text("sort") if asked.text("sort") in SORTS else "lead"
    keys = {
        "lead": lambda r: (-r.lead, -r.share, r.name),
        "share": lambda r: (-r.share, -r.lead, r.name),
        "name": lambda r: (r.name,),
    }
    found.sort(key=keys[sort])
    at = max(1, asked.number("page") or 1)
    shown = found[(at - 1) * PER_PAGE : at * PER_PAGE]
    view = {
        "rows": shown, "total": len(found), "at": at, "pages": -(-len(found) // PER_PAGE), "sort": sort, "sorts": SORTS,
        "years": sorted({d.year for d in holdings.duties if d.year}), "kinds": KIND_WORDS,
    }  # fmt: skip
    heads = ("单位", "类别", "牵头", "责任", "年度", "IRI")
    table = [
        (r.name, KIND_WORDS.get(r.kind, r.kind), r.lead, r.share, "、".join(map(str, r.years)), r.iri) for r in found
    ]
    record = [
        {"iri": r.iri, "name": r.name, "kind": r.kind, "lead": r.lead, "responsible": r.share, "years": list(r.years)}
        for r in found
    ]
    return Page("units.html", "单位", view, record, Table(heads, table), tuple(row.iri for row in shown))


def counted(holdings: Holdings, year: int | None) -> list[Row]:
    """Every unit that a task names, or one of a year."""
    lead, share, years = Counter[str](), Counter[str](), defaultdict[str, set[int]](set)
    known = {}
    for duty in holdings.duties:
        if year and duty.year != year:
            continue
        led = {h.iri for h in duty.leads}
        lead.update(led)
        share.update({h.iri for h in duty.responsible} - led)
        for holder in duty.holders:
            known[holder.iri] = holder
            years[holder.iri] |= {duty.year} if duty.year else set()
    names: dict[str, set[str]] = defaultdict(set)
    for name, iris in holdings.register.names.items():
        for iri in iris:
            names[iri].add(skeleton(name))
    for iri, holder in known.items():
        names[iri].add(skeleton(holder.name))
    return [
        Row(iri, h.name, h.kind, lead[iri], share[iri], tuple(sorted(years[iri])), "\n".join(sorted(names[iri])))
        for iri, h in known.items()
    ]
