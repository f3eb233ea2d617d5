"""All plans of a store held against one another: continuity, conflicts, and what a comparison rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .conflicts import Conflict, conflicts
from .continuity.records import Continuity
from .duties import Duty, duties
from .identity.lineage import Lineage, lineage
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
    found = Continuity()
    return Comparison(tuple(held), line, found, tuple(conflicts(found.links, line)))
