"""Text to records, against segmentation of the same text: the bundled corpus, and generated plans read only once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zeren.loaders.extract import extract
from zeren.loaders.files import find, read

from .rounds import Measure, Size, compared, side_by_side
from .world.writing import write

if TYPE_CHECKING:
    from zeren.loaders.records import Source

BAR: Final = 3.0
PLANS: Final = 8
"""Generated plans a round."""


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    import jieba

    jieba.initialize()
    corpus = _read(Path(str(files("zeren") / "corpus")))
    made = _read(write(folder / "plans", PLANS * (size.rounds + 1)))
    for source in made[:PLANS]:  # what is compiled and loaded once, ahead of the clock
        extract(source)
    fresh = [made[start : start + PLANS] for start in range(PLANS, len(made), PLANS)]
    for name, batches, how in (
        ("parsing, against jieba's segmentation", [corpus] * size.rounds, "the five documents"),
        ("the same, on generated plans", fresh, f"{len(made) - PLANS} plans, each read once"),
    ):
        ours, theirs = side_by_side(
            size.rounds, _each(batches, extract), _each(batches, lambda one: jieba.lcut(one.text))
        )
        yield compared(name, ours, theirs, BAR, speed=True, how=how)


def _read(folder: Path) -> list[Source]:
    return [read(path) for path in find([folder])]


def _each(batches: Sequence[list[Source]], act: Callable[[Source], object]) -> Callable[[], object]:
    """An action that takes the next batch each time it is called."""
    left = iter(batches)
    return lambda: [act(source) for source in next(left)]
