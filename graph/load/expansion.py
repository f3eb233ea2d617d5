"""Groups opened: what falls to each member of a group of units whose members are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from ..duties import Duty, Holder
from ..identity.lineage import Lineage
from .accounts import seated, weight
from .past import Years
from .records import Load


@dataclass(slots=True)
class Share:
    """What comes to one unit through groups: its part of their places, and the tasks they lead and share."""

    load: float = 0.0
    led: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)


def expanded(duties: Iterable[Duty], lineage: Lineage) -> dict[str, Share]:
    """Give every member of a known group its own share of the group's place: the place's weight by their number."""
    found: dict[str, Share] = {}
    for duty in duties:
        leads, sharers = seated(duty)
        for iri, holder in {**sharers, **leads}.items():
            if not holder.group:
                continue
            members = lineage.members(iri, f"{duty.year}-12-31" if duty.year else None)
            for member in members:
                share = found.setdefault(member, Share())
                share.load += weight(iri in leads, len(sharers)) / len(members)
                (share.led if iri in leads else share.shared).add(duty.iri)
    return found


def unnamed(year: int | None, held: Years, shares: Mapping[str, Share]) -> list[Load]:
    """Units of a year that no task names but through a group; what they carry else is not known."""
    names: dict[str, Holder] = {iri: account.holder for of_year in held.values() for iri, account in of_year.items()}
    return [
        Load(
            unit=names[iri].name if iri in names else unquote(iri.rpartition("/")[2]), iri=iri, year=year,
            lead=0, responsible=0, load=0.0, expected=0.0, p=None, q=None, verdict="too few to tell",
            expanded=round(share.load, 3), expanded_lead=len(share.led), expanded_responsible=len(share.shared),
        )
        for iri, share in sorted(shares.items())
        if iri not in held[year]
    ]  # fmt: skip
