"""What is not as it was between a task and its continuation: units, deadline, targets."""

from __future__ import annotations

from ..duties import Duty, Goal, Holder
from ..measured import differ, paired
from .kinship import Kinship, unique
from .records import Changes

MOST = 100  # targets of one task that are compared


def changes(earlier: Duty, later: Duty, kin: Kinship) -> Changes:
    """Compare two tasks; a unit that was renamed, merged or is named by its office is neither out nor in.

    Where one of them names no lead, the other's leads are looked for among all of its units.
    """
    both = earlier, later

    def strangers(these: tuple[Holder, ...], those: tuple[Holder, ...]) -> tuple[str, ...]:
        return tuple(one.printed for one in unique(these) if not any(kin.of(one, other, both) for other in those))

    return Changes(
        leads_in=strangers(later.leads, earlier.leads or earlier.holders),
        leads_out=strangers(earlier.leads, later.leads or later.holders),
        units_in=strangers(later.holders, earlier.holders),
        units_out=strangers(earlier.holders, later.holders),
        deadline=deadline(earlier, later),
        targets=targets(earlier.goals, later.goals),
    )


def deadline(earlier: Duty, later: Duty) -> tuple[str | None, str | None] | None:
    """Both deadlines where they differ; the same day of each plan's own year is the same deadline."""
    if when(earlier) == when(later):
        return None
    return earlier.deadline, later.deadline


def when(duty: Duty) -> tuple[int, str] | str | None:
    """A deadline as years after the plan's and the day, or its words where no day is known."""
    if duty.due is None or duty.year is None:
        return duty.deadline
    return int(duty.due[:4]) - duty.year, duty.due[4:]


def targets(earlier: tuple[Goal, ...], later: tuple[Goal, ...]) -> tuple[tuple[str, str], ...]:
    """Targets of the same thing with another value or comparator, in the order of the earlier text."""
    found = sorted(paired(earlier[:MOST], later[:MOST]), key=lambda both: both[0].start)
    moved = ((a.words, b.words) for a, b in found if differ(a, b) or a.comparator != b.comparator)
    return tuple(dict.fromkeys(moved))
