"""A decision put together from what a person names: units by name or IRI, tasks by file and number or IRI."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from ...errors import StoreError, UsageError
from ...ontology.authority import authority
from ...ontology.iris import Namer
from ...ontology.names import fold
from ..duties import ask
from .decisions import Claim, Decision, TaskKey, squeezed
from .found import FoundTask, Tasks, unit_key
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


def unit_named(words: str, units: Units | None, namer: Namer, place: str = "", issuer: str = "") -> str:
    """The key of the one unit that a name or IRI is of. Errors: UsageError, listing what it may be.

    A name that no document printed is taken where the authority knows it, in a document of `place` and `issuer`.
    """
    found = () if units is None else (words,) if words in units.known else units.named(words)
    if units and len(found) > 1:
        whole = tuple(iri for iri in found if fold(units.label(iri)) == fold(words))
        found = whole if len(whole) == 1 else found
    if units and len(found) > 1:
        listed = "、".join(f"{units.label(iri)}（{iri}）" for iri in found[:_MOST])
        raise UsageError(f"“{words}”可能是 {len(found)} 个单位：{listed}；请改用全称或 IRI")
    if found:
        return unit_key(found[0], namer)
    resolution = authority().resolve(words, jurisdiction=place or None, issuer=issuer or None)
    if not resolution.resolved:
        near = f"；相近的名称：{'、'.join(units.near(words))}" if units and units.near(words) else ""
        raise UsageError(f"没有叫“{words}”的单位{near}；请用图谱中的名称、全称或 IRI")
    return unit_key(namer.unit(resolution.key, ""), namer)


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
    claim: Claim, words: Sequence[str], store: Store | None, namer: Namer, signed: tuple[str, str, str]
) -> Decision:
    """The decision that `claim` makes of the things that `words` name, `signed` by whom, when and why.

    Two units, two tasks (the earlier plan's goes first), or a task, a printed form and, for a mention, its unit.
    Errors: UsageError, StoreError where tasks are named and there is no store.
    """
    units = read_units(store, namer) if store else None
    if claim in {"same", "different"}:
        keys = [unit_named(word, units, namer) for word in words]
        if keys[0] == keys[1]:
            raise UsageError(f"“{words[0]}”和“{words[1]}”在图谱中已是一个单位：{keys[0]}")
        return Decision("", claim, *signed, units=tuple(keys))
    if store is None:
        raise StoreError("还没有图谱，认不出任务；先运行 zeren build")
    tasks = NamedTasks(store)
    if claim in {"continues", "unrelated"}:
        rows = [tasks.row(word) for word in words]
        if rows[0][0] == rows[1][0]:
            raise UsageError(f"“{words[0]}”和“{words[1]}”是同一项任务")
        if all(row[6] for row in rows):
            rows.sort(key=lambda row: int(row[6]))
        return Decision("", claim, *signed, tasks=tuple(map(tasks.key, rows)))
    row = tasks.row(words[0])
    meant = [unit_named(word, units, namer, row[7], row[8]) for word in words[2:]]
    printed = tasks.printed(row, words[1])
    return Decision("", claim, *signed, units=tuple(meant), tasks=(tasks.key(row),), printed=printed)
