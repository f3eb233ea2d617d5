"""Where a plan is silent: tasks without a lead, a deadline or a basis, units that never lead or lead all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..duties import Duty
from .accounts import Account, accounts, by_place, by_year
from .records import GAPS, Gap, Silence

FEW = 3


def silences(duties: Iterable[Duty]) -> list[Silence]:
    """List what the plans do not say, the latest year first: of each task in the order of the plan, then of each unit.

    A due time without a day (汛前, 长期) is no deadline. A unit is said to lead all in one month where at least `FEW`
    tasks that it leads have a day, all of them in one month; of a group nothing is said. Places are kept apart, so that
    a unit that plans of two places name may be said to be silent in each.
    """
    found: list[Silence] = []
    split = (years for of_place in by_place(duties).values() for years in by_year(of_place).items())
    for year, tasks in split:
        found += [Silence(gap, year, (duty,)) for gap in GAPS[:3] for duty in tasks
                  if lacks(duty, gap)]  # fmt: skip
        for account in accounts(tasks).values():
            found += of_unit(year, account)
    return sorted(found, key=lambda s: (-(s.year or 0), GAPS.index(s.gap)))


def lacks(duty: Duty, gap: Gap) -> bool:
    """Whether a task leaves this open."""
    return not {"no lead": duty.leads, "no deadline": duty.due, "no basis": duty.bases}[gap]


def of_unit(year: int | None, account: Account) -> Iterator[Silence]:
    """Yield what is to be asked of one unit's year."""
    holder = account.holder
    if not account.led:
        yield Silence("never leads", year, tuple(account.shared), holder.name, holder.iri)
    dated = [duty for duty in account.led if duty.due]
    if len(dated) >= FEW and len({(duty.due or "")[:7] for duty in dated}) == 1:
        yield Silence("one month", year, tuple(dated), holder.name, holder.iri)
