"""One bad day: commands run as a user runs them, and what is noted of them."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Final

from bench.world.writing import write

ROOT: Final = Path(__file__).resolve().parents[2]


class AbsentError(Exception):
    """What a day needs is not here."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command that ended: its exit code, what it printed, seconds, the peak memory of it or a child in MB."""

    code: int
    out: str
    err: str
    seconds: float
    peak: float

    @property
    def last(self) -> str:
        """The last line of stderr that is ours."""
        lines = [line for line in self.err.splitlines() if line.strip() and " WARN " not in line]
        return lines[-1] if lines else ""


class Day:
    """A day in a folder of its own; `told` is what was done and seen, `lost` what should have been otherwise."""

    name: ClassVar[str]

    def __init__(self, folder: Path, files: int) -> None:
        self.folder, self.files = folder, files
        self.told: list[str] = []
        self.lost: list[str] = []

    def have(self) -> None:
        raise NotImplementedError

    def note(self, what: str, ran: Ran | None = None) -> None:
        if ran:
            what += f" → exit {ran.code}, {ran.seconds:.1f} s, {ran.peak:.0f} MB: {ran.last}"
        self.told.append(what)

    def see(self, what: str, *, kept: bool) -> None:
        """Note something that has to be so."""
        (self.told if kept else self.lost).append(what)

    def plans(self, count: int = 30) -> Path:
        return write(self.folder / "plans", count)

    def exported(self, store: str) -> str:
        """The hash of all that a store holds: the text itself would weigh on what is measured next."""
        ran = zeren("export", self.folder / "out.nq", "--store", store)
        self.see(f"export of {store}", kept=ran.code == 0)
        if ran.code:
            return ""
        with (self.folder / "out.nq").open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


class Running:
    """A command at work."""

    def __init__(self, *arguments: object) -> None:
        self._out, self._err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115 -- closed in `end`
        command = [sys.executable, "-P", "-m", "zeren", *map(str, arguments)]
        self._start = time.monotonic()
        self.process = subprocess.Popen(command, stdout=self._out, stderr=self._err)

    def end(self) -> Ran:
        _, status, used = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - self._start
        texts = []
        for file in (self._out, self._err):
            file.seek(0)
            texts.append(file.read().decode(errors="replace"))
            file.close()
        out, err = texts
        return Ran(self.process.returncode, out, err, seconds, used.ru_maxrss / 1024)


def zeren(*arguments: object) -> Ran:
    """Run a command of zeren to its end."""
    return Running(*arguments).end()


def until(happened: Any, seconds: float = 500.0) -> bool:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if happened():
            return True
        time.sleep(0.02)
    return False


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes, mounted at a folder."""
    if os.name != "posix" or os.geteuid() != 0:
        raise AbsentError("mounting a small disk takes root")
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)], check=False, capture_output=True
    )  # fmt: skip
    if mounted.returncode:
        raise AbsentError("nothing can be mounted here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def grow(folder: Path, megabytes: int) -> None:
    """Give a small disk more room."""
    subprocess.run(["mount", "-o", f"remount,size={megabytes}m", str(folder)], check=True)


def lines(lake: Path) -> list[str]:
    """All quads of a lake, sorted."""
    from zeren.lake import reading

    parts = (held for wave in reading.markers(lake) for _, held in reading.graphs(lake, wave))
    return sorted(line for part in parts for line in part.decode().splitlines())


def from_tests(module: str) -> Any:
    """A module that the tests share."""
    import importlib

    sys.path.append(str(ROOT / "tests"))
    return importlib.import_module(module)
