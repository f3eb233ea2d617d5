"""What each command does: one call of the library, its answer printed, an exit code back."""

from __future__ import annotations

import sys
from pathlib import Path

DONE, FOUND = 0, 1
STANDARD_INPUT = "-"


def say(text: str) -> None:
    """Print an answer."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Print progress or a finding."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def extract(file: str) -> int:
    """Print one document, or standard input, as annotation JSON."""
    from . import terminal
    from .loaders.annotation import annotate
    from .loaders.extract import extract as extracted
    from .loaders.files import read, read_bytes

    piped = file == STANDARD_INPUT
    source = read_bytes(sys.stdin.buffer.read(), "stdin") if piped else read(Path(file))
    say(terminal.as_json(annotate(extracted(source))))
    return DONE
