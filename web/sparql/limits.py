"""What the endpoint spends on a stranger's query."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of wall clock, rows (or triples) and bytes of an answer, bytes of memory, all per query.

    `workers` queries run at a time, `waiting` more wait for `patience` seconds at the most; the next is turned away.
    `memory` is not enforced where the system cannot. `body` is the largest request, in bytes.
    """

    seconds: float = 30
    rows: int = 100_000
    size: int = 256 << 20
    memory: int = 2 << 30
    workers: int = 2
    waiting: int = 32
    patience: float = 10
    body: int = 1 << 20
