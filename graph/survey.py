"""What a build has to do: the files at the given paths held against the files that the store knows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from .manifest import Entry

Find = Callable[[Iterable[Path]], list[Path]]


@dataclass(frozen=True, slots=True)
class Survey:
    """The files found (hash None where a file cannot even be hashed), those gone, and the paths that failed."""

    found: dict[Path, str | None]
    gone: frozenset[Path]
    failed: tuple[InputError, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A content to be read: from which file, under which name, in place of nothing or of the same content."""

    path: Path
    name: str
    sha256: str | None


def survey(paths: Iterable[Path], known: Mapping[Path, str], find: Find) -> Survey:
    """Look at the given paths. A named file that is gone is removed; a folder that is gone or shut is a failure."""
    roots: list[Path] = []
    failed: list[InputError] = []
    found: dict[Path, str | None] = {}
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
                found[file] = _hash(file)
    gone = frozenset(path for path in known if path not in found and any(r == path or r in path.parents for r in roots))
    return Survey(found, gone, tuple(failed))


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 -- Path.resolve would follow links, and lose the file's own name


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None


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
