"""Who carries how much: each unit's load in a year, against what was to be expected.

The verdict rests on the even share: `overloaded` where q < 0.05 and the load is above its share; else `too few to tell`
where even a doubled load would be missed more often than not; else `not more than expected`. Tests are one-sided, and q
is of the units of one place in one year, so that no place's verdict depends on what other places' plans are known. A
plan that restates tasks of another plan of the same year gives them out again, and they count again. The models
know nothing of a unit's remit or size: a high load is a question to ask, not a fault found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import unquote

from ...ontology.names import KIND_WORDS
from ..duties import Duty, Holder
from ..identity.lineage import Lineage
from .accounts import Account, accounts, by_place, by_year, classes
from .chances import SURE
from .conventions import breadth, busiest, weights
from .discovery import benjamini_hochberg
from .earlier import earlier_share
from .even import even_share
from .expansion import Share, expanded, unnamed
from .past import Years, past
from .records import Load, Reason, Test, Verdict
from .seats import Dealt, Finding, seats


def loads(duties: Iterable[Duty], lineage: Lineage | None = None, *, members: bool = False) -> list[Load]:
    """Give the load of every unit in every year and place, the latest year and the heaviest load first.

    `duties` are those of all years, since a year is held against the one before. With `members`, units that are named
    only as members of a group are listed too; they are never tested, nor is anyone in a plan of unknown year.
    """
    known = lineage or Lineage()
    found = [row for tasks in by_place(duties).values() for row in of_place(tasks, known, members=members)]
    return sorted(found, key=lambda row: (-(row.year or 0), -row.load, -(row.expanded or 0), row.unit, row.iri))


def of_place(duties: Iterable[Duty], lineage: Lineage, *, members: bool) -> Iterator[Load]:
    """Yield the loads that the plans of one place give."""
    years = by_year(duties)
    held = {year: accounts(tasks) for year, tasks in years.items()}
    for year, tasks in years.items():
        shares = expanded(tasks, lineage)
        yield from tested(year, tasks, held, lineage, shares)
        if members:
            named = {iri: account.holder for of_year in held.values() for iri, account in of_year.items()}
            yield from unnamed(tasks[0], shares, held[year], name_of(named, lineage))


def name_of(named: Mapping[str, Holder], lineage: Lineage) -> Callable[[str], str]:
    """How a unit is called: as a task has it, else as the authorities have it."""

    def name(iri: str) -> str:
        if iri in named:
            return named[iri].name
        return lineage.names.get(iri, (unquote(iri.rpartition("/")[2]), ""))[0]

    return name


def tested(
    year: int | None, duties: Sequence[Duty], held: Years, lineage: Lineage, shares: Mapping[str, Share]
) -> list[Load]:
    """Hold every unit of a year against both nulls, within its class."""
    dealt_out = seats(duties, held[year])
    first: dict[str, Finding] = {}
    second: dict[str, Finding] = {}
    doubts: dict[str, Reason] = {}
    for peers, members in classes(held[year].values()).items():
        dealt = Dealt(members, dealt_out[peers], past(year, members, held, lineage), dated=year is not None)
        of_class, telling = even_share(dealt)
        first |= of_class
        second |= earlier_share(dealt)
        doubts |= dict.fromkeys(of_class, dealt.untested or ("" if telling else "few tasks"))
    evens, earlier = tests("even share", first), tests("earlier share", second)
    return [
        row(year, account, (evens[iri], earlier[iri]), shares.get(iri), doubts[iri])
        for iri, account in held[year].items()
    ]


def tests(null: str, found: Mapping[str, Finding]) -> dict[str, Test]:
    """Adjust the findings of one null over all units of a place in a year."""
    adjusted = benjamini_hochberg({iri: f.p for iri, f in found.items() if f.p is not None})
    return {
        iri: Test(
            "even share" if null == "even share" else "earlier share",
            None if f.expected is None else round(f.expected, 3), f.p, adjusted.get(iri), f.p_load,
        )
        for iri, f in found.items()
    }  # fmt: skip


def verdict(test: Test, load: float, doubt: Reason) -> Verdict:
    """Say what the first test allows to say; many tasks of little weight are no overload while the load is small."""
    if test.q is not None and test.q < SURE and load > (test.expected or 0.0):
        return "overloaded"
    return "too few to tell" if doubt else "not more than expected"


def row(year: int | None, account: Account, both: tuple[Test, Test], share: Share | None, doubt: Reason) -> Load:
    """Put one unit's year together."""
    test, holder = both[0], account.holder
    said = verdict(test, account.load, doubt)
    leads, others = (share or Share()).counts((d.iri for d in account.led), (d.iri for d in account.shared))
    return Load(
        unit=holder.name, iri=holder.iri, year=year,
        lead=len(account.led), responsible=len(account.shared), load=round(account.load, 3),
        expected=test.expected, p=test.p, q=test.q, verdict=said, reason=doubt if said == "too few to tell" else "",
        place=account.place, peers=class_name(account), tests=both,
        weights=weights(account), busiest=busiest(account), breadth=breadth(account),
        expanded=round(account.load + share.load, 3) if share else None,
        expanded_lead=leads, expanded_responsible=others,
    )  # fmt: skip


def class_name(account: Account) -> str:
    """Name a class in words: whose, and what kind of body."""
    kind, scope = account.peers
    return f"{unquote(scope.rpartition('/')[2])} {KIND_WORDS.get(kind, kind)}".strip()
