"""The maps: a page that frames each, and the drawing itself as a document of its own."""

from __future__ import annotations

from typing import Final

from ...graph.maps.known import known
from ...graph.maps.page import page as drawn
from ...graph.maps.records import VIEWS, View
from ..addresses import path_of
from ..library import Holdings
from ..page import Asked, Page, Table

NAMES: Final = {"duties": "任务与单位", "partners": "单位协作", "continuity": "各年延续"}


def page(holdings: Holdings, asked: Asked) -> Page:
    """The chosen view in a frame."""
    view = view_of(asked.text("view"))
    rows = [(duty.year, duty.title, duty.iri) for duty in holdings.duties]
    record = [{"view": name, "title": NAMES[name]} for name in VIEWS]
    return Page("map.html", "地图", {"view": view, "views": NAMES}, record, Table(("年度", "任务", "IRI"), rows))


def view_of(name: str) -> View:
    """The view of this name, the first where there is none."""
    return next((view for view in VIEWS if view == name), VIEWS[0])


def drawing(holdings: Holdings, view: View) -> str:
    """A map as a document of its own, its tasks and units linked to their pages."""

    def made() -> str:
        base = holdings.namer.base
        links = holdings.comparison.continuity.links if view == "continuity" else ()
        told = known(holdings.register.names, links)
        layouts = holdings.folder / "maps"
        return drawn(holdings.duties, view, known=told, link=lambda iri: path_of(base, iri), layouts=layouts)

    return holdings.once(f"map {view}", made)
