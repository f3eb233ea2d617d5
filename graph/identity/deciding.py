"""A decision put together from what a person names: units by name or IRI, tasks by file and number or IRI."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...errors import UsageError
from ...ontology.authority import authority
from ...ontology.iris import Namer
from ...ontology.names import fold
from ...ontology.places import places
from ..duties import ask
from .decisions import Claim, Decision, TaskKey, squeezed
from .found import FoundTask, Tasks, unit_key
from .naming import meant, near, place_named, place_of
from .register import Units
from .register import units as read_units

if TYPE_CHECKING:
    from ..store import Store

_TASKS: Final = """
SELECT ?task ?sha ?file ?number ?title ?text ?year ?place ?issuer WHERE {
  ?task a zr:Task ; zr:number ?number ; dcterms:title ?title ; zr:text ?text ; dcterms:isPartOf ?plan .
  ?plan prov:wasDerivedFrom ?source . ?source zr:sha256 ?sha ; zr:fileName ?file .
  OPTIONAL { ?plan zr:planYear ?year } OPTIONAL { ?plan eli:jurisdiction/skos:prefLabel ?place }
  OPTIONAL { ?plan dcterms:publisher/skos:prefLabel ?issuer }
}"""
_PRINTED: Final = """
SELECT DISTINCT ?printed WHERE {{
  {{ <{task}> zr:assignment ?a }} UNION {{ ?a a zr:SetAside ; dcterms:isPartOf <{task}> }} ?a zr:surfaceForm ?printed
}}"""
_MOST: Final = 8  # candidates that an error lists
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """How a person wants names taken: as those of one place, and whether to insist on what looks like a slip."""

    place: str | None = None
    force: bool = False


def unit_named(words: str, units: Units, place: str = "", issuer: str = "", choice: Choice = Choice()) -> str:
    """The IRI of the one unit that a name or IRI is of. Errors: UsageError, listing what it may be.

    A name that no document printed is taken where the authority knows it, in a document of `place` and `issuer`.
    """
    within = place_named(units, choice.place) if choice.place else None
    found = meant(units, words, within)
    whole = tuple(iri for iri in found if fold(units.label(iri)) == fold(words))
    found = whole if len(whole) == 1 else tuple(dict.fromkeys(units.ones.get(iri, iri) for iri in found))
    if len(found) > 1 and place:
        here = tuple(iri for iri in found if place_of(units, iri) == place)
        found = here if len(here) == 1 else found
    if len(found) > 1:
        listed = "、".join(f"{units.label(iri)}（{iri}）" for iri in found[:_MOST])
        raise UsageError(f"“{words}”可能是 {len(found)} 个单位：{listed}；请改用全称、IRI 或 --place")
    return found[0] if found else _unprinted(words, units, within or place, issuer)


def _unprinted(words: str, units: Units, place: str, issuer: str) -> str:
    resolution = authority().resolve(words, jurisdiction=place or None, issuer=issuer or None)
    if not resolution.resolved:
        names = near(units, words)
        alike = f"；相近的名称：{'、'.join(names)}" if names else ""
        raise UsageError(f"没有叫“{words}”的单位{alike}；请用图谱中的名称、全称或 IRI")
    return units.namer.unit(resolution.key, "")


def _sane(claim: Claim, units: Units, iris: Sequence[str], place: str = "") -> None:
    """Refuse what is mostly a slip. Errors: UsageError."""
    one, other = (*iris, "")[:2]
    odd = ""
    if claim == "mention" and place and (its := place_of(units, one)) and not _near_by(place, its):
        odd = f"所指的是{its}的单位，文件是{place}的"
    elif claim == "same":
        first, second = (units.known.get(iri) for iri in iris)
        theirs = [place_of(units, iri) for iri in iris]
        if first and second and first.group != second.group:
            odd = "一个是统称，一个是单位"
        elif (first and first.parent == other) or (second and second.parent == one):
            odd = "一个是另一个的内设机构或下属单位"
        elif all(theirs) and theirs[0] != theirs[1]:
            odd = f"两个单位分属{'、'.join(theirs)}"
    if odd:
        raise UsageError(f"{odd}，多半不是本意；确实如此请加 --force")


def _near_by(place: str, other: str) -> bool:
    """Whether two places are one, or one lies in the other."""
    one, two = places().get(place), places().get(other)
    return one in places().chain(two) or two in places().chain(one)


class NamedTasks:
    """The tasks of a store by file and number."""

    def __init__(self, store: Store) -> None:
        self._store, self._rows = store, ask(store, _TASKS)

    def row(self, words: str) -> Row:
        """The one task that `FILE:NUMBER` or an IRI names. Errors: UsageError, listing what it may be."""
        found = [row for row in self._rows if row[0] == words]
        if not found:
            file, _, number = words.replace("：", ":").rpartition(":")
            of_file = [row for row in self._rows if row[2] == file] or [
                row for row in self._rows if file and row[2].startswith(file)
            ]
            if not of_file:
                files = "、".join(sorted({row[2] for row in self._rows})[:_MOST])
                raise UsageError(f"“{words}”：没有这份文件；应写成 文件名:编号，现有文件：{files}")
            found = [row for row in of_file if fold(row[3]) == fold(number)]
            if not found:
                numbers = "、".join(row[3] for row in of_file[:_MOST])
                raise UsageError(f"“{words}”：文件中没有编号为“{number}”的任务；编号如：{numbers}")
        if len(found) > 1:
            listed = "、".join(f"{row[4]}（{row[0]}）" for row in found[:_MOST])
            raise UsageError(f"“{words}”可能是 {len(found)} 项任务：{listed}；请改用 IRI")
        return found[0]

    def key(self, row: Row) -> TaskKey:
        """What a decision keeps of a task. Errors: UsageError where its document has another of the same text."""
        iri, sha, _, number, _, text, year = row[:7]
        key = Tasks(self._store, [sha]).key(FoundTask(iri, sha, number, squeezed(text), int(year or 0), row[2]))
        if key is None:
            raise UsageError(f"{row[2]}:{number}：同一文件中另有一项文字相同的任务，无法区分")
        return key

    def printed(self, row: Row, words: str) -> str:
        """The form of a unit's name as the task prints it. Errors: UsageError, listing the forms that there are."""
        forms = [form for (form,) in ask(self._store, _PRINTED.format(task=row[0]))]
        match = next((form for form in forms if fold(form) == fold(words)), None)
        if match is None:
            raise UsageError(f"{row[2]}:{row[3]} 没有印“{words}”；所印的单位有：{'、'.join(forms)}")
        return squeezed(match)


