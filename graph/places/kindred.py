"""The part of the units' succession that can matter to some units: all that any question about them comes upon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..identity.lineage import Lineage, Tie
from ..identity.relatives import relatives


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


def bonds(lineage: Lineage, units: Iterable[str]) -> dict[tuple[str, str], str]:
    """Every two of these units that may be tied, with all that is come upon when they are asked about.

    While that is the same, so is every tie of the two; of two that are not among these there is none.
    """
    near = relatives(lineage, units)
    return {
        (one, other): bond(lineage, one, other) for one in sorted(near) for other in sorted(near[one]) if one < other
    }


def bond(lineage: Lineage, one: str, other: str) -> str:
    """All that any question about two units comes upon, in one fixed order, without changes that lead elsewhere."""
    units = upwards(lineage, (one, other))
    bodies = {lineage.canonical(unit) for unit in units}
    steps = leading(lineage, bodies)
    known = bodies | steps.keys()
    about = [(u, lineage.canonical(u), lineage.parents.get(u), lineage.names.get(u, ("",))[0]) for u in units]
    return repr((about, sorted(steps.items()), sorted(pair for pair in lineage.apart if known.issuperset(pair))))


def upwards(lineage: Lineage, units: Iterable[str]) -> list[str]:
    """Units with the bodies that they are offices of, and those that these are."""
    found: dict[str, None] = {}
    for unit in units:
        above: str | None = unit
        while above is not None and above not in found:
            found[above] = None
            above = lineage.parents.get(above)
    return list(found)


def leading(lineage: Lineage, bodies: set[str]) -> Mapping[str, Sequence[tuple[str, Tie]]]:
    """The steps from any of these bodies, over whatever others, to any of them."""
    after, waiting = set(bodies), list(bodies)
    while waiting:
        new = {heir for heir, _ in lineage.heirs.get(waiting.pop(), ())} - after
        after |= new
        waiting += new
    live = set(bodies)
    while more := {u for u in after - live if any(heir in live for heir, _ in lineage.heirs.get(u, ()))}:
        live |= more
    steps = {unit: [(heir, tie) for heir, tie in lineage.heirs.get(unit, ()) if heir in live] for unit in live}
    return {unit: ties for unit, ties in steps.items() if ties}
