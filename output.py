"""Where answers, notes and files go: results to stdout, notes to stderr, files whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError

if TYPE_CHECKING:
    from .terminal import Cell

WIDEST, USUAL = 160, 80


def say(text: str) -> None:
    """Print an answer."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Print progress or a finding."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def explain(text: str) -> None:
    """Print a note of several lines, folded to the reader's columns."""
    from .terminal import wrap

    for line in wrap(text, room()):
        note(line)


def room() -> int:
    """How many columns the reader has: `$COLUMNS`, those of the terminal, 80 where there is none.

    `shutil` says the same, but every compressor there is comes with it.
    """
    given = os.environ.get("COLUMNS", "")
    return min(WIDEST, (int(given) if given.isdecimal() else 0) or _columns() or USUAL)


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]  # caught below
    except (AttributeError, ValueError, OSError):  # closed, replaced, or no terminal
        return 0


def show(form: str | None, heads: Sequence[str], rows: Iterable[Sequence[Cell]], records: Callable[[], Any]) -> None:
    """Print rows as a table or CSV, or the records behind them as JSON."""
    from . import terminal

    if form == "json":
        say(terminal.as_json(records()))
    elif form == "csv":
        say(terminal.as_csv(heads, rows))
    else:
        say(terminal.table(heads, rows, room()))


def write(out: Path, data: bytes) -> None:
    """Write a file; what stood there before is replaced whole or not at all."""
    if not out.name:
        raise UsageError("没有给出要写的文件名")
    beside = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        raise UsageError(f"{out}：写不了（{error.strerror}）；请检查权限与路径") from None
