"""How right zeren is on the generated world: every field of the extraction, and what is found of what was planted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from .rounds import Measure, Ratio, Size
from .world.formats import FORMATS
from .world.found import rates
from .world.grown import FACTS, compared, facts, fields, grow, readings
from .world.writing import Shape

BAR: Final = 0.99
_SHORT: Final = (2, Shape(years=range(2018, 2022), plans=2, tasks=12, formats=tuple(FORMATS)))
_FULL: Final = (12, Shape(plans=2, tasks=16, formats=tuple(FORMATS)))


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    """The least F1 of any field has a bar; what comparing finds is told without one, since nothing was fitted to it."""
    cities, shape = _SHORT if size.short else _FULL
    grown = grow(folder / "world", cities, shape)
    read = readings(grown)
    found = {name: tally.f1 for name, tally in fields(read).items()}
    count = f"{len(grown.tasks)} tasks"
    worst = min(found, key=lambda name: found[name])
    yield share("extraction, least F1 of any field", found[worst], BAR, f"{worst}; {count}")
    told = facts(read)
    least = min(FACTS, key=lambda name: told[name])
    yield share("documents, least share of a fact read", told[least], BAR, f"{least}; {len(read)} documents")
    for rate in rates(grown, compared(grown)):
        if rate.planted:
            how = f"{rate.planted} planted; precision {rate.precision:.3f} of {rate.found} found"
            yield share(f"recall of {rate.name}", rate.recall, None, how)


def share(name: str, value: float, bar: float | None, how: str) -> Measure:
    return Measure(name, Ratio(value, value, value), bar, at_least=True, how=how, unit="")
