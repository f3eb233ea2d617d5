"""Which of the units in the graph became which: the authority's dated reforms, at the places that the plans are of.

What is known of bodies is an `org:ChangeEvent`; what is only likely, a `zr:ProposedChange`; a function that moved while
both bodies live on, a `zr:FunctionTransfer`. Each carries its kind, day, source, confidence and place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from ..ontology.changes import ChangeEvent, changes_in, national_changes
from ..ontology.forms import before as earlier
from ..ontology.iris import Namer, segment
from ..ontology.ntriples import date, decimal, literal
from ..ontology.places import places
from ..ontology.terms import Zr, change_code, prefixed
from .identity.joined import Joined

TYPE: Final = f"<{prefixed('rdf:type')}>"
LABEL: Final = f"<{prefixed('skos:prefLabel')}>"
_WORDS: Final = f"<{prefixed('skos:altLabel')}>"
_DATE: Final = f"<{prefixed('dcterms:date')}>"
Named = tuple[str, str]
_ONE_BODY: Final = ("rename", "split", "transfer")  # kinds whose several `before` are the usual names of one body


def reforms(
    described: set[str], namer: Namer, printed: Mapping[str, int] | None = None, joined: Joined | None = None
) -> Iterator[str]:
    """Lines on every change that one of the described units took part in, unless a person told its units apart.

    `described` is the graph of units; `printed` the latest year of a plan that names a unit, by the unit's IRI.
    """
    units = {line.partition(" ")[0] for line in described}
    prefix, label = f"<{namer.base}id/place/", f" {LABEL} "
    found = sorted(line.split(label, 1)[1][1:-1] for line in described if line.startswith(prefix) and label in line)
    for place in ("", *found):
        yield from reforms_at(events_at(place), units, namer, printed or {}, joined or Joined())


def events_at(place: str) -> tuple[ChangeEvent, ...]:
    """The changes of the bodies of one place (a name), or of the central ones (the empty name).

    No body is of two places, so that what became of one is told by the changes of its place alone.
    """
    return changes_in(places().get(place)) if place else national_changes()


def bodies_of(events: Iterable[ChangeEvent], namer: Namer) -> set[str]:
    """The units (terms) that take part in these changes."""
    return {_unit(name, namer) for event in events for name in (*event.before, *event.after)}


def reforms_at(
    events: Sequence[ChangeEvent], units: Collection[str], namer: Namer, printed: Mapping[str, int], joined: Joined
) -> Iterator[str]:
    """Lines on those changes of one place that one of the described `units` (terms) took part in."""
    units = {unit for unit in bodies_of(events, namer) if unit in units}
    bound = (_parted(event, joined, namer) for event in events if _body(event))
    heirs = _heirs([event for event in bound if event], units, namer)
    for event in events:
        if (known := _happened(event, units, heirs, namer)) and not _outlived(known, printed, namer):
            yield from _naming(_named([*known.before, *known.after], namer), known.place, namer)
            if held := _parted(known, joined, namer):
                yield from event_lines(held, (_named(held.before, namer), _named(held.after, namer)), namer)


def _heirs(events: Iterable[ChangeEvent], units: set[str], namer: Namer) -> set[str]:
    """What the described units became by these changes, over any number of them."""
    steps = [tuple([_unit(name, namer) for name in side] for side in (e.before, e.after)) for e in events]
    found, new = set(units), set(units)
    while new:
        new = {heir for before, after in steps if not new.isdisjoint(before) for heir in after} - found
        found |= new
    return found


def _body(event: ChangeEvent) -> bool:
    """Whether it is known to have changed bodies."""
    return event.kind != "transfer" and not event.proposed


def _happened(event: ChangeEvent, units: set[str], heirs: set[str], namer: Namer) -> ChangeEvent | None:
    """The change under the names that the graph has; None where it touches no unit of the graph, nor an heir's body."""

    def there(names: Iterable[str], known: set[str]) -> tuple[str, ...]:
        return tuple(name for name in names if _unit(name, namer) in known)

    asserted = _body(event)
    before, after = there(event.before, heirs if asserted else units), there(event.after, units)
    if not (before or (asserted and after)):
        return None
    if event.kind in _ONE_BODY:
        event = replace(event, before=before or event.before[:1])
    return replace(event, after=after or event.after[:1]) if event.kind == "transfer" else event


