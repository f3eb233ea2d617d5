"""The view `partners`: units joined by the tasks they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from ..duties import Duty
from .details import COLOURS, unit_nodes
from .records import Drawing, Entry, Joint, Known, Node, Tally
from .tasks import keep, within

if TYPE_CHECKING:
    import networkx as nx

SEED, MOST = 7, 12
TOGETHER = Entry("together", "共担任务（越粗，越多）", "line", "share")
GROUP = Entry("group", "一类单位的统称（如“各区”）", "diamond", "rest")
Pair = tuple[str, str]


def draw_partners(duties: Sequence[Duty], known: Known, nodes: int | None) -> Drawing:
    """Join units that share tasks, each to its `MOST` nearest; of these the page draws the first few at a time."""
    pairs = shared(duties)
    joints = nearest([Joint(a, b, "together", *weighed(tally)) for (a, b), tally in sorted(pairs.items())])
    kept, left = keep(unit_nodes(duties, known.names), joints, nodes)
    held = within(joints, kept)
    coloured, legend = by_circle(kept, held)
    return Drawing("partners", coloured, held, (TOGETHER, GROUP, *legend), left_out=left)


def shared(duties: Sequence[Duty]) -> dict[Pair, Counter[tuple[int, bool]]]:
    """Count the tasks that each two units share, by year, and whether one of the two leads them."""
    pairs: dict[Pair, Counter[tuple[int, bool]]] = defaultdict(Counter)
    for duty in duties:
        leads = {holder.iri for holder in duty.leads}
        for a, b in combinations(sorted({holder.iri for holder in duty.holders}), 2):
            pairs[a, b][duty.year or 0, a in leads or b in leads] += 1
    return pairs


def weighed(tally: Counter[tuple[int, bool]]) -> tuple[float, tuple[Tally, ...]]:
    """The weight of a joint and its tallies."""
    return float(tally.total()), tuple(Tally(year, lead, count) for (year, lead), count in sorted(tally.items()))


def nearest(joints: Sequence[Joint]) -> tuple[Joint, ...]:
    """Keep each unit's heaviest joints."""
    ends: dict[str, list[Joint]] = defaultdict(list)
    for joint in joints:
        ends[joint.one].append(joint)
        ends[joint.other].append(joint)
    held = {
        (joint.one, joint.other)
        for around in ends.values()
        for joint in sorted(around, key=lambda j: (-j.weight, j.one, j.other))[:MOST]
    }
    return tuple(joint for joint in joints if (joint.one, joint.other) in held)


def by_circle(nodes: Mapping[str, Node], joints: Sequence[Joint]) -> tuple[dict[str, Node], tuple[Entry, ...]]:
    """Colour the circles of units that share tasks with one another (Louvain, Blondel et al. 2008)."""
    from dataclasses import replace

    coloured, legend = dict(nodes), []
    weights: Counter[str] = Counter()
    for joint in joints:
        weights.update({joint.one: joint.weight, joint.other: joint.weight})
    for at, circle in enumerate(circles(nodes, joints)):
        name = f"p{at}" if at < COLOURS - 1 else "rest"
        head = max(circle, key=lambda iri: (weights[iri], iri))
        words = f"{nodes[head].label}等 {len(circle)} 个单位" if at < COLOURS - 1 else "其余圈子"
        legend.append(Entry(name, words, "dot", name))
        coloured |= {iri: replace(nodes[iri], colour=name) for iri in circle}
    return coloured, tuple({entry.key: entry for entry in reversed(legend)}.values())[::-1]


def circles(nodes: Mapping[str, Node], joints: Sequence[Joint]) -> list[list[str]]:
    """The circles, the largest first."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_weighted_edges_from((joint.one, joint.other, joint.weight) for joint in joints)
    found = nx.community.louvain_communities(graph, seed=SEED) if joints else []
    return sorted((sorted(circle) for circle in found), key=lambda circle: (-len(circle), circle))
