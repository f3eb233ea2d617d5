"""What is said of a unit's load in a year, of its place in the network, and of where a plan is silent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from ..duties import Duty

Verdict = Literal["overloaded", "not more than expected", "too few to tell"]
Null = Literal["even share", "earlier share"]
Gap = Literal["no lead", "no deadline", "no basis", "never leads", "one month"]
GAPS: Final[tuple[Gap, ...]] = ("no lead", "no deadline", "no basis", "never leads", "one month")


@dataclass(frozen=True, slots=True)
class Test:
    """A load held against one null model: the load it expects, p (one-sided, mid-p), q over all units of the year.

    p weighs load and number of tasks alike (see `even`), `p_load` is that of the load alone. All are None where the
    null cannot be stated (no earlier plan), p and q also where the class is too small.
    """

    null: Null
    expected: float | None
    p: float | None
    q: float | None
    p_load: float | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """One unit's load in one year.

    `lead` and `responsible` count tasks; `load` weights them (lead 1, a place among k responsible units 1/k), `weights`
    gives other conventions by name. `expected`, `p`, `q` are those of the first test. `peers` is the class that it is
    compared within, `busiest` the most deadlines within 30 days (how many, first day, last day), `breadth` the number
    of sections it has tasks in. `expanded` is the load when groups are replaced by their members, None where no group
    of known members names it; `expanded_lead` and `expanded_responsible` count the tasks that it then has.
    """

    unit: str
    iri: str
    year: int | None
    lead: int
    responsible: int
    load: float
    expected: float
    p: float | None
    q: float | None
    verdict: Verdict
    place: str = ""
    peers: str = ""
    tests: tuple[Test, ...] = ()
    weights: tuple[tuple[str, float], ...] = ()
    busiest: tuple[int, str, str] | None = None
    breadth: int = 0
    expanded: float | None = None
    expanded_lead: int = 0
    expanded_responsible: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place in the network of shared tasks of a year.

    `strength` is the sum of shared tasks over all partners, `partners` their number, `bridging` the betweenness (0 to
    1), `orphans` the tasks that have no lead left if it drops out, `circle` the number of its community, from 1.
    `before` is its standing (or that of the unit it comes from) in the latest earlier year that knows it; `stayed` the
    share of its circle of then, as far as still named, that is in its circle now.
    """

    unit: str
    iri: str
    year: int | None
    strength: int
    partners: int
    bridging: float
    orphans: int
    circle: int
    before: Standing | None = None
    stayed: float | None = None


@dataclass(frozen=True, slots=True)
class Silence:
    """A silent place: a task (or a unit's tasks) of a year for which the plan does not say what one would ask."""

    gap: Gap
    year: int | None
    duties: tuple[Duty, ...]
    unit: str = ""
    iri: str = ""
