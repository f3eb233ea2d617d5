"""`python -m bench [TOPIC…] [--short] [--strict] [--readme]`: print every ratio, its spread, its bar."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from . import table
from .measures import TOPICS
from .rounds import Measure, Size

SHORT = Size(rounds=3, large=150, small=10, quads=100_000, short=True)
FULL = Size(rounds=7, large=10_000, small=100, quads=1_000_000)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("topics", nargs="*", metavar="TOPIC", help=f"of {', '.join(TOPICS)} (default: all)")
    parser.add_argument("--short", action="store_true", help="fewer rounds and documents, for continuous integration")
    parser.add_argument("--strict", action="store_true", help="leave with 1 when a bar is not kept")
    parser.add_argument("--readme", action="store_true", help="keep the results, and write the READMEs' tables anew")
    options = parser.parse_args()
    if unknown := set(options.topics) - set(TOPICS):
        parser.error(f"no such topic: {', '.join(sorted(unknown))}; there are {', '.join(TOPICS)}")
    missed = 0
    for topic in options.topics or TOPICS:
        found: list[Measure] = []
        with tempfile.TemporaryDirectory() as folder:
            for measure in TOPICS[topic](Path(folder), SHORT if options.short else FULL):
                found.append(measure)
                missed += not measure.kept
                print(told(measure), flush=True)
        if options.readme:
            table.kept(topic, found)
            table.written(TOPICS)
    return int(bool(missed and options.strict))


def told(measure: Measure) -> str:
    ratio, unit = measure.ratio, measure.unit
    bar = "" if measure.bar is None else f"{'≥' if measure.at_least else '≤'} {measure.bar:g}{unit}"
    verdict = "" if measure.bar is None else "kept" if measure.kept else "missed"
    sides = [f"{side:.3g} s" for side in (measure.ours, measure.theirs) if side is not None]
    detail = "; ".join(part for part in (" / ".join(sides), measure.how) if part)
    spread = f"{ratio.least:.2f}–{ratio.most:.2f}"
    return f"{ratio.median:6.2f}{unit} ({spread:11}) {bar:7} {verdict:6} {measure.name}" + (detail and f" ({detail})")


if __name__ == "__main__":
    sys.exit(main())
