"""What a question is taken for, and what a reply to it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ...graph.duties import Duty
from .wants import Want

Kind = Literal["topic", "unit", "year", "deadline", "basis", "history"]
Role = Literal["lead", "responsible"]
Days = Callable[[str, int | None], tuple[str, str] | None]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood; `topic` is what is left when everything else is taken out.

    `units` are asked for their tasks; `mentioned` are all that the question names, also beside a topic. `wants` are
    the words that a task must have for the topic, with what else is said for them; `place` is a place that the graph
    has no plan of; `office` says that an office within a body is asked for, `since` is
    the year from which on, `within` the places, of those that have plans, that it names; without any, all.
    """

    words: str
    kind: Kind
    topic: str
    years: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    unit_names: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    role: Role | None = None
    due: str | None = None
    basis: str | None = None
    wants: tuple[Want, ...] = ()
    place: str | None = None
    office: bool = False
    since: int | None = None
    within: tuple[str, ...] = ()

    def here(self, place: str) -> bool:
        """Whether a plan of a place is one that the question is about."""
        return not self.within or place in self.within


@dataclass(frozen=True, slots=True)
class Sequel:
    """What a task was or became: the other task, its `year`, the kind of the link, how sure it is (0 to 1)."""

    iri: str
    number: str
    title: str
    file: str
    year: int | None
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """A task that answers, and how well: 1 is best.

    `matched` are the stretches of the passage (`duty.passage`, in code points) that the question's words stand in,
    `best` the stretch that tells most. `earlier`, `later` and `twins` are the same work in plans of other years, and
    of the same year.
    """

    duty: Duty
    score: float
    matched: tuple[Span, ...] = ()
    best: Span | None = None
    earlier: tuple[Sequel, ...] = ()
    later: tuple[Sequel, ...] = ()
    twins: tuple[Sequel, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """The question as understood, its answers, the best first, and what the asker should know."""

    question: Question
    answers: tuple[Answer, ...] = ()
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Narrow:
    """What the asker limits the answers to, beside the question's own words."""

    year: int | None = None
    unit: str | None = None
    role: Role | None = None
    limit: int | None = None
