"""Names, classes and colours of what a map draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..duties import Duty, Holder
from .records import NO_NAMES, Entry, Node, NodeKind

SHORT = 14
COLOURS = 8


def short(title: str) -> str:
    """Cut a title to what fits beside a dot."""
    return title if len(title) <= SHORT else f"{title[: SHORT - 1]}…"


def printed_names(duties: Iterable[Duty]) -> dict[str, str]:
    """Label each unit as it is printed most often: shorter than its full name, which the panel gives."""
    printed: dict[str, Counter[str]] = {}
    for duty in duties:
        for holder in duty.holders:
            printed.setdefault(holder.iri, Counter())[holder.printed] += 1
    return {iri: min(forms, key=lambda f: (-forms[f], len(f), f)) for iri, forms in printed.items()}


def plan_colours(duties: Sequence[Duty]) -> dict[str, Entry]:
    """Give each plan its line of the legend; where plans are many, the smaller ones share one."""
    plans = Counter((d.plan, f"{d.year or ''} {d.plan_title}".strip()) for d in duties)
    ranked = sorted(plans, key=lambda plan: (-plans[plan], plan))
    own = ranked if len(ranked) <= COLOURS else ranked[: COLOURS - 1]
    rest = Entry("rest", f"其余 {len(ranked) - len(own)} 份文件", "dot", "rest")
    entries = {plan: Entry(f"p{at}", words, "dot", f"p{at}") for at, (plan, words) in enumerate(own)}
    return {plan: entries.get(plan, rest) for plan, _ in ranked}


def task_node(duty: Duty, colours: Mapping[str, Entry]) -> Node:
    """A task as a node, in its plan's colour."""
    return Node(duty.iri, "task", short(duty.title), colours[duty.plan].key, duty=duty)


def unit_nodes(duties: Sequence[Duty], known: Mapping[str, tuple[str, ...]] = NO_NAMES) -> dict[str, Node]:
    """Every unit and group that tasks name, once; `known` are further names of theirs."""
    labels = printed_names(duties)
    full = {holder.iri: holder for duty in duties for holder in duty.holders}
    forms: dict[str, set[str]] = {iri: {h.name, *known.get(iri, ())} for iri, h in full.items()}
    for duty in duties:
        for holder in duty.holders:
            forms[holder.iri].add(holder.printed)
    return {iri: unit_node(full[iri], labels[iri], forms[iri]) for iri in sorted(full)}


def unit_node(holder: Holder, label: str, names: set[str]) -> Node:
    """A unit as a node; a group of units is drawn apart, since it is no single body."""
    kind: NodeKind = "group" if holder.group else "unit"
    ordered = (holder.name, *sorted(names - {holder.name}))
    return Node(
        holder.iri, kind, short(label), kind, sort="group" if holder.group else holder.kind or "unknown", names=ordered
    )
