"""What the lookup reads from on a server: the tasks that are held in memory, ranked by the store's index if many."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from ..graph.duties import Duty, ask
from ..graph.duty_queries import LINKS
from ..graph.fulltext.remembered import SMALL
from ..queries.asking.library import Held, Library, Link
from ..queries.asking.stored import Stored
from .fulltext import opened

if TYPE_CHECKING:
    from .library import Holdings


class Shelf(Stored):
    """A large store: topics are looked for by its index, everything else in the tasks that are held."""

    def __init__(self, holdings: Holdings, held: Held) -> None:
        """Read from `holdings`; `held` has its tasks."""
        super().__init__(holdings.store, opened(holdings))
        self.held, self.by_iri = held, holdings.by_iri

    def all(self, years: Collection[int] = ()) -> list[Duty]:
        """The tasks of some years; without any, all."""
        return self.held.all(years)

    def tasks(self, iris: Collection[str]) -> list[Duty]:
        """These tasks."""
        found = (self.by_iri[iri] for iri in iris if iri in self.by_iri)
        return sorted(found, key=lambda duty: (duty.file, duty.start, duty.iri))

    def of(self, units: Collection[str], years: Collection[int] = ()) -> list[Duty]:
        """The tasks that units, or offices of these, lead or share."""
        return self.held.of(units, years)

    def due(self, year: str, years: Collection[int] = ()) -> list[Duty]:
        """The tasks that are due, or have a milestone, in a calendar year."""
        return self.held.due(year, years)

    def citing(self, words: str, years: Collection[int] = ()) -> list[Duty]:
        """The tasks that cite a work whose title or number holds these letters and digits."""
        return self.held.citing(words, years)

    def links(self, tasks: Collection[str]) -> list[Link]:
        """The links that join any of these tasks to another."""
        return self.held.links(tasks)


def shelf(holdings: Holdings) -> Library:
    """What the lookup reads from."""
    return holdings.once("library", lambda: _shelf(holdings))


def _shelf(holdings: Holdings) -> Library:
    known = holdings.register
    joined: Sequence[Link] = [Link(a, b, kind, float(sure)) for a, b, kind, sure in ask(holdings.store, LINKS)]
    held = Held(
        holdings.duties, known.documents, known.names, known.places, lambda: holdings.comparison.lineage, joined
    )
    return Shelf(holdings, held) if len(holdings.duties) > SMALL else held
