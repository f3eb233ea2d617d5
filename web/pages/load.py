"""Load: who carries how much, how units hang together, where the plans are silent."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, Final, TypeVar

from ...graph.load.records import GAP_WORDS, GAPS, Load, Silence, Standing
from ...queries import burdenrows
from ..library import Holdings
from ..page import Asked, Page, Table
from .paging import paged

Row = TypeVar("Row", Load, Silence, Standing)
VIEWS: Final[Mapping[str, str]] = MappingProxyType({"load": "负荷", "network": "协作网络", "silent": "未写明之处"})
PER_YEAR: Final = "all"  # the year that stands for all
# What a table can be sorted by: the parameter's value, the head, the key; names ascend, numbers descend.
LOAD_HEADS: Final[tuple[tuple[str, str, Callable[[Load], Any]], ...]] = (
    ("unit", "单位", lambda x: x.unit),
    ("lead", "牵头（项）", lambda x: x.lead),
    ("responsible", "责任（项）", lambda x: x.responsible),
    ("load", "负荷", lambda x: x.load),
    ("expected", "均分", lambda x: x.expected),
    ("p", "p", lambda x: x.p),
    ("q", "q", lambda x: x.q),
    ("verdict", "结论", lambda x: ("overloaded", "not more than expected", "too few to tell").index(x.verdict)),
)
STANDING_HEADS: Final[tuple[tuple[str, str, Callable[[Standing], Any]], ...]] = (
    ("unit", "单位", lambda s: s.unit),
    ("strength", "共担", lambda s: s.strength),
    ("partners", "伙伴", lambda s: s.partners),
    ("bridging", "桥梁", lambda s: s.bridging),
    ("orphans", "瓶颈", lambda s: s.orphans),
    ("circle", "圈子", lambda s: s.circle),
)
UPWARD: Final = frozenset({"unit", "p", "q", "verdict", "circle"})


def page(holdings: Holdings, asked: Asked) -> Page:
    """One of the three looks, of the year, the place and the unit that the address names."""
    name = asked.text("view")
    return {"network": network, "silent": silent}.get(name, table)(holdings, asked)


def frame(holdings: Holdings, asked: Asked, name: str) -> dict[str, Any]:
    """What all three looks show: the years and places to choose from, what is chosen."""
    years = sorted({duty.year for duty in holdings.duties if duty.year is not None}, reverse=True)
    year = asked.text("year") or (str(years[0]) if years else PER_YEAR)
    places = sorted({duty.place for duty in holdings.duties} - {""})
    chosen = {"year": year, "place": asked.text("place"), "unit": asked.text("unit")}
    return {"name": name, "views": VIEWS, "years": years, "places": places, **chosen}


def kept(found: Sequence[Row], frame: Mapping[str, Any]) -> list[Row]:
    """What is of the year, the place and the unit asked for; a unit by its name or a part of it."""
    year, place, unit = frame["year"], frame["place"], frame["unit"]
    return [
        row
        for row in found
        if (year == PER_YEAR or str(row.year) == year)
        and place in {"", row.place}
        and (not unit or unit in row.unit or unit == row.iri)
    ]


def ranked(found: list[Any], heads: Sequence[tuple[str, str, Callable[[Any], Any]]], by: str) -> list[Any]:
    """Sort rows by a head's value; those that have none come last."""
    key = next((key for name, _, key in heads if name == by), None)
    if key is None:
        return found
    known = [row for row in found if key(row) is not None]
    return [*sorted(known, key=key, reverse=by not in UPWARD), *(row for row in found if key(row) is None)]


def table(holdings: Holdings, asked: Asked) -> Page:
    """The units by load."""
    view = frame(holdings, asked, "load")
    by = asked.text("sort") or "load"
    found: list[Load] = ranked(kept(holdings.loads, view), LOAD_HEADS, by)
    view |= {"shown": paged(found, asked), "heads": LOAD_HEADS, "by": by, "UPWARD": UPWARD, "chance": burdenrows.chance}
    rows = map(burdenrows.full, found)
    return Page(
        "load.html", "负荷", view, lambda: [asdict(x) for x in found], Table(burdenrows.LOADS, rows),
        tuple(holdings.namer.derived("load", x.iri, str(x.year), x.place) for x in found),
    )  # fmt: skip


def network(holdings: Holdings, asked: Asked) -> Page:
    """The units by standing in the network of shared tasks."""
    from ...graph.load.network import standings

    every = holdings.once(
        "standings", lambda: tuple(standings(holdings.comparison.duties, holdings.comparison.lineage))
    )
    view = frame(holdings, asked, "network")
    by = asked.text("sort") or "strength"
    found: list[Standing] = ranked(kept(every, view), STANDING_HEADS, by)
    view |= {"shown": paged(found, asked), "heads": STANDING_HEADS, "by": by, "UPWARD": UPWARD}
    rows = ([*burdenrows.standing(s), s.place] for s in found)
    return Page(
        "load.html", "负荷", view, lambda: [asdict(s) for s in found], Table((*burdenrows.STANDING, "地方"), rows),
        tuple(dict.fromkeys(s.iri for s in found)),
    )  # fmt: skip


def silent(holdings: Holdings, asked: Asked) -> Page:
    """What the plans do not say, by kind."""
    from ...graph.load.silence import silences

    every = holdings.once("silences", lambda: tuple(silences(holdings.duties)))
    view = frame(holdings, asked, "silent")
    of_year = kept(every, view)
    counts = [(gap, GAP_WORDS[gap], sum(s.gap == gap for s in of_year)) for gap in GAPS]
    gap = asked.text("gap") if asked.text("gap") in GAPS else ""
    found = [s for s in of_year if gap in {"", s.gap}]
    view |= {"shown": paged(found, asked), "counts": counts, "gap": gap, "GAP_WORDS": GAP_WORDS}
    return Page(
        "load.html", "负荷", view, lambda: list(map(burdenrows.silence_record, found)),
        Table(burdenrows.SILENT, burdenrows.silent(found)),
        tuple(dict.fromkeys(duty.iri for s in found for duty in s.duties)),
    )  # fmt: skip
