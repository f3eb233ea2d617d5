"""A place by two plan years at a time: what each such part rests on, and what was found of it.

A part is named by its years and, where the place is not known, by the issuer whose plans are compared.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ..conflicts import Conflict, conflicts
from ..continuity.between import Between, Years, between, pairs
from ..continuity.chains import chains
from ..continuity.outcomes import Join, Miss, outcomes
from ..continuity.records import Continuation, Continuity, Outcome
from ..continuity.trace import asking, by_place, compared
from ..duties import Duty
from .kindred import bonds
from .matter import Findings, Matter

Name = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Gist:
    """As much of a part as the rest of its place asks for: who is joined to whom, near misses, twins with scores."""

    joins: tuple[Join, ...]
    misses: tuple[Miss, ...]
    twins: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What was found between two plan years of a place."""

    between: Between
    conflicts: tuple[Conflict, ...]

    @property
    def gist(self) -> Gist:
        """What the rest of the place asks for."""
        joins = tuple(Join(link.earlier, link.later, link.kind) for link in self.between.links)
        return Gist(joins, self.between.misses, self.between.twins)


@dataclass(frozen=True)
class Parts:
    """The parts of a place."""

    matter: Matter
    code: str

    @cached_property
    def fields(self) -> Mapping[str, Sequence[Duty]]:
        """The tasks that are compared with one another: those of a place, or of an issuer of no known place."""
        return by_place(self.matter.duties)

    @property
    def names(self) -> list[Name]:
        """The parts by their names."""
        return [
            (field, *both) for field, tasks in self.fields.items() for both in pairs(duty.year or 0 for duty in tasks)
        ]

    @cached_property
    def signs(self) -> dict[Name, str]:
        """What each part is kept under: a digest of what it rests on."""
        return {name: sign for field, tasks in self.fields.items() for name, sign in self._signs(field, tasks)}

    def _signs(self, field: str, tasks: Sequence[Duty]) -> Iterator[tuple[Name, str]]:
        by_year, asked = of_years(tasks), self._asked(tasks)
        own = {year: _digest(map(repr, held)) for year, held in by_year.items()}
        units = {year: {holder.iri for duty in held for holder in duty.holders} for year, held in by_year.items()}
        ties = sorted(bonds(self.matter.lineage, set().union(*units.values())).items())
        said, words = {}, hashlib.sha256()
        for year, held in by_year.items():
            words.update(_digest(_wordings(held)).encode())
            said[year] = words.hexdigest()
        follows = set(pairwise(by_year))
        for one, other in pairs(by_year):
            theirs = units[one] | units[other]
            tied = [(pair, told) for pair, told in ties if theirs.issuperset(pair)]
            rests = self.code, own[one], own[other], said[other], (one, other) in follows, tied, asked[one, other]
            yield (field, one, other), _digest([repr(rests)])

    def _asked(self, tasks: Sequence[Duty]) -> Mapping[Years, list[tuple[str, str, bool]]]:
        years = {duty.iri: duty.year or 0 for duty in tasks}
        found = defaultdict[Years, list[tuple[str, str, bool]]](list)
        for (one, other), word in sorted(self.matter.decided.items()):
            if one in years and other in years:
                low, high = sorted((years[one], years[other]))
                found[low, high].append((one, other, word))
        return found

    def compare(self, wanted: Iterable[Name], known: Mapping[Name, Gist]) -> dict[Name, Part]:
        """Compare the tasks of these parts; of parts of one year that are not wanted, the gist is `known`."""
        asked = set(wanted)
        found: dict[Name, Part] = {}
        for field, tasks in self.fields.items():
            years = [(one, other) for of, one, other in asked if of == field]
            if years:
                told = {
                    (one, other): Between(twins=gist.twins) for (of, one, other), gist in known.items() if of == field
                }
                side = compared(tasks, self.matter.lineage)
                new = between(side, years, asking(tasks, self.matter.decided), told)
                found |= {(field, *both): self._part(part) for both, part in new.items()}
        return found

    def _part(self, found: Between) -> Part:
        return Part(found, tuple(conflicts(found.links, self.matter.lineage)))

    def ends(self, gists: Mapping[Name, Gist]) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
        """What was dropped and what is new, told from the gists of all parts."""
        dropped: list[Outcome] = []
        new: list[Outcome] = []
        for field, tasks in self.fields.items():
            at = {duty.iri: place for place, duty in enumerate(tasks)}
            ours = [gist for (of, *_), gist in gists.items() if of == field]
            joins = [join for gist in ours for join in gist.joins]
            misses = [miss for gist in ours for miss in gist.misses]
            misses.sort(key=lambda miss: (at[miss.earlier.iri], at[miss.later.iri]))
            gone, fresh = outcomes(tasks, joins, misses)
            dropped += gone
            new += fresh
        return tuple(dropped), tuple(new)

    def together(self, parts: Mapping[Name, Part]) -> Findings:
        """What was found of the whole place."""
        links: list[Continuation] = []
        for field, tasks in self.fields.items():
            at = {duty.iri: place for place, duty in enumerate(tasks)}
            ours = [link for (of, *_), part in parts.items() if of == field for link in part.between.links]
            links += sorted(ours, key=lambda link: (at[link.earlier.iri], at[link.later.iri]))
        ends = self.ends({name: part.gist for name, part in parts.items()})
        differing = (conflict for name in sorted(parts) for conflict in parts[name].conflicts)
        return Findings(Continuity(tuple(links), *ends, chains(links)), tuple(differing))


def of_years(tasks: Iterable[Duty]) -> dict[int, list[Duty]]:
    """Tasks by plan year, the earliest first."""
    found = defaultdict[int, list[Duty]](list)
    for duty in tasks:
        found[duty.year or 0].append(duty)
    return {year: found[year] for year in sorted(found)}


def _wordings(tasks: Iterable[Duty]) -> Iterator[str]:
    """What the compared texts of tasks are made of."""
    for duty in tasks:
        yield repr((duty.text, duty.title, [(holder.printed, holder.name) for holder in duty.holders]))


def _digest(parts: Iterable[str]) -> str:
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def found(matter: Matter) -> Findings:
    """Compare the tasks of a place, all of them anew."""
    parts = Parts(matter, "")
    return parts.together(parts.compare(parts.names, {}))
