"""Inputs that no one thought of: two gigabytes in one file, a great many tiny ones."""

from __future__ import annotations

import json
from importlib.util import find_spec
from typing import Final

from bench.bad_days.day import Day, Ran, zeren

MB: Final = 600  # of the command and the processes it waits for; of Spark that is the driver alone
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
    """So many files of one line each; a hundred contents, so that reading them is not what takes the time."""

    name = "tiny-files"

    def have(self) -> None:
        plans = self.folder / "plans"
        for n in range(self.files):
            file = plans / f"{n // 1000:04}" / f"{n:07}.txt"
            if n % 1000 == 0:
                file.parent.mkdir(parents=True)
            file.write_text(TEXT.format(n=n % 100), encoding="utf-8")
        self.twice("a store", ("--store", self.folder / "db", "--no-compare"))
        self.twice("a lake", ("--out", self.folder / "lake"))

    def twice(self, what: str, where: tuple[object, ...]) -> None:
        for time in ("first", "again"):
            ran = zeren("build", self.folder / "plans", *where, "--json")
            self.note(f"{self.files:,} files into {what}, {time}", ran)
            self.see(f"exit 0: {counted(ran)}", kept=ran.code == 0)
            self.see("within 3 kB a file and 300 MB", kept=ran.peak < 300 + self.files * 3 / 1024)


def counted(ran: Ran) -> str:
    try:
        held = json.loads(ran.out)
    except ValueError:
        return ran.out[:200]
    wanted = ("added", "duplicate", "unchanged", "read", "plans")
    return ", ".join(f"{key} {held[key]}" for key in wanted if held.get(key))
