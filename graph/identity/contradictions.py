"""Decisions that cannot both hold."""

from __future__ import annotations

from collections import defaultdict, deque
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
    joins: dict[str, dict[str, str]] = defaultdict(dict)
    for id_, claim, one, other in decisions:
        if claim == "same":
            joins[one[0]][id_], joins[other[0]][id_] = other[0], one[0]
    for id_, claim, one, other in decisions:
        closed: set[str] = set()
        while claim == "different" and (way := _way(joins, closed, one[0], other[0])):
            for step in way:
                _clash(id_, step, against)
            closed.update(way)


def _way(joins: Mapping[str, Mapping[str, str]], closed: set[str], start: str, end: str) -> tuple[str, ...]:
    """The ids of the fewest joins, none of them closed, that lead from one unit to another; none where none do."""
    came: dict[str, tuple[str, str]] = {start: ("", "")}
    front = deque([start])
    while front and end not in came:
        at = front.popleft()
        for id_, onward in sorted(joins.get(at, {}).items()):
            if id_ not in closed and onward not in came:
                came[onward] = (at, id_)
                front.append(onward)
    way = []
    at, step = came.get(end, ("", ""))
    while step:
        way.append(step)
        at, step = came[at]
    return tuple(way)


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
