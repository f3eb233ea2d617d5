"""Spark: an executor is killed in the midst of a job, the driver is."""

from __future__ import annotations

import os
import signal
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bench.bad_days.day import AbsentError, Day, Running, lines, until, zeren

MASTER: Final = "local-cluster[2,1,1024]"
PLANS: Final = 90


class _Spark(Day):
    def begin(self) -> tuple[Path, Running]:
        if not find_spec("pyspark"):
            raise AbsentError("pyspark is not installed")
        plans = self.plans(PLANS)
        pool = zeren("build", plans, "--out", self.folder / "pool", "--wave", 30)
        self.note(f"{PLANS} plans by the pool", pool)
        return plans, self.spark(plans)

    def spark(self, plans: Path) -> Running:
        return Running(
            "build", plans, "--out", self.folder / "lake", "--engine", "spark", "--master", MASTER, "--wave", 30
        )

    def waves(self) -> int:
        return len(list((self.folder / "lake" / "_waves").glob("*.json")))

    def pending(self) -> bool:
        return (self.folder / "lake" / "_pending").exists()

    def compare(self) -> None:
        same = lines(self.folder / "lake") == lines(self.folder / "pool")
        self.see("the quads are those of the pool", kept=same)


class ExecutorKilled(_Spark):
    name = "executor"

    def have(self) -> None:
        _, running = self.begin()
        at_work = until(lambda: len(executors(running.process.pid)) > 1 and self.pending())
        self.see("the executors are at work on a wave", kept=at_work)
        victims = executors(running.process.pid)
        told = f"one of {len(victims)} executors killed (SIGKILL) after {self.waves()} of 3 waves"
        self.see(told, kept=bool(victims))
        if victims:
            os.kill(victims[0], signal.SIGKILL)
        done = running.end()
        self.note("the job went on", done)
        self.see("exit 0", kept=done.code == 0)
        self.compare()


class DriverKilled(_Spark):
    name = "driver"

    def have(self) -> None:
        plans, running = self.begin()
        self.see("a wave was written", kept=until(lambda: self.waves() > 0))
        inside = descendants(running.process.pid)
        running.process.kill()
        killed = running.end()
        self.note(f"the driver killed (SIGKILL) after {self.waves()} of 3 waves", killed)
        for pid in inside:  # its Java goes when its pipe does; the next run does not wait for that
            until(lambda pid=pid: not Path(f"/proc/{pid}").exists(), 30)
        again = self.spark(plans).end()
        self.note("the same command again", again)
        self.see("it did only what was left", kept=again.code == 0 and f"文件读取 {PLANS}" not in again.out)
        self.compare()


def executors(pid: int) -> list[int]:
    """The processes below one that are executors of Spark."""
    return [child for child in descendants(pid) if b"CoarseGrainedExecutorBackend" in _command(child)]


def descendants(pid: int) -> list[int]:
    """The processes below one."""
    parents: dict[int, int] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(folder.name)] = int(fields[1])
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found - {pid})


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
