"""How long a command takes to start."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from .rounds import Measure, Size, compared, side_by_side


def measures(folder: Path, size: Size) -> Iterator[Measure]:
    zeren = str(Path(sys.executable).with_name("zeren"))
    run([zeren, "build", "--store", "corpus.db"], folder)
    who = [zeren, "who", "厕所革命由谁负责", "--store", "corpus.db"]
    for command in (who, [zeren, "--help"]):
        run(command, folder)  # what an installer compiles
    python = sys.executable
    commands = [zeren, "--help"], [python, "-c", "import click"], who, [python, "-c", "pass"]
    helped, click, asked, bare = side_by_side(size.rounds * 3, *(lambda c=c: run(c, folder) for c in commands))
    yield compared("zeren --help, against import click", helped, click, 2.5)
    yield compared("zeren who on the corpus, against a bare Python", asked, bare, 6.0)


def run(command: list[str], folder: Path) -> None:
    """Run a command as it runs where zeren is installed: its modules compiled."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(command, cwd=folder, env=compiled, check=True, capture_output=True)
