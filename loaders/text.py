"""Repaired text that still knows where every character stood in the raw source."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .records import Span

BREAK = "\n"  # a paragraph ends here
WRAP = "\v"  # print went on to the next line, the sentence did not end
BLANK = " "
TABLE = "￼"  # stands for a table of the source, alone in its paragraph

_COUNTED = 1 << 18  # longer texts are counted anew

_RUN = re.compile(rf"[^{BREAK}{WRAP}{BLANK}]+")


@dataclass(slots=True)  # not frozen, though never changed: so many are cut that the guard would cost a tenth of all
class Text:
    """Folded characters, and for each the offset it has in the raw source (strictly ascending)."""

    chars: str
    offsets: Sequence[int]

    def __len__(self) -> int:
        return len(self.chars)

    def __getitem__(self, part: slice) -> Text:
        return Text(self.chars[part], self.offsets[part])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The raw span of `chars[start:end]`, which must not be empty."""
        last = len(self.chars) if end is None else end
        return Span(self.offsets[start], self.offsets[last - 1] + 1)

    def cut(self, start: int, end: int, marks: str = "\n\v ") -> Text:
        """`self[start:end].strip(marks)`, cut out at once."""
        chars = self.chars[start:end]
        bare = chars.lstrip(marks)
        start += len(chars) - len(bare)
        bare = bare.rstrip(marks)
        return Text(bare, self.offsets[start : start + len(bare)])

    def strip(self, marks: str = "\n\v ") -> Text:
        """The same without `marks` at either end."""
        chars = self.chars
        bare = chars.lstrip(marks)
        left, right = len(chars) - len(bare), len(chars.rstrip(marks))
        return self if not left and right == len(chars) else self[left : max(left, right)]

    def compact(self) -> Text:
        """The text without white space, save one blank between two Latin words: what the span finders read."""
        chars = self.chars
        if BLANK not in chars and WRAP not in chars and BREAK not in chars:
            return self
        words: list[str] = []
        offsets = array("q")
        last = 0
        for run in _RUN.finditer(chars):
            start, end = run.span()
            if start - last == 1 and chars[last] != BREAK and _joins_latin(chars, last):
                words.append(BLANK)
                offsets.append(self.offsets[last])
            words.append(run[0])
            offsets.extend(self.offsets[start:end])
            last = end
        return Text("".join(words), offsets)


def counting(start: int, end: int) -> array[int]:
    """The offsets from `start` to `end`; a copy out of a table costs a fraction of counting them."""
    size = 1 << end.bit_length()
    return _counted(size)[start:end] if size <= _COUNTED else array("q", range(start, end))


@lru_cache(maxsize=20)
def _counted(size: int) -> array[int]:
    return array("q", range(size))


def _joins_latin(chars: str, at: int) -> bool:
    """Whether the white space at `at` stands between two Latin words."""
    return at > 0 and _is_latin(chars[at - 1]) and _is_latin(chars[at + 1])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def printed(raw: str, span: Span) -> str:
    """The words of a span as printed, without white space and without Markdown's bold marks."""
    return "".join(raw[span.start : span.end].replace("**", "").split())
