"""What is said of tasks over several plans: continuations with their evidence, outcomes, chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..duties import Duty

Kind = Literal["continued", "handed over", "split", "merged", "restated"]
KINDS: tuple[Kind, ...] = ("continued", "handed over", "split", "merged", "restated")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnitTie:
    """A unit of the earlier task that is, became, or belongs to one of the later: both as printed, and how.

    `how` is the kind of a tie (`identity.lineage.Tie`): same, renamed, merged …
    """

    earlier: str
    later: str
    how: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The parts of a score, each 0 to 1 (None where there is nothing to compare), and what they rest on.

    `earlier` and `later` are the stretches of the two sources that match best, in code points of the source text.
    """

    wording: float
    unit: float | None
    basis: float | None
    figures: float | None
    section: float | None
    words: tuple[str, ...]
    ties: tuple[UnitTie, ...]
    shared: tuple[str, ...]
    earlier: Span
    later: Span


@dataclass(frozen=True, slots=True)
class Changes:
    """What is not as it was: units in and out as printed, deadlines before and after, targets before and after."""

    leads_in: tuple[str, ...] = ()
    leads_out: tuple[str, ...] = ()
    units_in: tuple[str, ...] = ()
    units_out: tuple[str, ...] = ()
    deadline: tuple[str | None, str | None] | None = None
    targets: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Continuation:
    """One task carried on in a task of another plan.

    `score` orders links; `confidence` is the calibrated chance that the link is right, 1 where a person decided.
    `twin` is the task of the same year, restating `earlier` or `later`, whose link speaks for this one. `hands` names
    who gave the task up and who took it over, as printed, where it changed hands; a split or merged task can, too.
    """

    earlier: Duty
    later: Duty
    kind: Kind
    score: float
    confidence: float
    evidence: Evidence
    changes: Changes
    decided: bool = False
    twin: Duty | None = None
    hands: tuple[tuple[str, ...], tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task that has no continuation in (`dropped`) or no origin in (`new`) the plans of `year`; and the nearest miss.

    `why` says in Chinese why the best candidate failed; `candidate` and `confidence` are None where there was none.
    `resumed` is the nearest other plan year that has the task after all: it skipped `year`.
    """

    duty: Duty
    kind: Literal["dropped", "new"]
    year: int
    candidate: Duty | None
    confidence: float | None
    why: str
    resumed: int | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Tasks of three and more plan years that carry one another on, in the order of the years."""

    links: tuple[Continuation, ...]

    @property
    def duties(self) -> tuple[Duty, ...]:
        """The tasks, the earliest first."""
        return (self.links[0].earlier, *(link.later for link in self.links))


@dataclass(frozen=True, slots=True)
class Continuity:
    """Everything found between the plans of a store."""

    links: tuple[Continuation, ...] = ()
    dropped: tuple[Outcome, ...] = ()
    new: tuple[Outcome, ...] = ()
    chains: tuple[Chain, ...] = ()
