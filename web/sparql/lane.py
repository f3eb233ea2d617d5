"""A lane: one worker process at a time, started when a query comes, killed when one is over its time."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from ...graph.answering import Question
from .limits import Limits
from .refusals import faulty, gone, overdue

_START: Final = 120.0  # seconds to copy and open the store

Snapshot = Callable[[], tuple[int, Path]]


@dataclass(frozen=True, slots=True)
class Written:
    """A whole answer: an open file at its begin, its length in bytes, its media type."""

    file: IO[bytes]
    size: int
    media: str


class Lane:
    """Runs one query at a time: `answer` and `close` are called by one thread at a time, `kill` by any."""

    def __init__(self, snapshot: Snapshot, limits: Limits) -> None:
        self._snapshot, self._limits = snapshot, limits
        self._generation: int | None = None
        self._scratch: TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def answer(self, question: Question, left: threading.Event) -> Written:
        """Run a query to its end; `left` is set by who calls `kill` on it. Errors: RefusalError."""
        folder = self._ready()
        if left.is_set():
            raise gone()
        said = self._told(json.dumps(asdict(question)).encode() + b"\n", self._limits.seconds)
        if left.is_set():
            raise gone()
        if "fault" in said:
            raise faulty(said["fault"], said["words"])
        return _taken(folder / "answer", said["media"])

    def kill(self) -> None:
        """End the process, and with it the query that runs."""
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process, and take away what it wrote."""
        self._end()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _ready(self) -> Path:
        """The folder of a worker that runs and has the store as it is now."""
        generation, source = self._snapshot()
        if generation != self._generation:
            self.close()
        if self._scratch is None:
            self._scratch = TemporaryDirectory(prefix="zeren-sparql-", ignore_cleanup_errors=True)
        if self._process is None or self._process.poll() is not None:
            self._end()
            said = self._started(source, self._scratch.name)
            if "fault" in said:
                self.close()
                raise faulty(said["fault"], said["words"])
            self._generation = generation
        return Path(self._scratch.name)

    def _started(self, source: Path, scratch: str) -> dict[str, str]:
        module = f"{__package__}.worker"
        command = [sys.executable, "-P", "-m", module, str(source), scratch, json.dumps(asdict(self._limits))]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe)  # noqa: S603 -- this program itself
        return self._told(b"", _START)

    def _told(self, line: bytes, seconds: float) -> dict[str, str]:
        """Send a line and wait for the worker's, or kill it. Errors: RefusalError."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return {"fault": "failed", "words": ""}
        over = threading.Event()

        def stop() -> None:
            over.set()
            process.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(line)
            process.stdin.flush()
        said = process.stdout.readline()
        timer.cancel()
        if said.endswith(b"\n"):
            found: dict[str, str] = json.loads(said)
            return found
        self._end()
        if over.is_set():
            raise overdue(seconds)
        return {"fault": "memory", "words": ""}

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(BrokenPipeError):
                        pipe.close()


def _taken(path: Path, media: str) -> Written:
    file = path.open("rb")
    with contextlib.suppress(OSError):  # where an open file keeps its name, the next answer takes its place
        path.unlink()
    size = file.seek(0, 2)
    file.seek(0)
    return Written(file, size, media)
