"""What is known of the graphs that were sent to a store: which is on its way, which is there whole and what it holds.

Before a graph is sent a note says so; when it was seen to be there whole, its seal takes the note's place.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .store import MANIFEST, MARK, Store

_SENDING: Final = f"{MARK}sending"
_QUADS: Final = f"{MARK}quads"
_DIGEST: Final = f"{MARK}digest"
_CONTENT: Final = "urn:zeren:content:"


@dataclass(frozen=True, slots=True)
class Seal:
    """What a graph holds: how many quads, and the SHA-256 of its canonical N-Quads (sorted lines, UTF-8)."""

    quads: int
    digest: str


def seal(nquads: bytes) -> Seal:
    """The seal of a graph's canonical N-Quads."""
    return Seal(nquads.count(b"\n"), hashlib.sha256(nquads).hexdigest())


def seal_rows(sha256: str, held: Seal) -> list[str]:
    """The manifest's rows for the seal of a plan's graph."""
    me = f"<{_CONTENT}{sha256}>"
    return [f'{me} <{_QUADS}> "{held.quads}"', f'{me} <{_DIGEST}> "{held.digest}"']


def seals(store: Store) -> dict[str, Seal]:
    """The seals in a store, by the hash of the plan's content."""
    digests = dict(store.objects(_DIGEST, MANIFEST))
    return {
        me.removeprefix(_CONTENT): Seal(int(quads), digests[me])
        for me, quads in store.objects(_QUADS, MANIFEST)
        if me in digests
    }


def sending_row(sha256: str, graph: str) -> str:
    """The manifest's row for a graph that is on its way."""
    return f"<{_CONTENT}{sha256}> <{_SENDING}> <{graph}>"


def sending(store: Store) -> dict[str, str]:
    """The graphs that were on their way when their sender stopped, by the hash of the plan's content."""
    return {me.removeprefix(_CONTENT): graph for me, graph in store.objects(_SENDING, MANIFEST)}


def counted(store: Store, graphs: Iterable[str]) -> dict[str, int]:
    """How many quads some graphs hold; those that are not there are left out."""
    parts = [f"{{ SELECT (<{g}> AS ?g) (COUNT(*) AS ?n) WHERE {{ GRAPH <{g}> {{ ?s ?p ?o }} }} }}" for g in graphs]
    rows = store.select(f"SELECT ?g ?n WHERE {{ {' UNION '.join(parts)} }}") if parts else []
    return {graph: int(count) for graph, count in rows if count != "0"}
