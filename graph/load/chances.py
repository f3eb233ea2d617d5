"""The distribution of what a unit carries under a null model, exactly, on a lattice.

What is carried is a sum over places: the weight of each (1, 1/k) and a `base` that every place adds. It is counted in
units of 1/`parts`, the finest that there is room for; a term that is not whole is rounded, for what is observed and for
the model alike. The probabilities are the discrete Fourier transform of the model's characteristic function (Hong 2013,
for the Poisson-binomial). Below `LEAST` the arithmetic cannot tell a probability from none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Wave = NDArray[np.complex128]
    Chances = NDArray[np.float64]

Seats = Mapping[tuple[int, int, int], int]
FINEST: Final = (2520, 840, 420, 120, 60, 24, 12)
ROOM: Final = 2**14
LEAST: Final = 1e-9
SURE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Lattice:
    """What is carried as a whole number of 1/`parts`, below `size`; a place counts its weight and `base`."""

    parts: int
    size: int
    base: float

    @classmethod
    def fitting(cls, greatest: float, base: float) -> Lattice:
        """The finest lattice within the room that holds sums up to `greatest`."""
        parts = next((d for d in FINEST if d * greatest < ROOM), FINEST[-1])
        size = 1 << int(parts * (greatest + 1)).bit_length()
        return cls(parts, size, base)

    def step(self, lead: bool, among: int) -> int:  # noqa: FBT001 -- the two parts of a place
        """What a place counts: the base, and 1 for a lead or 1/`among` for another; at least one step."""
        return max(1, round(self.parts * (self.base + (1.0 if lead else 1.0 / among))))

    def steps(self, places: Iterable[tuple[bool, int]]) -> int:
        """What a unit with these places carries."""
        return sum(self.step(*place) for place in places)

    def waves(self, seats: Seats) -> dict[int, Wave]:
        """By step, the characteristic function of one place of that step, less 1, at the lattice's frequencies."""
        import numpy as np

        circle = np.exp(-2j * np.pi * np.arange(self.size) / self.size)
        at = np.arange(self.size // 2 + 1)
        steps = {self.step(lead=lead, among=among) for _, _, among in seats for lead in (True, False) if lead or among}
        return {step: circle[at * step % self.size] - 1.0 for step in sorted(steps)}

    def chances(self, function: Wave) -> Chances:
        """The probability of every sum whose characteristic function this is."""
        import numpy as np

        found: Chances = np.clip(np.fft.irfft(function, self.size), 0.0, None)
        return found


def even(lattice: Lattice, seats: Seats, units: int, times: float = 1.0) -> Chances:
    """What a unit carries to which every place of its class falls with equal chance, at most one in a task.

    `seats` counts the tasks by (leads, other places, responsible units in all); a task's places are drawn without
    replacement among `units`. With `times` the unit is that many times as likely as an even share has it.
    """
    import numpy as np

    function: Wave = np.ones(lattice.size // 2 + 1, dtype=np.complex128)
    waves = lattice.waves(seats)
    for (leads, others, among), tasks in sorted(seats.items()):
        each = min(times, units / (leads + others)) / units
        one = 1.0 + leads * each * waves[lattice.step(lead=True, among=among)]
        if others:
            one += others * each * waves[lattice.step(lead=False, among=among)]
        function *= raised(one, tasks)
    return lattice.chances(function)


def raised(wave: Wave, times: int) -> Wave:
    """A power by squaring, many times faster than numpy's of complex numbers."""
    import numpy as np

    result, square = np.ones_like(wave), wave
    while times:
        if times & 1:
            result = result * square
        square, times = square * square, times >> 1
    return result


def tail(chances: Chances, carried: int) -> float:
    """The chance of carrying more and half that of as much (mid-p; Lancaster 1961), in six digits."""
    above = float(chances[carried + 1 :].sum())
    return float(f"{min(1.0, max(LEAST, above + float(chances[carried]) / 2)):.6g}")


def power(null: Chances, other: Chances) -> float:
    """How often one drawn from `other` has p < 0.05 under `null`."""
    import numpy as np

    upwards = np.cumsum(null[::-1])[::-1]
    critical = int(np.argmax(upwards - null / 2 < SURE))
    return float(other[critical:].sum())