def _parted(event: ChangeEvent, joined: Joined, namer: Namer) -> ChangeEvent | None:
    """The change without the units that a person told apart from all on its other side; None where none are left."""

    def bound(one: str, others: Iterable[str]) -> bool:
        me = namer.unit(one, "")
        return any(not joined.parted(me, namer.unit(other, "")) for other in others)

    if not event.before:
        return event
    before = tuple(name for name in event.before if bound(name, event.after))
    after = tuple(name for name in event.after if bound(name, event.before))
    cut = (before, after) != (event.before, event.after)
    return None if cut and set(before) <= set(after) else replace(event, before=before, after=after) if after else None


def _outlived(event: ChangeEvent, printed: Mapping[str, int], namer: Namer) -> bool:
    """Whether a change that is only likely did not come about: the old name is printed after its last day."""
    last = event.last
    if event.confidence == 1 or event.presumed or last is None:
        return False
    old = set(event.before) - set(event.after)
    return any(earlier(last, str(printed.get(namer.unit(name, ""), 0))) for name in old)


def _unit(name: str, namer: Namer) -> str:
    return f"<{namer.unit(name, '')}>"


def _named(names: Iterable[str], namer: Namer) -> list[Named]:
    return [(_unit(name, namer), name.replace("/", "")) for name in names]  # an office, behind its bureau


def _naming(units: Iterable[Named], place: str | None, namer: Namer) -> Iterator[str]:
    for unit, name in units:
        yield f"{unit} {TYPE} <{Zr.Unit}>"
        yield f"{unit} {LABEL} {literal(name)}"
    if place:
        yield f"<{namer.place(place)}> {TYPE} <{prefixed('skos:Concept')}>"
        yield f"<{namer.place(place)}> {LABEL} {literal(place)}"


def event_lines(event: ChangeEvent, sides: tuple[list[Named], list[Named]], namer: Namer) -> Iterator[str]:
    """Everything said of one change of these units (term and name), before and after it."""
    title = " → ".join("、".join(name for _, name in side) for side in sides if side)
    title += f"（{event.function}）" if event.function else ""
    day = event.date or event.since or "undated"
    me = f"<{namer.base}id/change/{segment(day)}/{segment(title.replace(' → ', '—'))}>"
    kind, links = _form(event)
    yield f"{me} {TYPE} <{kind}>"
    yield f"{me} {LABEL} {literal(title)}"
    yield f"{me} <{Zr.changeKind}> <{change_code(event.kind)}>"
    yield f"{me} <{Zr.confidence}> {decimal(event.confidence)}"
    yield f"{me} <{prefixed('dcterms:source')}> {literal(event.source)}"
    yield from _details(event, me, namer)
    for link, side in zip(links, sides, strict=True):
        yield from (f"{me} <{link}> {unit}" for unit, _ in side)


def _form(event: ChangeEvent) -> tuple[str, tuple[str, str]]:
    """The class of a change, and its links to the units before and after."""
    if event.kind == "transfer" or event.proposed:
        return Zr.FunctionTransfer if event.kind == "transfer" else Zr.ProposedChange, (Zr.earlierUnit, Zr.laterUnit)
    return prefixed("org:ChangeEvent"), (prefixed("org:originalOrganization"), prefixed("org:resultingOrganization"))


def _details(event: ChangeEvent, me: str, namer: Namer) -> Iterator[str]:
    if event.date:
        yield f"{me} {_DATE} {date(event.date)}"
    if event.since:
        yield f"{me} <{Zr.since}> {literal(event.since)}"
    if event.by:
        yield f"{me} <{Zr.byDay}> {date(event.by)}"
    if event.note:
        yield f"{me} <{Zr.note}> {literal(event.note)}"
    if event.function:
        yield f"{me} <{Zr.movedFunction}> {literal(event.function)}"
        yield from (f"{me} {_WORDS} {literal(word)}" for word in event.words)
    if event.place:
        yield f"{me} <{prefixed('dcterms:spatial')}> <{namer.place(event.place)}>"
