"""The page of a unit: its names over time, where it comes from and went, its tasks, partners, load and deadlines."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ...graph.duties import ask
from ...graph.identity.dossier import of
from ...ontology.names import KIND_WORDS
from ...queries.asking.written import task_record
from ..bodies import Part, Partner, loads_of, offices, partners, parts, parts_of, register
from ..library import Holdings
from ..page import Asked, Page, Table
from . import thing

if TYPE_CHECKING:
    from ...graph.identity.dossier import Dossier
    from ...graph.identity.register import Event, Units

SHOWN: Final = 200  # tasks and deadlines listed
CHANGES: Final = {
    "rename": "更名", "merge": "合并", "split": "分设", "transfer": "职能划转", "dissolve": "撤销", "create": "组建",
}  # fmt: skip
ROLES: Final = {"lead": "牵头", "responsible": "责任"}
_FUNCTIONS: Final = "SELECT DISTINCT ?f ?name WHERE { <%s> org:classification ?f . ?f skos:prefLabel ?name }"


def page(holdings: Holdings, asked: Asked) -> Page:
    """A unit by its IRI; what is no unit is shown as a thing."""
    units = register(holdings)
    if asked.iri not in units.known:
        return thing.page(holdings, asked)
    me = units.known[asked.iri]
    own = units.same(asked.iri)
    held = parts_of(holdings, own)
    one, mates, days = of(holdings.store, units, asked.iri), partners(own, held), deadlines(held)
    loads = [load for iri in own for load in loads_of(holdings, iri)]
    below = [(iri, units.label(iri), len(parts(holdings).get(iri, ()))) for iri in offices(holdings).get(me.iri, ())]
    members = holdings.comparison.lineage.groups.get(me.iri, ()) if me.group else ()
    changed = events(units, own)
    view = {
        "unit": me, "one": one, "kind": KIND_WORDS.get(me.kind, me.kind), "parent": units.known.get(me.parent),
        "forms": forms(held), "offices": below, "events": changed, "label": units.label, "held": held,
        "functions": ask(holdings.store, _FUNCTIONS % asked.iri), "years": by_year(held), "partners": mates,
        "loads": loads, "days": days, "changes": CHANGES, "roles": ROLES, "shown": SHOWN, "when": when,
        "members": [(iri, units.label(iri)) for iri in members],
    }  # fmt: skip
    return Page(
        "unit.html", me.name, view, partial(record, one, held, mates, loads), partial(table, held, mates),
        lambda: (asked.iri, *(event.iri for event in changed), *assignments(holdings, asked.iri)),
    )  # fmt: skip


def events(units: Units, own: tuple[str, ...]) -> list[Event]:
    """The changes that a unit took part in, by day."""
    return list(dict.fromkeys(event for iri in own for event in units.by_unit.get(iri, ())))


def forms(held: list[Part]) -> list[tuple[str, list[tuple[int | None, int]]]]:
    """The printed forms of a name, each with the years of the plans and how many tasks print it."""
    times = Counter((part.printed, part.duty.year) for part in held)
    names = sorted({form for form, _ in times}, key=lambda f: (min(y or 0 for g, y in times if g == f), f))
    return [(f, sorted(((y, n) for (g, y), n in times.items() if g == f), key=lambda p: p[0] or 0)) for f in names]


def by_year(held: list[Part]) -> list[tuple[int | None, int, int]]:
    """How many tasks a unit leads and shares in each year."""
    leads = Counter(part.duty.year for part in held if part.role == "lead")
    every = Counter(part.duty.year for part in held)
    return [(year, leads[year], every[year] - leads[year]) for year in sorted(every, key=lambda y: y or 0)]


def deadlines(held: list[Part]) -> list[tuple[str, str, Part]]:
    """The last days and their words, in order."""
    found = [
        (day, words or "", part)
        for part in held
        for words, day in ((part.duty.deadline, part.duty.due), *part.duty.milestones)
        if day
    ]
    return sorted(found, key=lambda row: (row[0], row[2].duty.iri, row[1]))


def when(event: Event) -> str:
    """The day of a change in words."""
    if event.date and event.by:
        return f"{event.date} 起，{event.by} 前完成"
    bounds = (event.since and f"{event.since} 后", event.by and f"{event.by} 前")
    return event.date or "，".join(filter(None, bounds)) or "日期不详"


def assignments(holdings: Holdings, iri: str) -> list[str]:
    """The assignments that name a unit."""
    return [row[0] for row in ask(holdings.store, f"SELECT ?a WHERE {{ ?a zr:unit <{iri}> }}")]


def record(one: Dossier, held: list[Part], mates: list[Partner], loads: list[Any]) -> dict[str, Any]:
    """Write a unit for scripts."""
    return {
        "iri": one.iri, "name": one.name, "kind": one.kind, "place": one.place, "parent": one.parent or None,
        "group": one.group, "members": list(one.members), "same": list(one.same),
        "printed": [{"form": p.form, "file": p.file, "year": p.year, "times": p.times} for p in one.printed],
        "changes": [
            {"iri": e.iri, "kind": e.kind, "before": list(e.before), "after": list(e.after), "when": when(e),
             "function": e.function or None, "confidence": e.confidence, "source": e.source}
            for e in one.changes
        ],
        "owners": [
            {"iri": o.iri, "name": o.name, "function": o.function or None, "confidence": o.confidence}
            for o in one.owners
        ],
        "tasks": [
            task_record(p.duty) | {"role": p.role, "printed": p.printed, "deadline": p.duty.deadline, "due": p.duty.due}
            for p in held
        ],
        "partners": [{"iri": p.iri, "name": p.name, "shared": p.shared, "leads": p.leads} for p in mates],
        "loads": [
            {"year": x.year, "lead": x.lead, "responsible": x.responsible, "load": x.load, "expected": x.expected,
             "p": x.p, "q": x.q, "verdict": x.verdict}
            for x in loads
        ],
    }  # fmt: skip


def table(held: list[Part], mates: list[Partner]) -> Table:
    """The unit's tasks, then its partners, one a row."""
    rows: list[tuple[str | int | None, ...]] = [
        (ROLES[p.role], p.duty.year, p.duty.number, p.duty.title, p.printed, p.duty.deadline, p.duty.due, None,
         p.duty.iri)
        for p in held
    ]  # fmt: skip
    rows += [("伙伴", None, None, p.name, None, None, None, p.shared, p.iri) for p in mates]
    return Table(("角色", "年度", "编号", "名称", "印作", "完成时限", "截止日期", "共担任务", "IRI"), rows)
