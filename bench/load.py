"""`python -m bench.load`: how long everything that `zeren load` prints takes on 10,000 tasks of 500 units."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

from zeren.graph.duties import Duty, Holder
from zeren.graph.load.loads import loads
from zeren.graph.load.network import standings
from zeren.graph.load.silence import silences

from .rounds import seconds

TASKS, UNITS, SEED, BAR = 10_000, 500, 7, 10.0
KINDS = ("department", "department", "district-government", "company", "agency")


def duties(tasks: int = TASKS, units: int = UNITS) -> Iterator[Duty]:
    """A plan of each of two years: half the tasks each, units as unequal as they are in life (Pareto)."""
    chance = random.Random(SEED)  # noqa: S311 -- a seeded choice, no secret
    holders = [Holder(f"u:{n}", f"单位{n}", f"单位{n}", kind=KINDS[n % len(KINDS)]) for n in range(units)]
    pull = [chance.paretovariate(2.0) for _ in holders]
    for task in range(tasks):
        year = 2023 + task % 2
        named = list({h.iri: h for h in chance.choices(holders, pull, k=chance.choice((1, 2, 3, 3, 4, 5, 8)))}.values())
        due = f"{year}-{chance.randint(1, 12):02}-28"
        yield Duty(
            f"t:{task}", str(task), "事", "f.txt", f"p:{year}", "t", year, section=(f"{task % 40}",),
            leads=tuple(named[:1]), responsible=tuple(named[1:]), due=due, place="某市",
        )  # fmt: skip


def main() -> None:
    held = list(duties())
    parts: dict[str, Callable[[], object]] = {
        "loads and both tests": lambda: loads(held),
        "network": lambda: standings(held),
        "silent places": lambda: silences(held),
    }
    total = 0.0
    for name, part in parts.items():
        took = seconds(part)
        total += took
        print(f"{took:6.2f} s  {name}")
    print(f"{total:6.2f} s  ≤ {BAR:.0f} {'kept' if total <= BAR else 'missed'}: {TASKS} tasks × {UNITS} units")


if __name__ == "__main__":
    main()
