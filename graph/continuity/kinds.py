"""What kind of continuation a link is: restated, split, merged, handed over or simply continued."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..duties import Duty, Holder
from .kinship import MOVED, Kinship
from .lettering import letters
from .model import STRONG
from .records import Continuation, Kind

DOUBTFUL = 0.5
CLAUSE = re.compile(r"[，。；;：:、,]")
LONG = 3  # letter pairs
CLEARLY = 0.3  # of a clause's letter pairs, summed over clauses


def kind(earlier: Duty, later: Duty, kin: Kinship) -> Kind:
    """The kind of a link by its two tasks alone."""
    if earlier.year == later.year:
        return "restated"
    return "handed over" if handed_over(earlier, later, kin) else "continued"


def hands(earlier: Duty, later: Duty, kin: Kinship) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Who gave a task up and who took it over, as printed; None where it did not change hands."""
    if earlier.year == later.year or not handed_over(earlier, later, kin):
        return None
    gave, took = (tuple(dict.fromkeys(h.printed for h in answering(duty))) for duty in (earlier, later))
    return gave, took


def handed_over(earlier: Duty, later: Duty, kin: Kinship) -> bool:
    """Whether none of those who answer for the earlier task, or their heirs, answers for the later.

    Those who answer are the leads; with no lead, the first unit. A bureau and its own office are one hand. A plan of a
    bureau names offices, a plan of its city names bureaus: between the two, a task is handed over only where the
    office's bureau is not among the later units at all, since a bureau's plan does not say who leads for the city.
    """
    before, after = answering(earlier), answering(later)
    if not before or not after:
        return False
    tasks = earlier, later
    if any(same_hand(one, other, tasks, kin) for one in before for other in after):
        return False
    if all(one.parent for one in before) and not any(other.parent for other in after):
        return not any(same_hand(one, other, tasks, kin) for one in before for other in later.holders)
    if all(other.parent for other in after) and not any(one.parent for one in before):
        return not any(same_hand(one, other, tasks, kin) for other in after for one in earlier.holders)
    return True


def answering(duty: Duty) -> tuple[Holder, ...]:
    """Who answers for a task: its leads, or with no lead its first unit."""
    return duty.leads or duty.responsible[:1]


def same_hand(one: Holder, other: Holder, tasks: tuple[Duty, Duty], kin: Kinship) -> bool:
    """Whether two units are one hand: the same body, its heir, or a bureau and its office.

    A function that passed to another body is a hand-over; a body that was renamed or reformed is the same hand.
    """
    tie = kin.of(one, other, tasks)
    return tie is not None and tie.how != MOVED and tie.confidence >= DOUBTFUL


def divided(links: Sequence[Continuation]) -> list[Continuation]:
    """Mark what was split and what was merged: strong links of one task to several of a plan, by parts of their own."""
    split = parting(links, lambda k: (k.earlier, k.later.plan), lambda k: k.later)
    merged = parting(links, lambda k: (k.later, k.earlier.plan), lambda k: k.earlier)
    kinds: dict[int, Kind] = {at: "split" if at in split else "merged" for at in split | merged}
    return [replace(link, kind=kinds[at]) if at in kinds else link for at, link in enumerate(links)]


def parting(
    links: Sequence[Continuation],
    whole: Callable[[Continuation], tuple[Duty, str]],
    part: Callable[[Continuation], Duty],
) -> set[int]:
    """The places of links that share a task and each have a part of it for themselves."""
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, link in enumerate(links):
        if link.kind != "restated" and link.confidence >= STRONG:
            task, plan = whole(link)
            groups[task.iri, plan].append(at)
    found: set[int] = set()
    said: dict[str, set[str]] = {}
    for group in groups.values():
        if len(group) > 1:
            task, _ = whole(links[group[0]])
            parts = [part(links[at]) for at in group]
            said |= {other.iri: letters(other.passage) for other in parts if other.iri not in said}
            owners = owning(clauses(task), [said[other.iri] for other in parts])
            found.update(group[at] for at in owners if len(owners) > 1)
    return found


def clauses(duty: Duty) -> list[set[str]]:
    """The letter pairs of each clause of a task, long enough to say something."""
    found = (letters(clause) for clause in CLAUSE.split(duty.passage))
    return [pairs for pairs in found if len(pairs) >= LONG]


def owning(clauses: Sequence[set[str]], others: Sequence[set[str]]) -> set[int]:
    """Which of the others have clauses for themselves: in all, they share clearly more of them than any other does."""
    lead = [0.0] * len(others)
    for clause in clauses:
        shares = sorted(((len(clause & other) / len(clause), at) for at, other in enumerate(others)), reverse=True)
        lead[shares[0][1]] += shares[0][0] - shares[1][0]
    return {at for at, more in enumerate(lead) if more >= CLEARLY}
