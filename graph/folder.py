"""The files in a store's folder, and what they tell while the engine is closed: that the index is still of the store.

The engine adds to its logs and writes new files under new numbers, so what changes a store changes names, sizes and
times of its files. A writer takes the mark away before it opens the engine; it leaves a new one as it closes, still
under the lock, if the store is as it was when its index was brought up to it. Where there is no mark, or one of other
files, whoever asks opens the store.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

FORMAT: Final = "1"
"""The form of a store; another is not read."""
INDEX: Final = "zeren.index"
"""The full-text index's file in the store's folder."""
FRESH: Final = "zeren.fresh"
_ASIDE: Final = ("LOG", "LOCK", "zeren.lock", "zeren.compared", "zeren.shared", FRESH)
"""How the names of files begin that tell nothing of what the store and its index hold."""


def mark(folder: Path, form: str) -> None:
    """Say that the index, of a `form`, is of the store as its files are now."""
    with suppress(OSError):  # without a mark the store is opened: no more is lost
        (folder / FRESH).write_bytes(_state(folder, form))


def unmark(folder: Path) -> None:
    """Take the mark away. Errors: OSError."""
    (folder / FRESH).unlink(missing_ok=True)


def marked(folder: Path, form: str) -> bool:
    """Whether the index, of a `form`, is known to be of the store. Whoever asks holds the store's lock."""
    try:
        return (folder / FRESH).read_bytes() == _state(folder, form)
    except OSError:
        return False


def _state(folder: Path, form: str) -> bytes:
    """What the files are: names, sizes in bytes, times in nanoseconds."""
    with os.scandir(folder) as found:
        held = [(entry.name, entry.stat()) for entry in found if not entry.name.startswith(_ASIDE)]
    rows = [f"{name} {stat.st_size} {stat.st_mtime_ns}\n" for name, stat in sorted(held, key=lambda one: one[0])]
    return os.fsencode("".join([f"{FORMAT} {form}\n", *rows]))
