"""The tasks of a store with only what loads, standings and silences rest on: read in a fraction of the time.

These are duties without their text, their passages and their words (`duties.duties` gives those): who leads and who
shares, days, works, section, number and title. `start` is a task's order in its plan.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ..duties import Duty, ask, units

if TYPE_CHECKING:
    from ..store import Store

PLANS = """
SELECT ?plan ?year ?file ?place WHERE {
  ?plan a zr:Plan ; prov:wasDerivedFrom/zr:fileName ?file .
  OPTIONAL { ?plan zr:planYear ?year } OPTIONAL { ?plan eli:jurisdiction/skos:prefLabel ?place }
}"""
TASKS = """
SELECT ?task ?plan ?order ?number ?title ?section WHERE {
  ?task a zr:Task ; dcterms:isPartOf ?plan ; zr:order ?order ; zr:number ?number ; dcterms:title ?title .
  OPTIONAL { ?task zr:sectionPath ?section }
}"""
LEADS = "SELECT ?task ?unit WHERE { ?task zr:leadUnit ?unit }"
SHARES = "SELECT ?task ?unit WHERE { ?task zr:responsibleUnit ?unit }"
DUES = "SELECT ?task ?day WHERE { ?task zr:deadline ?day }"
MILESTONES = "SELECT ?task ?day WHERE { ?task zr:milestone/zr:lastDay ?day }"
BASES = "SELECT ?task ?work WHERE { ?task zr:basis ?work }"


def reading(store: Store) -> list[Duty]:
    """Read every task of a store, in the order of the files and of the tasks in them."""
    plans = {plan: rest for plan, *rest in ask(store, PLANS)}
    named = units(store)
    leads, shares, dues, milestones, works = (
        by_task(store, query) for query in (LEADS, SHARES, DUES, MILESTONES, BASES)
    )
    found = [
        Duty(
            iri=task, number=number, title=title, file=plans[plan][1], plan=plan, plan_title="",
            year=int(plans[plan][0]) if plans[plan][0] else None, place=plans[plan][2],
            section=tuple(section.split(" › ")) if section else (), start=int(order),
            leads=tuple(named[iri] for iri in leads[task]), responsible=tuple(named[iri] for iri in shares[task]),
            due=dues[task][0] if dues[task] else None, milestones=tuple(("", day) for day in milestones[task]),
            bases=tuple(works[task]),
        )
        for task, plan, order, number, title, section in ask(store, TASKS)
        if plan in plans
    ]  # fmt: skip
    return sorted(found, key=lambda duty: (duty.file, duty.plan, duty.start))


def by_task(store: Store, query: str) -> dict[str, list[str]]:
    """Gather what a query of two columns finds, by task."""
    found: dict[str, list[str]] = defaultdict(list)
    for task, value in ask(store, query):
        found[task].append(value)
    return found
