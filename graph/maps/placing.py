"""Where everything of a map stands: computed once for a drawing, and kept for the next time."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from .clusters import between, clusters, leaves, network
from .columns import columns
from .keeping import read, write
from .records import Cluster, Drawing, Place, Placed

if TYPE_CHECKING:
    import networkx as nx

FORM = "2"  # of the layout: another number for another way to place things
TASK, SMALLEST, LARGEST = 6.0, 7.0, 30.0
DISC_SMALLEST, DISC_LARGEST = 26.0, 90.0


@dataclass(frozen=True, slots=True)
class Ground:
    """A drawing with what its layout is computed from."""

    drawing: Drawing
    graph: nx.Graph[str]
    sizes: Mapping[str, float]


def placed(drawing: Drawing, folder: Path | None = None) -> Placed:
    """Part and place a drawing; with a `folder`, what was computed before for the same content is taken from it.

    A folder that cannot be written, or holds something else under the name, does no harm: the layout is computed anew.
    """
    file = folder / f"{fingerprint(drawing)}.json" if folder else None
    found = read(file, drawing) if file else None
    if found is None:
        found = compute(drawing, clusters(drawing))
        if file:
            write(file, found)
    return found


def compute(drawing: Drawing, tree: Cluster | None) -> Placed:
    """Place every node within its cluster, and the clusters of each cluster beside one another."""
    ground = Ground(drawing, network(drawing), radii(drawing))
    if tree is None:
        return Placed(spots(ground, drawing.nodes), {})
    found: dict[str, Place] = {}
    discs: dict[str, Place] = side_by_side(drawing, tree, "")
    for path, cluster in leaves(tree):
        if cluster.parts:
            discs |= side_by_side(drawing, cluster, path)
        else:
            found |= spots(ground, cluster.members)
    return Placed(found, discs, tree)


def spots(ground: Ground, members: Collection[str]) -> dict[str, Place]:
    """Place some nodes of a drawing by themselves."""
    from .layout import places

    if ground.drawing.view == "continuity":
        return columns(ground.drawing, members)
    return places(ground.graph.subgraph(members), ground.sizes)


def side_by_side(drawing: Drawing, cluster: Cluster, path: str) -> dict[str, Place]:
    """Place the clusters within one, those with most joints between them near one another."""
    import networkx as nx

    from .layout import places

    groups = [(f"{path}.{at}" if path else str(at), part) for at, part in enumerate(cluster.parts)]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(name for name, _ in groups))
    graph.add_weighted_edges_from((a, b, w**0.5) for (a, b), w in sorted(between(drawing, groups).items()))
    return places(graph, {name: disc(part) + 22 for name, part in groups})


def disc(cluster: Cluster) -> float:
    """The radius of a cluster: its area grows with what is in it."""
    return round(min(DISC_SMALLEST + 2.2 * sqrt(len(cluster.every)), DISC_LARGEST), 1)


def radii(drawing: Drawing) -> dict[str, float]:
    """Let a unit's area grow with its joints; tasks are all alike."""
    degrees = Counter(end for joint in drawing.joints for end in (joint.one, joint.other))
    most = max((degrees[iri] for iri, node in drawing.nodes.items() if node.kind != "task"), default=1)
    return {
        iri: TASK if node.kind == "task" else round(SMALLEST + (LARGEST - SMALLEST) * (degrees[iri] / most) ** 0.5, 1)
        for iri, node in drawing.nodes.items()
    }


def fingerprint(drawing: Drawing) -> str:
    """A name for all that a layout depends on."""
    told = [
        FORM, drawing.view, [(iri, node.label) for iri, node in sorted(drawing.nodes.items())],
        [(j.one, j.other, j.weight) for j in drawing.joints],
        [(d.year, d.file, d.plan, d.start) for n in drawing.nodes.values() if (d := n.duty)],
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
