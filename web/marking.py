"""Marks in a text: stretches that nest or overlap, cut so that each piece knows all that it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .facts import Fact


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text under the same facts, the innermost first; `first` where one of them begins with it."""

    start: int
    text: str
    facts: tuple[Fact, ...] = ()
    first: bool = False


def pieces(text: str, offset: int, facts: Iterable[Fact], cuts: Iterable[int] = ()) -> list[Piece]:
    """Cut a text that stands at `offset` of its source wherever a fact begins or ends, and at `cuts`.

    Joined, the pieces are the text. Facts that reach beyond it are cut to it.
    """
    end = offset + len(text)
    held = sorted((f for f in facts if f.start < end and f.end > offset and f.start < f.end), key=lambda f: f.start)
    bounds = {offset, end, *(min(max(at, offset), end) for f in held for at in (f.start, f.end))}
    bounds |= {at for at in cuts if offset <= at < end}
    ordered = sorted(bounds)
    found, open_, at = [], list[Fact](), 0
    for begin, stop in pairwise(ordered):
        open_ = [f for f in open_ if f.end > begin]
        while at < len(held) and held[at].start <= begin:
            open_.append(held[at])
            at += 1
        inner = tuple(sorted(open_, key=lambda f: (f.end - f.start, f)))
        first = any(max(f.start, offset) == begin for f in inner)
        found.append(Piece(begin, text[begin - offset : stop - offset], inner, first))
    return found


def lit(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """A text in runs, each with whether it is among the marked stretches."""
    found, at = list[tuple[str, bool]](), 0
    for start, end in sorted(spans):
        first, last = max(start, at), min(end, len(text))
        if first < last:
            found += [(text[at:first], False), (text[first:last], True)]
            at = last
    return [run for run in [*found, (text[at:], False)] if run[0]]
