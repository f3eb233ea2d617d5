"""Decisions that cannot both hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations, product

Said = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""A decision: its id, its claim, the first things that it is about, the others."""
Pair = frozenset[str]


def contradictions(decisions: Iterable[Said]) -> dict[str, tuple[str, ...]]:
    """Each decision that contradicts others, with the ids of these; none of them is to be carried out."""
    listed = list(decisions)
    against: dict[str, set[str]] = defaultdict(set)
    _opposed(listed, ("continues", "unrelated"), against)
    _units(listed, against)
    _mentions(listed, against)
    return {id_: tuple(sorted(others)) for id_, others in against.items()}


def _clash(one: str, other: str, against: dict[str, set[str]]) -> None:
    against[one].add(other)
    against[other].add(one)


def _opposed(decisions: list[Said], claims: tuple[str, str], against: dict[str, set[str]]) -> None:
    """Yes and no of one pair."""
    by_pair: dict[tuple[str, Pair], list[str]] = defaultdict(list)
    for id_, claim, one, other in decisions:
        by_pair[claim, frozenset((*one, *other))].append(id_)
    for (claim, pair), ids in list(by_pair.items()):
        if claim == claims[0]:
            for yes, no in product(ids, by_pair.get((claims[1], pair), ())):
                _clash(yes, no, against)


def _units(decisions: list[Said], against: dict[str, set[str]]) -> None:
    """Two units decided to be different that others join, be it over several steps: each step is at odds with it."""
    joins = {id_: (one[0], other[0]) for id_, claim, one, other in decisions if claim == "same"}
    apart = [(id_, one[0], other[0]) for id_, claim, one, other in decisions if claim == "different"]
    for id_, start, end in apart:
        open_ = dict(joins)
        while way := _way(open_, start, end):
            for step in way:
                _clash(id_, step, against)
                del open_[step]


def _way(joins: Mapping[str, tuple[str, str]], start: str, end: str) -> tuple[str, ...]:
    """The ids of the fewest joins that lead from one unit to another, none where they do not."""
    ways: dict[str, tuple[str, ...]] = {start: ()}
    front = [start]
    while front:
        at = front.pop(0)
        for id_, pair in sorted(joins.items()):
            if at not in pair:
                continue
            onward = pair[1] if pair[0] == at else pair[0]
            if onward not in ways:
                ways[onward] = (*ways[at], id_)
                front.append(onward)
    return ways.get(end, ())


def _mentions(decisions: list[Said], against: dict[str, set[str]]) -> None:
    """One mention that is said to be two units, or a unit and none."""
    by_mention: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for id_, claim, one, other in decisions:
        if claim in {"mention", "no-unit"}:
            for mention in one:
                by_mention[mention].append((id_, other))
    for said in by_mention.values():
        for (first, unit), (second, its) in combinations(said, 2):
            if unit != its:
                _clash(first, second, against)
