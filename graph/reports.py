"""Which tasks a practice reports on, where the wording shows it: they share a run of words that is half a task's title.

A run of fewer than four characters, or one that many task titles of the place share (城市管理), names no one task.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from ..ontology.prefixes import PREFIXES
from ..ontology.terms import Zr
from .store import Store

_HEAD: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES)
_PLACES: Final = """
SELECT DISTINCT ?place WHERE { ?practice a zr:Practice ; dcterms:isPartOf/eli:jurisdiction ?place }"""
_PRACTICES: Final = """
SELECT DISTINCT ?practice ?title ?words WHERE {{
  ?plan eli:jurisdiction <{place}> . ?practice dcterms:isPartOf ?plan ; a zr:Practice ; dcterms:title ?title .
  ?practice zr:words ?words
}}"""
_TASKS: Final = """
SELECT DISTINCT ?task ?title WHERE {{
  ?plan eli:jurisdiction <{place}> . ?task dcterms:isPartOf ?plan ; a zr:Task ; dcterms:title ?title
}}"""
_RUN: Final = 4
_COMMON: Final = 3  # a run in more task titles than this is common wording


def reports(store: Store, places: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Each place (an IRI; those wanted, if not all) with a line from a practice to a task of it that it reports on."""
    if places is None:
        places = sorted(place for (place,) in store.select(_HEAD + _PLACES))
    for place in places:
        yield from ((place, line) for line in _reports(store, place))


def _reports(store: Store, place: str) -> Iterator[str]:
    practices = store.select(_HEAD + _PRACTICES.format(place=place))
    if not practices:
        return
    holders: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for task, title in store.select(_HEAD + _TASKS.format(place=place)):
        for run in _runs(_plain(title)):
            holders[run].add((task, _plain(title)))
    for practice, title, words in practices:
        for told in (_plain(title), _plain(words)):
            near = (holders.get(run, set()) for run in _runs(told))
            rare = {held for tasks in near if len(tasks) <= _COMMON for held in tasks}
            yield from (f"<{practice}> <{Zr.reportsOn}> <{task}>" for task, name in rare if _half_told(name, told))


def _half_told(name: str, told: str) -> bool:
    match = SequenceMatcher(None, name, told, autojunk=False).find_longest_match()
    return match.size * 2 >= len(name)


def _plain(text: str) -> str:
    """The letters of a text, marks left out."""
    return "".join(c for c in text if c.isalpha())


def _runs(plain: str) -> set[str]:
    """The runs of four letters, overlapping."""
    return {plain[i : i + _RUN] for i in range(len(plain) - _RUN + 1)}
