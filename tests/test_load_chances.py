"""The arithmetic below the tests: distributions, false discoveries."""

from math import comb

import pytest
from zeren.graph.load.chances import LEAST, Lattice, even, power, tail
from zeren.graph.load.discovery import benjamini_hochberg

# Fifteen p values of Benjamini and Hochberg (1995): four are significant at 0.05.
PAPER = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0,
]  # fmt: skip


def test_adjusted_as_in_benjamini_and_hochberg() -> None:
    adjusted = benjamini_hochberg({str(i): p for i, p in enumerate(PAPER)})
    assert sum(q <= 0.05 for q in adjusted.values()) == 4
    assert adjusted["3"] == pytest.approx(0.0095 * 15 / 4)


def test_adjusted_values_keep_the_order_and_are_no_smaller() -> None:
    adjusted = benjamini_hochberg({str(i): p for i, p in enumerate(PAPER)})
    assert list(adjusted.values()) == sorted(adjusted.values(), reverse=True)
    assert all(adjusted[str(i)] >= p for i, p in enumerate(PAPER))


def test_one_lead_a_task_is_binomial() -> None:
    lattice = Lattice.fitting(40.0, 0.0)
    chances = even(lattice, {(1, 0, 0): 30}, units=5)
    for k in (0, 3, 6, 12, 30):
        assert chances[k * lattice.parts] == pytest.approx(comb(30, k) * 0.2**k * 0.8 ** (30 - k), abs=1e-12)
    assert chances.sum() == pytest.approx(1.0)


def test_shares_of_different_size_are_poisson_binomial() -> None:
    # One place of two (half each), one of three (a third each) in class of four: in with 1/2 and 3/4.
    lattice = Lattice.fitting(3.0, 0.0)
    chances = even(lattice, {(0, 2, 2): 1, (0, 3, 3): 1}, units=4)
    half, third = lattice.parts // 2, lattice.parts // 3
    expected = {0: 0.5 * 0.25, half: 0.5 * 0.25, third: 0.5 * 0.75, half + third: 0.5 * 0.75}
    assert {at: pytest.approx(float(chances[at])) for at in expected} == expected


def test_a_tail_counts_half_of_the_tie_and_is_never_nothing() -> None:
    lattice = Lattice.fitting(12.0, 0.0)
    chances = even(lattice, {(1, 0, 0): 10}, units=2)
    assert tail(chances, 10 * lattice.parts) == pytest.approx(0.5**11, rel=1e-4)
    assert tail(chances, 0) == pytest.approx(1 - 0.5**11, abs=1e-5)
    assert tail(even(lattice, {(1, 0, 0): 10}, units=1000), 10 * lattice.parts) == LEAST


def test_power_of_a_doubled_chance() -> None:
    # Binomial(20, 1/10): 5 has mid-p 0.0432 - 0.0319/2, 4 has 0.133 - 0.0898/2 = 0.088; doubled, 5 or more: 0.3704.
    lattice = Lattice.fitting(25.0, 0.0)
    seats = {(1, 0, 0): 20}
    assert power(even(lattice, seats, 10), even(lattice, seats, 10, times=2.0)) == pytest.approx(0.3704, abs=1e-4)


def test_a_base_is_added_to_every_place() -> None:
    lattice = Lattice.fitting(10.0, 0.5)
    assert lattice.steps([(True, 3), (False, 4)]) == pytest.approx((1.5 + 0.75) * lattice.parts, abs=1)


@pytest.mark.parametrize("greatest", [0.5, 3.0, 40.0, 300.0, 5000.0])
def test_a_lattice_holds_what_it_is_made_for(greatest: float) -> None:
    lattice = Lattice.fitting(greatest, 0.0)
    assert lattice.parts * greatest < lattice.size
