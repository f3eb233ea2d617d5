"""What each unit holds in a year: its tasks, each with the one place that it has in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..duties import Duty, Holder

Peers = tuple[str, str]
WITHIN_PARENT = ("office", "institution")


@dataclass(slots=True)
class Account:
    """The tasks that one unit leads and shares in one year.

    `places` holds one pair a task: whether it leads there, and among how many responsible units it stands.
    """

    holder: Holder
    led: list[Duty] = field(default_factory=list)
    shared: list[Duty] = field(default_factory=list)
    places: list[tuple[bool, int]] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The place whose plans name it: accounts are kept a place at a time."""
        return self.duties[0].place

    @property
    def peers(self) -> Peers:
        """The class it is compared within: its kind, in the bureau that it is an office of, else in the place."""
        inner = self.holder.parent and self.holder.kind in WITHIN_PARENT
        return self.holder.kind, self.holder.parent if inner else self.place

    @property
    def load(self) -> float:
        """A lead counts 1, a place among k responsible units 1/k."""
        return sum(weight(*place) for place in self.places)

    @property
    def duties(self) -> list[Duty]:
        """Every task that names it, once."""
        return list({duty.iri: duty for duty in (*self.led, *self.shared)}.values())


def weight(lead: bool, among: int) -> float:  # noqa: FBT001 -- the two parts of a place
    """Weigh a place by the first convention."""
    return 1.0 if lead else 1.0 / among


def by_place(duties: Iterable[Duty]) -> dict[str, list[Duty]]:
    """Split tasks by the place of their plan, in a fixed order; those of no known place are together."""
    found: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.place].append(duty)
    return {place: found[place] for place in sorted(found)}


def by_year(duties: Iterable[Duty]) -> dict[int | None, list[Duty]]:
    """Split tasks by year, the latest year first, those of no year last."""
    found: dict[int | None, list[Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.year].append(duty)
    return {year: found[year] for year in sorted(found, key=lambda year: -(year or 0))}


def seated(duty: Duty) -> tuple[dict[str, Holder], dict[str, Holder]]:
    """Who leads and who shares a task, each once; groups are among them. Who leads and shares, leads."""
    leads = {h.iri: h for h in duty.leads}
    return leads, {h.iri: h for h in duty.responsible if h.iri not in leads}


def accounts(duties: Iterable[Duty]) -> dict[str, Account]:
    """Add up what every unit holds, by IRI in a fixed order; a group is no single body and has no account."""
    held: dict[str, Account] = {}
    for duty in duties:
        leads, sharers = seated(duty)
        for iri, holder in {**sharers, **leads}.items():
            if holder.group:
                continue
            account = held.setdefault(iri, Account(holder))
            account.places.append((iri in leads, len(sharers)))
            if iri in leads:
                account.led.append(duty)
            if iri in sharers:
                account.shared.append(duty)
    return {iri: held[iri] for iri in sorted(held)}


def classes(held: Iterable[Account]) -> dict[Peers, list[Account]]:
    """Gather accounts by class, in a fixed order."""
    found: dict[Peers, list[Account]] = defaultdict(list)
    for account in held:
        found[account.peers].append(account)
    return {key: found[key] for key in sorted(found)}


def places_of(held: Iterable[Account]) -> tuple[int, int]:
    """How many leads and how many other places these units hold together."""
    places = [lead for account in held for lead, _ in account.places]
    return sum(places), len(places) - sum(places)
