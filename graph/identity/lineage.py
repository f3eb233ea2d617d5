"""How units stand to one another over time: the same, renamed, merged into, an office of, given a function by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from ..duties import Asked, ask
from .members import MEMBERS, Tenures, held, tenures

How = Literal["same", "decided", "renamed", "merged", "split", "transferred", "proposed", "office"]
CHANGES = """
SELECT ?before ?after ?event ?kind ?confidence ?day ?since ?last ?function ?words ?class WHERE {
  ?event a ?class ; zr:changeKind/skos:notation ?kind ; zr:confidence ?confidence ;
         (org:originalOrganization|zr:earlierUnit) ?before ; (org:resultingOrganization|zr:laterUnit) ?after .
  FILTER(?before != ?after)
  OPTIONAL { ?event dcterms:date ?day } OPTIONAL { ?event zr:since ?since } OPTIONAL { ?event zr:byDay ?last }
  OPTIONAL { ?event zr:movedFunction ?function OPTIONAL { ?event skos:altLabel ?words } }
}"""
PARENTS = "SELECT ?unit ?parent WHERE { ?unit org:unitOf ?parent }"
NAMES = """
SELECT ?unit ?name ?kind WHERE { ?unit a zr:Unit ; skos:prefLabel ?name OPTIONAL { ?unit zr:unitKind ?kind } }"""
ONES = """
SELECT DISTINCT ?one ?chief WHERE {
  ?decision zr:claim code:decided-same ; zr:standing code:in-force ; zr:one|zr:other ?one . ?one owl:sameAs ?chief
}"""
APART = """
SELECT ?one ?other WHERE {
  ?decision zr:claim code:decided-different ; zr:standing code:in-force ; zr:one ?one ; zr:other ?other
}"""
QUESTIONS = (CHANGES, PARENTS, NAMES, ONES, APART, MEMBERS)
"""All that `lineage` asks of a store."""
_HOWS: Mapping[str, How] = {
    "rename": "renamed", "merge": "merged", "split": "split", "dissolve": "merged", "create": "merged",
}  # fmt: skip
_WEIGHT: tuple[How, ...] = ("same", "decided", "renamed", "merged", "split", "transferred", "proposed")
Pair = tuple[str, str]
Years = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Tie:
    """How an earlier unit stands to a later one, how sure that is (0 to 1), and the change event that says so.

    `since` is the first day on which the change can have come about, empty where none is known. `function` is what
    moved in a transfer, `words` what tells a text that is about it.
    """

    how: How
    confidence: float
    event: str = ""
    since: str = ""
    function: str = ""
    words: tuple[str, ...] = ()

    def covers(self, text: str) -> bool:
        """Whether this tie holds for a task of that text: a moved function's only where the text is about it."""
        return self.how != "transferred" or any(word in text for word in self.words)

    def then(self, next_tie: Tie) -> Tie:
        """This tie followed by the next: the weaker kind, both doubts."""
        weaker = max(self, next_tie, key=lambda tie: _WEIGHT.index(tie.how))
        since = max(self.since, next_tie.since)
        return replace(weaker, confidence=self.confidence * next_tie.confidence, since=since)


_SAME = Tie("same", 1.0)


