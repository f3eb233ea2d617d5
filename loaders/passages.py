"""Where a fact stands in its source: passages, each a stretch of the raw text with its line and page."""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

from ..ontology.iris import Namer
from ..ontology.ntriples import integer, literal
from ..ontology.terms import Zr, prefixed
from .records import Source, Span

_TYPE: Final = f"<{prefixed('rdf:type')}>"
_PASSAGE: Final = f"{_TYPE} <{Zr.Passage}>"
_POSITION: Final = f"{_TYPE} <{prefixed('oa:TextPositionSelector')}>"
_QUOTE: Final = f"{_TYPE} <{prefixed('oa:TextQuoteSelector')}>"
_START: Final = f"<{prefixed('oa:start')}>"
_END: Final = f"<{prefixed('oa:end')}>"
_EXACT: Final = f"<{prefixed('oa:exact')}>"
_FROM: Final = f"<{prefixed('prov:wasQuotedFrom')}>"
_LINE: Final = f"<{Zr.line}>"
_PAGE: Final = f"<{Zr.page}>"


class Passages:
    """Names the passages of one source and describes each once."""

    def __init__(self, source: Source, namer: Namer) -> None:
        self._text, self._pages = source.text, source.pages
        self._source = f"<{namer.source(source.sha256)}>"
        self._prefix = f"<{namer.source(source.sha256)}/chars/"
        self._breaks = line_breaks(source.text)
        self._named: dict[Span, str] = {}
        self.triples: list[str] = []

    def name(self, span: Span) -> str:
        """The passage at `span`, as a term; it is described in `triples` when first named."""
        known = self._named.get(span)
        if known is None:
            known = self._named[span] = f"{self._prefix}{span.start}-{span.end}>"
            self._describe(known, span)
        return known

    def _describe(self, name: str, span: Span) -> None:
        self.triples += (
            f"{name} {_PASSAGE}",
            f"{name} {_POSITION}",
            f"{name} {_QUOTE}",
            f"{name} {_FROM} {self._source}",
            f"{name} {_START} {integer(span.start)}",
            f"{name} {_END} {integer(span.end)}",
            f"{name} {_EXACT} {literal(self._text[span.start : span.end])}",
            f"{name} {_LINE} {integer(bisect_right(self._breaks, span.start) + 1)}",
        )
        if self._pages:
            self.triples.append(f"{name} {_PAGE} {integer(max(1, bisect_right(self._pages, span.start)))}")


def line_breaks(text: str) -> list[int]:
    """The offset after each line break, in order."""
    offsets, at = [], text.find("\n")
    while at >= 0:
        offsets.append(at + 1)
        at = text.find("\n", at + 1)
    return offsets
