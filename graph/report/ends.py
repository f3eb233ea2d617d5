"""Where tasks end and begin: what no later plan of the place carries on, what comes from no earlier one.

The graph's `dropped` looks at the next plan year only. A report counts as dropped what no later year has at all, in its
chart and its tables alike; what skips a year is told apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..continuity.records import Continuity, Outcome


@dataclass(frozen=True, slots=True)
class Ends:
    """Tasks without any later (`dropped`) or earlier (`new`) counterpart; and those that have one beyond the next year.

    `again` are tasks that the next plan year lacks and a later one has; `older` those that the year before lacks and an
    earlier one has.
    """

    dropped: tuple[Outcome, ...]
    new: tuple[Outcome, ...]
    again: tuple[Outcome, ...]
    older: tuple[Outcome, ...]


def ends(continuity: Continuity) -> Ends:
    """Part the outcomes; a task whose twin in another plan of its year is linked counts as linked itself."""
    across = [link for link in continuity.links if link.earlier.year != link.later.year]
    onward = twinned({link.earlier.iri for link in across}, continuity)
    inward = twinned({link.later.iri for link in across}, continuity)
    return Ends(
        tuple(o for o in continuity.dropped if o.duty.iri not in onward),
        tuple(o for o in continuity.new if o.duty.iri not in inward),
        tuple(o for o in continuity.dropped if o.duty.iri in onward),
        tuple(o for o in continuity.new if o.duty.iri in inward),
    )


def twinned(held: Iterable[str], continuity: Continuity) -> set[str]:
    """These tasks and those that restate them in their own year."""
    first, found = frozenset(held), set(held)
    for link in continuity.links:
        if link.kind == "restated" and not first.isdisjoint((link.earlier.iri, link.later.iri)):
            found |= {link.earlier.iri, link.later.iri}
    return found
