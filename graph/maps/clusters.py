"""Large maps are drawn as clusters first, which open on demand: this finds the clusters.

Units and their tasks are parted by Louvain's method (Blondel et al. 2008), and again until a cluster can be
read; tasks over the years by place, then by what hangs together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .records import Cluster, Drawing

if TYPE_CHECKING:
    import networkx as nx

FLAT = 600  # nodes that are drawn at once: what the headless browser redraws in well under a tenth of a second
LEAF, TOP, SEED, NAMED = 300, 40, 7, 2


def clusters(drawing: Drawing, flat: int = FLAT) -> Cluster | None:
    """Part a drawing of more than `flat` nodes; None where all of it can be drawn at once."""
    if len(drawing.nodes) <= flat:
        return None
    graph = network(drawing)
    if drawing.view == "continuity":
        return by_place(drawing, graph)
    return parted(drawing, graph, sorted(graph))


def network(drawing: Drawing) -> nx.Graph[str]:
    """The drawing as a graph whose order depends on nothing but its content."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(drawing.nodes))
    graph.add_weighted_edges_from(sorted((*sorted((j.one, j.other)), j.weight) for j in drawing.joints))
    return graph


def parted(drawing: Drawing, graph: nx.Graph[str], members: Sequence[str]) -> Cluster:
    """Part nodes until each cluster has at most `LEAF`."""
    name = called(drawing, graph, members)
    if len(members) <= LEAF:
        return Cluster(name, tuple(members))
    parts = few(communities(graph.subgraph(members)))
    if len(parts) == 1:
        parts = cut(members, LEAF)
    return Cluster(name, parts=tuple(parted(drawing, graph, part) for part in parts))


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """The communities of a graph, the largest first."""
    import networkx as nx

    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(sorted((*sorted((a, b)), w) for a, b, w in graph.edges(data="weight")))
    found = nx.community.louvain_communities(ordered, seed=SEED)
    return sorted((sorted(part) for part in found), key=lambda part: (-len(part), part))


def few(parts: list[list[str]]) -> list[list[str]]:
    """Put the smallest parts together where there are more than can be told apart."""
    if len(parts) <= TOP:
        return parts
    rest = [iri for part in parts[TOP - 1 :] for iri in part]
    return [*parts[: TOP - 1], *cut(rest, max(LEAF, -(-len(rest) // TOP)))]


def cut(members: Sequence[str], size: int) -> list[list[str]]:
    """Cut what does not fall apart by itself into even pieces."""
    pieces = min(-(-len(members) // size), TOP)
    each = -(-len(members) // pieces)
    return [list(members[at : at + each]) for at in range(0, len(members), each)]


def called(drawing: Drawing, graph: nx.Graph[str], members: Sequence[str]) -> str:
    """Name a cluster by its units with most joints, or else by its tasks."""
    units = [iri for iri in members if drawing.nodes[iri].kind != "task"] or list(members)
    first = sorted(units, key=lambda iri: (-graph.degree(iri), iri))[:NAMED]
    words = "、".join(drawing.nodes[iri].label for iri in first)
    return f"{words}等" if len(units) > NAMED else words


def by_place(drawing: Drawing, graph: nx.Graph[str]) -> Cluster:
    """Tasks over the years: each place apart, and in it what hangs together kept together."""
    places: dict[str, list[str]] = defaultdict(list)
    for iri, node in sorted(drawing.nodes.items()):
        places[(node.duty.place or node.duty.plan_title) if node.duty else ""].append(iri)
    ranked = sorted(places.items(), key=lambda item: (-len(item[1]), item[0]))
    leaves = [Cluster(place, parts=tuple(pieces(place, graph, held))) for place, held in ranked]
    flat = [part for leaf in leaves for part in (leaf.parts if len(leaf.parts) <= TOP else (leaf,))]
    return layered("全部", flat)


def layered(label: str, parts: Sequence[Cluster]) -> Cluster:
    """Put clusters into one, through as many layers as keep each readable."""
    rest = list(parts)
    while len(rest) > TOP:
        rest = [layer(rest[at : at + TOP]) for at in range(0, len(rest), TOP)]
    return Cluster(label, parts=tuple(rest))


def layer(parts: Sequence[Cluster]) -> Cluster:
    """Some clusters as one, named by the first and the number of the others."""
    return Cluster(f"{parts[0].label}等 {len(parts)} 组" if len(parts) > 1 else parts[0].label, parts=tuple(parts))


def pieces(place: str, graph: nx.Graph[str], members: Sequence[str]) -> Iterator[Cluster]:
    """Fill clusters with what hangs together, up to `LEAF` tasks each."""
    import networkx as nx

    whole = sorted(
        (sorted(part) for part in nx.connected_components(graph.subgraph(members))), key=lambda p: (-len(p), p)
    )
    bins: list[list[str]] = [[]]
    for part in whole:
        for piece in cut(part, LEAF) if len(part) > LEAF else [part]:
            if len(bins[-1]) + len(piece) > LEAF and bins[-1]:
                bins.append([])
            bins[-1] += piece
    for at, held in enumerate(bins, start=1):
        yield Cluster(f"{place}（{at}）" if len(bins) > 1 else place, tuple(held))


def leaves(tree: Cluster, path: str = "") -> Iterator[tuple[str, Cluster]]:
    """Every cluster within with its path from the top."""
    for at, part in enumerate(tree.parts):
        here = f"{path}.{at}" if path else str(at)
        yield here, part
        yield from leaves(part, here)


def between(drawing: Drawing, groups: Iterable[tuple[str, Cluster]]) -> Counter[tuple[str, str]]:
    """Count the joints between clusters that are drawn side by side."""
    home = {iri: path for path, cluster in groups for iri in cluster.every}
    pairs = ((home.get(j.one), home.get(j.other)) for j in drawing.joints)
    return Counter((min(a, b), max(a, b)) for a, b in pairs if a and b and a != b)
