"""What the derived graphs say, by kind of graph: sorted N-Triples lines without full stop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from ...ontology.iris import Namer
from ...ontology.terms import prefixed
from ..conflicts import Conflict
from ..continuity.records import Continuation, Continuity
from ..load.loads import loads
from ..statements import of_conflicts, of_continuity, of_loads
from ..store import Store
from .matter import Findings, Matter
from .parts import Part

KINDS: Final = ("continuity", "conflicts", "loads", "passages")
_ONCE: Final = 1000  # passages asked for in one query
Lines = Mapping[str, Sequence[str]]


def graphs(namer: Namer) -> dict[str, str]:
    """The names of the derived graphs, by kind."""
    return {kind: getattr(namer, kind) for kind in KINDS}


def lines_of(store: Store, matter: Matter, found: Findings, namer: Namer) -> Lines:
    """What the derived graphs say of a place."""
    seen = found.continuity
    (linked,) = _apart(store, [_told(seen.links, found.conflicts, namer)], namer)
    return merged([linked, of_ends(matter, Continuity((), seen.dropped, seen.new), namer)])


def of_parts(store: Store, parts: Iterable[Part], namer: Namer) -> list[Lines]:
    """What the derived graphs say of each part of a place."""
    return _apart(store, [_told(part.between.links, part.conflicts, namer) for part in parts], namer)


def _told(links: Iterable[Continuation], differing: Iterable[Conflict], namer: Namer) -> dict[str, set[str]]:
    linked = of_continuity(Continuity(tuple(links)), namer)
    return {"continuity": set(linked), "conflicts": set(of_conflicts(differing, namer))}


def of_ends(matter: Matter, ends: Continuity, namer: Namer) -> Lines:
    """What they say of a place that is of no part: what was dropped and what is new, who carries how much."""
    carried = loads(matter.duties, matter.lineage)
    return {"continuity": sorted(set(of_continuity(ends, namer))), "loads": sorted(set(of_loads(carried, namer)))}


def _apart(store: Store, parts: Iterable[Mapping[str, set[str]]], namer: Namer) -> list[Lines]:
    """Passages that no plan names yet have a graph of their own, so that nothing is said in two graphs."""
    told = [(part, {line for lines in part.values() for line in lines if "/chars/" in subject(line)}) for part in parts]
    wanted = {subject(line) for _, passages in told for line in passages}
    known = _described(store, sorted(wanted), {*graphs(namer).values()})
    return [
        {kind: sorted(lines - passages) for kind, lines in part.items()}
        | {"passages": sorted(line for line in passages if subject(line) not in known)}
        for part, passages in told
    ]


def subject(line: str) -> str:
    """What a line is of."""
    return line.partition(" ")[0]


def _described(store: Store, passages: Sequence[str], derived: set[str]) -> set[str]:
    """Which of these passages a plan's own graph describes."""
    made, found = " ".join(f"<{graph}>" for graph in sorted(derived)), set()
    for at in range(0, len(passages), _ONCE):
        wanted = " ".join(passages[at : at + _ONCE])
        rows = store.select(
            f"SELECT DISTINCT ?p {{ VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?p <{prefixed('oa:start')}> ?start }}"
            f" FILTER(?g NOT IN ({made.replace(' ', ', ')})) }}"
        )
        found |= {f"<{row[0]}>" for row in rows}
    return found


def merged(parts: Iterable[Lines]) -> Lines:
    """All of these lines, each once."""
    found: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        for kind, lines in part.items():
            found[kind].update(lines)
    return {kind: sorted(lines) for kind, lines in found.items()}


def less(these: Lines, those: Lines) -> Lines:
    """Those of the first that are not among the others."""
    return {kind: sorted(set(lines) - set(those.get(kind, ()))) for kind, lines in these.items()}


def quads(lines: Lines, names: Mapping[str, str]) -> Iterator[bytes]:
    """Lines with the name of their graph, as N-Quads."""
    return (f"{line} <{names[kind]}> .\n".encode() for kind in KINDS for line in lines.get(kind, ()))
