"""What decisions are about, found in a store: the tasks of their keys, and the mentions printed in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...ontology.iris import Namer
from ..duties import ask
from .decisions import Decision, TaskKey, squeezed

if TYPE_CHECKING:
    from ..store import Store

TASKS: Final = """
SELECT ?task ?sha ?number ?text ?year ?file WHERE {{
  VALUES ?sha {{ {documents} }}
  ?source zr:sha256 ?sha ; zr:fileName ?file . ?plan prov:wasDerivedFrom ?source .
  ?task dcterms:isPartOf ?plan ; a zr:Task ; zr:number ?number ; zr:text ?text . OPTIONAL {{ ?plan zr:planYear ?year }}
}}"""
_LEAD: Final = 40  # a parser may put so much (a number, a heading) before what it or another began a task with
START: Final = 24


@dataclass(frozen=True, slots=True)
class FoundTask:
    """A task of the store: its document's hash, its number, its text squeezed, its plan's year (0: none), its file."""

    iri: str
    document: str
    number: str
    text: str
    year: int
    file: str = ""

    @property
    def place(self) -> str:
        """Its file and year, for readers."""
        return f"{self.file}（{f'{self.year} 年' if self.year else '年度不详'}）"


class Tasks:
    """The tasks of some documents, found by what a decision keeps of one."""

    def __init__(self, store: Store, documents: Iterable[str]) -> None:
        values = " ".join(f'"{document}"' for document in sorted(set(documents)))
        self._by_document: Mapping[str, list[FoundTask]] = defaultdict(list)
        for iri, sha, number, text, year, file in ask(store, TASKS.format(documents=values)) if values else ():
            self._by_document[sha].append(FoundTask(iri, sha, number, squeezed(text), int(year or 0), file))

    def find(self, key: TaskKey) -> FoundTask | None:
        """The task whose text starts with the passage; of several the one of that number; None where none is alone."""
        near = [t for t in self._by_document.get(key.document, ()) if 0 <= t.text.find(key.passage) <= _LEAD]
        exact = [t for t in near if t.text.startswith(key.passage)] or near
        of_number = [t for t in exact if t.number == key.number] or exact
        return of_number[0] if len(of_number) == 1 else None

    def key(self, task: FoundTask) -> TaskKey | None:
        """The key of a task, its passage as long as needed to tell it apart; None where its whole text does not."""
        for length in (START, 60, 200, 1000):
            key = TaskKey(task.document, task.number, task.text[:length])
            if self.find(key) == task:
                return key
        return None


def documents_of(decisions: Iterable[Decision]) -> set[str]:
    """The documents that decisions speak of."""
    return {task.document for decision in decisions for task in decision.tasks}


def unit_key(iri: str, namer: Namer) -> str:
    """What a decision keeps of a unit: its IRI behind `…id/unit/`, or, for one known in its plan only, behind a `?`."""
    own = iri.removeprefix(f"{namer.base}id/unit/")
    if own != iri:
        return own
    return "?" + iri.removeprefix(f"{namer.base}id/plan/").replace("/unit/", "/", 1)


def unit_iri(key: str, namer: Namer) -> str:
    """The IRI of a unit by the key that a decision keeps."""
    if not key.startswith("?"):
        return f"{namer.base}id/unit/{key}"
    plan, _, unit = key[1:].partition("/")
    return f"{namer.base}id/plan/{plan}/unit/{unit}"
