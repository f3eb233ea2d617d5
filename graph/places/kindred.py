"""The part of the units' succession that can matter to some units: all that any question about them comes upon."""

from __future__ import annotations

from collections.abc import Iterable

from ..identity.lineage import Lineage


def kindred(lineage: Lineage, units: Iterable[str]) -> Lineage:
    """A lineage that answers every question about these units as the whole does, and knows of nothing else.

    With a unit go the one that stands for it, its heirs, its parent, and theirs; with a group its members.
    """
    known: set[str] = set()
    waiting = set(units)
    while waiting:
        known |= waiting
        waiting = {near for unit in waiting for near in _near(lineage, unit)} - known
    groups = {unit: lineage.groups[unit] for unit in sorted(known) if unit in lineage.groups}
    return Lineage(
        heirs={unit: lineage.heirs[unit] for unit in sorted(known) if unit in lineage.heirs},
        parents={unit: lineage.parents[unit] for unit in sorted(known) if unit in lineage.parents},
        groups=groups,
        ones={unit: lineage.ones[unit] for unit in sorted(known) if unit in lineage.ones},
        apart=frozenset(pair for pair in lineage.apart if known.issuperset(pair)),
        names={unit: lineage.names[unit] for unit in sorted(known) if unit in lineage.names},
        tenures={
            (group, member): lineage.tenures[group, member]
            for group, members in groups.items() for member in members if (group, member) in lineage.tenures
        },
    )  # fmt: skip


def _near(lineage: Lineage, unit: str) -> Iterable[str]:
    yield lineage.canonical(unit)
    yield from (heir for heir, _ in lineage.heirs.get(unit, ()))
    if unit in lineage.parents:
        yield lineage.parents[unit]


def told(lineage: Lineage) -> str:
    """Everything that a lineage says, in one fixed order."""
    parts = lineage.heirs, lineage.parents, lineage.groups, lineage.ones, lineage.names, lineage.tenures
    return repr([*(sorted(part.items()) for part in parts), sorted(lineage.apart)])
