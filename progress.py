"""How far a build is, told on stderr: on one line of a terminal, elsewhere a line now and then."""

from __future__ import annotations

import sys
from itertools import accumulate
from pathlib import Path
from time import monotonic
from typing import Final, Self

from .output import note, room
from .terminal import clean, columns

EVERY: Final = 5.0
"""Seconds from one line to the next; longer as time goes by."""
LONGEST: Final = 60.0
DRAWN: Final = 0.1
"""Seconds from one state of a terminal's line to the next."""
_WIPE: Final = "\r\x1b[K"


class Told:
    """Tells how far a build is, how fast, and how long it still takes: in few lines, however many files there are."""

    def __init__(self) -> None:
        self._begun = self._last = self._reading = monotonic()
        self._first: int | None = None
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no line half told."""
        if self._drawn:
            sys.stderr.write(_WIPE)
            sys.stderr.flush()
            self._drawn = False

    def __call__(self, outcome: str, path: str, done: int, total: int) -> None:
        """Tell that `done` of `total` files are done; "seen" that so many were found."""
        if outcome == "seen":
            self.seen(done)
        else:
            self.read(done, total, path)

    def seen(self, count: int) -> None:
        """Tell that so many files were found."""
        if self._due(over=False):
            self._tell(f"已查看 {count} 份文件")

    def read(self, done: int, total: int, path: str = "") -> None:
        """Tell that `done` of `total` files are done, the last of them at a `path`."""
        if self._first is None:
            self._first, self._reading = done, monotonic()
        if not self._due(over=done == total):
            return
        if done < total or self._last - self._begun >= EVERY:
            self._tell(f"已处理 {done}/{total} 份文件{self._pace(done, total)}", path)

    def _pace(self, done: int, total: int) -> str:
        if done == self._first:
            return ""
        rate = (done - (self._first or 0)) / max(self._last - self._reading, 1e-9)
        rest = f"，约余 {(total - done) / rate / 60:.0f} 分钟" if done < total else ""
        return f"，每秒 {rate:.1f} 份{rest}"

    def _due(self, *, over: bool) -> bool:
        now = monotonic()
        pause = DRAWN if sys.stderr.isatty() else min(LONGEST, EVERY + (now - self._begun) / 20)
        if not over and now - self._last < pause:
            return False
        self._last = now
        return True

    def _tell(self, told: str, path: str = "") -> None:
        if sys.stderr.isatty():
            sys.stderr.write(_WIPE + fitting(f"{told} {clean(Path(path).name)}".rstrip(), room() - 1))
            sys.stderr.flush()
            self._drawn = True
        else:
            note(told)


def fitting(text: str, most: int) -> str:
    """The start of a text that takes at most so many columns: a longer line of a terminal could not be wiped."""
    ends = accumulate(map(columns, text))
    return "".join(c for c, end in zip(text, ends, strict=True) if end <= most)
