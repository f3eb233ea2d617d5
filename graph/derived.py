"""The graphs made from all plans together: units and policies, what is the same, what comes of comparing the plans.

They are a function of the plans in the store and of what a person decided of them alone, so they can be thrown away and
made again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from ..ontology.iris import Namer
from ..ontology.terms import prefixed
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
from .links import links
from .manifest import Entry
from .places.bringing import bring, nothing
from .places.matter import stamp
from .reforms import reforms
from .reports import reports
from .serial import ntriples_of
from .store import MANIFEST, Store

_ONE_NAME: Final = {
    f"<{prefixed('skos:prefLabel')}>": f"<{prefixed('skos:altLabel')}>",
    f"<{prefixed('dcterms:title')}>": f"<{prefixed('dcterms:alternative')}>",
}


def derive(
    store: Store, namer: Namer, decisions: Sequence[Decision] = (), *, compare: bool = True,
    plans: Mapping[str, Entry] | None = None,
) -> bool:  # fmt: skip
    """Bring the derived graphs up to the plans in the store and a person's decisions; False where they already are.

    `compare` says whether to hold the plans against one another too: continuity, conflicts, loads. `plans` are those in
    the store, where they are known.
    """
    plans = manifest.plans(store) if plans is None else plans
    decided = f"{digest(decisions)} {stamp()}{'' if compare else ' uncompared'}"
    wanted = manifest.digest(plans, decided)
    stale = wanted != manifest.derived(store)
    units = _union(store, manifest.UNITS) if stale or decisions else set()
    there = _described({*units, *reforms(units, namer)}) if decisions else None
    applied = apply(store, decisions, namer, there) if stale or decisions else Applied()
    if not stale:
        return False
    known = briefs(store, plans, namer, edited_plans(store, namer))
    graphs = _described_graphs(store, namer, (known, applied), units)
    _bring(store, graphs)
    same = links(known, _cited(store, namer), graphs[namer.policies], graphs[namer.units], namer)
    changed = renames(store, namer, printed_years(known.values()), applied.joined)
    _bring(store, {namer.links: {*same, *reports(store), *changed}})
    _bring(store, {namer.decisions: applied.lines(store, namer)})
    if compare and not is_remote(store.path):
        bring(store, namer, manifest.derived(store), wanted)
    else:
        for graph, lines in (facts(store, namer) if compare else nothing(namer)).items():
            _bring(store, {graph: lines})
    store.change(updates=[manifest.forget_derived()], insert={MANIFEST: [manifest.derived_row(wanted)]})
    return True


def _described_graphs(
    store: Store, namer: Namer, known: tuple[Mapping[str, Brief], Applied], units: set[str]
) -> dict[str, set[str]]:
    """The graphs that describe units, policies and codes; `units` is what the plans say of units, and is used up."""
    plans, applied = known
    units |= applied.describing(units)
    last = {unit: span[1] for unit, span in printed_years(plans.values()).items()}
    last |= {unit: last[chief] for unit, chief in applied.joined.ones.items() if chief in last}
    units.update(reforms(set(units), namer, last, applied.joined))
    units.update(memberships(set(units), namer))
    return {
        namer.units: _one_name(applied.joined.carried(units)),
        namer.policies: _one_name(_union(store, manifest.POLICIES)),
        namer.codes: ntriples_of(vocabulary("codes")),
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


def _one_name(lines: Iterable[str]) -> set[str]:
    """Each thing has one chief name, the longest printed (the first of equals); the others are alternatives."""
    kept: set[str] = set()
    names: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        if predicate in _ONE_NAME:
            names[subject, predicate].append(rest)
        else:
            kept.add(line)
    for (subject, predicate), found in names.items():
        chief, *others = sorted(found, key=lambda name: (-len(name), name))
        kept.add(f"{subject} {predicate} {chief}")
        kept.update(f"{subject} {_ONE_NAME[predicate]} {other}" for other in others)
        kept.discard(f"{subject} {_ONE_NAME[predicate]} {chief}")
    return kept


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
