"""Which labels of a drawing for print can stand, and where: none touches a dot or another label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDE, NARROW, HIGH, CELL = 1.0, 0.56, 1.3, 80.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A node on paper; `beside` puts its label to the right, or nowhere."""

    key: str
    x: float
    y: float
    radius: float
    words: str
    size: float
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on paper that `key` takes up."""

    key: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles have a point in common that is on no edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def width(words: str, size: float) -> float:
    """How wide words are: a Chinese letter is as wide as it is high."""
    return size * sum(NARROW if char.isascii() else WIDE for char in words)


def labels(dots: Sequence[Dot]) -> dict[str, Box]:
    """Place labels, the largest dots first; a label that fits nowhere is left out."""
    taken: dict[tuple[int, int], list[Box]] = defaultdict(list)
    for dot in dots:
        take(taken, Box(dot.key, dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius))
    found: dict[str, Box] = {}
    for dot in sorted(dots, key=lambda d: (-d.radius, d.key)):
        for box in candidates(dot):
            if dot.words and not any(box.meets(o) for cell in cells(box) for o in taken[cell] if o.key != dot.key):
                take(taken, box)
                found[dot.key] = box
                break
    return found


def candidates(dot: Dot) -> Iterator[Box]:
    """Where a label may stand: below, right, above, left of its dot."""
    wide, high, gap = width(dot.words, dot.size), dot.size * HIGH, dot.radius + 3
    corners = [(dot.x + gap, dot.y - high / 2)]
    if not dot.beside:
        corners.insert(0, (dot.x - wide / 2, dot.y + gap))
        corners += [(dot.x - wide / 2, dot.y - gap - high), (dot.x - gap - wide, dot.y - high / 2)]
    for left, top in corners:
        yield Box(dot.key, left, top, left + wide, top + high)


def cells(box: Box) -> Iterator[tuple[int, int]]:
    """The cells of a grid that a rectangle touches."""
    for across in range(int(box.left // CELL), int(box.right // CELL) + 1):
        for down in range(int(box.top // CELL), int(box.bottom // CELL) + 1):
            yield across, down


def take(taken: dict[tuple[int, int], list[Box]], box: Box) -> None:
    """Note a rectangle as taken."""
    for cell in cells(box):
        taken[cell].append(box)
