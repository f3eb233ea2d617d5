"""Where the nodes of a map stand: computed once, with a seed, so that the page opens still and always the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    from numpy.typing import NDArray

    Spots = NDArray[np.float64]

Place = tuple[int, int]
Box = tuple[float, float, float, float]
SEED = 7
ROUNDS, ROOM = 120, 58.0
EVEN, LANDSCAPE = 0.8, 1.3
APART, NEARLY, PUSHES = 10.0, 0.25, 400
WORDS, LABELLED, LARGER = 11.0, 6.5, 12.0
GAP, SCREEN = 90.0, 1.4


def places(graph: nx.Graph, radii: Mapping[str, float]) -> dict[str, Place]:
    """Place every node: each connected part by its springs, then the parts beside one another, largest first."""
    import networkx as nx

    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    return pack([settle(graph.subgraph(sorted(part)), radii) for part in parts], radii)


def settle(part: nx.Graph, radii: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Lay out one connected part as an even disk, wider than high, where nothing overlaps."""
    import networkx as nx
    import numpy as np

    nodes = sorted(part)
    heavy = nx.to_numpy_array(part, nodelist=nodes, weight="weight")
    spots = even(springs(by_distance(heavy), heavy)) * ROOM * len(nodes) ** 0.5
    spots = push_apart(spots * [LANDSCAPE, 1 / LANDSCAPE], np.array([room(radii[n]) for n in nodes]))
    return {n: (float(x), float(y)) for n, (x, y) in zip(nodes, spots, strict=True)}


def springs(spots: Spots, heavy: Spots) -> Spots:
    """Let joints pull and all nodes push one another (Fruchterman and Reingold 1991), cooling evenly."""
    import numpy as np

    ideal, heat, (x, y) = 2.0 / len(spots) ** 0.5, 0.2, spots.T
    pull = heavy / ideal
    for left in range(ROUNDS, 0, -1):
        across, down = x[:, None] - x, y[:, None] - y
        square = np.maximum(across * across + down * down, 1e-4)
        force = ideal**2 / square - pull * np.sqrt(square)
        over, up = (across * force).sum(axis=1), (down * force).sum(axis=1)
        step = heat * left / ROUNDS / np.maximum(np.hypot(over, up), 0.01)
        x, y = x + over * step, y + up * step
    return np.stack([x, y], axis=1)


def by_distance(heavy: Spots) -> Spots:
    """Spread nodes so that distances on paper are near those in the network (classical scaling, Torgerson 1952)."""
    import numpy as np
    from scipy.sparse.csgraph import shortest_path

    size = len(heavy)
    distances = np.asarray(shortest_path(heavy > 0, directed=False, unweighted=True)) ** 2
    centred = distances - distances.mean(axis=0) - distances.mean(axis=1)[:, None] + distances.mean()
    values, vectors = np.linalg.eigh(-0.5 * centred)
    flat = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 0.0)) if size > 2 else np.eye(size, 2)
    signs = np.sign(flat[np.argmax(np.abs(flat), axis=0), np.arange(flat.shape[1])])
    spots: Spots = flat * np.where(signs == 0, 1, signs) + np.random.default_rng(SEED).normal(0, 0.05, flat.shape)
    return spots / max(float(np.abs(spots).max()), 1e-9)


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


def room(radius: float) -> float:
    """What a node needs for itself: the larger ones have room for their label, too."""
    return radius + WORDS + max(radius - LARGER, 0) if radius > LABELLED else radius


def push_apart(spots: Spots, radii: Spots) -> Spots:
    """Move nodes until no two circles touch, or `PUSHES` rounds are over."""
    import numpy as np

    wanted = radii[:, None] + radii + APART
    np.fill_diagonal(wanted, 0.0)
    x, y = spots.T
    for _ in range(PUSHES):
        across, down = x[:, None] - x, y[:, None] - y
        distance = np.maximum(np.sqrt(across * across + down * down), 1e-6)
        short = np.maximum(wanted - distance, 0.0)
        np.fill_diagonal(short, 0.0)
        if short.max(initial=0.0) < NEARLY * APART:
            break
        step = 0.4 * short / distance
        x, y = x + (across * step).sum(axis=1), y + (down * step).sum(axis=1)
    return np.stack([x, y], axis=1)


def pack(parts: Sequence[Mapping[str, tuple[float, float]]], radii: Mapping[str, float]) -> dict[str, Place]:
    """Set the parts in columns, as high as makes the sheet come nearest to a screen's shape."""
    boxes = [box(part, radii) for part in parts]
    heights = [sum(high + GAP for _, _, _, high in boxes[: n + 1]) for n in range(min(len(boxes), 6))]
    sheets = [columns(boxes, limit) for limit in heights]
    corners = min(sheets, key=lambda sheet: abs(log(ratio(sheet, boxes) / SCREEN)), default=[])
    return {
        node: (round(left + x - west), round(top + y - north))
        for part, (west, north, _, _), (left, top) in zip(parts, boxes, corners, strict=True)
        for node, (x, y) in part.items()
    }


def columns(boxes: Sequence[Box], limit: float) -> list[tuple[float, float]]:
    """Give each box its top left corner, columns filled up to `limit`."""
    corners, left, top, widest = [], 0.0, 0.0, 0.0
    for _, _, wide, high in boxes:
        if top and top + high + GAP > limit + 1:
            left, top, widest = left + widest + GAP, 0.0, 0.0
        corners.append((left, top))
        top, widest = top + high + GAP, max(widest, wide)
    return corners


def ratio(corners: Sequence[tuple[float, float]], boxes: Sequence[Box]) -> float:
    """Say how wide a sheet is for its height."""
    right = max(left + wide for (left, _), (_, _, wide, _) in zip(corners, boxes, strict=True))
    bottom = max(top + high for (_, top), (_, _, _, high) in zip(corners, boxes, strict=True))
    return (right + GAP) / (bottom + GAP)


def box(part: Mapping[str, tuple[float, float]], radii: Mapping[str, float]) -> Box:
    """Give the left edge, the top edge, the width and the height of a part."""
    west, north = (min(spot[axis] - radii[n] for n, spot in part.items()) for axis in (0, 1))
    east, south = (max(spot[axis] + radii[n] for n, spot in part.items()) for axis in (0, 1))
    return west, north, east - west, south - north
