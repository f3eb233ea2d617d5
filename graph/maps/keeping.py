"""Layouts kept in a folder, so that the same map need not be placed twice."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .clusters import leaves
from .records import Cluster, Drawing, Place, Placed

MOST = 24  # layouts that a folder keeps


def read(file: Path, drawing: Drawing) -> Placed | None:
    """Read a layout that was kept; None where there is none, or not exactly that of the drawing."""
    try:
        kept = json.loads(file.read_text("utf-8"))
        tree = planted(kept["tree"]) if kept["tree"] else None
        found = Placed(pairs(kept["spots"]), pairs(kept["clusters"]), tree)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    named = set(drawing.nodes)
    whole = set(found.spots) == named and (tree is None or sorted(tree.every) == sorted(named))
    return found if whole and set(found.clusters) == {path for path, _ in leaves(tree or Cluster(""))} else None


def pairs(kept: Mapping[str, list[int]]) -> dict[str, Place]:
    """Read places, each two whole numbers."""
    return {iri: (int(x), int(y)) for iri, (x, y) in kept.items()}


def planted(kept: list[Any]) -> Cluster:
    """Read a cluster and all within it."""
    label, members, parts = kept
    return Cluster(str(label), tuple(map(str, members)), tuple(planted(part) for part in parts))


def felled(tree: Cluster) -> list[Any]:
    """Write a cluster and all within it."""
    return [tree.label, tree.members, [felled(part) for part in tree.parts]]


def write(file: Path, found: Placed) -> None:
    """Keep a layout, whole or not at all, and let go of the oldest."""
    told = {"spots": found.spots, "clusters": found.clusters, "tree": felled(found.tree) if found.tree else None}
    beside = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        beside.replace(file)
        for old in sorted(file.parent.glob("*.json"), key=lambda f: f.stat().st_mtime, reverse=True)[MOST:]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):
        return  # a folder that may only be read: the next call computes anew