@dataclass(frozen=True, slots=True)
class Lineage:
    """The succession of units by IRI: `heirs` of each, `parents` of offices, members of `groups`.

    `ones` maps a unit to the one of its names that stands for all that a person decided to be the same; `apart` are
    pairs that a person decided to be different.
    """

    heirs: Mapping[str, tuple[tuple[str, Tie], ...]] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ones: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tenures: Tenures = field(default_factory=dict)

    def canonical(self, unit: str) -> str:
        """The IRI that stands for a unit and for all that a person decided to be the same."""
        return self.ones.get(unit, unit)

    def tie(self, earlier: str, later: str, years: Years = (None, None)) -> Tie | None:
        """How `earlier` (of an earlier plan, or of the same year) stands to `later`; None where they are strangers.

        `years` are those of the two plans: what came about after the later one explains nothing. In one year either
        may be the older.
        """
        if earlier == later:
            return _SAME
        one, other = self.canonical(earlier), self.canonical(later)
        if one == other:
            return Tie("decided", 1.0)
        if (one, other) in self.apart:
            return None
        found = self._along(one, other, years[1])
        if found is None and years[0] is not None and years[0] == years[1]:
            found = self._along(other, one, years[1])
        return found or self._office(earlier, later, years)

    def _along(self, one: str, other: str, year: int | None) -> Tie | None:
        """The tie along known changes: that of bodies before that of a function, the surest of each."""
        best: dict[str, Tie] = {one: _SAME}
        front = [one]
        while front:
            unit = front.pop(0)
            for heir, tie in self.heirs.get(unit, ()):
                found = best[unit].then(tie)
                if self._barred(unit, heir, tie, best[unit], year) or not _better(found, best.get(heir)):
                    continue
                best[heir] = found
                front.append(heir)
        return best.get(other)

    def _barred(self, unit: str, heir: str, tie: Tie, so_far: Tie, year: int | None) -> bool:
        from ...ontology.forms import before as earlier_than

        late = year is not None and bool(tie.since) and earlier_than(str(year), tie.since)
        twice = tie.how == "transferred" and so_far.how in {"transferred", "proposed"}
        return late or twice or (unit, heir) in self.apart

    def _office(self, earlier: str, later: str, years: Years) -> Tie | None:
        """An office and its bureau; an office that went with its bureau when that got another name."""
        mine, its = self.parents.get(earlier), self.parents.get(later)
        if later == mine or earlier == its:
            return Tie("office", 1.0)
        if mine is None or its is None or mine == its or self.own(earlier, mine) != self.own(later, its):
            return None
        tie = self.tie(mine, its, years)
        return tie if tie and tie.how in {"renamed", "merged", "decided"} else None

    def own(self, office: str, bureau: str) -> str:
        """An office's name without its bureau's."""
        return self.names.get(office, ("", ""))[0].removeprefix(self.names.get(bureau, ("", ""))[0])

    def members(self, group: str, on: str | None = None) -> tuple[str, ...]:
        """The known members of a group of units on a day (YYYY, YYYY-MM or YYYY-MM-DD), empty where none is known."""
        return tuple(m for m in self.groups.get(group, ()) if held(self.tenures.get((group, m)), on))


def _better(found: Tie, known: Tie | None) -> bool:
    if known is None:
        return True
    return (_WEIGHT.index(found.how), -found.confidence) < (_WEIGHT.index(known.how), -known.confidence)


def lineage(store: Asked) -> Lineage:
    """Read the succession of the units of a store."""
    groups, times = tenures(store)
    ones = dict(map(_pair, ask(store, ONES)))
    pairs = [(ones.get(a, a), ones.get(b, b)) for a, b in ask(store, APART)]
    heirs: dict[str, list[tuple[str, Tie]]] = defaultdict(list)
    for before, after, tie in _ties(store):
        one, other = ones.get(before, before), ones.get(after, after)
        if one != other:
            heirs[one].append((other, tie))
    return Lineage(
        {unit: tuple(ties) for unit, ties in heirs.items()}, dict(map(_pair, ask(store, PARENTS))),
        groups, ones, frozenset([*pairs, *((b, a) for a, b in pairs)]), _names(store), times,
    )  # fmt: skip


def _ties(store: Asked) -> Iterator[tuple[str, str, Tie]]:
    """The steps between units, those of bodies first; the words of one moved function together."""
    found: dict[tuple[str, str, str], Tie] = {}
    for before, after, event, kind, sure, day, since, last, function, word, of in ask(store, CHANGES):
        how = "transferred" if kind == "transfer" else "proposed" if of.endswith("#ProposedChange") else _HOWS[kind]
        words = (word,) if word else ()
        tie = found.get((before, after, event), Tie(how, float(sure), event, day or since or last, function))
        found[before, after, event] = replace(tie, words=(*tie.words, *words))
    for (before, after, _), tie in sorted(found.items(), key=lambda item: (_WEIGHT.index(item[1].how), item[0])):
        yield before, after, tie


def _names(store: Asked) -> dict[str, tuple[str, str]]:
    return {unit: (name, kind) for unit, name, kind in ask(store, NAMES)}


def _pair(row: tuple[str, ...]) -> Pair:
    return row[0], row[1]
