"""What share a unit had in the earlier plan: the places of those it comes from, in the latest earlier year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ..identity.lineage import Lineage
from .accounts import Account, places_of

BODILY: Final = ("same", "decided", "renamed", "merged")
Years = Mapping[int | None, Mapping[str, Account]]


@dataclass(frozen=True, slots=True)
class Past:
    """The earlier year, and the places (leads, others) that each unit of a class held in it, itself or as it was.

    `crowd` is how many units of the class shared a task then, on average over the places.
    """

    year: int
    held: Mapping[str, tuple[int, int]]
    crowd: float = 1.0


def origins(earlier: Mapping[str, Account], later: Mapping[str, Account], lineage: Lineage) -> dict[str, list[str]]:
    """Of every later unit, the earlier units that it is: itself, or those that were renamed to it or merged into it.

    A unit that is still named is itself only; one that was split, or of which a function went elsewhere, is no one.
    """
    found: dict[str, list[str]] = {iri: [iri] for iri in later if iri in earlier}
    for old in sorted(earlier.keys() - later.keys()):
        for new in later:
            tie = lineage.tie(old, new)
            if tie and tie.how in BODILY:
                found.setdefault(new, []).append(old)
    return found


def past(year: int | None, members: Sequence[Account], years: Years, lineage: Lineage) -> Past | None:
    """The latest earlier year in which a class (by those it comes from) held a place; None where there is none."""
    if year is None:
        return None
    now = {account.holder.iri: account for account in members}
    for before in sorted((y for y in years if y is not None and y < year), reverse=True):
        came = origins(years[before], now, lineage)
        if came:
            held = {new: [years[before][old] for old in olds] for new, olds in came.items()}
            return Past(before, {new: places_of(olds) for new, olds in held.items()}, crowd(held.values()))
    return None


def crowd(held: Iterable[Sequence[Account]]) -> float:
    """How many of these units share a task, on average over their places."""
    sizes = Counter(duty.iri for olds in held for account in olds for duty in account.duties)
    return sum(size**2 for size in sizes.values()) / sizes.total()
