"""All plans of a store held against one another: continuity, conflicts, and what a comparison rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..ontology.iris import Namer
from .conflicts import Conflict, conflicts
from .continuity.records import Continuity
from .continuity.trace import continuity
from .duties import Duty, duties
from .identity.lineage import Lineage, lineage
from .load.loads import loads
from .statements import of_conflicts, of_continuity, of_loads
from .store import Store


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comes of comparing: the tasks, the units' succession, what was carried on, what differs within a year."""

    duties: tuple[Duty, ...]
    lineage: Lineage
    continuity: Continuity
    conflicts: tuple[Conflict, ...]


def comparison(store: Store) -> Comparison:
    """Compare the plans of a store."""
    held: Sequence[Duty] = duties(store)
    line = lineage(store)
    found = continuity(held, line)
    return Comparison(tuple(held), line, found, tuple(conflicts(found.links, line)))


def facts(store: Store, namer: Namer) -> dict[str, set[str]]:
    """The derived graphs, by name, as N-Triples lines without full stop."""
    found = comparison(store)
    return {
        namer.continuity: set(of_continuity(found.continuity, namer)),
        namer.conflicts: set(of_conflicts(found.conflicts, namer)),
        namer.loads: set(of_loads(loads(found.duties, found.lineage), namer)),
    }
