"""How much of what was planted zeren finds, and how much of what it finds was planted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from zeren.graph.continuity.records import KINDS, Continuation
from zeren.graph.load.loads import loads

from .grown import Grown, Task
from .rates import Rate, rate

if TYPE_CHECKING:
    from zeren.graph.comparing import Comparison


def rates(grown: Grown, known: Comparison) -> Iterator[Rate]:
    """What is found of everything planted."""
    yield from continuations(grown, known.continuity.links)
    yield from ends(grown, known)
    yield clashes(grown, known)
    yield overloads(grown, known)


def continuations(grown: Grown, links: tuple[Continuation, ...]) -> Iterator[Rate]:
    """Links by kind: planted ones join neighbouring years; a found one is right where both tasks are one in truth."""
    found = {(grown.task(link.earlier), grown.task(link.later)): link for link in links}
    known = {pair for pair in found if None not in pair}
    right = {pair for pair in known if is_one(grown, pair)}
    planted = [((at, link.earlier), (at, link.later), link.kind)
               for at, history in enumerate(grown.histories) for link in history.links]  # fmt: skip
    either = {*found, *((later, earlier) for earlier, later in found)}
    for kind in KINDS:
        own = {(a, b) for a, b, planted_kind in planted if planted_kind == kind}
        of_kind = {pair for pair, link in found.items() if link.kind == kind}
        yield Rate(f"linked: {kind}", len(own), len(own & either), len(of_kind), len(of_kind & right))
    own = {(a, b) for a, b, _ in planted}
    yield Rate("linked: all", len(own), len(own & either), len(found), len(right))
    yield from named(found, planted)
    yield from renamed(grown, found, planted)
    yield handoffs(grown, found, planted)


def is_one(grown: Grown, pair: tuple[Task | None, Task | None]) -> bool:
    one, other = pair
    return one is not None and other is not None and one[0] == other[0] and grown.kin[one[0]].one(one[1], other[1])


def named(
    found: Mapping[tuple[Task | None, Task | None], Continuation], planted: list[tuple[Task, Task, str]]
) -> Iterator[Rate]:
    """The kind that a link is given, of the planted links that are found."""
    for kind in KINDS:
        held = {(a, b): told for a, b, told in planted if (a, b) in found}
        of_kind = {pair for pair, told in held.items() if told == kind}
        given = {pair for pair in held if found[pair].kind == kind}
        yield rate(f"called: {kind}", of_kind, given)


def renamed(
    grown: Grown, found: Mapping[tuple[Task | None, Task | None], Continuation], planted: list[tuple[Task, Task, str]]
) -> Iterator[Rate]:
    """Works that went on while their lead got another name: called continued, not handed over."""
    same = [(a, b) for a, b, kind in planted if kind == "continued" and (a, b) in found]
    for known, name in ((True, "the state's reform"), (False, "unknown to zeren")):
        own = {pair for pair in same if known in renames(grown, *pair)}
        right = {pair for pair in own if found[pair].kind == "continued"}
        yield Rate(f"renamed lead, {name}", len(own), len(right), len(own), len(right))


def renames(grown: Grown, one: Task, other: Task) -> set[bool]:
    """Whether the state's reform renamed the lead between two works, or something else did; empty where nothing did."""
    kin, town = grown.kin[one[0]], grown.histories[one[0]].town
    (lead, *_), before, after = kin.works[one[1]].leads, kin.years[one[1]], kin.years[other[1]]
    return {lead.sort == "department"} if town.named(lead, before) != town.named(lead, after) else set()


def handoffs(
    grown: Grown, found: Mapping[tuple[Task | None, Task | None], Continuation], planted: list[tuple[Task, Task, str]]
) -> Rate:
    """Who gave up and who took over: found on a link of any kind; right where the leads have nobody in common."""
    own = {(a, b) for a, b, kind in planted if kind == "handed over"}
    told = {pair for pair, link in found.items() if link.hands}
    right = {(a, b) for a, b in told if is_one(grown, (a, b)) and a and b and grown.kin[a[0]].passed(a[1], b[1])}
    return Rate("handoffs", len(own), len(own & told), len(told), len(right))


def ends(grown: Grown, known: Comparison) -> Iterator[Rate]:
    """Tasks dropped and tasks new."""
    planted = [kin.ends({plan.year for plan in history.plans})
               for kin, history in zip(grown.kin, grown.histories, strict=True)]  # fmt: skip
    for side, (name, outcomes) in enumerate((("dropped", known.continuity.dropped), ("new", known.continuity.new))):
        own = {(at, key) for at, both in enumerate(planted) for key in both[side]}
        yield rate(name, own, {grown.task(outcome.duty) for outcome in outcomes})


def clashes(grown: Grown, known: Comparison) -> Rate:
    """Conflicts within a year, by the two tasks and what they differ in."""
    own = {(frozenset({(at, it.one), (at, it.other)}), it.what)
           for at, history in enumerate(grown.histories) for it in history.clashes}  # fmt: skip
    return rate(
        "conflicts", own, {(frozenset({grown.task(c.one), grown.task(c.other)}), c.what) for c in known.conflicts}
    )


def overloads(grown: Grown, known: Comparison) -> Rate:
    """Units that lead far more than others in a year."""
    names = {(duty.place, duty.year, holder.printed): holder.iri for duty in known.duties for holder in duty.holders}
    own = {
        (names.get((history.town.name, it.year, history.town.named(it.party, it.year))), it.year)
        for history in grown.histories for it in history.overloads
    }  # fmt: skip
    found = {(row.iri, row.year) for row in loads(known.duties, known.lineage) if row.verdict == "overloaded"}
    return rate("overloads", own, found)
