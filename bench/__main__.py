"""`python -m bench [--short] [--strict]`: print every ratio with its bar."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.measures import Size, measures


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--short", action="store_true", help="fewer rounds and documents, for continuous integration")
    parser.add_argument("--strict", action="store_true", help="leave with 1 when a bar is not kept")
    options = parser.parse_args()
    size = Size(rounds=3, large=150) if options.short else Size(rounds=7, large=1000)
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        for measure in measures(Path(folder), size):
            side = "≥" if measure.at_least else "≤"
            verdict = "kept" if measure.kept else "missed"
            missed += not measure.kept
            ratio = f"{measure.ratio:6.2f}  {side} {measure.bar:<4} {verdict:7}"
            print(f"{ratio} {measure.name} ({measure.detail})", flush=True)
    return int(bool(missed and options.strict))


if __name__ == "__main__":
    sys.exit(main())
