"""`python -m bench.bad_days [NAME…] [--files N]`: have bad days, and tell of each whether zeren kept everything."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.bad_days import build, disk, executors, inputs, requests, twice
from bench.bad_days.day import AbsentError, Day

DAYS: tuple[type[Day], ...] = (
    build.LocalBuild, executors.ExecutorKilled, executors.DriverKilled, disk.FullStore, disk.FullLake, disk.FullPush,
    requests.Refused, inputs.TwoGigabytes, inputs.TinyFiles, twice.OneFolder, twice.OneServer, twice.OneLake,
)  # fmt: skip


def main() -> int:
    names = {day.name: day for day in DAYS}
    parser = argparse.ArgumentParser(prog="python -m bench.bad_days", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)} (default: all)")
    parser.add_argument("--files", type=int, default=100_000, help="tiny files (default: %(default)s)")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names):
        parser.error(f"no such day: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    failed = 0
    for name in options.names or names:
        with tempfile.TemporaryDirectory() as folder:
            day = names[name](Path(folder), options.files)
            try:
                day.have()
            except AbsentError as reason:
                print(f"== {name}: skipped, {reason}", flush=True)
                continue
        print(f"== {name}: {'FAILED' if day.lost else 'kept'}")
        for line in (*day.told, *(f"LOST: {line}" for line in day.lost)):
            print(f"   {line}", flush=True)
        failed += bool(day.lost)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
