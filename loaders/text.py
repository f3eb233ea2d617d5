"""Repaired text that still knows where every character stood in the raw source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .records import Span

BREAK = "\n"  # a paragraph ends here
WRAP = "\v"  # print went on to the next line, the sentence did not end
BLANK = " "
TABLE = "￼"  # stands for a table of the source, alone in its paragraph

_SPACE = frozenset((BREAK, WRAP, BLANK))


@dataclass(frozen=True, slots=True)
class Text:
    """Folded characters, and for each the offset it has in the raw source (strictly ascending)."""

    chars: str
    offsets: Sequence[int]

    def __len__(self) -> int:
        return len(self.chars)

    def __getitem__(self, part: slice) -> Text:
        return Text(self.chars[part], self.offsets[part])

    def __add__(self, other: Text) -> Text:
        return Text(self.chars + other.chars, [*self.offsets, *other.offsets])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The raw span of `chars[start:end]`, which must not be empty."""
        last = len(self.chars) if end is None else end
        return Span(self.offsets[start], self.offsets[last - 1] + 1)

    def strip(self, marks: str = "\n\v ") -> Text:
        """The same without `marks` at either end."""
        left = len(self.chars) - len(self.chars.lstrip(marks))
        right = len(self.chars.rstrip(marks))
        return self[left : max(left, right)]

    def kept(self) -> list[int]:
        """The positions that `compact` keeps: all but white space, save one blank between two Latin words."""
        chars = self.chars
        return [
            i
            for i, c in enumerate(chars)
            if c not in _SPACE
            or (c != BREAK and 0 < i < len(chars) - 1 and _is_latin(chars[i - 1]) and _is_latin(chars[i + 1]))
        ]

    def compact(self) -> Text:
        """The text without white space: what the span finders read."""
        kept = self.kept()
        chars, offsets = self.chars, self.offsets
        return Text("".join([chars[i] for i in kept]), [offsets[i] for i in kept])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def printed(raw: str, span: Span) -> str:
    """The words of a span as printed, without white space and without Markdown's bold marks."""
    return "".join(raw[span.start : span.end].replace("**", "").split())
