"""The places of a store and all that can be seen of them without reading their tasks."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ...ontology.iris import Namer
from .. import manifest
from ..duties import Duty, Holder, among, ask, duties, units
from ..duty_queries import PLANS
from ..identity.applying import task_decisions
from ..identity.lineage import Lineage, lineage
from ..manifest import Entry
from ..store import Store
from .kindred import kindred, told
from .matter import Decided, Matter, matter

_TASKS = "SELECT ?task ?plan WHERE { ?task a zr:Task ; dcterms:isPartOf ?plan }"
_MUCH = 0.3  # of a store's plans
_NUMBERS = "SELECT ?work ?number WHERE { ?work eli:id_local ?number }"


@dataclass(frozen=True)
class Survey:
    """A store as comparing sees it: its plans by place, and what its plans share."""

    store: Store

    @cached_property
    def plans(self) -> Mapping[str, Sequence[str]]:
        """What is said of each plan: title, year, file, place, issuer."""
        return {plan: rest for plan, *rest in ask(self.store, PLANS)}

    @cached_property
    def places(self) -> dict[str, list[str]]:
        """The plans of each place, in a fixed order; those of no known place are together, under no name."""
        found: dict[str, list[str]] = defaultdict(list)
        for plan, said in self.plans.items():
            found[said[3]].append(plan)
        return {place: sorted(found[place]) for place in sorted(found)}

    @cached_property
    def lineage(self) -> Lineage:
        """The succession of all units."""
        return lineage(self.store)

    @cached_property
    def decided(self) -> Decided:
        """What a person decided of pairs of tasks."""
        return task_decisions(self.store)

    @cached_property
    def units(self) -> Mapping[str, Holder]:
        """Every unit."""
        return units(self.store)

    @cached_property
    def numbers(self) -> Mapping[str, list[str]]:
        """The numbers of the works that are cited."""
        found: dict[str, list[str]] = defaultdict(list)
        for work, number in ask(self.store, _NUMBERS):
            found[work].append(number)
        return found

    def duties(self, place: str) -> list[Duty]:
        """The tasks of a place; where it has much of the store, picked from all, since asking for each costs more."""
        plans = set(self.places[place])
        if len(plans) >= _MUCH * len(self.plans):
            return [duty for duty in duties(self.store) if duty.plan in plans]
        tasks = ask(self.store, among("plan", self.places[place], _TASKS))
        return duties(self.store, only={task for task, _ in tasks})

    def tasked(self) -> list[str]:
        """The places whose plans have tasks."""
        held = {self.plans[plan][3] for _, plan in ask(self.store, _TASKS) if plan in self.plans}
        return sorted(held - {""})

    def matter(self, duties: Iterable[Duty]) -> Matter:
        """What comparing these tasks, of one place, rests on."""
        return matter(duties, self.lineage, self.decided)


@dataclass(frozen=True)
class Keys:
    """Tells from outside whether what comparing a place rests on is as it was: a key each place, same key, same place.

    `code` is of the code that compares, `decisions` of everything that a person decided.
    """

    survey: Survey
    namer: Namer
    code: str

    @cached_property
    def entries(self) -> Mapping[str, tuple[str, Entry]]:
        """What the manifest says of each plan."""
        found = manifest.plans(self.survey.store).items()
        return {self.namer.plan(sha): (sha, entry) for sha, entry in found}

    @cached_property
    def decisions(self) -> str:
        """A digest of the graph of decisions: they change what plans and units say."""
        lines = self.survey.store.ntriples(self.namer.decisions)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def said(self, sign: str, plans: Iterable[str]) -> str:
        """What the lines of a part of a place rest on, of that sign and of these plans."""
        held = [(plan, self.entries.get(plan)) for plan in sorted(plans)]
        return hashlib.sha256(repr((sign, self.namer.base, self.decisions, held)).encode()).hexdigest()

    def key(self, place: str, about: tuple[Sequence[str], Sequence[str]]) -> str:
        """The key of a place whose tasks name these units and cite these works."""
        named, cited = about
        plans = [(plan, self.survey.plans[plan], self.entries.get(plan)) for plan in self.survey.places[place]]
        said = [(unit, self.survey.units.get(unit)) for unit in named]
        numbers = [(work, self.survey.numbers.get(work)) for work in cited]
        rests = self.code, self.namer.base, self.decisions, plans, said, numbers
        found = hashlib.sha256(repr(rests).encode("utf-8", "surrogatepass"))
        found.update(told(kindred(self.survey.lineage, named)).encode("utf-8", "surrogatepass"))
        return found.hexdigest()
