"""Passages as a page quotes them: on one line, cut to what can be read, with the stretches that matter marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..duties import Duty, flowing

LONGEST = 200
BRIEF = 120
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in pieces, each marked or not; `left_out` counts the characters that are not shown."""

    pieces: tuple[tuple[str, bool], ...]
    left_out: int = 0


def passage(duty: Duty, span: Span | None = None, longest: int = LONGEST) -> Passage:
    """Quote a task, `span` (in code points of the source) marked, about `longest` characters around the mark."""
    pieces = [(text, marked) for text, marked in parts(duty, span) if text]
    total = sum(len(text) for text, _ in pieces)
    if total <= longest:
        return Passage(tuple(pieces))
    first = next((at for at, (_, marked) in enumerate(pieces) if marked), 0)
    start = max(0, min(sum(len(text) for text, _ in pieces[:first]) - longest // 4, total - longest))
    return Passage(tuple(window(pieces, start, start + longest)), total - longest)


def parts(duty: Duty, span: Span | None) -> list[tuple[str, bool]]:
    """Cut a task's text at the span; one that is not within the task marks nothing."""
    start, end = (span[0] - duty.start, span[1] - duty.start) if span else (0, 0)
    if not 0 <= start < end <= len(duty.text):
        return [(quoted(duty.text), False)]
    return [
        (quoted(duty.text[:start]), False), (quoted(duty.text[start:end]), True), (quoted(duty.text[end:]), False)
    ]  # fmt: skip


def quoted(text: str) -> str:
    """Join print into one line, without the bold marks of Markdown."""
    return flowing(text.replace("**", ""))


def window(pieces: list[tuple[str, bool]], start: int, end: int) -> Iterator[tuple[str, bool]]:
    """Cut pieces to the characters from `start` to `end`, with dots where they were cut."""
    at, total = 0, sum(len(text) for text, _ in pieces)
    if start:
        yield "……", False
    for text, marked in pieces:
        kept = text[max(0, start - at) : max(0, end - at)]
        if kept:
            yield kept, marked
        at += len(text)
    if end < total:
        yield "……", False
