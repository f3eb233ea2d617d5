"""Tasks whose units are named by the one that stands for all that a person decided to be the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from ..duties import Duty, Holder, duties
from .lineage import Lineage, lineage

if TYPE_CHECKING:
    from ..store import Store


def united(held: Iterable[Duty], line: Lineage) -> tuple[Duty, ...]:
    """Name every unit by its one IRI and that one's name; what is printed stays as printed."""
    return tuple(
        replace(duty, leads=_ones(duty.leads, line), responsible=_ones(duty.responsible, line)) for duty in held
    ) if line.ones else tuple(held)  # fmt: skip


def _ones(holders: tuple[Holder, ...], line: Lineage) -> tuple[Holder, ...]:
    return tuple(
        replace(holder, iri=one, name=line.names.get(one, (holder.name, ""))[0])
        if (one := line.canonical(holder.iri)) != holder.iri
        else holder
        for holder in holders
    )


def united_duties(store: Store) -> tuple[tuple[Duty, ...], Lineage]:
    """The tasks of a store with their units united, and the units' succession."""
    line = lineage(store)
    return united(duties(store), line), line
