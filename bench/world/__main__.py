"""`python -m bench.world OUT`: write plans of invented cities, the gold of each, and what was planted in them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .formats import FORMATS
from .writing import Shape, world


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.world", description=__doc__)
    parser.add_argument("out", type=Path, metavar="OUT", help="folder to write plans/, gold/ and truth.json into")
    parser.add_argument("--cities", type=int, default=3)
    parser.add_argument("--years", default="2016-2025", help="first and last plan year (default: %(default)s)")
    parser.add_argument("--plans", type=int, default=2, help="documents a city and year (default: %(default)s)")
    parser.add_argument("--tasks", type=int, default=16, help="tasks a document (default: %(default)s)")
    parser.add_argument("--formats", default=",".join(FORMATS), help="in turn (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    first, _, last = options.years.partition("-")
    formats = tuple(options.formats.split(","))
    if unknown := set(formats) - set(FORMATS):
        parser.error(f"no such format: {', '.join(sorted(unknown))}; there are {', '.join(FORMATS)}")
    years = tuple(range(int(first), int(last or first) + 1))
    counts = world(options.out, options.cities, Shape(years, options.plans, options.tasks, formats, options.seed))
    for name, count in counts.items():
        print(f"{count:8} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
