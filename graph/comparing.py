"""All plans of a store held against one another: continuity, conflicts, loads, and the graphs that say so."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from ..errors import UsageError
from ..ontology.iris import Namer
from ..ontology.terms import prefixed
from .conflicts import Conflict, conflicts
from .continuity.records import Continuity
from .continuity.trace import continuity
from .duties import Duty, duties
from .identity.applying import task_decisions
from .identity.lineage import Lineage, lineage
from .load.loads import loads
from .statements import of_conflicts, of_continuity, of_loads
from .store import Store

_NAMED = 8  # places named in an error
_ONCE = 1000  # passages asked for in one query


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comes of comparing: the tasks, the units' succession, what was carried on, what differs within a year."""

    duties: tuple[Duty, ...]
    lineage: Lineage
    continuity: Continuity
    conflicts: tuple[Conflict, ...]


def comparison(store: Store, place: str | None = None) -> Comparison:
    """Compare the plans of a store, as a person's decisions have it where there are any; or those of one `place`.

    Errors: UsageError where no place, or more than one, has that name.
    """
    held, line = tuple(duties(store)), lineage(store)
    if place:
        wanted = named(place, sorted({duty.place for duty in held} - {""}))
        held = tuple(duty for duty in held if duty.place == wanted)
    found = continuity(held, line, task_decisions(store))
    return Comparison(held, line, found, tuple(conflicts(found.links, line)))


def named(asked: str, places: Collection[str]) -> str:
    """Find the place that is asked for."""
    fitting = [place for place in places if asked == place] or [place for place in places if asked in place]
    if len(fitting) == 1:
        return fitting[0]
    known = list(fitting or places)
    told = "、".join(known[:_NAMED]) + (f"等 {len(known)} 个" if len(known) > _NAMED else "")
    problem = "不止一个地方叫这个名字" if fitting else "图谱中没有这个地方的任务"
    raise UsageError(f"--place {asked}：{problem}；{'请写全' if fitting else '有的是'}：{told or '无'}")


def facts(store: Store, namer: Namer) -> dict[str, set[str]]:
    """The derived graphs, by name, as N-Triples lines without full stop.

    Passages that no plan names yet have a graph of their own, so that nothing is said in two graphs.
    """
    found = comparison(store)
    graphs = {
        namer.continuity: set(of_continuity(found.continuity, namer)),
        namer.conflicts: set(of_conflicts(found.conflicts, namer)),
        namer.loads: set(of_loads(loads(found.duties, found.lineage), namer)),
    }
    passages = {line for lines in graphs.values() for line in lines if _describes_passage(line)}
    known = _described(store, sorted({line.partition(" ")[0] for line in passages}), {*graphs, namer.passages})
    apart = {graph: lines - passages for graph, lines in graphs.items()}
    return apart | {namer.passages: {line for line in passages if line.partition(" ")[0] not in known}}


def _describes_passage(line: str) -> bool:
    return "/chars/" in line.partition(" ")[0]


def _described(store: Store, passages: list[str], derived: set[str]) -> set[str]:
    """Which of these passages a plan's own graph describes."""
    made, found = " ".join(f"<{graph}>" for graph in sorted(derived)), set()
    for at in range(0, len(passages), _ONCE):
        wanted = " ".join(passages[at : at + _ONCE])
        rows = store.select(
            f"SELECT DISTINCT ?p {{ VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?p <{prefixed('oa:start')}> ?start }}"
            f" FILTER(?g NOT IN ({made.replace(' ', ', ')})) }}"
        )
        found |= {f"<{row[0]}>" for row in rows}
    return found
