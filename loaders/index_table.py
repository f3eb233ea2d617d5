"""The index that a government web site prints over a document: labelled, or as a bare list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .patterns import facts as patterns
from .patterns import imprint
from .records import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of the index and where it stands; `label` is a key of `patterns.imprint.LABELS`."""

    label: str
    text: str
    span: Span


def read_index(raw: str, end: int) -> tuple[Entry, ...]:
    """The labelled values before `end`, and those of a bulleted list, told by their shape."""
    window = raw[:end]
    found = list(imprint.label().regex.finditer(window))
    entries: list[Entry] = []
    for place, hit in enumerate(found):
        stop = found[place + 1].start() if place + 1 < len(found) else len(window)
        span = _value(window, hit.end(), min(stop, hit.end() + 300), follows=not hit[0].strip().endswith((":", "：")))
        if hit.lastgroup and span:
            entries.append(Entry(hit.lastgroup, "".join(window[span.start : span.end].split()), span))
    return (*entries, *_bulleted(window))


def _value(raw: str, start: int, stop: int, *, follows: bool) -> Span | None:
    """The value after a label: on its line, or on the next one where the label stood alone in a cell."""
    piece = raw[start:stop]
    line = re.match(r"[ \t　]*([^\n\t]*)", piece)
    if line and not line[1].strip() and follows:
        line = re.match(r"\s*([^\n\t]*)", piece)
    if not line:
        return None
    words = re.split(r"[ 　]{2,}", line[1].strip())[0].rstrip("[【〔 　")
    return Span(start + line.start(1), start + line.start(1) + len(words)) if words else None


def _bulleted(window: str) -> list[Entry]:
    entries: list[Entry] = []
    for line in re.finditer(r"^[ \t　]*[•●·][ \t　]*([^\n]{1,60}?)[ \t　]*$", window, re.MULTILINE):
        words = "".join(line[1].split())
        label = ""
        if re.fullmatch(r"[0-9A-Z]{5,}[-/0-9A-Z]{4,40}", words):
            label = "index_number"
        elif patterns.date().regex.fullmatch(words):
            label = "made"
        elif patterns.organ().regex.fullmatch(words):
            label = "issuer"
        if label:
            entries.append(Entry(label, words, Span(*line.span(1))))
    return entries
