"""What a printed name resolves to."""

from __future__ import annotations

from dataclasses import dataclass

UNSCOPED = "?/"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The unit that a printed name stands for.

    `key` is its identity, from which the IRI is minted; one that begins with `?/` is known by its words alone, so that
    its plan must scope it. `rule` names what resolved it, `members` the keys of a group's known members.
    """

    key: str
    name: str
    kind: str
    group: bool
    parent: str | None
    function: str | None
    rule: str
    confidence: float
    members: tuple[str, ...] = ()

    @property
    def resolved(self) -> bool:
        """Whether an authority knows it, rather than its words alone."""
        return self.rule not in {"prefix", "unscoped", "unresolved"}

    @classmethod
    def unit(cls, name: str, kind: str, rule: str, confidence: float, function: str | None = None) -> Resolution:
        """A unit that stands under no other, so that its full name is its key."""
        return cls(name, name, kind, group=False, parent=None, function=function, rule=rule, confidence=confidence)

    @classmethod
    def office(cls, parent: str, name: str, kind: str, rule: str, confidence: float) -> Resolution:
        """An office of the unit `parent`."""
        return cls(
            f"{parent}/{name}", f"{parent}{name}", kind, group=False, parent=parent, function=None, rule=rule,
            confidence=confidence,
        )  # fmt: skip

    @classmethod
    def unknown(cls, text: str, kind: str, rule: str = "unresolved") -> Resolution:
        """A unit known by its words alone."""
        return cls(UNSCOPED + text, text, kind, group=False, parent=None, function=None, rule=rule, confidence=0.2)
