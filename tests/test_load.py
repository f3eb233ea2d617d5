"""Who carries how much, worked out by hand."""

import pytest
from zeren.graph.duties import Duty, Holder
from zeren.graph.load.shares import benjamini_hochberg, draws, loads, two_sided


def duty(number: int, leads: str, shares: str = "", year: int = 2023) -> Duty:
    def holders(names: str) -> tuple[Holder, ...]:
        return tuple(Holder(n, n, n, group=n.startswith("各"), kind="局") for n in names.split())

    return Duty(
        f"t:{number}", str(number), "事", "f.txt", "p", "t", year, leads=holders(leads), responsible=holders(shares)
    )


def test_a_lead_counts_one_and_a_share_its_part() -> None:
    found = {x.unit: x for x in loads([duty(1, "甲", "乙 丙"), duty(2, "", "甲 乙 丙 丁"), duty(3, "甲 乙")])}
    assert (found["甲"].lead, found["甲"].responsible, found["甲"].load) == (2, 1, 2.25)
    assert (found["乙"].lead, found["乙"].responsible, found["乙"].load) == (1, 2, 1.75)
    assert found["丁"].load == 0.25
    assert found["丁"].expected == pytest.approx((2.25 + 1.75 + 0.75 + 0.25) / 4)


def test_a_unit_named_twice_holds_one_place() -> None:
    assert loads([duty(1, "甲 甲")])[0].lead == 1


def test_a_group_is_no_unit_but_takes_its_share() -> None:
    found = loads([duty(1, "", "甲 各县区")])
    assert [(x.unit, x.load) for x in found] == [("甲", 0.5)]


def test_years_are_apart_the_latest_first() -> None:
    assert [x.year for x in loads([duty(1, "甲", year=2018), duty(2, "甲", year=2022)])] == [2022, 2018]


def test_too_little_is_not_judged() -> None:
    found = loads([duty(n, "甲") for n in range(30)])
    assert [(x.p, x.q, x.verdict) for x in found] == [(None, None, "样本太少")]


def test_one_that_leads_nearly_all_stands_out_and_even_ones_do_not() -> None:
    crowd = ["乙", "丙", "丁", "戊", "己"]
    uneven = [duty(n, "甲") for n in range(30)] + [duty(100 + n, u) for n, u in enumerate(crowd)]
    assert {x.unit: x.verdict for x in loads(uneven)}["甲"] == "显著偏高"
    even = [duty(n, u) for n, u in enumerate(["甲", *crowd] * 5)]
    assert {x.verdict for x in loads(even)} == {"无显著差别"}


def test_p_agrees_with_the_binomial() -> None:
    # 8 or more of 20 at chance 1/5: 0.0321 (tables of the binomial); the smaller tail twice.
    assert two_sided(draws({1.0: 20}, 0.2), 8.0) == pytest.approx(2 * 0.0321, abs=0.006)


def test_adjusted_as_in_benjamini_and_hochberg() -> None:
    # Fifteen p values of their 1995 paper: four are significant at 0.05.
    values = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    adjusted = benjamini_hochberg({str(i): p for i, p in enumerate(values)})
    assert sum(q <= 0.05 for q in adjusted.values()) == 4
    assert adjusted["3"] == pytest.approx(0.0095 * 15 / 4)


def test_same_every_time(corpus_duties: list[Duty]) -> None:
    assert loads(corpus_duties) == loads(corpus_duties)


def test_nothing_gives_nothing() -> None:
    assert loads([]) == []
