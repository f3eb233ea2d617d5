"""What a store knows besides its tasks that a map can tell."""

from __future__ import annotations

from collections import defaultdict

from ..duties import register
from ..store import Store
from .records import Known, View


def known(store: Store, view: View) -> Known:
    """The names of the units; for the view `continuity` also what carried on what, which takes longest."""
    from ..comparing import comparison

    names: dict[str, set[str]] = defaultdict(set)
    for name, units in register(store).names.items():
        for unit in units:
            names[unit].add(name)
    links = comparison(store).continuity.links if view == "continuity" else ()
    return Known(links, {unit: tuple(sorted(held)) for unit, held in sorted(names.items())})
