"""How often the load test errs, and how often it sees: plans dealt out by chance, put through `loads` itself.

`python -m bench.load_simulation [--rounds N]` prints one table for the null hypotheses and one for a unit whose chance
is doubled. Seeded: the same numbers every time. `docs/load.md` shows the outcome.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from zeren.graph.duties import Duty, Holder
from zeren.graph.load.loads import loads

SEED, LEVEL = 7, 0.05
SHARED = (1, 1, 2, 2, 3, 4, 5)
MIXES: dict[str, tuple[float, tuple[int, ...]]] = {
    "leads": (1.0, (0,)),
    "mixed": (0.8, SHARED),
    "wide": (1.0, (2, 4, 7, 7, 14)),
    "shared": (0.0, (2, 3, 4)),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A class of `units` of which each expects `tasks` tasks; a task has a lead with chance `led`, and others."""

    units: int
    tasks: float
    led: float = 0.8
    shared: tuple[int, ...] = SHARED

    @property
    def count(self) -> int:
        """How many tasks make that many expected places a unit."""
        each = self.led + sum(self.shared) / len(self.shared)
        return round(self.units * self.tasks / each)


def deal(
    chance: random.Random, setting: Setting, year: int, pull: Sequence[float], times: float = 1.0
) -> Iterator[Duty]:
    """Deal the places of a year's tasks to units by their pull, none twice in a task.

    The first unit is `times` as likely to be in a task as an even share has it.
    """
    holders = [Holder(f"u:{n}", f"u{n}", f"u{n}", kind="department") for n in range(setting.units)]
    reach = list(accumulate(pull))
    for task in range(setting.count):
        leads = int(chance.random() < setting.led)
        size = min(setting.units, leads + chance.choice(setting.shared))
        drawn: set[int] = set()
        if times != 1.0:
            first = chance.random() < times * size / setting.units
            rest = chance.sample(range(1, setting.units), size - first)
            drawn = {0, *rest} if first else set(rest)
        while len(drawn) < size:
            drawn.add(chance.choices(range(setting.units), cum_weights=reach)[0])
        named = [holders[n] for n in sorted(drawn)]
        chance.shuffle(named)
        yield Duty(
            f"t:{year}/{task}", str(task), "t", "f", f"p{year}", "p", year,
            leads=tuple(named[:leads]), responsible=tuple(named[leads:]), place="c",
        )  # fmt: skip


def share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else float("nan")


@dataclass(frozen=True, slots=True)
class Errors:
    """Shares under a null: p at most 0.05, plans with any unit called, units that the test could tell of."""

    single: float
    any: float


def even_errors(setting: Setting, rounds: int) -> Errors:
    """The even share, dealt evenly."""
    chance = random.Random(SEED)  # noqa: S311 -- a simulation
    single, called = [], []
    for _ in range(rounds):
        found = loads(deal(chance, setting, 2024, [1.0] * setting.units))
        single += [load.p is not None and load.p <= LEVEL for load in found]
        called.append(any(load.verdict == "overloaded" for load in found))
    return Errors(share(single), share(called))


def earlier_errors(setting: Setting, rounds: int) -> Errors:
    """The earlier share: uneven pulls, the same in both years."""
    chance = random.Random(SEED)  # noqa: S311 -- a simulation
    single, called = [], []
    for _ in range(rounds):
        pull = [0.3 + chance.gammavariate(2.0, 0.35) for _ in range(setting.units)]
        both = [*deal(chance, setting, 2022, pull), *deal(chance, setting, 2024, pull)]
        seconds = [load.tests[1] for load in loads(both) if load.year == 2024]
        single += [test.p is not None and test.p <= LEVEL for test in seconds]
        called.append(any(test.q is not None and test.q < LEVEL for test in seconds))
    return Errors(share(single), share(called))


def power(setting: Setting, rounds: int) -> tuple[float, float]:
    """One unit with twice the chance in every task: how often p ≤ 0.05, and how often it is called overloaded."""
    chance = random.Random(SEED)  # noqa: S311 -- a simulation
    pull = [1.0] * setting.units
    found = [
        next(load for load in loads(deal(chance, setting, 2024, pull, times=2.0)) if load.iri == "u:0")
        for _ in range(rounds)
    ]
    return share([(x.p or 1.0) <= LEVEL for x in found]), share([x.verdict == "overloaded" for x in found])


def earlier_power(setting: Setting, rounds: int) -> float:
    """One unit with twice the chance of the year before: how often p ≤ 0.05 by the earlier share."""
    chance = random.Random(SEED)  # noqa: S311 -- a simulation
    pull = [1.0] * setting.units
    seen = []
    for _ in range(rounds):
        both = [*deal(chance, setting, 2022, pull), *deal(chance, setting, 2024, pull, times=2.0)]
        unit = next(load for load in loads(both) if load.iri == "u:0" and load.year == 2024)
        seen.append((unit.tests[1].p or 1.0) <= LEVEL)
    return share(seen)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.load_simulation", description=__doc__)
    parser.add_argument("--rounds", type=int, default=400)
    rounds = parser.parse_args().rounds
    print("no unit is likelier                     even share        earlier share")
    print("units  tasks expected  places   p ≤ .05   any q < .05   p ≤ .05   any q < .05")
    sizes = ((5, 8), (10, 3), (10, 8), (10, 20), (40, 2), (40, 3), (40, 5), (40, 8), (40, 15), (40, 30))
    for name in ("mixed", "leads"):
        for units, tasks in sizes:
            first = even_errors(Setting(units, tasks, *MIXES[name]), rounds)
            second = earlier_errors(Setting(units, tasks, *MIXES[name]), min(rounds, 4000 // units))
            shares = f"{first.single:7.3f}   {first.any:11.3f}   {second.single:7.3f}   {second.any:11.3f}"
            print(f"{units:5}  {tasks:14}  {name:6}   {shares}", flush=True)
    print("\none unit is twice as likely               even share            earlier share")
    print("units  tasks expected  places   p ≤ .05   overloaded   p ≤ .05")
    for name, (led, shared) in MIXES.items():
        for units, tasks in ((10, 15), (40, 8), (40, 15), (40, 30)):
            if 2 * (led + sum(shared) / len(shared)) > units:  # a task names most of them: no chance can be doubled
                continue
            single, called = power(Setting(units, tasks, led, shared), rounds)
            second_p = earlier_power(Setting(units, tasks, led, shared), rounds // 4)
            shares = f"{single:7.3f}   {called:10.3f}   {second_p:7.3f}"
            print(f"{units:5}  {tasks:14}  {name:6}   {shares}", flush=True)


if __name__ == "__main__":
    main()
