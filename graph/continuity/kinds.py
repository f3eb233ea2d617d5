"""What kind of continuation a link is: restated, split, merged, handed over or simply continued."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ..duties import Duty, Holder
from .kinship import Kinship
from .model import STRONG
from .records import Continuation, Kind, Span

# A function that passed to another body is a hand-over; a body that was renamed or reformed is the same hand.
PASSED_ON = {"transferred"}
DOUBTFUL = 0.5


def kind(earlier: Duty, later: Duty, kin: Kinship) -> Kind:
    """The kind of a link by its two tasks alone."""
    if earlier.year == later.year:
        return "restated"
    return "handed over" if handed_over(earlier, later, kin) else "continued"


def handed_over(earlier: Duty, later: Duty, kin: Kinship) -> bool:
    """Whether none of those who answer for the earlier task, or their heirs, answers for the later.

    Those who answer are the leads; with no lead, the first unit. A bureau and its own office are one hand. A plan of a
    bureau names offices, a plan of its city names bureaus: between the two, a task is handed over only where the
    office's bureau is not among the later units at all, since a bureau's plan does not say who leads for the city.
    """
    before, after = answering(earlier), answering(later)
    if not before or not after:
        return False
    if any(same_hand(one, other, kin) for one in before for other in after):
        return False
    if all(one.parent for one in before) and not any(other.parent for other in after):
        return not any(same_hand(one, other, kin) for one in before for other in later.holders)
    if all(other.parent for other in after) and not any(one.parent for one in before):
        return not any(same_hand(one, other, kin) for other in after for one in earlier.holders)
    return True


def answering(duty: Duty) -> tuple[Holder, ...]:
    """Who answers for a task: its leads, or with no lead its first unit."""
    return duty.leads or duty.responsible[:1]


def same_hand(one: Holder, other: Holder, kin: Kinship) -> bool:
    """Whether two units are one hand: the same body, its heir, or a bureau and its office."""
    tie = kin.tie(one.iri, other.iri)
    return tie is not None and tie.how not in PASSED_ON and tie.confidence >= DOUBTFUL


def divided(links: Sequence[Continuation]) -> list[Continuation]:
    """Mark what was split and what was merged: strong links of one task to several of a plan, by parts of their own."""
    split = parting(links, lambda k: (k.earlier.iri, k.later.plan), lambda k: k.evidence.earlier)
    merged = parting(links, lambda k: (k.later.iri, k.earlier.plan), lambda k: k.evidence.later)
    return [
        replace(link, kind="split" if at in split else "merged") if at in split | merged else link
        for at, link in enumerate(links)
    ]


def parting(
    links: Sequence[Continuation], whole: Callable[[Continuation], object], part: Callable[[Continuation], Span]
) -> set[int]:
    """The places of links that share a task and each rest on a part of it of their own."""
    groups: dict[object, list[int]] = defaultdict(list)
    for at, link in enumerate(links):
        if link.kind != "restated" and link.confidence >= STRONG:
            groups[whole(link)].append(at)
    return {at for group in groups.values() for at in group if len(group) > 1 and apart(part(links[i]) for i in group)}


def apart(spans: Iterable[Span]) -> bool:
    """Whether no two spans overlap."""
    ordered = sorted(spans)
    return all(one[1] <= other[0] for one, other in pairwise(ordered))
