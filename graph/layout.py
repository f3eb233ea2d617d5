"""Where the nodes of a map stand: computed once, with a seed, so that the page opens still and always the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Spots = NDArray[np.float64]

Place = tuple[int, int]
SEED = 7
ROUNDS, ROOM = 200, 58.0
EVEN, LANDSCAPE = 0.65, 1.35
APART, PUSHES = 8.0, 80
GAP = 90.0
LARGE = 8.0
SIZES = (1.0, 0.8, 0.62, 0.48, 0.36)


def places(graph: nx.Graph, radii: Mapping[str, float]) -> dict[str, Place]:
    """Place every node: each connected part by its springs, then the parts beside one another, largest first."""
    import networkx as nx

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return pack([settle(graph.subgraph(sorted(part)), radii) for part in parts])


def settle(part: nx.Graph, radii: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Lay out one connected part as an even disk, wider than high, where nothing overlaps."""
    import networkx as nx
    import numpy as np

    nodes = sorted(part)
    ordered = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_weighted_edges_from(sorted((*sorted((a, b)), w) for a, b, w in part.edges(data="weight", default=1.0)))
    start = nx.kamada_kawai_layout(ordered, weight=None) if len(nodes) > 2 else None
    springs = nx.spring_layout(ordered, pos=start, iterations=ROUNDS, seed=SEED, k=2.0 / len(nodes) ** 0.5)
    spots = even(np.array([springs[n] for n in nodes])) * ROOM * len(nodes) ** 0.5
    spots = push_apart(spots * [LANDSCAPE, 1 / LANDSCAPE], np.array([radii[n] for n in nodes]))
    return {n: (float(x), float(y)) for n, (x, y) in zip(nodes, spots, strict=True)}


def even(spots: Spots) -> Spots:
    """Draw far nodes in and crowded ones out, so that the disk is filled and the directions stay."""
    import numpy as np

    spots = spots - np.median(spots, axis=0)
    away = np.hypot(spots[:, 0], spots[:, 1])
    ranks = np.empty(len(away))
    ranks[np.argsort(away, kind="stable")] = np.arange(1, len(away) + 1)
    filled = np.sqrt(ranks / len(away))
    wanted = EVEN * filled + (1 - EVEN) * np.minimum(away / max(float(away.max()), 1e-9), 1.0)
    result: Spots = spots / np.maximum(away, 1e-9)[:, None] * wanted[:, None]
    return result


def push_apart(spots: Spots, radii: Spots) -> Spots:
    """Move nodes until no two circles touch, or `PUSHES` rounds are over."""
    import numpy as np

    wanted = radii[:, None] + radii[None, :] + APART
    np.fill_diagonal(wanted, 0.0)
    for _ in range(PUSHES):
        between = spots[:, None, :] - spots[None, :, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        short = np.clip(wanted - distance, 0.0, None)
        if not short.any():
            break
        step = between / np.maximum(distance, 1e-6)[..., None] * short[..., None] * 0.4
        spots = spots + step.sum(axis=1)
    return spots


def pack(parts: Sequence[Mapping[str, tuple[float, float]]]) -> dict[str, Place]:
    """Set the parts in rows on a sheet that is wider than high."""
    placed: dict[str, Place] = {}
    boxes = [box(part.values()) for part in parts]
    area = sum((wide + GAP) * (high + GAP) for _, _, wide, high in boxes)
    sheet = max([1.3 * area**0.5, *(wide for _, _, wide, _ in boxes)], default=0.0)
    left = top = lowest = 0.0
    for part, (west, north, wide, high) in zip(parts, boxes, strict=True):
        if left and left + wide > sheet:
            left, top = 0.0, lowest + GAP
        for node, (x, y) in part.items():
            placed[node] = (round(left + x - west), round(top + y - north))
        left, lowest = left + wide + GAP, max(lowest, top + high)
    return placed


def box(spots: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Give the left edge, the top edge, the width and the height of a part."""
    xs, ys = zip(*spots, strict=True)
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def letters(
    labels: Mapping[str, str], spots: Mapping[str, Place], radii: Mapping[str, float], wanted: Mapping[str, float]
) -> dict[str, float]:
    """Give each label the largest size at which it touches nothing that matters more; small ones show on zooming in."""
    taken = [(x - r, y - r, x + r, y + r) for n, (x, y) in spots.items() if (r := 0.7 * radii[n]) >= LARGE]
    sizes: dict[str, float] = {}
    for node in sorted(labels, key=lambda n: (-radii[n], n)):
        x, y = spots[node]
        for share in SIZES:
            size = round(wanted[node] * share, 1)
            half = 0.52 * size * sum(0.55 if c.isascii() else 1.0 for c in labels[node])
            spot = (x - half, y + radii[node], x + half, y + radii[node] + 1.25 * size)
            if not any(a < spot[2] and spot[0] < c and b < spot[3] and spot[1] < d for a, b, c, d in taken):
                break
        taken.append(spot)
        sizes[node] = size
    return sizes
