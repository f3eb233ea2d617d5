"""Text to records, against segmentation of the same text."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from zeren.loaders.extract import extract
from zeren.loaders.files import find, read

from bench.rounds import Measure, Size, compared, side_by_side


def measures(_: Path, size: Size) -> Iterator[Measure]:
    import jieba

    corpus = Path(str(files("zeren") / "corpus"))
    sources = [read(path) for path in find([corpus])]
    jieba.initialize()
    ours, theirs = side_by_side(
        size.rounds,
        lambda: [extract(source) for source in sources],
        lambda: [jieba.lcut(source.text) for source in sources],
    )
    yield compared("parsing, against jieba's segmentation", ours, theirs, 3.0, speed=True, how="the five documents")
