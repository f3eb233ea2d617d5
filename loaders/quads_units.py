"""Units as RDF: each mention resolved once, and what is known of the unit said apart from the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from ..ontology.iris import Namer
from ..ontology.ntriples import literal
from ..ontology.terms import Zr, prefixed
from .records import Mention

_TYPE: Final = f"<{prefixed('rdf:type')}>"
_LABEL: Final = f"<{prefixed('skos:prefLabel')}>"
_ALIAS: Final = f"<{prefixed('skos:altLabel')}>"
_UNIT_OF: Final = f"<{prefixed('org:unitOf')}>"
_CLASS: Final = f"<{prefixed('org:classification')}>"
_KIND: Final = f"<{Zr.unitKind}>"
_MEMBER: Final = f"<{Zr.member}>"


class Resolution(Protocol):
    """What a unit's printed name was resolved to: the part of the authority's answer that is written down."""

    @property
    def key(self) -> str:
        """Say who it is: a path of names, `?/…` where that holds within one document only."""

    @property
    def name(self) -> str:
        """Give the full name."""

    @property
    def kind(self) -> str:
        """Say what kind of body it is."""

    @property
    def group(self) -> bool:
        """Whether it is a class of bodies rather than one."""

    @property
    def parent(self) -> str | None:
        """Give the key of the unit that it is a unit of."""

    @property
    def function(self) -> str | None:
        """Give the government function that it has."""

    @property
    def rule(self) -> str:
        """Name the rule that decided."""

    @property
    def confidence(self) -> float:
        """Say how sure that is, 0 to 1."""

    @property
    def members(self) -> Sequence[str]:
        """Give the keys of a group's members, where known."""


Resolve = Callable[[str, bool], Resolution]


class Units:
    """The units of one plan; `triples` describes them and belongs to the graph that all plans share."""

    def __init__(self, plan: str, resolve: Resolve, namer: Namer) -> None:
        self._plan, self._resolve, self._namer = plan, resolve, namer
        self._known: dict[tuple[str, bool], tuple[str, Resolution]] = {}
        self.triples: set[str] = set()

    def find(self, text: str, *, group: bool = False) -> tuple[str, Resolution]:
        """The unit meant by a printed name, as a term, and how it was found."""
        known = self._known.get((text, group))
        if known is None:
            resolution = self._resolve(text, group)
            known = self._known[text, group] = (self.term(resolution.key), resolution)
            self._describe(*known, text)
        return known

    def of(self, mention: Mention) -> str:
        """The IRI of the unit that a mention means."""
        return self.find(mention.name or mention.text, group=mention.group)[0][1:-1]

    def term(self, key: str) -> str:
        """Name the unit of a key, as a term."""
        return f"<{self._namer.unit(key, self._plan)}>"

    def _describe(self, term: str, unit: Resolution, printed: str) -> None:
        add = self.triples.add
        add(f"{term} {_TYPE} <{Zr.UnitGroup if unit.group else Zr.Unit}>")
        add(f"{term} {_LABEL} {literal(unit.name)}")
        if printed != unit.name:
            add(f"{term} {_ALIAS} {literal(printed)}")
        if unit.kind:
            add(f"{term} {_KIND} {literal(unit.kind)}")
        if unit.parent:
            parent = self.term(unit.parent)
            add(f"{term} {_UNIT_OF} {parent}")
            self._name_only(parent, unit.parent)
        if unit.function:
            function = f"<{self._namer.function(unit.function)}>"
            add(f"{term} {_CLASS} {function}")
            add(f"{function} {_TYPE} <{prefixed('skos:Concept')}>")
            add(f"{function} {_LABEL} {literal(unit.function)}")
        for member in unit.members:
            self._name_only(self.term(member), member)
            add(f"{term} {_MEMBER} {self.term(member)}")

    def _name_only(self, term: str, key: str) -> None:
        """A unit that is only pointed at still has a type and a name: its key without the strokes between its parts."""
        self.triples.add(f"{term} {_TYPE} <{Zr.Unit}>")
        self.triples.add(f"{term} {_LABEL} {literal(key.removeprefix('?/').replace('/', ''))}")
