"""What the world knows of a plan: what is said, who answers, by when, and how that is to be annotated."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["lead", "responsible"]
Gold = dict[str, Any]
Thing = tuple[str, str]  # where it is, and what
Subject = tuple[Thing, str]  # a thing, and what is done with it


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as a clause prints it; `name` is the full form of a part that shares a head.

    `joint` stands before it instead of a separator, as the 等 between a unit and the class it stands for.
    """

    text: str
    role: Role = "responsible"
    group: bool = False
    name: str | None = None
    joint: str = ""

    def gold(self) -> Gold:
        known = {"text": self.text, "role": self.role, "group": self.group}
        return known | ({"name": self.name} if self.name else {})


@dataclass(frozen=True, slots=True)
class Due:
    """A due time: its words, the last day they allow, its kind."""

    text: str
    date: str | None
    kind: str = "by"

    def gold(self) -> Gold:
        return {"text": self.text, "date": self.date}


@dataclass(frozen=True, slots=True)
class Cite:
    title: str
    number: str | None
    relation: str

    def gold(self) -> Gold:
        return {"title": self.title, "number": self.number, "relation": self.relation}


@dataclass(frozen=True, slots=True)
class Goal:
    text: str
    comparator: str
    value: float
    unit: str

    def gold(self) -> Gold:
        return {"text": self.text, "comparator": self.comparator, "value": self.value, "unit": self.unit}


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words without their full stop, and what is to be read out of them."""

    text: str
    due: Due | None = None
    cites: tuple[Cite, ...] = ()
    goal: Goal | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence before a year is given to it: its pattern, the words it is filled with, its figure and month.

    `about` is the thing that it is said of, which the first of the words names in full or in short.
    """

    form: str
    words: tuple[str, ...]
    number: int = 0
    month: int = 0
    about: Thing = ("", "")


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who can answer for a task: of a sort (department, company, district …), the one with that place in it."""

    sort: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work as one plan has it. `key` is its own; a work that is carried on has another key next year."""

    key: str
    verb: str
    subjects: tuple[Subject, ...]
    sayings: tuple[Saying, ...]
    leads: tuple[Party, ...]
    others: tuple[Party, ...]
    due: Saying | None = None
    extra: tuple[Party, ...] = ()

    @property
    def title(self) -> str:
        return self.verb + "和".join(f"{place}{thing}{facet}" for (place, thing), facet in self.subjects)


@dataclass(frozen=True, slots=True)
class Link:
    """A planted continuation between two works, by their keys."""

    earlier: str
    later: str
    kind: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A planted conflict between two works of one year."""

    one: str
    other: str
    what: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The works that one document assigns."""

    city: int
    year: int
    part: int
    works: tuple[Work, ...]

    @property
    def stem(self) -> str:
        return f"{self.city:05}-{self.year}-{self.part}"


@dataclass(slots=True)
class Block:
    """A paragraph of a document, or a table of rows whose None cells belong to the cell above them."""

    text: str = ""
    kind: str = "body"
    rows: list[list[str | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Printed:
    """Under which number a work is printed, in which file, and whether it says who leads."""

    number: str
    led: bool
    file: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A document before it has a format: its blocks in order, and its gold."""

    blocks: list[Block]
    gold: Gold
    places: dict[str, Printed]  # by the work's key
