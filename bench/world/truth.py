"""`python -m bench.world.truth`: build a world into a store, and see how much of what was planted is found in it.

The extraction is scored field by field against the gold; what `continuity`, `conflicts` and `load` say is held against
the history that the plans were written from.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from .formats import FORMATS
from .found import rates
from .grown import compared, facts, fields, grow, readings
from .rates import HEAD
from .writing import Shape


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.world.truth", description=__doc__)
    parser.add_argument("--cities", type=int, default=4)
    parser.add_argument("--plans", type=int, default=2)
    parser.add_argument("--tasks", type=int, default=16)
    parser.add_argument("--years", default="2016-2025")
    parser.add_argument("--formats", default=",".join(FORMATS))
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    first, last = map(int, options.years.split("-"))
    shape = Shape(range(first, last + 1), options.plans, options.tasks, options.formats.split(","), options.seed)
    with tempfile.TemporaryDirectory() as folder:
        grown = grow(Path(folder) / "world", options.cities, shape)
        read = readings(grown)
        for name, tally in fields(read).items():
            print(f"{name:28}{tally.gold:8}{tally.f1:8.4f}")
        for name, part in facts(read).items():
            print(f"{name:28}{len(read):8}{part:8.4f}")
        print(HEAD)
        for found in rates(grown, compared(grown)):
            print(found.line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
