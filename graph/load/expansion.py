"""Groups opened: what falls to each member of a group of units whose members are known."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..duties import Duty
from ..identity.lineage import Lineage
from .accounts import seated, weight
from .records import Load


@dataclass(slots=True)
class Share:
    """What comes to one unit through groups: its part of their places, and the tasks they lead and share."""

    load: float = 0.0
    led: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)

    def counts(self, led: Iterable[str] = (), shared: Iterable[str] = ()) -> tuple[int, int]:
        """How many tasks it leads and how many it only shares, those of its own among them."""
        leads = self.led | set(led)
        return len(leads), len((self.shared | set(shared)) - leads)


def expanded(duties: Iterable[Duty], lineage: Lineage) -> dict[str, Share]:
    """Give every member of a known group its own share of the group's place: the place's weight by their number."""
    found: dict[str, Share] = {}
    for duty in duties:
        leads, sharers = seated(duty)
        for iri, holder in {**sharers, **leads}.items():
            if not holder.group:
                continue
            members = lineage.members(iri, str(duty.year) if duty.year else None)
            for member in members:
                share = found.setdefault(member, Share())
                share.load += weight(iri in leads, len(sharers)) / len(members)
                share.led |= {duty.iri} if iri in leads else set()
                share.shared |= {duty.iri} if iri in sharers else set()
    return found


def unnamed(
    task: Duty, shares: Mapping[str, Share], held: Container[str], name: Callable[[str], str]
) -> Iterator[Load]:
    """Units that no task of the year and place of this one names but through a group; their other work is unknown."""
    for iri, share in sorted(shares.items()):
        if iri not in held:
            led, shared = share.counts()
            yield Load(
                unit=name(iri), iri=iri, year=task.year, place=task.place, lead=0, responsible=0, load=0.0,
                expected=None, p=None, q=None, verdict="too few to tell", reason="group only",
                expanded=round(share.load, 3), expanded_lead=led, expanded_responsible=shared,
            )  # fmt: skip
