"""How things are measured: side by side in one run, as ratios; the times of a noisy machine alone mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Action = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: rounds, documents of a large build, of a small one, quads of a store that is asked."""

    rounds: int
    large: int
    small: int
    quads: int
    short: bool = False


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median of the ratios of all rounds, with the least and the greatest of them."""

    median: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A ratio (or seconds, where `unit` is "s") with its bar; `at_least` says on which side of the bar it has to be.

    `ours` and `theirs` are the median seconds of the two sides where there are two; `how` says what was compared.
    A measure without a `bar` is told for comparison alone.
    """

    name: str
    ratio: Ratio
    bar: float | None
    at_least: bool = False
    ours: float | None = None
    theirs: float | None = None
    how: str = ""
    unit: str = "×"

    @property
    def kept(self) -> bool:
        if self.bar is None:
            return True
        return self.ratio.median >= self.bar if self.at_least else self.ratio.median <= self.bar


@dataclass(frozen=True, slots=True)
class Column:
    """The seconds of one action, a round each."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    def over(self, other: Column) -> Ratio:
        """How many times `other` this takes, round by round."""
        ratios = sorted(a / b for a, b in zip(self.seconds, other.seconds, strict=True))
        return Ratio(median(ratios), ratios[0], ratios[-1])


def seconds(action: Action, clock: Clock = perf_counter) -> float:
    start = clock()
    action()
    return clock() - start


def side_by_side(rounds: int, *actions: Action, clock: Clock = perf_counter) -> list[Column]:
    """The times of each action, measured in turns so that a noisy moment hits all of them.

    What runs in this process alone is best measured by `time.process_time`.
    """
    times = [[seconds(action, clock) for action in actions] for _ in range(rounds)]
    return [Column(column) for column in zip(*times, strict=True)]


def compared(
    name: str, ours: Column, theirs: Column, bar: float | None, *, speed: bool = False, how: str = ""
) -> Measure:
    """Our time over theirs, which is to be at most `bar`; with `speed` theirs over ours, to be at least `bar`."""
    ratio = theirs.over(ours) if speed else ours.over(theirs)
    return Measure(name, ratio, bar, at_least=speed, ours=ours.median, theirs=theirs.median, how=how)


def within(name: str, times: Sequence[float], bar: float, how: str = "") -> Measure:
    """Seconds that are to be at most `bar`."""
    return Measure(name, Ratio(median(times), min(times), max(times)), bar, how=how, unit="s")
