"""Where tasks end and begin: what no later plan of the place carries on, what comes from no earlier one.

The graph's `dropped` looks at the next plan year only. A report counts as dropped what no later year has at all, in its
chart and its tables alike; what skips a year is told apart.
"""

from __future__ import annotations

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
    """Part the outcomes by whether another plan year has the task after all."""
    return Ends(
        tuple(o for o in continuity.dropped if o.resumed is None),
        tuple(o for o in continuity.new if o.resumed is None),
        tuple(o for o in continuity.dropped if o.resumed is not None),
        tuple(o for o in continuity.new if o.resumed is not None),
    )
