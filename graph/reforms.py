"""Which of the units in the graph became which: the authority's dated reforms, at the places that the plans are of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..ontology.changes import ChangeEvent, changes
from ..ontology.iris import Namer, segment
from ..ontology.ntriples import date, literal
from ..ontology.terms import Zr, prefixed

_TYPE: Final = f"<{prefixed('rdf:type')}>"
_LABEL: Final = f"<{prefixed('skos:prefLabel')}>"
_ANYWHERE: Final = "~"


def reforms(described: set[str], namer: Namer) -> Iterator[str]:
    """Lines on every change that one of the described units took part in; `described` is the graph of units."""
    units = {line.partition(" ")[0] for line in described}
    prefix, label = f"<{namer.base}id/place/", f" {_LABEL} "
    places = sorted(line.split(label, 1)[1][1:-1] for line in described if line.startswith(prefix) and label in line)
    for event in changes():
        for place in [event.place] if event.place else places:
            before, after = (_names(names, place) for names in (event.before, event.after))
            if any(_unit(name, namer) in units for name in (*before, *after)):
                yield from _event(event, (before, after), namer)


def _names(names: tuple[str, ...], place: str) -> list[str]:
    return [name.replace(_ANYWHERE, place) for name in names]


def _unit(name: str, namer: Namer) -> str:
    return f"<{namer.unit(name, '')}>"


def _event(event: ChangeEvent, sides: tuple[list[str], list[str]], namer: Namer) -> Iterator[str]:
    before, after = sides
    title = " → ".join("、".join(names) for names in (before, after) if names)
    me = f"<{namer.base}id/change/{segment(event.date or 'undated')}/{segment(title.replace(' → ', '—'))}>"
    yield f"{me} {_TYPE} <{prefixed('org:ChangeEvent')}>"
    yield f"{me} {_LABEL} {literal(title)}"
    yield f"{me} <{prefixed('dcterms:source')}> {literal(event.source)}"
    if event.date:
        day = date(event.date) if len(event.date) == len("2018-03-17") else literal(event.date)
        yield f"{me} <{prefixed('dcterms:date')}> {day}"
    for link, names in (("org:originalOrganization", before), ("org:resultingOrganization", after)):
        for name in names:
            yield f"{me} <{prefixed(link)}> {_unit(name, namer)}"
            yield f"{_unit(name, namer)} {_TYPE} <{Zr.Unit}>"
            label = name.replace("/", "")  # an office is named behind its bureau
            yield f"{_unit(name, namer)} {_LABEL} {literal(label)}"
