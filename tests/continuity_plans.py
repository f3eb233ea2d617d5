"""Small invented tasks of one city that the tests of continuity read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zeren.graph.continuity.records import Continuity  # noqa: TC002 -- as everywhere else
from zeren.graph.continuity.trace import continuity
from zeren.graph.duties import Duty, Goal, Holder
from zeren.graph.identity.lineage import Lineage, Tie

# 市规划局 was renamed; 供水处 and 市容处 are offices of 市城管局.
SUCCESSION = Lineage(
    heirs={"市规划局": (("市资源规划局", Tie("renamed", 1.0, "reform")),)},
    parents={"供水处": "市城管局", "市容处": "市城管局"},
)


def holders(names: str) -> tuple[Holder, ...]:
    """Units by their names, apart by blanks."""
    return tuple(Holder(name, name, name, parent=SUCCESSION.parents.get(name, "")) for name in names.split())


def task(
    year: int, number: int, text: str, leads: str = "", *, others: str = "", place: str = "青山市", plan: str = "",
    deadline: str | None = None, due: str | None = None, goals: Iterable[Goal] = (),
) -> Duty:  # fmt: skip
    """A task; its title is what stands before the first full stop."""
    plan = plan or f"{place}{year}"
    start = 1000 * number
    return Duty(
        iri=f"{plan}#{number}", number=str(number), title=text.partition("。")[0], file=f"{plan}.txt", plan=plan,
        plan_title=plan, year=year, text=text, start=start, end=start + len(text), leads=holders(leads),
        responsible=holders(others), place=place, deadline=deadline, due=due, goals=tuple(goals),
    )  # fmt: skip


def traced(
    *tasks: Duty, decided: Mapping[tuple[str, str], bool] | None = None, candidates: int | None = 12
) -> Continuity:
    return continuity(tasks, SUCCESSION, decided or {}, candidates=candidates)


def links(found: Continuity) -> dict[str, str]:
    """Links as `year:number→year:number`, with their kinds."""
    return {f"{k.earlier.year}:{k.earlier.number}→{k.later.year}:{k.later.number}": k.kind for k in found.links}
