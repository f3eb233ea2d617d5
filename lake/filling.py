"""A lake brought up to the documents at given paths, by whichever engine.

It mirrors these paths as a store does: what is gone from under them is removed, documents from elsewhere stay.
"""

from __future__ import annotations

import glob
from collections.abc import Callable, Collection, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Protocol

from ..ontology.iris import DEFAULT_BASE
from . import waves
from .filesystem import FileSystem
from .records import Found, Report, Survey, Wave, Written

Progress = Callable[[int, int], None]
"""Is told how many of how many documents are done."""


class Engine(Protocol):
    """Reads documents and writes waves."""

    @property
    def files(self) -> FileSystem:
        """Give the folder that it writes to."""

    def survey(self, paths: Sequence[str], known: Mapping[str, Found]) -> Survey:
        """Find the documents at `paths`; what is `known` with the same length and last change is not hashed anew."""

    def write(self, wave: Wave, folder: str) -> Written:
        """Read the contents of a wave and write their quads and tables under `folder`, a part each."""

    def stamp(self) -> str:
        """Tell one state of the reading code from another."""


def fill(engine: Engine, paths: Sequence[str], *, size: int, base: str = DEFAULT_BASE, progress: Progress) -> Report:
    """Bring the lake up to the documents at `paths`, `size` of them a wave.

    Killed at any time, the next run takes up where this one stopped. Errors: StoreError, InputError for a path that is
    not there.
    """
    files, stamp = engine.files, engine.stamp()
    waves.own(files)
    with files.locked():
        there = waves.markers(files)
        held = {f.path: f for marker in there.values() for content in marker.wave.contents for f in content.files}
        survey = engine.survey(paths, held)
        found = [file for file in survey.found if not covered(file.path, [glob.escape(files.root)])]
        seen = {file.path for file in found}
        gone = {path for path in held if path not in seen and covered(path, survey.roots) and not _shut(path, seen)}
        wanted = waves.contents([*found, *(f for p, f in held.items() if p not in seen and p not in gone)])
        work = waves.work(wanted, there, stamp, base, size)
        waves.sweep(files, work.stale, there)
        written = Written()
        done, total = 0, sum(len(wave.contents) for wave in work.waves)
        for wave in work.waves:
            part = engine.write(wave, f"{waves.PENDING}/{wave.name}")
            waves.settle(files, wave, part, stamp, base)
            written.add(part)
            done += len(wave.contents)
            progress(done, total)
        files.remove(waves.PENDING)
    duplicate = sum(len(content.files) - 1 for content in wanted)
    unread = sum(len(marker.written.failed) for name, marker in there.items() if name not in work.stale)
    return Report(total, len(work.done), len(gone), duplicate, unread, written)


def _shut(path: str, seen: Collection[str]) -> bool:
    """Whether a path lies below one that was found in its place: a folder that could not be listed."""
    return any(str(parent) in seen for parent in PurePosixPath(path).parents)


def covered(path: str, roots: Sequence[str]) -> bool:
    """Whether a path is one of the roots or lies under one; `*`, `?` and `[…]` in a root stand for names."""
    parts = PurePosixPath(path).parts
    return any(_under(parts, PurePosixPath(root).parts) for root in roots)


def _under(parts: Sequence[str], root: Sequence[str]) -> bool:
    return len(parts) >= len(root) and all(
        part == wanted or fnmatchcase(part, wanted) for part, wanted in zip(parts, root, strict=False)
    )
