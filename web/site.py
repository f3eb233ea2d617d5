"""Which page stands where: by its path, and for a thing by what kind of thing its IRI names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from .library import Holdings
from .page import Asked, Page
from .pages import (
    calendar,
    conflicts,
    continuation,
    continuity,
    decisions,
    findings,
    home,
    ledger,
    load,
    maps,
    plan,
    policy,
    search,
    thing,
    unit,
    units,
)

Maker = Callable[[Holdings, Asked], Page]


# A page by its path.
PAGES: Final[Mapping[str, Maker]] = MappingProxyType(
    {
        "/": home.page,
        "/search": search.page,
        "/units": units.page,
        "/map": maps.page,
        "/ledger": ledger.page,
        "/continuity": continuity.page,
        "/load": load.page,
        "/conflicts": conflicts.page,
        "/calendar": calendar.page,
        "/findings": findings.page,
        "/decisions": decisions.page,
    }
)
# A page of a thing, by the start of its IRI after the base; the longest that fits.
THINGS: Final[Mapping[str, Maker]] = MappingProxyType(
    {
        "": thing.page,
        "id/unit/": unit.page,
        "id/plan/": plan.page,
        "id/policy/": policy.page,
        "id/continuation/": continuation.page,
    }
)


def maker_of(local: str) -> Maker:
    """The page of the thing whose IRI is the base and then `local`."""
    fitting = max((start for start in THINGS if local.startswith(start)), key=len)
    return THINGS[fitting]
