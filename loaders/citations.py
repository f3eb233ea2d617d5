"""Policy documents named in 《》: title, 文号, and what the task has to do with them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .patterns import citations as patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Relation

LONGEST_TITLE = 160
NEAR = 60
OPENING, CLOSING = "《〈", "》〉"
_TITLE_MARK = re.compile(r"[《〈》〉。！？\n]")
_CLAUSE_END = re.compile(r"[，。；：！？,;:!?]")


class CitationHit(NamedTuple):
    """A cited document; the span covers 《…》 and the 文号 beside it, `title` is without the outer marks."""

    start: int
    end: int
    title: str
    number: str | None
    relation: Relation


class Title(NamedTuple):
    """A title as printed: `open` and `close` bound 《…》, `start` and `end` take in its 文号."""

    open: int
    close: int
    start: int
    end: int
    number: str | None


def _closing(text: str, position: int) -> int | None:
    """The offset behind the 》 that closes the 《 at `position`; None where a title's length holds none."""
    if text.find("》", position, position + LONGEST_TITLE) < 0:
        return None
    depth = 0
    for mark in _TITLE_MARK.finditer(text, position, position + LONGEST_TITLE):
        if mark[0] in OPENING:
            depth += 1
        elif mark[0] in CLOSING:
            depth -= 1
            if depth <= 0 and mark[0] == "》":
                return mark.end()
        else:
            return None
    return None


def _number_before(text: str, position: int) -> str | None:
    words = text[max(0, position - 40) : position]
    match = patterns.number_before().regex.search(words) if "号" in words else None
    return match and patterns.issuer_code().regex.sub("", match["number"])


def _titles(text: str) -> Iterator[Title]:
    """Every closed 《…》, in order."""
    position = text.find("《")
    while position >= 0:
        close = _closing(text, position)
        if close is None or close - position < 4:
            position = text.find("《", position + 1)
            continue
        start, end, number = position, close, None
        if behind := patterns.number_behind().regex.match(text[close : close + NEAR]):
            number, end = behind["number"], close + behind.end()
        elif number := _number_before(text, position):
            start = text.rfind(number, 0, position)
        yield Title(position, close, start, end, number)
        position = text.find("《", close)


def _chains(text: str) -> Iterator[list[Title]]:
    """Titles that follow each other in one enumeration, and so share their relation; defined short forms left out."""
    chain: list[Title] = []
    for title in _titles(text):
        if patterns.short_form().regex.search(text[max(0, title.open - 8) : title.open]):
            continue
        if chain and not patterns.chained().regex.match(text[chain[-1].end : title.open]):
            yield chain
            chain = []
        chain.append(title)
    if chain:
        yield chain


def _relation(text: str, chain: list[Title]) -> Relation:
    """What the words before the first and behind the last title of an enumeration make of it."""
    start, end = chain[0].start, chain[-1].end
    left = text[max(0, start - 40) : start]
    right = text[end : end + 40]
    if mark := _CLAUSE_END.search(left[::-1]):
        left = left[len(left) - mark.start() :]
    if patterns.passing().regex.search(left):
        return "mention"
    if patterns.derived().regex.match(right):
        return "basis"
    if patterns.written_behind().regex.match(right):
        return "deliverable"
    under, write = patterns.done_under().regex.search(left), patterns.written().regex.search(left)
    if write and (not under or write.start() > under.start()):
        return "deliverable"
    if under or patterns.under_behind().regex.match(right):
        return "basis"
    return "mention"


def _is_policy(text: str, title: Title) -> bool:
    names_none = _names_no_policy(text[title.open + 1 : title.close - 1])
    return not (names_none or patterns.no_policy_word().regex.match(text[title.close : title.close + 8]))


@lru_cache(maxsize=1 << 12)
def _names_no_policy(title: str) -> bool:
    return patterns.no_policy_title().search(title) is not None


def find_citations(text: str) -> tuple[CitationHit, ...]:
    """The policy documents cited in a text, in order, each title once."""
    if "《" not in text:
        return ()
    hits: dict[str, CitationHit] = {}
    for chain in _chains(text):
        named = [t for t in chain if _is_policy(text, t)]
        if not named:
            continue
        relation = _relation(text, chain)
        for title in named:
            inner = text[title.open + 1 : title.close - 1]
            hits.setdefault(inner, CitationHit(title.start, title.end, inner, title.number, relation))
    return tuple(hits.values())
