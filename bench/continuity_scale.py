"""How continuity grows, and what its shortlist of candidates misses of comparing every pair with every other.

python -m bench.continuity_scale [--tasks 1000 5000 20000 50000] [--one 20000] [--exhaustive 2000]
"""

from __future__ import annotations

import argparse
import resource
from time import perf_counter

from zeren.graph.continuity.pairing import NEAREST
from zeren.graph.continuity.trace import continuity
from zeren.graph.identity.lineage import Lineage

from .continuity_plans import plans


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", nargs="*", type=int, default=[1000, 5000, 20000, 50000])
    parser.add_argument("--one", nargs="*", type=int, default=[20000], help="so many tasks a year of a single place")
    parser.add_argument("--exhaustive", nargs="*", type=int, default=[2000])
    options = parser.parse_args()
    for tasks in options.tasks:
        print(f"{tasks} with {tasks}, 500 a city: {timed(tasks, 500)}", flush=True)
    for tasks in options.one:
        print(f"{tasks} with {tasks}, one city: {timed(tasks, tasks)}", flush=True)
    for tasks in options.exhaustive:
        print(f"{tasks} with {tasks}, one city: {missed(tasks)}", flush=True)


def timed(tasks: int, size: int) -> str:
    duties = plans(tasks, size=size)
    start = perf_counter()
    found = continuity(duties, Lineage())
    seconds = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    each = 1000 * seconds / tasks
    return f"{seconds:.1f} s ({each:.2f} ms a task), {len(found.links)} links, peak {peak:.1f} GB so far"


def missed(tasks: int) -> str:
    duties = plans(tasks, size=tasks)
    fast, full = (
        {(link.earlier.iri, link.later.iri) for link in continuity(duties, Lineage(), candidates=count).links}
        for count in (NEAREST, None)
    )
    return f"recall {len(fast & full) / len(full):.4f} of {len(full)} links, {len(fast - full)} besides"


if __name__ == "__main__":
    main()
