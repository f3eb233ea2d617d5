"""What a store knows besides its tasks that a map can tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..continuity.records import Continuation
from .records import Known


def known(names: Mapping[str, Sequence[str]], links: Sequence[Continuation] = ()) -> Known:
    """The names of the units, from those that each name may mean; for the view `continuity` what carried on what."""
    by_unit: dict[str, set[str]] = defaultdict(set)
    for name, units in names.items():
        for unit in units:
            by_unit[unit].add(name)
    return Known(tuple(links), {unit: tuple(sorted(held)) for unit, held in sorted(by_unit.items())})
