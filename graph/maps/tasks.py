"""The view `duties`: tasks joined to the units that lead or share them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..duties import Duty
from .details import plan_colours, task_node, unit_nodes
from .records import Drawing, Entry, Joint, Known, Node

UNITS = (
    Entry("unit", "单位（越大，任务越多）", "dot", "ink"),
    Entry("group", "一类单位的统称（如“各区”）", "diamond", "group"),
)
ROLES = (Entry("lead", "牵头", "line", "lead"), Entry("share", "责任、配合", "line", "share"))


def draw_duties(duties: Sequence[Duty], known: Known, nodes: int | None) -> Drawing:
    """Join every task to its units; with more than `nodes` nodes, those with the fewest joints are left out."""
    colours = plan_colours(duties)
    joints = tuple(joint for duty in duties for joint in joined(duty))
    every = {duty.iri: task_node(duty, colours) for duty in duties} | unit_nodes(duties, known.names)
    kept, left = keep(every, joints, nodes)
    legend = (*UNITS, *ROLES, *dict.fromkeys(colours.values()))
    return Drawing("duties", kept, within(joints, kept), legend, left_out=left)


def joined(duty: Duty) -> Iterable[Joint]:
    """A task's joints, one a unit."""
    leads = {holder.iri for holder in duty.leads}
    for iri in dict.fromkeys(holder.iri for holder in duty.holders):
        lead = iri in leads
        yield Joint(duty.iri, iri, "lead" if lead else "share", 2.0 if lead else 1.0)


def keep(every: Mapping[str, Node], joints: Sequence[Joint], nodes: int | None) -> tuple[dict[str, Node], str]:
    """Keep the nodes with most joints, and of those the ones that are still joined; say what is gone."""
    degrees = Counter(end for joint in joints for end in (joint.one, joint.other))
    ranked = sorted((iri for iri in every if degrees[iri]), key=lambda iri: (-degrees[iri], iri))[:nodes]
    kept = set(ranked)
    held = {end for joint in joints if joint.one in kept and joint.other in kept for end in (joint.one, joint.other)}
    return {iri: every[iri] for iri in sorted(held)}, missing(every, held, cut=len(ranked) < len(degrees))


def missing(every: Mapping[str, Node], held: set[str], *, cut: bool) -> str:
    """Say what is not on the map, and why."""
    gone = Counter("task" if node.kind == "task" else "unit" for iri, node in every.items() if iri not in held)
    parts = [f"{gone[kind]} {words}" for kind, words in (("task", "项任务"), ("unit", "个单位")) if gone[kind]]
    if not parts:
        return ""
    why = "关联最少的，按 --nodes 的限额" if cut else "没有可画的关联"
    return f"另有 {'、'.join(parts)}未画出（{why}）。"


def within(joints: Iterable[Joint], kept: Mapping[str, Node]) -> tuple[Joint, ...]:
    """The joints whose ends are both drawn."""
    return tuple(joint for joint in joints if joint.one in kept and joint.other in kept)
