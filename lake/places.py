"""What the names of files mean: on this machine, on another file system, one or many at once."""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from ..errors import UsageError
from ..loaders.files import find
from ..loaders.files.formats import SUFFIXES, suffix_of
from .work import absolute

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+):/")  # two letters at least: `C:/` is a drive


def local(name: str) -> str | None:
    """The path on this machine that `name` means: a plain one, or a `file:` URI. None for another file system."""
    scheme = _SCHEME.match(name)
    if scheme is None:
        return name
    return "/" + name[scheme.end() :].lstrip("/") if scheme[1].lower() == "file" else None


def here(name: str) -> str:
    """The same for an engine that reaches this machine alone. Errors: UsageError."""
    path = local(name)
    if path is None:
        raise UsageError(f"{name}：其他文件系统上的路径需要 --engine spark")
    return path


def searched(paths: Iterable[str]) -> tuple[list[str], tuple[str, ...]]:
    """The documents at local `paths`, as absolute paths, and the patterns of what was looked at.

    `*`, `?` and `[…]` stand for names, as in a shell, unless there is a file of just that name. Errors: InputError.
    """
    found: dict[str, None] = {}
    roots: list[str] = []
    for path in paths:
        places = [path] if Path(path).exists() else _matching(path)
        roots.append(absolute(path) if places != [path] else glob.escape(absolute(path)))
        found.update((absolute(str(file)), None) for file in find(map(Path, places)))
    return list(found), tuple(roots)


def _matching(pattern: str) -> list[str]:
    """The folders and documents that a pattern stands for, or else itself, for the error that it is not there."""
    names = sorted(glob.glob(pattern))  # noqa: PTH207 -- Path.glob takes no absolute pattern
    return [name for name in names if Path(name).is_dir() or suffix_of(name) in SUFFIXES] or [pattern]
