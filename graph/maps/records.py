"""What a map shows, before it is placed and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from ..continuity.records import Continuation
from ..duties import Duty

View = Literal["duties", "partners", "continuity"]
VIEWS: tuple[View, ...] = ("duties", "partners", "continuity")
NodeKind = Literal["task", "unit", "group"]
Link = Callable[[str], str]
Place = tuple[int, int]
NO_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Known:
    """What a map tells besides the tasks: what carried on what, and every name of a unit by its IRI."""

    links: tuple[Continuation, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_NAMES)


@dataclass(frozen=True, slots=True)
class Node:
    """A task, a unit, or a group of units: `colour` and `sort` are keys of the legend and of the classes of units."""

    iri: str
    kind: NodeKind
    label: str
    colour: str
    sort: str = ""
    duty: Duty | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many tasks of a year stand behind a joint; `lead` where one of the two ends leads them."""

    year: int
    lead: bool
    count: int


@dataclass(frozen=True, slots=True)
class Joint:
    """A line between two nodes: `role` is its key in the legend, `weight` the number of tasks or the confidence.

    `tallies` tell partners' tasks apart; `told` is what a click on the line shows.
    """

    one: str
    other: str
    role: str
    weight: float = 1.0
    tallies: tuple[Tally, ...] = ()
    told: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: a key that nodes or joints carry, its words, its mark and the name of its colour."""

    key: str
    words: str
    mark: Literal["dot", "diamond", "line", "dashes"]
    colour: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole map: nodes by IRI, joints, legend, and what was left out, in words."""

    view: View
    nodes: Mapping[str, Node]
    joints: tuple[Joint, ...]
    legend: tuple[Entry, ...] = ()
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that are drawn together: `members` are IRIs of nodes, `parts` are clusters within; one of both is empty."""

    label: str
    members: tuple[str, ...] = ()
    parts: tuple[Cluster, ...] = ()

    @property
    def every(self) -> tuple[str, ...]:
        """The nodes of this cluster and of all within it."""
        return (*self.members, *(iri for part in self.parts for iri in part.every))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where things stand: nodes by IRI, clusters by their path from the top (`0`, `0.3` …).

    `tree` is None where all is drawn at once.
    """

    spots: Mapping[str, Place] = field(default_factory=dict)
    clusters: Mapping[str, Place] = field(default_factory=dict)
    tree: Cluster | None = None
