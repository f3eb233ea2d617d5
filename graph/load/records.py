"""What is said of a unit's load in a year, of its place in the network, and of where a plan is silent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from ..duties import Duty

Verdict = Literal["overloaded", "not more than expected", "too few to tell"]
Null = Literal["even share", "earlier share"]
Reason = Literal["", "few tasks", "no peers", "no year", "group only"]
Gap = Literal["no lead", "no deadline", "no basis", "never leads", "one month"]
GAPS: Final[tuple[Gap, ...]] = ("no lead", "no deadline", "no basis", "never leads", "one month")
HEADS: Final[Mapping[str, str]] = {
    "unit": "单位", "year": "年度", "place": "地方", "peers": "同类", "verdict": "结论", "lead": "牵头",
    "responsible": "责任", "load": "负荷", "expected": "均分", "p": "p", "q": "q", "expanded": "展开",
    "busiest": "30天内最多", "breadth": "章节", "strength": "共担", "partners": "伙伴", "bridging": "桥梁",
    "orphans": "瓶颈", "circle": "圈子", "stayed": "同圈",
}  # fmt: skip
NULL_WORDS: Final[Mapping[Null, str]] = {"even share": "均分", "earlier share": "往年份额"}
VERDICT_WORDS: Final[Mapping[Verdict, str]] = {
    "overloaded": "负荷偏重", "not more than expected": "未超出预期", "too few to tell": "样本太少",
}  # fmt: skip
REASON_WORDS: Final[Mapping[Reason, str]] = {
    "few tasks": "样本太少", "no peers": "无可比单位", "no year": "年度不详，未检验",
    "group only": "未检验（仅见于统称）",
}  # fmt: skip
GAP_WORDS: Final[Mapping[Gap, str]] = {
    "no lead": "无牵头单位", "no deadline": "无完成时限", "no basis": "无依据", "never leads": "从不牵头",
    "one month": "牵头的全在一个月到期",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Test:
    """A load held against one null model: the load it expects, p (one-sided, mid-p), q over a place's year.

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
    """One unit's load in one year, by the plans of one place.

    `lead` and `responsible` count tasks; `load` weights them (lead 1, a place among k responsible units 1/k), `weights`
    gives other conventions by name. `expected`, `p`, `q` are those of the first test. `peers` is the class that it is
    compared within, `busiest` the most deadlines within 30 days (how many, first day, last day), `breadth` the number
    of sections it has tasks in. `expanded` is the load when groups are replaced by their members, None where no group
    of known members names it; `expanded_lead` and `expanded_responsible` count the tasks that it then has. `reason`
    says why nothing can be told: few tasks, fewer than three units of its kind, a plan of no known year, a unit that is
    named only as the member of a group; it is empty where something can. `expected` is None where no year or no task of
    its own is known.
    """

    unit: str
    iri: str
    year: int | None
    lead: int
    responsible: int
    load: float
    expected: float | None
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
    reason: Reason = ""

    @property
    def words(self) -> str:
        """The verdict in Chinese; where nothing can be told, why."""
        return REASON_WORDS[self.reason] if self.reason else VERDICT_WORDS[self.verdict]


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit's place in the network of shared tasks of a place in a year.

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
    place: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """A silent place: a task (or a unit's tasks) of a year for which the plan does not say what one would ask."""

    gap: Gap
    year: int | None
    duties: tuple[Duty, ...]
    unit: str = ""
    iri: str = ""

    @property
    def place(self) -> str:
        """The place whose plan is silent."""
        return self.duties[0].place
