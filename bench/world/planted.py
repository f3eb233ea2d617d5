"""The truth of a world: what was planted, by file and number, under the names that zeren's own records have for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .history import Chronicle
from .records import Plan, Printed, Work

Places = Mapping[str, Printed]
Row = dict[str, Any]


@dataclass(slots=True)
class Truth:
    """Everything planted, city by city."""

    continuations: list[Row] = field(default_factory=list)
    dropped: list[Row] = field(default_factory=list)
    new: list[Row] = field(default_factory=list)
    handoffs: list[Row] = field(default_factory=list)
    renames: list[Row] = field(default_factory=list)
    overloads: list[Row] = field(default_factory=list)
    conflicts: list[Row] = field(default_factory=list)

    def told(self) -> dict[str, list[Row]]:
        return {name: getattr(self, name) for name in self.__slots__}

    def counts(self) -> dict[str, int]:
        kinds = Counter(row["kind"] for row in self.continuations)
        return {name: len(rows) for name, rows in self.told().items()} | dict(sorted(kinds.items()))

    def add(self, history: Chronicle, printed: Places) -> None:
        """Take in one city."""
        works = {work.key: (plan, work) for plan in history.plans for work in plan.works}
        for link in history.links:
            ends = {"from": named(printed[link.earlier]), "to": named(printed[link.later])}
            self.continuations.append({**ends, "kind": link.kind})
            if link.kind == "handed over":
                self.handoffs.append({**ends, "gave": leads(history, *works[link.earlier]),
                                      "took": leads(history, *works[link.later])})  # fmt: skip
        self.ends(history, works, printed)
        place = history.town.name
        first, last = history.plans[0].year, history.plans[-1].year
        self.renames += [
            {"place": place, "before": it.before, "after": it.after, "year": it.year, "known": it.known}
            for it in history.town.renames if first < it.year <= last
        ]  # fmt: skip
        self.overloads += [
            {"unit": history.town.named(it.party, it.year), "year": it.year, "place": place} for it in history.overloads
        ]
        self.conflicts += [
            {"one": named(printed[it.one]), "other": named(printed[it.other]), "what": it.what}
            for it in history.clashes
        ]

    def ends(self, history: Chronicle, works: Mapping[str, tuple[Plan, Work]], printed: Places) -> None:
        """Works that no plan of the next year has, and works that none of the year before had; twins count once."""
        twins = {link.later for link in history.links if link.kind == "restated"}
        over = [link for link in history.links if link.kind != "restated"]
        gone, come = {link.earlier for link in over}, {link.later for link in over}
        first, last = history.plans[0].year, history.plans[-1].year
        for key, (plan, _) in works.items():
            if key not in twins and key not in gone and plan.year < last:
                self.dropped.append({**named(printed[key]), "year": plan.year + 1})
            if key not in twins and key not in come and plan.year > first:
                self.new.append({**named(printed[key]), "year": plan.year - 1})


def named(place: Printed) -> Row:
    return {"file": place.file, "number": place.number}


def leads(history: Chronicle, plan: Plan, work: Work) -> list[str]:
    return [history.town.named(party, plan.year) for party in (*work.leads, *work.extra)]
