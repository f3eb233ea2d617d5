"""All plans of a store held against one another: continuity, conflicts, loads, and the graphs that say so."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..errors import UsageError
from ..ontology.iris import Namer
from .conflicts import Conflict
from .continuity.chains import chains
from .continuity.records import Continuity
from .duties import Duty, duties
from .identity.lineage import Lineage
from .places.keeping import reading
from .places.lines import graphs, lines_of
from .places.matter import Findings, by_place, stamp
from .places.parts import found as anew
from .places.survey import Survey
from .store import Store

_NAMED = 8  # places named in an error


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comes of comparing: the tasks, the units' succession, what was carried on, what differs within a year."""

    duties: tuple[Duty, ...]
    lineage: Lineage
    continuity: Continuity
    conflicts: tuple[Conflict, ...]


def comparison(store: Store, place: str | None = None) -> Comparison:
    """Compare the plans of a store, as a person's decisions have it where there are any; or those of one `place`.

    Of each place, what the last build found is read where that is kept and of the same tasks, units and decisions.
    Errors: UsageError where no place, or more than one, has that name.
    """
    survey = Survey(store)
    held = tuple(survey.duties(named(place, survey.tasked())) if place else duties(store))
    code = stamp()
    with reading(store) as shelf:
        found = []
        for name, theirs in by_place(held).items():
            matter = survey.matter(theirs)
            found.append(shelf.found(name, matter, code) or anew(matter))
    joined = together(found)
    return Comparison(held, survey.lineage, joined.continuity, joined.conflicts)


def together(parts: Iterable[Findings]) -> Findings:
    """What was found of several places, in the order of their names."""
    found = list(parts)
    links = sorted((k for part in found for k in part.continuity.links), key=lambda k: _where(k.earlier))
    gone = sorted((o for part in found for o in part.continuity.dropped), key=lambda o: _where(o.duty))
    fresh = sorted((o for part in found for o in part.continuity.new), key=lambda o: _where(o.duty))
    differing = sorted((c for part in found for c in part.conflicts), key=lambda c: _where(c.one))
    return Findings(Continuity(tuple(links), tuple(gone), tuple(fresh), chains(links)), tuple(differing))


def _where(duty: Duty) -> str:
    """Within what a task is compared: its place, else its plan's issuer."""
    return duty.place or duty.issuer


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
    """The derived graphs of a whole store, by name, as N-Triples lines without full stop, compared anew."""
    survey = Survey(store)
    told: dict[str, set[str]] = {graph: set() for graph in graphs(namer).values()}
    for theirs in by_place(duties(store)).values():
        matter = survey.matter(theirs)
        for kind, lines in lines_of(store, matter, anew(matter), namer).items():
            told[graphs(namer)[kind]].update(lines)
    return told
