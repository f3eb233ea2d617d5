"""Offices that may have another name: proposed from what plans of different years print, never asserted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Final

from ...ontology.changes import ChangeEvent
from ...ontology.iris import Namer
from ..duties import ask
from ..reforms import event_lines

if TYPE_CHECKING:
    from ..store import Store

_PRINTED: Final = """
SELECT ?unit ?year (COUNT(*) AS ?times) WHERE {
  ?task zr:assignment/zr:unit ?unit ; dcterms:isPartOf/zr:planYear ?year
} GROUP BY ?unit ?year"""
_OFFICES: Final = """
SELECT DISTINCT ?unit ?name ?parent ?bureau WHERE {
  ?unit a zr:Unit ; org:unitOf ?parent ; skos:prefLabel ?name . ?parent skos:prefLabel ?bureau
}"""
_KNOWN: Final = """
SELECT DISTINCT ?unit WHERE {{ GRAPH <{graph}> {{
  ?event a ?kind ; org:originalOrganization|org:resultingOrganization|zr:earlierUnit|zr:laterUnit ?unit .
  VALUES ?kind {{ org:ChangeEvent zr:ProposedChange }}
}} }}"""
_ENDINGS: Final = ("办公室", "科室", "处", "科", "室", "股", "中心", "队", "站")
_EMPTY: Final = ("管理", "工作", "综合", "业务", "服务", "监督", "办公")
_SOURCE: Final = "zeren：同一机构的两个内设机构，一个只见于较早的文件，一个只见于较晚的文件，名称相含"
Span = tuple[int, int]


def last_printed(store: Store) -> dict[str, int]:
    """The latest year of a plan that names each unit."""
    return {unit: last for unit, (_, last) in _years(store).items()}


def _years(store: Store) -> dict[str, Span]:
    found: dict[str, Span] = {}
    for unit, year, _ in ask(store, _PRINTED):
        first, last = found.get(unit, (int(year), int(year)))
        found[unit] = min(first, int(year)), max(last, int(year))
    return found


def renames(store: Store, namer: Namer) -> Iterator[str]:
    """Lines on two offices of one bureau, the one printed only before the other, whose names share their head words.

    An office with several such counterparts gives each its part of the confidence; one whose change the authority
    tells is left to it. (政策法规处 of 2018 and 法规处 of 2022: 0.7)
    """
    years, known = _years(store), {unit for (unit,) in ask(store, _KNOWN.format(graph=namer.units))}
    by_bureau: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for unit, name, parent, bureau in ask(store, _OFFICES):
        if unit in years and unit not in known:
            by_bureau[parent, bureau].append((unit, name.removeprefix(bureau)))
    for (_, bureau), offices in by_bureau.items():
        pairs = [
            (one, other, likeness)
            for one, other in product(offices, offices)
            if years[one[0]][1] < years[other[0]][0] and (likeness := alike(one[1], other[1]))
        ]
        for one, other, likeness in pairs:
            rivals = max(sum(p[0] == one for p in pairs), sum(p[1] == other for p in pairs))
            sure = round(likeness / rivals, 2)
            event = ChangeEvent(None, "rename", (one[1],), (other[1],), _SOURCE, confidence=sure)
            yield from event_lines(event, ([_named(one, bureau)], [_named(other, bureau)]), namer)


def _named(office: tuple[str, str], bureau: str) -> tuple[str, str]:
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
