"""Betweenness of every node of an unweighted graph, for all sources at once by matrix products.

Freeman (1977), computed as Brandes (2001) has it, level by level, but for all sources together: graphs of units that
share tasks are dense and of small diameter, where this is as exact as walking the edges and many times faster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

LARGEST: Final = 2000
PIVOTS, SEED = 200, 7


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """The share of shortest paths between two others that lead over each node, 0 to 1; each joint has length 1.

    Exact to `LARGEST` nodes; of a larger graph estimated from `PIVOTS` seeded sources (Brandes and Pich 2007).
    """
    import networkx as nx

    if len(graph) > LARGEST:
        found: dict[str, float] = nx.betweenness_centrality(graph, k=PIVOTS, seed=SEED)
        return {node: round(value, 6) for node, value in found.items()}
    nodes = list(graph)
    if len(nodes) < 3:
        return dict.fromkeys(nodes, 0.0)
    links: Any = nx.to_numpy_array(graph, nodelist=nodes, weight=None)
    scores = over(levels(links), links).sum(axis=0) / ((len(nodes) - 1) * (len(nodes) - 2))
    return {node: round(float(score), 6) for node, score in zip(nodes, scores, strict=True)}


def levels(links: Matrix) -> list[Matrix]:
    """The numbers of shortest paths from each node (row) to each other, one matrix for each length from 0."""
    import numpy as np

    found = [np.eye(len(links))]
    seen = found[0] > 0
    while True:
        paths = np.where(seen, 0.0, found[-1] @ links)
        if not paths.any():
            return found
        seen |= paths > 0
        found.append(paths)


def over(paths: list[Matrix], links: Matrix) -> Matrix:
    """For each source (row), what of its shortest paths leads over each node on the way."""
    import numpy as np

    carried = np.zeros_like(links)
    for nearer, farther in zip(paths[-2:0:-1], paths[:1:-1], strict=True):
        part = np.divide(1.0 + carried, farther, out=np.zeros_like(links), where=farther > 0)
        carried += nearer * (part @ links)
    return carried
