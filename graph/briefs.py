"""What each plan is in brief: all that has to be known of it to look at all plans together.

The book-keeping holds it as the document was read. Of a plan whose mentions a person gave to other units, and of one
that older code read, the plan's own graph tells.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from typing import Final

from ..ontology.iris import Namer
from ..ontology.terms import Zr, prefixed
from . import manifest
from .manifest import Entry
from .store import MANIFEST, Store

_TITLE: Final = prefixed("dcterms:title")
_NUMBER: Final = prefixed("eli:id_local")
_PLACE: Final = prefixed("eli:jurisdiction")
_ISSUER: Final = prefixed("dcterms:publisher")


@dataclass(frozen=True, slots=True)
class Brief:
    """A plan: `place`, `issuer` and the `units` that its tasks name are IRIs; what it does not tell is empty."""

    title: str
    number: str
    year: int | None
    place: str
    issuer: str
    units: tuple[str, ...]


_FIELDS: Final = tuple(field.name for field in fields(Brief))


def briefs(store: Store, plans: Mapping[str, Entry], namer: Namer, edited: Collection[str] = ()) -> dict[str, Brief]:
    """Each plan (an IRI) in brief; `edited` are the plans that do not stand as they were read."""
    kept = {subject.rpartition(":")[2]: text for subject, text in store.objects(manifest.BRIEF, MANIFEST)}
    found = {}
    for sha, entry in plans.items():
        iri, text = namer.plan(sha), kept.get(sha)
        found[iri] = told(text) if text and iri not in edited else seen(store, entry.graph, iri)
    return found


def told(text: str) -> Brief:
    """A brief as it is kept."""
    fields = json.loads(text)
    return Brief(**{**fields, "units": tuple(fields["units"])})


def written(brief: Brief) -> str:
    """Write a brief as it is kept."""
    return json.dumps({name: getattr(brief, name) for name in _FIELDS}, ensure_ascii=False, separators=(",", ":"))


def seen(store: Store, graph: str, plan: str) -> Brief:
    """A plan in brief as its graph has it."""

    def one(link: str) -> str:
        return next((value for subject, value in store.objects(link, graph) if subject == plan), "")

    year = one(Zr.planYear)
    units = sorted({unit for _, unit in store.objects(Zr.unit, graph)})
    return Brief(
        one(_TITLE), one(_NUMBER), int(year) if year else None, one(_PLACE), one(_ISSUER), tuple(units)
    )  # fmt: skip
