"""A long text in parts that a browser shows at once, cut between lines; the same text is always cut alike."""

from __future__ import annotations

from typing import Final

MOST: Final = 20_000  # characters of a part, to the end of the line


def parts(text: str, most: int = MOST) -> list[tuple[int, int]]:
    """The stretches of a text, in order; joined they are the text. A line longer than `most` is cut within."""
    found, start = [], 0
    while len(text) - start > most:
        stop = text.find("\n", start + most, start + 2 * most) + 1 or start + most
        found.append((start, stop))
        start = stop
    return [*found, (start, len(text))] if start < len(text) or not found else found


def part_of(cuts: list[tuple[int, int]], offset: int) -> int:
    """The number, from 0, of the part that holds a place; the last for one beyond the end."""
    return next((at for at, (_, end) in enumerate(cuts) if offset < end), len(cuts) - 1)