def decision(
    claim: Claim, words: Sequence[str], store: Store, namer: Namer, signed: tuple[str, str, str],
    choice: Choice = Choice(),
) -> Decision:  # fmt: skip
    """The decision that `claim` makes of the things that `words` name, `signed` by whom, when and why.

    Two units, two tasks (the earlier plan's goes first), or a task, a printed form and, for a mention, its unit.
    Errors: UsageError.
    """
    units = read_units(store, namer)
    if claim in {"same", "different"}:
        iris = [unit_named(word, units, choice=choice) for word in words]
        if iris[0] == iris[1]:
            raise UsageError(f"“{words[0]}”和“{words[1]}”在图谱中已是一个单位：{unit_key(iris[0], namer)}")
        if not choice.force:
            _sane(claim, units, iris)
        return Decision("", claim, *signed, units=tuple(unit_key(iri, namer) for iri in iris))
    tasks = NamedTasks(store)
    if claim in {"continues", "unrelated"}:
        rows = [tasks.row(word) for word in words]
        if rows[0][0] == rows[1][0]:
            raise UsageError(f"“{words[0]}”和“{words[1]}”是同一项任务")
        if all(row[6] for row in rows):
            rows.sort(key=lambda row: int(row[6]))
        return Decision(
            "", claim, *signed, tasks=tuple(map(tasks.key, rows)), file="；".join(map(place_in_words, rows))
        )
    row = tasks.row(words[0])
    is_ = [unit_named(word, units, row[7], row[8], choice) for word in words[2:]]
    printed = tasks.printed(row, words[1])
    for iri in is_ if not choice.force else ():
        _sane(claim, units, [iri], row[7])
    return Decision(
        "", claim, *signed, units=tuple(unit_key(iri, namer) for iri in is_), tasks=(tasks.key(row),),
        printed=printed, file=place_in_words(row),
    )  # fmt: skip


def place_in_words(row: Row) -> str:
    """A task's file, number and year, for people who read the table."""
    return f"{row[2]}:{row[3]}" + (f"（{row[6]} 年）" if row[6] else "")
