"""How units stand to one another over time: the same, renamed, merged into, an office of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from ..duties import ask

if TYPE_CHECKING:
    from ..store import Store

How = Literal["same", "decided", "renamed", "merged", "split", "transferred", "proposed", "office"]
CHANGES = """
SELECT ?before ?after ?event WHERE { ?event org:originalOrganization ?before ; org:resultingOrganization ?after }"""
PARENTS = "SELECT ?unit ?parent WHERE { ?unit org:unitOf ?parent }"
MEMBERS = "SELECT ?group ?member WHERE { ?group zr:member ?member }"


@dataclass(frozen=True, slots=True)
class Tie:
    """How an earlier unit stands to a later one, how sure that is (0 to 1), and the change event that says so."""

    how: How
    confidence: float
    event: str = ""


@dataclass(frozen=True, slots=True)
class Lineage:
    """The succession of units by IRI: `heirs` of each, `parents` of offices, `members` of groups."""

    heirs: Mapping[str, tuple[tuple[str, Tie], ...]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def tie(self, earlier: str, later: str) -> Tie | None:
        """How `earlier` (of an earlier plan, or of the same year) stands to `later`; None where they are strangers."""
        if earlier == later:
            return Tie("same", 1.0)
        seen, front = {earlier}, [(earlier, Tie("same", 1.0))]
        while front:
            unit, so_far = front.pop(0)
            for heir, tie in self.heirs.get(unit, ()):
                found = Tie(tie.how, so_far.confidence * tie.confidence, tie.event)
                if heir == later:
                    return found
                if heir not in seen:
                    seen.add(heir)
                    front.append((heir, found))
        if later == self.parents.get(earlier) or earlier == self.parents.get(later):
            return Tie("office", 1.0)
        return None

    def members(self, group: str, on: str | None = None) -> tuple[str, ...]:
        """The known members of a group of units on a day, empty where they are not known."""
        del on
        return self.groups.get(group, ())


def lineage(store: Store) -> Lineage:
    """Read the succession of the units of a store."""
    heirs: dict[str, tuple[tuple[str, Tie], ...]] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for before, after, event in ask(store, CHANGES):
        heirs[before] = (*heirs.get(before, ()), (after, Tie("renamed", 1.0, event)))
    for group, member in ask(store, MEMBERS):
        groups[group] = (*groups.get(group, ()), member)
    return Lineage(heirs, {row[0]: row[1] for row in ask(store, PARENTS)}, groups)
