"""The graphs made from all plans together: units and policies, what is the same, what comes of comparing the plans.

They are a function of the plans in the store and of what a person decided of them alone, so they can be thrown away and
made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..ontology.iris import Namer
from ..ontology.vocabulary import vocabulary
from . import manifest
from .address import is_remote
from .briefs import Brief, briefs
from .comparing import facts
from .identity.applying import TYPE, Applied, apply
from .identity.decisions import Decision, digest
from .identity.members import memberships
from .identity.mentions import edited_plans
from .identity.offices import printed_years, renames
from .links import links, rows
from .manifest import Entry
from .places.bringing import bring, nothing
from .places.matter import stamp
from .reforms import reforms
from .reports import reports
from .serial import ntriples_of
from .shared.bringing import bring as shared
from .shared.naming import one_name
from .store import MANIFEST, Store


def derive(
    store: Store, namer: Namer, decisions: Sequence[Decision] = (), *, compare: bool = True,
    plans: Mapping[str, Entry] | None = None,
) -> frozenset[str] | None:  # fmt: skip
    """Bring the derived graphs up to the plans in the store and a person's decisions.

    `compare` says whether to hold the plans against one another too: continuity, conflicts, loads. `plans` are those in
    the store, where they are known. Gives the units (IRIs) of which anything may be said otherwise now, None for all.
    """
    plans = manifest.plans(store) if plans is None else plans
    decided = f"{digest(decisions)} {stamp()}{'' if compare else ' uncompared'}"
    before, wanted = manifest.derived(store), manifest.digest(plans, decided)
    begun = manifest.begun(store)
    if before == wanted and not decisions and not begun:
        return frozenset()
    if before != wanted:
        store.change(updates=[manifest.forget_derived()])
    if decisions or is_remote(store.path):
        units, applied = None, _applied(store, namer, decisions)
        if before == wanted and not begun:
            return frozenset()
        _all_at_once(store, namer, plans, applied)
    else:
        applied = apply(store, (), namer)
        units = shared(store, namer, plans, before, wanted)
    _bring(store, {namer.codes: ntriples_of(vocabulary("codes"))})
    _bring(store, {namer.decisions: applied.lines(store, namer)})
    if compare and not is_remote(store.path):
        bring(store, namer, before, wanted)
    else:
        for graph, lines in (facts(store, namer) if compare else nothing(namer)).items():
            _bring(store, {graph: lines})
    updates = [manifest.forget_begun(), manifest.forget_derived()]
    store.change(updates=updates, insert={MANIFEST: [manifest.derived_row(wanted)]})
    return units


def _applied(store: Store, namer: Namer, decisions: Sequence[Decision]) -> Applied:
    units = _union(store, manifest.UNITS) if decisions else set()
    return apply(store, decisions, namer, _described({*units, *reforms(units, namer)}) if decisions else None)


def _all_at_once(store: Store, namer: Namer, plans: Mapping[str, Entry], applied: Applied) -> None:
    """Make the graphs of units, policies and links as a person's decisions have it, from what all plans say."""
    known = briefs(store, plans, namer, edited_plans(store, namer))
    graphs = _described_graphs(store, namer, (known, applied), _union(store, manifest.UNITS))
    _bring(store, graphs)
    works, held = rows(known, _cited(store, namer), graphs[namer.policies], graphs[namer.units])
    years = printed_years(known.values())
    told = (*renames(store, namer, lambda _: years, applied.joined), *reports(store))
    _bring(store, {namer.links: {*links(works, held, namer), *(line for _, line in told)}})


def _described_graphs(
    store: Store, namer: Namer, known: tuple[Mapping[str, Brief], Applied], units: set[str]
) -> dict[str, set[str]]:
    """The graphs that describe units and policies; `units` is what the plans say of units, and is used up."""
    plans, applied = known
    units |= applied.describing(units)
    last = {unit: span[1] for unit, span in printed_years(plans.values()).items()}
    last |= {unit: last[chief] for unit, chief in applied.joined.ones.items() if chief in last}
    units.update(reforms(set(units), namer, last, applied.joined))
    units.update(memberships(set(units), namer))
    return {
        namer.units: one_name(applied.joined.carried(units)),
        namer.policies: one_name(_union(store, manifest.POLICIES)),
    }


def _union(store: Store, field: str) -> set[str]:
    """What all plans together say of units or of policies."""
    return {line for _, lines in manifest.said(store, field) for line in lines}


def _cited(store: Store, namer: Namer) -> dict[str, set[str]]:
    """The works (terms) that each plan cites: those that it describes."""
    return {
        namer.plan(sha): {line.partition(" ")[0] for line in lines}
        for sha, lines in manifest.said(store, manifest.POLICIES)
    }


def _described(lines: Iterable[str]) -> set[str]:
    """The things (IRIs) of which lines say what they are."""
    return {line.partition(" ")[0][1:-1] for line in lines if f" {TYPE} " in line}


def _bring(store: Store, graphs: dict[str, set[str]]) -> None:
    """Make each graph hold exactly these lines: in bulk where it is new, else by what differs, in one transaction."""
    present = {graph: set(store.ntriples(graph)) for graph in graphs}
    if not any(present.values()):
        store.add(
            "".join(f"{line} <{graph}> .\n" for graph, lines in graphs.items() for line in sorted(lines)).encode()
        )
        return
    gone = {graph: sorted(present[graph] - lines) for graph, lines in graphs.items() if lines}
    new = {graph: sorted(graphs[graph] - present[graph]) for graph in graphs}
    store.change(drop=[graph for graph, lines in graphs.items() if not lines], delete=gone, insert=new)
