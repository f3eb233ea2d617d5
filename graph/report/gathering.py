"""Everything that a report shows, gathered from a store."""

from __future__ import annotations

from ..comparing import comparison
from ..load.loads import loads
from ..load.network import standings
from ..load.silence import silences
from ..store import Store
from .records import ReportData, sources, versions


def gathered(store: Store) -> ReportData:
    """Gather a report's data: everything is computed from the store as it stands."""
    found = comparison(store)
    return ReportData(
        sources=sources(store),
        duties=found.duties,
        continuity=found.continuity,
        loads=tuple(loads(found.duties, found.lineage)),
        standings=tuple(standings(found.duties, found.lineage)),
        silences=tuple(silences(found.duties)),
        conflicts=found.conflicts,
        versions=versions(),
    )
