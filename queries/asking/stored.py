"""A library over a large store: the index names candidates, and only these tasks are read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ...graph.duties import Document, Duty, Register, ask, duties, register, work
from ...graph.fulltext.index import Index
from ...graph.identity.lineage import Lineage, lineage
from .library import Link, letters
from .wants import Want, terms

if TYPE_CHECKING:
    from ...graph.store import Store

CANDIDATES = 80  # reading a task costs more than finding it
YEARS = "SELECT DISTINCT ?year WHERE { ?plan a zr:Plan ; zr:planYear ?year }"
OF_UNITS = """
SELECT DISTINCT ?task WHERE {{ VALUES ?unit {{ {things} }}
  {{ ?task zr:leadUnit|zr:responsibleUnit ?unit }}
  UNION {{ ?office org:unitOf ?unit . ?task zr:leadUnit|zr:responsibleUnit ?office }}
}}"""
DUE = """
SELECT DISTINCT ?task WHERE {{ ?task zr:ownDeadline|zr:milestone ?due . ?due zr:lastDay ?day .
  FILTER(STRSTARTS(STR(?day), "{year}")) }}"""
CITED = """
SELECT DISTINCT ?task ?words ?number WHERE {
  ?task zr:citation ?c . ?c zr:words ?words ; zr:cites ?work . OPTIONAL { ?work eli:id_local ?number }
}"""
LINKS = """
SELECT DISTINCT ?earlier ?later ?kind ?confidence WHERE {{ VALUES ?task {{ {things} }}
  {{ ?link zr:earlierTask ?task }} UNION {{ ?link zr:laterTask ?task }}
  ?link a zr:Continuation ; zr:earlierTask ?earlier ; zr:laterTask ?later ; zr:confidence ?confidence ;
        zr:continuationKind/skos:notation ?kind .
}}"""


class Stored:
    """A library that reads from an open store what each question needs."""

    def __init__(self, store: Store, index: Index) -> None:
        """Read from `store` by `index`."""
        self.store, self.index = store, index

    @cached_property
    def known(self) -> Register:
        """Documents, names of units, places."""
        return register(self.store)

    @cached_property
    def succession(self) -> Lineage:
        """The succession of units, read once."""
        return lineage(self.store)

    @property
    def documents(self) -> Sequence[Document]:
        """The documents, reports that assign no tasks among them."""
        return self.known.documents

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The units' names, each with the IRIs of those that go by it."""
        return self.known.names

    @property
    def places(self) -> Sequence[str]:
        """The places whose plans these are."""
        return self.known.places

    def lineage(self) -> Lineage:
        """The succession of units."""
        return self.succession

    @cached_property
    def _years(self) -> frozenset[int]:
        return frozenset(int(year) for (year,) in ask(self.store, YEARS))

    def years(self) -> Collection[int]:
        """The years that have plans."""
        return self._years

    def all(self, years: Collection[int] = ()) -> list[Duty]:
        """The tasks of some years; without any, all."""
        return [duty for year in (sorted(years) or (None,)) for duty in duties(self.store, year)]

    def tasks(self, iris: Collection[str]) -> list[Duty]:
        """These tasks."""
        return duties(self.store, only=iris) if iris else []

    def about(self, wants: Sequence[Want], years: Collection[int] = ()) -> list[Duty]:
        """The tasks that say most of what is wanted."""
        hits = self.index.rank(terms(wants), CANDIDATES)
        return _of(self.tasks({hit.iri for hit in hits}), years)

    def of(self, units: Collection[str], years: Collection[int] = ()) -> list[Duty]:
        """The tasks that units, or offices of these, lead or share."""
        return self._asked(OF_UNITS.format(things=_iris(units)), years)

    def due(self, year: str, years: Collection[int] = ()) -> list[Duty]:
        """The tasks that are due, or have a milestone, in a calendar year."""
        return self._asked(DUE.format(year=int(year)), years)

    def citing(self, words: str, years: Collection[int] = ()) -> list[Duty]:
        """The tasks that cite a work whose title or number holds these letters and digits."""
        cited = {task for task, named in self._works if words in named}
        return _of(self.tasks(cited), years)

    @cached_property
    def _works(self) -> tuple[tuple[str, str], ...]:
        """Each task with the letters and digits of a work that it cites, read once."""
        return tuple((task, letters(work(title, number))) for task, title, number in ask(self.store, CITED))

    def links(self, tasks: Collection[str]) -> list[Link]:
        """The links that join any of these tasks to another."""
        rows = ask(self.store, LINKS.format(things=_iris(tasks))) if tasks else []
        return [Link(a, b, kind, float(sure)) for a, b, kind, sure in rows]

    def _asked(self, query: str, years: Collection[int]) -> list[Duty]:
        return _of(self.tasks({task for (task,) in ask(self.store, query)}), years)


def _iris(things: Collection[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(things))


def _of(found: list[Duty], years: Collection[int]) -> list[Duty]:
    return [duty for duty in found if not years or duty.year in years]
