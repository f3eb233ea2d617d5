"""Processor seconds of a command with all processes that it starts, which a busy machine hardly changes."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import sleep

_EVERY = 0.2  # seconds between two looks; a process that lives shorter is not seen


def spent(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> float:
    """Run a command to its end. Processes that die with it are counted by what was last seen of them."""
    seconds: dict[int, float] = {}
    with (folder / "told.txt").open("wb") as told:
        process = subprocess.Popen(
            command, stdout=told, stderr=told, env=dict(environment), cwd=folder, start_new_session=True
        )
        while process.poll() is None:
            seconds.update(_used(process.pid))
            sleep(_EVERY)
    if process.returncode:
        raise SystemExit((folder / "told.txt").read_text("utf-8")[-3000:])
    return sum(seconds.values())


def _used(session: int) -> dict[int, float]:
    """The seconds of each process of a session."""
    used = {}
    tick = os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            if int(fields[3]) == session:
                used[int(entry.name)] = (int(fields[11]) + int(fields[12])) / tick
    return used
