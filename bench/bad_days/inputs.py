"""Inputs that no one thought of: two gigabytes in one file, a great many tiny ones."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bench.bad_days.day import Day, Ran, Running, lines, until, zeren

MB: Final = 600  # of the command and the processes it waits for; of Spark that is the driver alone
BEGUN: Final = 20_000_000  # bytes of a store while its first batch is loaded
LOADED, ENOUGH = 160_000_000, 100_000  # bytes of one that has that batch; of so many files there are more
TEXT: Final = "石泉市2023年工作要点\n1.更新校车{n}辆。（责任单位：市教育局）\n"


class TwoGigabytes(Day):
    name = "two-gigabytes"

    def have(self) -> None:
        plans = self.plans(3)
        for suffix in (".txt", ".pdf", ".docx", ".html"):
            with (plans / f"大{suffix}").open("wb") as huge:
                huge.truncate(2 << 30)
        self.tried("pool into a store", zeren("build", plans, "--store", self.folder / "db", "--no-compare"), MB)
        self.tried("two processes", zeren("build", plans, "--store", self.folder / "db2", "--jobs", 2), MB)
        self.tried("pool into a lake", zeren("build", plans, "--out", self.folder / "lake"), MB)
        if find_spec("pyspark"):
            arguments = ("--out", self.folder / "far", "--engine", "spark", "--master", "local[2]")
            self.tried("Spark", zeren("build", plans, *arguments), 2 * MB)

    def tried(self, what: str, ran: Ran, most: float) -> None:
        refused = [line for line in ran.err.splitlines() if "大." in line]
        self.note(f"{what}: {refused[0] if refused else 'nothing said'}", ran)
        self.see(f"{what}: the others were read, all four refused", kept=ran.code == 0 and len(refused) == 4)
        self.see(f"{what}: at most {most} MB", kept=ran.peak < most)


class TinyFiles(Day):
    """A great many files of a line each: half of no document's suffix, notes, empty and damaged ones, a few plans."""

    name = "tiny-files"

    def have(self) -> None:
        self.tree = self.folder / "plans"
        for n in range(self.files):
            folder = self.tree / f"{n // 100_000:03}" / f"{n // 1000:05}"
            if n % 1000 == 0:
                folder.mkdir(parents=True)
            name, text = tiny(n)
            (folder / name).write_text(text, encoding="utf-8")
        begun = LOADED if self.files >= ENOUGH else BEGUN
        db, whole, lake = (self.folder / name for name in ("db", "whole", "lake"))
        self.killed(("--store", db, "--no-compare"), lambda: size(db) > begun)
        self.tried("a store, taken up again", ("--store", db, "--no-compare"))
        self.tried("a store, undisturbed", ("--store", whole, "--no-compare"))
        self.see("both the same", kept=self.exported(str(db)) == self.exported(str(whole)))
        self.tried("a store, nothing to do", ("--store", db, "--no-compare"))
        self.killed(("--out", lake), lambda: len(list((lake / "_waves").glob("*.json"))) > 2)
        self.tried("a lake, taken up again", ("--out", lake))
        self.tried("a lake, nothing to do", ("--out", lake))
        self.see("the quads of the store's plans", kept=plans_of(lines(lake)) == plans_of(self.quads()))

    def quads(self) -> list[str]:
        return (self.folder / "out.nq").read_text("utf-8").splitlines()

    def killed(self, where: tuple[object, ...], begun: Callable[[], bool]) -> None:
        running = Running("build", self.tree, *where)
        until(lambda: begun() or running.process.poll() is not None)
        running.process.kill()
        self.note(f"into {where[0]}: killed (SIGKILL) in the midst", running.end())

    def tried(self, what: str, where: tuple[object, ...]) -> None:
        ran = zeren("build", self.tree, *where, "--json")
        self.note(f"{self.files:,} files into {what}", ran)
        self.see(f"exit 0: {counted(ran)}", kept=ran.code == 0)
        most = 600 + self.files * 1.5 / 1024
        self.see(f"within 1.5 kB a file and 600 MB, {most:.0f} MB", kept=ran.peak < most)
        told = len(ran.err.splitlines())
        self.see(f"{told} lines on stderr, at most 100", kept=told <= 100)


def tiny(n: int) -> tuple[str, str]:
    """The name and the text of one of so many tiny files."""
    match n % 20:
        case kind if kind < 10:
            return f"{n:07}.{('log', 'dat', 'tmp', 'bin', 'cfg')[kind % 5]}", f"x{n}"
        case kind if kind < 16:
            return f"{n:07}.{('txt', 'md')[kind % 2]}", f"第{n}号便条\n"
        case 16 | 17:
            return f"{n:07}.txt", f"便条{n % 100}\n"
        case 18:
            return (f"{n:07}.txt", "") if n % 40 < 20 else (f"{n:07}.docx", f"坏{n}")
        case _:
            return f"{n:07}.txt", TEXT.format(n=n)


def size(folder: Path) -> int:
    """Bytes of the files in a folder; some may go meanwhile."""
    total = 0
    for file in folder.glob("*"):
        with suppress(OSError):
            total += file.stat().st_size
    return total


def plans_of(quads: Iterable[str]) -> list[str]:
    """The quads of plans alone, sorted."""
    return sorted(quad for quad in quads if "/graph/plan/" in quad.rpartition(" <")[2])


def counted(ran: Ran) -> str:
    try:
        held = json.loads(ran.out)
    except ValueError:
        return ran.out[:200]
    wanted = ("added", "duplicate", "unchanged", "read", "failed", "plans")
    return ", ".join(f"{key} {held[key]}" for key in wanted if held.get(key))
