"""Offices that may have another name: proposed from what plans of different years print, never asserted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from ...ontology.changes import ChangeEvent
from ...ontology.iris import Namer
from ..duties import ask
from ..reforms import event_lines
from .joined import Joined

if TYPE_CHECKING:
    from ..briefs import Brief
    from ..store import Store

_OFFICES: Final = """
SELECT DISTINCT ?unit ?name ?parent ?bureau WHERE {{
  {wanted} ?unit a zr:Unit ; org:unitOf ?parent ; skos:prefLabel ?name . ?parent skos:prefLabel ?bureau
}}"""
_KNOWN: Final = """
SELECT DISTINCT ?unit WHERE {{ {wanted} GRAPH <{graph}> {{
  ?event a ?kind ; org:originalOrganization|org:resultingOrganization|zr:earlierUnit|zr:laterUnit ?unit .
  VALUES ?kind {{ org:ChangeEvent zr:ProposedChange }}
}} }}"""
_ENDINGS: Final = ("办公室", "科室", "处", "科", "室", "股", "中心", "队", "站")
_EMPTY: Final = ("管理", "工作", "综合", "业务", "服务", "监督", "办公")
_SOURCE: Final = "zeren：同一机构的两个内设机构，一个只见于较早的文件，一个只见于较晚的文件，名称相含"
_LONG: Final = 40  # no office has so many head words
Span = tuple[int, int]
Office = tuple[str, str]  # IRI and own name


def printed_years(briefs: Iterable[Brief]) -> dict[str, Span]:
    """The first and the latest year of the plans that name each unit in a task."""
    found: dict[str, Span] = {}
    for brief in briefs:
        if (year := brief.year) is not None:
            for unit in brief.units:
                first, last = found.get(unit, (year, year))
                found[unit] = min(first, year), max(last, year)
    return found


def renames(
    store: Store, namer: Namer, years: Callable[[Collection[str]], Mapping[str, Span]], joined: Joined,
    bureaus: Collection[str] | None = None,
) -> Iterator[tuple[str, str]]:  # fmt: skip
    """Each bureau with a line on two of its offices, the one printed only before the other, akin by their head words.

    `years` gives those of the plans that name units; `bureaus` are those wanted, if not all. An office with several
    such counterparts gives each its part of the confidence; one whose change the authority tells is left to it, and two
    that a person told apart (`joined`) are two. (政策法规处 of 2018, 法规处 of 2022: 0.7)
    """
    rows = ask(store, _OFFICES.format(wanted=_values("parent", bureaus)))
    units = {row[0] for row in rows}
    known = {u for (u,) in ask(store, _KNOWN.format(graph=namer.units, wanted=_values("unit", bureaus and units)))}
    printed = years(units)
    by_bureau: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for unit, name, parent, bureau in rows:
        if unit in printed and unit not in known:
            by_bureau[parent, bureau].append((unit, name.removeprefix(bureau)))
    for (parent, bureau), offices in by_bureau.items():
        akin = {pair for pair in _akin(offices) if printed[pair[0][0]][1] < printed[pair[1][0]][0]}
        pairs = sorted(pair for pair in akin if not joined.parted(pair[0][0], pair[1][0]))
        rivals = Counter(office for pair in pairs for office in pair)
        for one, other in pairs:
            sure = round(alike(one[1], other[1]) / max(rivals[one], rivals[other]), 2)
            event = ChangeEvent(None, "rename", (one[1],), (other[1],), _SOURCE, confidence=sure)
            sides = [_named(one, bureau)], [_named(other, bureau)]
            yield from ((parent, line) for line in event_lines(event, sides, namer))


def _values(name: str, things: Collection[str] | None) -> str:
    """What keeps a variable of a query to these things."""
    return "" if things is None else f"VALUES ?{name} {{ {' '.join(f'<{iri}>' for iri in sorted(things))} }}"


def _akin(offices: list[Office]) -> Iterator[tuple[Office, Office]]:
    """Pairs, either way round, of which the one's head words are in the other's: found without trying every pair."""
    by_stem: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices:
        by_stem[_parts(office[1])].append(office)
    for long in offices:
        stem, ending = _parts(long[1])
        inner = {stem[a:b] for a in range(len(stem)) for b in range(a + 2, len(stem) + 1)} if len(stem) < _LONG else ()
        for short in (short for part in inner for short in by_stem.get((part, ending), ())):
            if short != long and alike(short[1], long[1]):
                yield from ((short, long), (long, short))


def _named(office: Office, bureau: str) -> tuple[str, str]:
    return f"<{office[0]}>", f"{bureau}{office[1]}"


def alike(one: str, other: str) -> float:
    """How likely two names of one bureau's offices are one office's, 0 where neither holds the other's head words.

    0.5 for holding them, and up to 0.4 more by how much of the longer name they are.
    """
    (stem, ending), (second, its) = _parts(one), _parts(other)
    short, long = sorted((stem, second), key=len)
    if ending != its or len(short) < 2 or short in _EMPTY or short not in long:
        return 0.0
    return 0.5 + 0.4 * len(short) / len(long)


def _parts(name: str) -> tuple[str, str]:
    """A name's head words, and what kind of office it ends in."""
    ending = next((end for end in _ENDINGS if name.endswith(end)), "")
    stem = name.removesuffix(ending)
    while empty := next((word for word in _EMPTY if stem.endswith(word) and len(stem) > len(word)), None):
        stem = stem.removesuffix(empty)
    return stem, ending
