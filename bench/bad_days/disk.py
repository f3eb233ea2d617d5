"""The disk is full: under a store that is built, a lake that is filled, a store that is pushed into."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bench.bad_days.day import Day, Ran, grow, lines, small_disk, zeren

SMALL, ENOUGH = 12, 900
COUNT: Final = 60


class _Full(Day):
    def have(self) -> None:
        plans = self.plans(COUNT)
        with small_disk(self.folder / "disk", SMALL) as disk:
            first = self.work(plans, disk)
            self.note(f"{COUNT} plans on a disk of {SMALL} MB", first)
            self.see("exit 4, and the message says what to do", kept=first.code == 4 and "腾出空间" in first.err)
            self.see("no traceback", kept="Traceback" not in first.err)
            grow(disk, ENOUGH)
            again = self.work(plans, disk)
            self.note(f"again with {ENOUGH} MB", again)
            self.see("exit 0", kept=again.code == 0)
            self.check(plans, disk)

    def work(self, plans: Path, disk: Path) -> Ran:
        raise NotImplementedError

    def check(self, plans: Path, disk: Path) -> None:
        raise NotImplementedError


class FullStore(_Full):
    name = "full-store"

    def work(self, plans: Path, disk: Path) -> Ran:
        return zeren("build", plans, "--store", disk / "db", "--no-compare")

    def check(self, plans: Path, disk: Path) -> None:
        zeren("build", plans, "--store", self.folder / "whole", "--no-compare")
        same = self.exported(str(disk / "db")) == self.exported(str(self.folder / "whole"))
        self.see("the same as one undisturbed build", kept=same)


class FullLake(_Full):
    name = "full-lake"

    def work(self, plans: Path, disk: Path) -> Ran:
        (disk / "ballast").write_bytes(bytes((SMALL - 1) << 20) if not (disk / "lake").exists() else b"")
        return zeren("build", plans, "--out", disk / "lake", "--wave", 20)

    def check(self, plans: Path, disk: Path) -> None:
        zeren("build", plans, "--out", self.folder / "whole")
        self.see("the same as one undisturbed run", kept=lines(disk / "lake") == lines(self.folder / "whole"))
        self.see("nothing half-written left", kept=not (disk / "lake" / "_pending").exists())


class FullPush(_Full):
    name = "full-push"

    def work(self, plans: Path, disk: Path) -> Ran:
        zeren("build", plans, "--out", self.folder / "lake")
        return zeren("push", self.folder / "lake", "--store", disk / "db", "--no-compare")

    def check(self, plans: Path, disk: Path) -> None:
        zeren("build", plans, "--store", self.folder / "whole", "--no-compare")
        same = self.exported(str(disk / "db")) == self.exported(str(self.folder / "whole"))
        self.see("the same as one undisturbed build", kept=same)
