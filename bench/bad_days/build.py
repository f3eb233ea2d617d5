"""The bad days of a build into a folder, which the tests have."""

from __future__ import annotations

import subprocess
import sys

from bench.bad_days.day import ROOT, Day


class LocalBuild(Day):
    name = "build"

    def have(self) -> None:
        command = [sys.executable, "-P", "-m", "pytest", "-q", "-rA", str(ROOT / "tests" / "test_bad_days_build.py")]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            if line.startswith(("PASSED", "FAILED", "SKIPPED")):
                self.see(line.rpartition("::")[2].replace("_", " "), kept=not line.startswith("FAILED"))
        self.see(f"pytest left with {done.returncode}", kept=done.returncode == 0)
