"""What a build has to do: the files at the given paths held against the files that the store knows.

A file that has the size, times and place on disk that it had when it was last hashed is not read again.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ..errors import InputError
from .manifest import Entry, Known

Find = Callable[[Iterable[Path]], list[Path]]
Told = Callable[[str, int], None]
_RACY: Final = 2_000_000_000
"""Nanoseconds within which a file may change twice and show one time: one so new is hashed again the next time."""
_TELL: Final = 1000  # files between two reports of progress


@dataclass(frozen=True, slots=True)
class Survey:
    """The files found (hash None where a file cannot even be hashed), those gone, and the paths that failed.

    `marks` tell a file's state on disk, where it can be told from any later one.
    """

    found: dict[Path, str | None]
    marks: dict[Path, str]
    gone: frozenset[Path]
    failed: tuple[InputError, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A content to be read: from which file, under which name, in place of nothing or of the same content."""

    path: Path
    name: str
    sha256: str | None


def survey(
    paths: Iterable[Path], known: Mapping[Path, Known], find: Find, most: int, told: Told | None = None
) -> Survey:
    """Look at the given paths. A named file that is gone is removed; a folder that is gone or shut is a failure.

    A file of more than `most` bytes is not hashed: it will be refused. `told` is called now and then with a path and
    how many files were looked at.
    """
    roots: list[Path] = []
    failed: list[InputError] = []
    found: dict[Path, str | None] = {}
    marks: dict[Path, str] = {}
    for given in paths:
        root = _absolute(given)
        try:
            files = find([given])
        except InputError as error:
            if root in known and not root.exists():
                roots.append(root)
            else:
                failed.append(error)
            continue
        roots.append(root)
        for file in map(_absolute, files):
            if file not in found:
                found[file], mark = state(file, known.get(file), most)
                if mark:
                    marks[file] = mark
                if told and len(found) % _TELL == 0:
                    told(str(file), len(found))
    gone = frozenset(path for path in known if path not in found and _under(path, roots) and not _under(path, found))
    return Survey(found, marks, gone, tuple(failed))


def _under(path: Path, folders: Collection[Path]) -> bool:
    """Whether a path is one of these or below one; a folder that was found as a file could not be listed."""
    return path in folders or any(parent in folders for parent in path.parents)


def _absolute(path: Path) -> Path:
    name = os.path.abspath(path)  # noqa: PTH100 -- Path.resolve would follow links, and lose the file's own name
    return path if str(path) == name else Path(name)


def state(path: Path, known: Known | None, most: int) -> tuple[str | None, str]:
    """A file's hash, and the mark of its state where that will tell it from any later state; None if it has no hash.

    Like git, no state is trusted that is so new that the file may change once more and look the same.
    """
    try:
        status = path.stat()
        if known and known.mark and known.mark == _mark(status):
            return known.sha256, known.mark
        if status.st_size > most:
            return None, ""
        now = time.time_ns()
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            after = os.fstat(file.fileno())
    except (OSError, ValueError):
        return None, ""
    settled = _mark(before) == _mark(after) and max(after.st_mtime_ns, after.st_ctime_ns) + _RACY < now
    return digest, _mark(after) if settled else ""


def _mark(status: os.stat_result) -> str:
    """What changes with a file: its size, its times, which file it is."""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino} {status.st_dev}"


def readings(
    files: Mapping[Path, str], found: Mapping[Path, str | None], plans: Mapping[str, Entry], stamp: str
) -> list[Reading]:
    """Which contents to read, in the order of their paths: new ones, and those read by other code or named otherwise.

    `files` is what the store shall know in the end; a content goes by the name of the first file that holds it.
    """
    holders: dict[str, list[Path]] = {}
    for path in sorted(files):
        holders.setdefault(files[path], []).append(path)
    wanted = [Reading(path, path.name, None) for path, sha in found.items() if sha is None]
    for sha, paths in holders.items():
        name, entry = paths[0].name, plans.get(sha)
        here = next((path for path in paths if path in found), None)
        if entry is None or entry.name != name or (here is not None and entry.stamp != stamp):
            wanted.append(Reading(here or paths[0], name, sha))
    return sorted(wanted, key=lambda reading: reading.path)
