"""The page of a policy document: who works under it, by which relation, year by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...graph.duties import ask
from ...queries.asking.written import task_record
from ..library import Holdings
from ..page import Asked, Page, Table
from ..statements import is_plain
from . import thing
from .plan import documents

if TYPE_CHECKING:
    from ...graph.duties import Document, Duty

SHOWN: Final = 200  # tasks listed
RELATIONS: Final = {"basis": "依据", "deliverable": "成果", "mention": "提及"}
_WORK: Final = """
SELECT ?title ?number ?publisher ?name WHERE {
  <%s> a zr:PolicyDocument ; dcterms:title ?title . OPTIONAL { <%s> eli:id_local ?number }
  OPTIONAL { <%s> dcterms:publisher ?publisher . ?publisher skos:prefLabel ?name }
}"""
_SAME: Final = "SELECT DISTINCT ?other WHERE { { <%s> owl:sameAs ?other } UNION { ?other owl:sameAs <%s> } }"
_CITED: Final = """
SELECT DISTINCT ?owner ?relation ?words ?citation WHERE {
  VALUES ?work { %s }
  ?citation zr:cites ?work ; zr:relation/skos:notation ?relation ; zr:words ?words . ?owner zr:citation ?citation
}"""


@dataclass(frozen=True, slots=True)
class Use:
    """A task that names the document, as what, and in which words."""

    duty: Duty
    relation: str
    words: str


def page(holdings: Holdings, asked: Asked) -> Page:
    """A policy document by its IRI; what is none is shown as a thing."""
    iri = asked.iri
    work = ask(holdings.store, _WORK % (iri, iri, iri)) if is_plain(iri) else []
    if not work:
        return thing.page(holdings, asked)
    title, number, publisher, name = work[0]
    same = [row[0] for row in ask(holdings.store, _SAME % (iri, iri))]
    rows = ask(holdings.store, _CITED % " ".join(f"<{one}>" for one in (iri, *same)))
    uses = used(holdings, rows)
    plans = [(found, relation) for owner, relation, _, _ in rows for found in documents(holdings).get(owner, ())]
    held = [found for one in same for found in documents(holdings).get(one, ())]
    view = {
        "title": title, "number": number, "publisher": publisher, "name": name, "held": held,
        "others": [one for one in same if one not in documents(holdings)], "uses": uses, "plans": plans,
        "workers": workers(uses), "relations": RELATIONS, "shown": SHOWN,
    }  # fmt: skip
    about = (iri, *(row[3] for row in rows))
    return Page("policy.html", f"《{title}》", view, record(iri, title, number, uses, held), table(uses), about)


def used(holdings: Holdings, rows: list[tuple[str, ...]]) -> list[Use]:
    """The tasks that name the document, the newest year first."""
    known = holdings.by_iri
    found = dict.fromkeys(Use(known[owner], relation, words) for owner, relation, words, _ in rows if owner in known)
    return sorted(found, key=lambda u: (-(u.duty.year or 0), u.duty.file, u.duty.start, u.relation))


def workers(uses: list[Use]) -> list[tuple[str, str, list[int], int, int]]:
    """The units of the tasks that rest on it: IRI, name, years, how many they lead and how many they share."""
    names: dict[str, str] = {}
    years: dict[str, set[int]] = {}
    leads, every = Counter[str](), Counter[str]()
    for duty in {use.duty.iri: use.duty for use in uses if use.relation == "basis"}.values():
        own = {h.iri: h.name for h in duty.holders}
        names |= own
        every.update(own.keys())
        leads.update({h.iri for h in duty.leads})
        for iri in own:
            years.setdefault(iri, set()).update({duty.year} - {None})  # type: ignore[arg-type]  # None is taken out
    found = [(iri, name, sorted(years[iri]), leads[iri], every[iri] - leads[iri]) for iri, name in names.items()]
    return sorted(found, key=lambda row: (-row[3], -row[4], row[1], row[0]))


def record(iri: str, title: str, number: str, uses: list[Use], held: list[Document]) -> dict[str, Any]:
    """Write a policy document for scripts."""
    return {
        "iri": iri, "title": title, "number": number or None, "plan": held[0].plan if held else None,
        "tasks": [task_record(use.duty) | {"relation": use.relation, "words": use.words} for use in uses],
        "units": [
            {"iri": unit, "name": name, "years": years, "lead": lead, "responsible": shared}
            for unit, name, years, lead, shared in workers(uses)
        ],
    }  # fmt: skip


def table(uses: list[Use]) -> Table:
    """A task a row."""
    rows = [
        (
            RELATIONS.get(u.relation, u.relation), u.duty.year, u.duty.number, u.duty.title,
            "、".join(h.printed for h in u.duty.leads), "、".join(h.printed for h in u.duty.responsible), u.words,
            u.duty.iri,
        )
        for u in uses
    ]  # fmt: skip
    return Table(("关系", "年度", "编号", "任务", "牵头单位", "责任单位", "原话", "IRI"), rows)
