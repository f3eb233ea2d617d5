"""Which files are documents: named files as they are, folders searched to the bottom."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ...errors import InputError
from .formats import CONVERT, SUFFIXES, suffix_of
from .reading import unreadable


def find(paths: Iterable[Path]) -> list[Path]:
    """The documents among `paths` and in the folders among them, each once, a folder's in the order of their paths.

    Hidden files, lock files (`~$计划.docx`) and other suffixes in a folder are passed over. A folder reached again
    through a link is not searched again. A folder further down that cannot be listed is itself in the list, so that
    reading it gives the error and its neighbours are still read.

    Errors: InputError for a named path that does not exist, is of a format that is not read, or is a folder that cannot
    be listed.
    """
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(_documents(path)))
    return list(found)


def _documents(path: Path) -> Iterator[Path]:
    try:
        is_folder = path.is_dir()
        path.stat()
    except (OSError, ValueError) as error:
        raise unreadable(error, path) from error
    if is_folder:
        yield from sorted(_searched(path))
    elif suffix_of(path.name) in SUFFIXES:
        yield path
    else:
        raise InputError(str(path), f"不支持的文件格式“{suffix_of(path.name) or '无后缀'}”", CONVERT)


def _searched(top: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    folders = [top]
    while folders:
        folder = folders.pop()
        try:
            status = folder.stat()
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            if folder == top:
                raise unreadable(error, folder) from error
            yield folder
            continue
        if (status.st_dev, status.st_ino) in seen:
            continue
        seen.add((status.st_dev, status.st_ino))
        for entry in entries:
            if entry.name.startswith((".", "~$")):
                continue
            if _is_folder(entry):
                folders.append(Path(entry.path))
            elif suffix_of(entry.name) in SUFFIXES:
                yield Path(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether it is a folder, or a link to one; only a link has to be looked at."""
    return Path(entry.path).is_dir() if entry.is_symlink() else entry.is_dir(follow_symlinks=False)
