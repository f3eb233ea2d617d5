"""The page of a policy document: who works under it, in which tasks, year by year."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from ...graph.duties import Duty, ask
from ...queries.asking.written import task_record
from ..facts import NAMES
from ..library import Holdings
from ..page import Asked, Page, Table
from ..statements import is_plain
from . import thing

_ABOUT: Final = """
SELECT ?title ?number ?same WHERE {{
  <{work}> a zr:PolicyDocument ; dcterms:title ?title .
  OPTIONAL {{ <{work}> eli:id_local ?number }} OPTIONAL {{ <{work}> owl:sameAs|^owl:sameAs ?same }}
}}"""
_CITING: Final = """
SELECT DISTINCT ?task ?relation WHERE {{ ?task zr:citation ?c . ?c zr:cites <{work}> ; zr:relation ?relation }}"""
HEADS: Final = ("年度", "关系", "编号", "任务", "牵头", "责任", "文件", "IRI")


def page(holdings: Holdings, asked: Asked) -> Page:
    """A cited work."""
    rows = ask(holdings.store, _ABOUT.format(work=asked.iri)) if is_plain(asked.iri) else []
    if not rows:
        return thing.page(holdings, asked)
    title, number, same = rows[0]
    documents = {document.plan: document for document in holdings.register.documents}
    said = [(rel.rpartition("#")[2], who) for who, rel in ask(holdings.store, _CITING.format(work=asked.iri))]
    citing = [(relation, holdings.by_iri[who]) for relation, who in said if who in holdings.by_iri]
    plans = sorted((documents[who], relation) for relation, who in said if who in documents)
    ordered = sorted(citing, key=lambda both: (both[1].year or 0, both[0], both[1].file, both[1].start))
    table = [
        (
            d.year, NAMES[relation], d.number, d.title, "、".join(h.printed for h in d.leads),
            "、".join(h.printed for h in d.responsible), d.file, d.iri,
        )
        for relation, d in ordered
    ]  # fmt: skip
    record = {
        "iri": asked.iri, "title": title, "number": number or None,
        "tasks": [{"relation": relation, **task_record(duty)} for relation, duty in ordered],
    }  # fmt: skip
    view = {
        "number": number, "citing": ordered, "names": NAMES, "plans": plans, "same": documents.get(same),
        "units": units([duty for relation, duty in ordered if relation == "basis"] or [duty for _, duty in ordered]),
    }  # fmt: skip
    return Page("policy.html", title, view, record, Table(HEADS, table), (asked.iri,))


def units(tasks: list[Duty]) -> list[tuple[str, str, int, int]]:
    """Who works under it: IRI, name, tasks led, tasks shared, those with most first."""
    led: dict[str, int] = defaultdict(int)
    shared: dict[str, int] = defaultdict(int)
    names = {}
    for duty in tasks:
        for holder in dict.fromkeys(duty.holders):
            names[holder.iri] = holder.name
        for iri in {holder.iri for holder in duty.leads}:
            led[iri] += 1
        for iri in {holder.iri for holder in duty.responsible}:
            shared[iri] += 1
    return sorted(
        ((iri, name, led[iri], shared[iri]) for iri, name in names.items()), key=lambda u: (-u[2], -u[3], u[1])
    )
