"""What is read out of a document: frozen records that carry where they came from.

Offsets count Unicode code points of `Source.text`, from 0, end exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["lead", "responsible"]
DueKind = Literal["by", "during", "event", "standing"]
Relation = Literal["basis", "deliverable", "mention"]
Comparator = Literal[">=", "<=", "=", ">", "<"]
DocumentKind = Literal["plan", "news"]
Status = Literal["issued", "draft"]


class Span(NamedTuple):
    """A stretch of a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a document, row by row; a cell is the span of its words, None where it is empty.

    A merged cell is repeated in every row and column it covers, with the same span.
    """

    rows: tuple[tuple[Span | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document as its reader gave it.

    `name` is the file's own name, `sha256` of the file's bytes. `pages` holds the offset at which each page starts, and
    is empty for formats that have none. The words of `tables` are part of `text`, a row a line, cells split by tabs.
    """

    name: str
    text: str
    sha256: str
    media_type: str = "text/plain"
    pages: tuple[int, ...] = ()
    tables: tuple[Table, ...] = ()


class Mention(NamedTuple):
    """A unit as printed in a task's responsibility clause.

    `text` is the printed form without white space, `name` the full form where parts share a head, `signal` the words
    that gave it its role, `rule` the form of clause it was read from.
    """

    text: str
    role: Role
    span: Span
    group: bool = False
    name: str | None = None
    signal: str = ""
    rule: str = ""


class Due(NamedTuple):
    """A due time: its words, the last day they allow (`YYYY-MM-DD`), and what kind of limit it is."""

    text: str
    date: str | None
    kind: DueKind
    span: Span


class Citation(NamedTuple):
    """A policy document named in 《》, and what the task has to do with it."""

    title: str
    number: str | None
    relation: Relation
    span: Span


class Target(NamedTuple):
    """A measurable target; `value` counts in base units of `unit` (80万户 is 800000 户, 30% is 30 %)."""

    text: str
    comparator: Comparator
    value: float
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that could not be understood: a stable code, the passage, and a sentence for the reader."""

    code: str
    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Task:
    """The smallest item with a responsibility clause of its own."""

    number: str
    title: str
    section: tuple[str, ...]
    span: Span
    title_span: Span
    mentions: tuple[Mention, ...] = ()
    deadline: Due | None = None
    milestones: tuple[Due, ...] = ()
    citations: tuple[Citation, ...] = ()
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a practice reports."""

    text: str
    value: float
    unit: str
    span: Span


@dataclass(frozen=True, slots=True)
class Practice:
    """A measure that a news document reports: who acts in it and the figures it names."""

    section: str
    title: str
    quote: str
    span: Span
    units: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself. `host` is 主办, `supervisor` 督办, `copied` 抄送; places are full names."""

    title: str
    kind: DocumentKind = "plan"
    status: Status = "issued"
    issuer: str | None = None
    number: str | None = None
    index_number: str | None = None
    date: str | None = None
    plan_year: int | None = None
    jurisdiction: str | None = None
    host: tuple[str, ...] = ()
    supervisor: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    spans: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole document: its source, what it says of itself, its tasks or practices, and what was not understood."""

    source: Source
    facts: Facts
    tasks: tuple[Task, ...] = ()
    practices: tuple[Practice, ...] = ()
    findings: tuple[Finding, ...] = ()
