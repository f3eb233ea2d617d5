"""Continuity: what became of tasks from plan to plan, drawn, in chains, as links, and where they end and begin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final

from ...errors import UsageError
from ...graph.comparing import named
from ...graph.continuity.records import KINDS, Continuation, Continuity
from ...graph.report.charts import Flow, alluvial, flows
from ...graph.report.words import in_charge
from ...graph.wording import KINDS as WORDS
from ...queries.continuity import HEADS, Choice, as_json, chosen, rows
from ..library import Holdings
from ..page import Asked, Page, Table
from .paging import paged

VIEWS: Final[Mapping[str, str]] = MappingProxyType(
    {"links": "对应", "chains": "链条", "dropped": "未再出现", "new": "新出现"}
)
PER: Final[Mapping[str, int]] = MappingProxyType({"links": 50, "chains": 20, "dropped": 50, "new": 50})
FLOWS: Final = 60  # rows of the table that stands for the drawing


def page(holdings: Holdings, asked: Asked) -> Page:
    """Links, chains or ends of the years, the kind and the place that the address names, with the drawing of all."""
    place = asked_place(holdings, asked)
    start, end, kind = asked.number("from"), asked.number("to"), asked.text("kind").replace("-", " ")
    if kind and kind not in KINDS:
        raise UsageError(f"没有“{kind}”这一种类；可用 {'、'.join(k.replace(' ', '-') for k in KINDS)}")
    if start and end and start > end:
        raise UsageError(f"较早年度 {start} 晚于较晚年度 {end}；请对调")
    found = chosen(of_place(holdings.comparison.continuity, place), Choice(start, end, kind or None))
    name = asked.text("view")
    name = name if name in VIEWS else "links"
    drawn_place, moved = drawn(holdings, place, (start, end, kind))
    view = {
        "shown": paged(getattr(found, name), asked, PER[name]), "name": name, "found": found, "views": VIEWS,
        "KINDS": dict(WORDS), "years": years(holdings), "places": places(holdings), "drawn_place": drawn_place,
        "flows": moved[:FLOWS], "flows_left": max(0, len(moved) - FLOWS),
        "drawing": alluvial([d for d in holdings.duties if d.place == drawn_place], moved) if moved else None,
        "params": {"from": start or "", "to": end or "", "kind": kind, "place": place}, "in_charge": in_charge,
        "page_of": lambda link: iri_of(holdings, link),
    }  # fmt: skip
    return Page(
        "continuity.html", "延续", view, lambda: as_json(found), Table(HEADS, _rows(found)),
        tuple(iri_of(holdings, link) for link in found.links),
    )  # fmt: skip


def _rows(found: Continuity) -> Any:
    """The rows, made when they are asked for."""
    return (row for held in (found,) for row in rows(held))


def asked_place(holdings: Holdings, asked: Asked) -> str:
    """The place that the address names, in full or in part. Errors: UsageError."""
    place = asked.text("place")
    return named(place, places(holdings)) if place else ""


def places(holdings: Holdings) -> list[str]:
    """The places of all tasks."""
    return holdings.once("places", lambda: sorted({duty.place for duty in holdings.duties} - {""}))


def years(holdings: Holdings) -> list[int]:
    """The plan years, the earliest first."""
    return holdings.once("years", lambda: sorted({duty.year for duty in holdings.duties if duty.year is not None}))


def of_place(found: Continuity, place: str) -> Continuity:
    """What concerns the tasks of one place; links never lead to another."""
    if not place:
        return found
    return replace(
        found,
        links=tuple(link for link in found.links if link.earlier.place == place),
        dropped=tuple(o for o in found.dropped if o.duty.place == place),
        new=tuple(o for o in found.new if o.duty.place == place),
        chains=tuple(chain for chain in found.chains if chain.links[0].earlier.place == place),
    )


def drawn(holdings: Holdings, place: str, asked: tuple[int | None, int | None, str]) -> tuple[str, Sequence[Flow]]:
    """The place that is drawn (the one with most tasks where none is asked for) and its flows, as asked for."""
    start, end, kind = asked
    held = place or largest(holdings)
    every = holdings.once(f"flows {held}", lambda: flows_of(holdings, held))
    fitting = (
        flow
        for flow in every
        if start in {None, flow.earlier} and end in {None, flow.later} and kind in {"", flow.kind}
    )
    return held, list(fitting)


def flows_of(holdings: Holdings, place: str) -> list[Flow]:
    """The flows between the units of one place."""
    duties = [duty for duty in holdings.comparison.duties if duty.place == place]
    return flows(duties, of_place(holdings.comparison.continuity, place)) if place else []


def largest(holdings: Holdings) -> str:
    """The place that most tasks are of."""
    counts: dict[str, int] = {}
    for duty in holdings.duties:
        counts[duty.place] = counts.get(duty.place, 0) + 1
    return max(sorted(counts), key=lambda place: counts[place], default="")


def iri_of(holdings: Holdings, link: Continuation) -> str:
    """The IRI of a link."""
    return holdings.namer.derived("continuation", link.earlier.iri, link.later.iri)
