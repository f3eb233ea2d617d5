"""The members of groups of units, as of a day, and counts with groups expanded into them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ...ontology.iris import Namer, segment
from ...ontology.ntriples import literal
from ...ontology.terms import Zr, prefixed
from ..duties import Asked, Duty, Holder, ask

if TYPE_CHECKING:
    from .lineage import Lineage

MEMBERS = """
SELECT ?group ?member ?since ?until WHERE {
  ?group zr:member ?member .
  OPTIONAL { ?m a org:Membership ; org:organization ?group ; org:member ?member
             OPTIONAL { ?m zr:since ?since } OPTIONAL { ?m zr:until ?until } }
}"""
Tenure = tuple[str, str]
Tenures = Mapping[tuple[str, str], tuple[Tenure, ...]]


def tenures(store: Asked) -> tuple[dict[str, tuple[str, ...]], Tenures]:
    """The members of each group of a store, and of those whose time is known, from when until when."""
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    times: dict[tuple[str, str], tuple[Tenure, ...]] = {}
    for group, member, since, until in ask(store, MEMBERS):
        groups[group][member] = None
        if since or until:
            times[group, member] = (*times.get((group, member), ()), (since, until))
    return {group: tuple(members) for group, members in groups.items()}, times


def held(times: tuple[Tenure, ...] | None, on: str | None) -> bool:
    """Whether a member belonged on a day; on no day means ever, and a day is compared as exactly as it is given."""
    if not times or not on:
        return True
    from ...ontology.forms import before

    return any(not before(on, since) and not (until and before(until, on)) for since, until in times)


def expanded(duty: Duty, lineage: Lineage, *, leads: bool | None = None) -> tuple[Holder, ...]:
    """Who a task names, groups replaced by their members in the plan's year; each unit once, leads first.

    `leads` asks for those who lead, or (False) for the others alone. A group whose members are not known stays itself.
    """
    wanted = duty.holders if leads is None else duty.leads if leads else duty.responsible
    found: dict[str, Holder] = {}
    for holder in wanted:
        for one in _opened(holder, lineage, str(duty.year) if duty.year else None):
            found.setdefault(one.iri, one)
    return tuple(found.values())


def _opened(holder: Holder, lineage: Lineage, on: str | None) -> Iterator[Holder]:
    members = lineage.members(holder.iri, on) if holder.group else ()
    if not members:
        yield holder
    for member in members:
        name, kind = lineage.names.get(member, (member, ""))
        yield Holder(member, name, holder.printed, kind=kind, parent=lineage.parents.get(member, ""))


def groups(namer: Namer) -> set[str]:
    """The groups (terms) that the cities' files know."""
    from ...ontology.bodies import bodies

    return {f"<{namer.unit(body.key, '')}>" for body in bodies() if body.group}


def memberships(described: Iterable[str], namer: Namer) -> Iterator[str]:
    """Lines on the members of the described groups whose time the cities' files tell."""
    units = {line.partition(" ")[0] for line in described}
    from ...ontology.bodies import bodies

    for body in bodies():
        group = namer.unit(body.key, "")
        if not body.group or f"<{group}>" not in units:
            continue
        for n, (member, since, until) in enumerate(body.tenures, 1):
            me = f"<{group}/member/{segment(str(n))}>"
            yield f"{me} <{prefixed('rdf:type')}> <{prefixed('org:Membership')}>"
            yield f"{me} <{prefixed('org:organization')}> <{group}>"
            yield f"{me} <{prefixed('org:member')}> <{namer.unit(member, '')}>"
            yield from (f"{me} <{term}> {literal(day)}" for term, day in ((Zr.since, since), (Zr.until, until)) if day)
