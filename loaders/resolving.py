"""Which unit a printed name means, in the light of the document that it is printed in."""

from __future__ import annotations

from .quads_units import Resolution, Resolve
from .records import Plan


def resolver(plan: Plan) -> Resolve:
    """Resolve names as `plan` means them: by its place, its issuer and its day or year."""
    from ..ontology.authority import authority

    facts, known = plan.facts, authority()
    on = facts.date or (str(facts.plan_year) if facts.plan_year else None)

    def resolve(name: str, group: bool) -> Resolution:  # noqa: FBT001 -- Resolve is called by position
        return known.resolve(name, group=group, jurisdiction=facts.jurisdiction, issuer=facts.issuer, on=on)

    return resolve
