"""What a lookup reads from: the tasks, the index over them, who succeeded whom, what was carried on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ...graph.duties import Document, Duty
from .index import Index, Scan
from .wants import Want, terms

if TYPE_CHECKING:
    from ...graph.identity.lineage import Lineage


class Link(NamedTuple):
    """Two tasks of which the later carries on the earlier, or restates it in the same year."""

    earlier: str
    later: str
    kind: str
    confidence: float


class Library(Protocol):
    """What a lookup asks of a graph. Every list is in the order of the files and of the tasks in them."""

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, reports that assign no tasks among them."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The units' names, each with the IRIs of those that go by it."""

    @property
    def places(self) -> Sequence[str]:
        """The places whose plans these are."""

    @property
    def index(self) -> Index:
        """The index over all tasks."""

    def lineage(self) -> Lineage:
        """The succession of units."""

    def years(self) -> Collection[int]:
        """The years that have tasks."""

    def all(self, years: Collection[int] = ()) -> Sequence[Duty]:
        """The tasks of some years; without any, all."""

    def about(self, wants: Sequence[Want], years: Collection[int] = ()) -> Sequence[Duty]:
        """The tasks that say anything of what is wanted, at least all that may be among the best."""

    def of(self, units: Collection[str], years: Collection[int] = ()) -> Sequence[Duty]:
        """The tasks that units, or offices of these, lead or share."""

    def due(self, year: str, years: Collection[int] = ()) -> Sequence[Duty]:
        """The tasks that are due, or have a milestone, in a calendar year."""

    def citing(self, words: str, years: Collection[int] = ()) -> Sequence[Duty]:
        """The tasks that cite a work whose title or number holds these letters and digits."""

    def links(self, tasks: Collection[str]) -> Sequence[Link]:
        """The links that join any of these tasks to another."""

    def tasks(self, iris: Collection[str]) -> Sequence[Duty]:
        """These tasks."""


@dataclass(frozen=True, slots=True)
class Held:
    """A library held in memory; `line` gives the succession of units, which few questions ask for."""

    duties: Sequence[Duty]
    documents: Sequence[Document]
    names: Mapping[str, tuple[str, ...]]
    places: Sequence[str]
    line: Callable[[], Lineage]
    joined: Sequence[Link] = ()
    scans: list[Scan] = field(default_factory=list, repr=False, compare=False)
    cited: list[tuple[Duty, str]] = field(default_factory=list, repr=False, compare=False)
    ties: dict[str, list[Link]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def index(self) -> Index:
        """The index over all tasks, made when first asked for."""
        if not self.scans:
            self.scans.append(Scan.of(self.duties))
        return self.scans[0]

    def lineage(self) -> Lineage:
        """The succession of units."""
        return self.line()

    def years(self) -> set[int]:
        """The years that have tasks."""
        return {duty.year for duty in self.duties if duty.year}

    def all(self, years: Collection[int] = ()) -> list[Duty]:
        """The tasks of some years; without any, all."""
        return [duty for duty in self.duties if not years or duty.year in years]

    def about(self, wants: Sequence[Want], years: Collection[int] = ()) -> list[Duty]:
        """The tasks that say anything of what is wanted."""
        found = {hit.iri for hit in self.index.rank(terms(wants), len(self.duties))}
        return [duty for duty in self.all(years) if duty.iri in found]

    def of(self, units: Collection[str], years: Collection[int] = ()) -> list[Duty]:
        """The tasks that units, or offices of these, lead or share."""
        return [d for d in self.all(years) if any(h.iri in units or h.parent in units for h in d.holders)]

    def due(self, year: str, years: Collection[int] = ()) -> list[Duty]:
        """The tasks that are due, or have a milestone, in a calendar year."""
        return [d for d in self.all(years) if any((day or "")[:4] == year for day in days(d))]

    def citing(self, words: str, years: Collection[int] = ()) -> list[Duty]:
        """The tasks that cite a work whose title or number holds these letters and digits."""
        if not self.cited:
            self.cited[:] = [(d, letters(work)) for d in self.duties for work in (*d.bases, *d.works)]
        found = {d.iri for d, work in self.cited if words in work}
        return [d for d in self.all(years) if d.iri in found] if found else []

    def links(self, tasks: Collection[str]) -> list[Link]:
        """The links that join any of these tasks to another."""
        if not self.ties:
            ties: dict[str, list[Link]] = {}
            for link in self.joined:
                for iri in {link.earlier, link.later}:
                    ties.setdefault(iri, []).append(link)
            self.ties.update(ties)  # at once, as others may ask meanwhile
        found = dict.fromkeys(link for iri in sorted(tasks) for link in self.ties.get(iri, ()))
        return sorted(found, key=lambda link: (link.earlier, link.later, link.kind))

    def tasks(self, iris: Collection[str]) -> list[Duty]:
        """These tasks."""
        return [duty for duty in self.duties if duty.iri in iris]


def days(duty: Duty) -> list[str | None]:
    """The last days that a task's deadline and milestones allow."""
    return [duty.due, *(day for _, day in duty.milestones)]


def letters(words: str) -> str:
    """Fold a citation to its letters and digits."""
    from ...graph.fulltext.folding import fold

    return "".join(c for c in fold(words) if c.isalnum())
