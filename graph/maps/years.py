"""The view `continuity`: tasks over the years, a column a plan, joined where one carries another on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..continuity.records import KINDS, Continuation
from ..duties import Duty
from ..wording import KINDS as WORDS
from .columns import LATEST
from .details import plan_colours, short, task_node
from .records import Drawing, Entry, Joint, Known, Node
from .tasks import missing

COLOURS = {"continued": "p0", "handed over": "lead", "split": "p4", "merged": "p2", "restated": "share"}


def draw_continuity(duties: Sequence[Duty], known: Known, nodes: int | None) -> Drawing:
    """Set tasks in columns by year and plan; beyond `nodes` of them, those without a link are left out first."""
    links = [link for link in known.links if link.kind in COLOURS]
    held = chosen(duties, links, nodes)
    colours = plan_colours(duties)
    every = {duty.iri: task_node(duty, colours) for duty in duties}
    kept: dict[str, Node] = {duty.iri: every[duty.iri] for duty in held}
    joints = tuple(
        Joint(k.earlier.iri, k.later.iri, k.kind, k.confidence, told=told(k))
        for k in links
        if k.earlier.iri in kept and k.later.iri in kept
    )
    plans = {d.plan: None for d in sorted(held, key=lambda d: (d.year or LATEST, d.file, d.plan))}
    legend = (*kinds(joints), *dict.fromkeys(colours[plan] for plan in plans))
    left = missing(every, set(kept), cut=len(held) < len(duties))
    return Drawing("continuity", kept, joints, legend, left)


def chosen(duties: Sequence[Duty], links: Sequence[Continuation], nodes: int | None) -> list[Duty]:
    """The tasks that are drawn: linked ones first."""
    linked = {end.iri for link in links for end in (link.earlier, link.later)}
    ranked = sorted(range(len(duties)), key=lambda n: (duties[n].iri not in linked, n))[:nodes]
    return [duties[n] for n in sorted(ranked)]


def kinds(joints: Sequence[Joint]) -> tuple[Entry, ...]:
    """The legend's lines for the kinds of links that there are; what restates within a year is dashed."""
    there = {joint.role for joint in joints}
    return tuple(
        Entry(kind, WORDS[kind], "dashes" if kind == "restated" else "line", COLOURS[kind])
        for kind in KINDS
        if kind in there
    )


def told(link: Continuation) -> Mapping[str, Any]:
    """What a click on a link shows: how sure it is, and the stretches of both texts that it rests on."""
    return {
        "kind": WORDS[link.kind],
        "sure": round(link.confidence, 2),
        "decided": link.decided,
        "hands": ["、".join(names) for names in link.hands] if link.hands else None,
        "words": [short(word) for word in link.evidence.words[:8]],
    }
