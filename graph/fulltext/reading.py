"""The tasks of plans as an index wants them: read a plan at a time, and nothing but what is searched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from ...ontology.terms import Zr, prefixed
from ..duties import Duty, Holder, work

if TYPE_CHECKING:
    from ..store import Store

_TITLE: Final = prefixed("dcterms:title")
_FROM: Final = prefixed("prov:wasDerivedFrom")
_NUMBER: Final = prefixed("eli:id_local")
_READ: Final = (
    Zr.number, _TITLE, Zr.sectionPath, Zr.text, _FROM, Zr.assignment, Zr.unit, Zr.surfaceForm, Zr.fullForm,
    Zr.citation, Zr.cites, Zr.words, Zr.relation,
)  # fmt: skip
_ONCE: Final = 10  # plans read at a time
Facts = dict[str, dict[str, list[str]]]
"""What is said, by predicate and subject."""


def tasks_of(store: Store, plans: Collection[tuple[str, str]], policies: str) -> Iterator[Duty]:
    """The tasks of plans, each an IRI and its graph, without their due times, targets and roles.

    Their words are those of the document without white space. `policies` is the graph that describes cited works.
    """
    numbers: dict[str, list[str]] = defaultdict(list)
    for subject, number in store.objects(_NUMBER, policies) if plans else ():
        numbers[subject].append(number)
    listed = sorted(plans)
    for at in range(0, len(listed), _ONCE):
        found: Facts = {predicate: defaultdict(list) for predicate in _READ}
        for subject, predicate, value in store.facts([graph for _, graph in listed[at : at + _ONCE]], _READ):
            found[predicate][subject].append(value)
        yield from (_task(iri, found, numbers) for iri in sorted(found[Zr.number]))


def _task(iri: str, found: Facts, numbers: dict[str, list[str]]) -> Duty:
    def one(predicate: str, subject: str = iri) -> str:
        return next(iter(found[predicate].get(subject, ())), "")

    section = one(Zr.sectionPath)
    held = tuple(
        Holder(one(Zr.unit, a), "", one(Zr.fullForm, a) or one(Zr.surfaceForm, a))
        for a in found[Zr.assignment].get(iri, ())
    )
    cited = sorted(
        (_start(one(_FROM, c)), one(Zr.relation, c), one(Zr.words, c), one(Zr.cites, c), number)
        for c in found[Zr.citation].get(iri, ())
        for number in numbers.get(one(Zr.cites, c), ("",))
    )
    named = [(relation.endswith("basis"), work(words, number)) for _, relation, words, _, number in cited]
    return Duty(
        iri, one(Zr.number), one(_TITLE), "", iri.rpartition("/task/")[0], "", text=one(Zr.text),
        section=tuple(section.split(" › ")) if section else (), start=_start(one(_FROM)), responsible=held,
        bases=tuple(dict.fromkeys(name for basis, name in named if basis)),
        works=tuple(dict.fromkeys(name for basis, name in named if not basis)),
    )  # fmt: skip


class Words(NamedTuple):
    """What is searched of a task."""

    iri: str
    start: int
    title: str
    parts: tuple[str, ...]
    printed: tuple[str, ...]
    units: tuple[str, ...]


def words_of(duty: Duty) -> Words:
    """What is searched of a task."""
    held = {holder.iri for holder in duty.holders}, {holder.printed for holder in duty.holders}
    units, printed = (tuple(sorted(found)) for found in held)
    parts = (duty.text, duty.number, *duty.section, *duty.bases, *duty.works)
    return Words(duty.iri, duty.start, duty.title, parts, printed, units)


def _start(passage: str) -> int:
    """Where a passage starts: its IRI ends in `/chars/START-END`."""
    return int(passage.rpartition("/")[2].partition("-")[0])
