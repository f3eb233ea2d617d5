"""What a map's page carries: nodes, joints and the passages behind them, as plain values for JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from ..duties import Duty
from .clusters import leaves
from .details import unit_nodes
from .placing import disc, radii
from .records import Cluster, Drawing, Joint, Known, Link, Node, Placed

Record = dict[str, Any]


def nodes(drawing: Drawing, placed: Placed) -> list[Record]:
    """The nodes as vis-network takes them; `id` is the place in this list."""
    sizes = radii(drawing)
    return [
        {
            "id": at, "label": node.label, "x": placed.spots[iri][0], "y": placed.spots[iri][1], "size": sizes[iri],
            "shape": "diamond" if node.kind == "group" else "dot", "kind": node.kind, "colour": node.colour,
            "sort": node.sort, "year": node.duty.year if node.duty else None,
        }
        for at, (iri, node) in enumerate(drawing.nodes.items())
    ]  # fmt: skip


def edges(drawing: Drawing) -> list[Record]:
    """The joints, by the places of their ends in the list of nodes."""
    at = {iri: n for n, iri in enumerate(drawing.nodes)}
    return [edge(joint, at) for joint in drawing.joints]


def edge(joint: Joint, at: Mapping[str, int]) -> Record:
    """One joint."""
    found: Record = {"from": at[joint.one], "to": at[joint.other], "role": joint.role, "weight": joint.weight}
    if joint.tallies:
        found["tallies"] = [[t.year, t.lead, t.count] for t in joint.tallies]
    return found | ({"told": dict(joint.told)} if joint.told else {})


def discs(drawing: Drawing, placed: Placed) -> list[Record]:
    """The clusters, each with its path and its members; what holds clusters has none of its own."""
    at = {iri: n for n, iri in enumerate(drawing.nodes)}
    return [
        {
            "path": path, "label": cluster.label, "x": placed.clusters[path][0], "y": placed.clusters[path][1],
            "size": disc(cluster), "members": [at[iri] for iri in cluster.members], "count": len(cluster.every),
        }
        for path, cluster in leaves(placed.tree or Cluster(""))
    ]  # fmt: skip


def details(drawing: Drawing, duties: Sequence[Duty], known: Known, link: Link | None) -> Record:
    """What a click shows: every task that a drawn node has to do with, and its units.

    Tasks name their units, and units their tasks, by their places in these two lists; `node` is that in the drawing.
    """
    at = {iri: n for n, iri in enumerate(drawing.nodes)}
    held = [d for d in duties if d.iri in at or any(h.iri in at for h in d.holders)]
    of: dict[str, list[tuple[int, bool]]] = defaultdict(list)
    for n, duty in enumerate(held):
        leads = {holder.iri for holder in duty.leads}
        for iri in dict.fromkeys(holder.iri for holder in duty.holders):
            of[iri].append((n, iri in leads))
    units = unit_nodes(held, known.names)
    places = {iri: n for n, iri in enumerate(units)}
    return {
        "tasks": [present(task(duty, at, places), link) for duty in held],
        "units": [present(unit(node, at, of[node.iri]), link) for node in units.values()],
    }


def present(found: Record, link: Link | None) -> Record:
    """What is empty left out, the page of the thing added where there is one."""
    told = {key: value for key, value in found.items() if value not in (None, [], "")}
    return told | ({"url": link(found["iri"])} if link else {})


def task(duty: Duty, at: Mapping[str, int], units: Mapping[str, int]) -> Record:
    """One task for the panel."""
    leads = {h.iri for h in duty.leads}
    return {
        "iri": duty.iri, "node": at.get(duty.iri), "title": duty.title, "year": duty.year, "plan": duty.plan_title,
        "place": f"{duty.file}，第 {duty.line} 行，{duty.number}",
        "lead": [[units[h.iri], h.printed] for h in duty.leads],
        "share": [[units[h.iri], h.printed] for h in duty.responsible if h.iri not in leads],
        "deadline": duty.deadline, "due": duty.due, "basis": list(duty.bases), "text": duty.quote,
    }  # fmt: skip


def unit(node: Node, at: Mapping[str, int], tasks: Sequence[tuple[int, bool]]) -> Record:
    """One unit for the panel."""
    return {
        "iri": node.iri, "node": at.get(node.iri), "kind": node.kind, "sort": node.sort, "names": list(node.names),
        "tasks": tasks,
    }  # fmt: skip


def cut(told: Record, longest: int | None) -> Record:
    """The same with passages cut, where the page must stay small; `longest` is told, too."""
    if longest is None:
        return told | {"longest": None}
    tasks = [one | {"text": clipped(one.get("text", ""), longest)} for one in told["tasks"]]
    return told | {"tasks": tasks, "longest": longest}


def clipped(text: str, longest: int) -> str:
    """A passage of at most so many letters."""
    return text if len(text) <= longest else f"{text[:longest]}……"
