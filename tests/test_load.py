"""Who carries how much, worked out by hand."""

from collections.abc import Iterable
from dataclasses import replace
from math import comb, exp, lgamma

import pytest
from loads import duty, holder
from zeren.graph.duties import Duty
from zeren.graph.identity.lineage import Lineage, Tie
from zeren.graph.load.loads import loads
from zeren.graph.load.records import Load
from zeren.graph.statements import of_loads
from zeren.ontology.iris import Namer

CROWD = ["乙", "丙", "丁", "戊", "己"]


def found(duties: Iterable[Duty], lineage: Lineage | None = None) -> dict[str, Load]:
    return {load.unit: load for load in reversed(loads(duties, lineage))}  # the latest year's stay


def test_a_lead_counts_one_and_a_share_its_part() -> None:
    units = found([duty(1, "甲", "乙 丙"), duty(2, "", "甲 乙 丙 丁"), duty(3, "甲 乙")])
    assert (units["甲"].lead, units["甲"].responsible, units["甲"].load) == (2, 1, 2.25)
    assert (units["乙"].lead, units["乙"].responsible, units["乙"].load) == (1, 2, 1.75)
    assert units["丁"].load == 0.25
    assert units["丁"].expected == pytest.approx((2.25 + 1.75 + 0.75 + 0.25) / 4)


def test_other_conventions() -> None:
    weights = dict(found([duty(1, "甲", "乙 丙"), duty(2, "", "甲 乙 丙 丁"), duty(3, "甲 乙")])["甲"].weights)
    assert weights == {
        "lead 1, shared 1/k": 2.25,
        "every task 1": 3.0,
        "lead only": 2.0,
        "lead 2, shared 1": 5.0,
        "task split evenly": 1.083,  # 1/3 + 1/4 + 1/2
    }


def test_a_unit_named_twice_holds_one_place() -> None:
    assert loads([duty(1, "甲 甲")])[0].lead == 1
    units = found([duty(1, "甲", "甲 乙 丙"), duty(2, "各县区", "各县区 乙")])
    assert (units["甲"].lead, units["甲"].responsible, units["甲"].load) == (1, 0, 1.0)
    assert (units["乙"].responsible, units["乙"].load) == (
        2,
        1.5,
    )  # one of two beside 甲, the only one beside the group
    assert units["乙"].expected == 1.0  # 1 + 3/2 + 1/2, among three


def test_who_leads_is_not_among_the_members_of_a_group_that_share() -> None:
    lineage = Lineage(groups={"各县区": ("甲", "乙")})
    units = {x.unit: x for x in loads([duty(1, "甲", "各县区 丙"), duty(2, "各县区", "乙")], lineage, members=True)}
    assert (units["甲"].expanded_lead, units["甲"].expanded_responsible) == (2, 0)
    assert (units["乙"].expanded_lead, units["乙"].expanded_responsible) == (1, 1)
    assert (units["丙"].expanded_lead, units["丙"].expanded_responsible) == (0, 1)


def test_a_group_is_no_unit_but_takes_its_share() -> None:
    assert [(x.unit, x.load) for x in loads([duty(1, "", "甲 各县区")])] == [("甲", 0.5)]


def test_a_group_is_opened_where_its_members_are_known() -> None:
    lineage = Lineage(groups={"各县区": ("id/unit/东区", "id/unit/西区", "甲")})
    tasks = [duty(1, "", "甲 各县区"), duty(2, "各县区")]
    rows = {x.unit: x for x in loads(tasks, lineage, members=True)}
    assert (rows["甲"].load, rows["甲"].expanded) == (0.5, 1.0)  # its own half, a third of the other half, of the lead
    assert (rows["甲"].expanded_lead, rows["甲"].expanded_responsible) == (1, 1)
    assert (rows["东区"].load, rows["东区"].expanded, rows["东区"].verdict) == (0.0, 0.5, "too few to tell")
    assert (rows["东区"].expected, rows["东区"].tests, rows["东区"].words) == (None, (), "未检验（仅见于统称）")
    assert sum(x.expanded or 0 for x in rows.values()) == pytest.approx(2.0)  # two tasks, nothing lost
    assert [x.unit for x in loads(tasks, lineage)] == ["甲"]
    assert found(tasks)["甲"].expanded is None


def test_years_are_apart_the_latest_first() -> None:
    rows = loads([duty(1, "甲", year=2018), duty(2, "甲", year=2022), duty(3, "甲", year=None)])
    assert [x.year for x in rows] == [2022, 2018, None]


def test_too_few_peers_are_not_judged_and_it_is_said_why() -> None:
    rows = loads([duty(n, "甲") for n in range(30)])
    assert [(x.p, x.q, x.verdict, x.reason, x.words) for x in rows] == [
        (None, None, "too few to tell", "no peers", "无可比单位")
    ]


def test_plans_of_unknown_year_are_not_tested() -> None:
    tasks = [duty(n, "甲", year=None) for n in range(30)] + [duty(100 + n, u, year=None) for n, u in enumerate(CROWD)]
    units = found([*tasks, *(duty(n, "甲", year=2018) for n in range(3))])
    last = loads(tasks)[0]
    assert (last.unit, last.lead, last.load, last.expected, last.q) == ("甲", 30, 30.0, None, None)
    assert (last.verdict, last.reason, last.words) == ("too few to tell", "no year", "年度不详，未检验")
    assert {test.p for x in units.values() for test in x.tests} == {None}


def test_few_tasks_are_too_few_unless_they_are_striking() -> None:
    few = found([duty(n, unit) for n, unit in enumerate(["甲", *CROWD])])
    assert {(x.verdict, x.reason) for x in few.values()} == {("too few to tell", "few tasks")}
    piled = found([duty(n, "甲") for n in range(9)] + [duty(20 + n, unit) for n, unit in enumerate(CROWD)])
    assert (piled["甲"].verdict, piled["甲"].reason) == ("overloaded", "")


def test_one_that_leads_nearly_all_stands_out_and_even_ones_do_not() -> None:
    uneven = found([duty(n, "甲") for n in range(30)] + [duty(100 + n, u) for n, u in enumerate(CROWD)])
    assert uneven["甲"].verdict == "overloaded"
    assert {uneven[u].verdict for u in CROWD} == {"not more than expected"}  # less than expected is no overload
    even = found([duty(n, u) for n, u in enumerate(["甲", *CROWD] * 6)])
    assert {x.verdict for x in even.values()} == {"not more than expected"}


def test_many_tasks_of_little_weight_are_no_overload() -> None:
    groups = " ".join(f"各{n}" for n in range(9))
    unit = found([duty(n, CROWD[n % 5], f"甲 {groups}") for n in range(30)])["甲"]
    assert (unit.load, unit.expected) == (3.0, 5.5)  # thirty tenths; thirty leads and three, among six
    assert unit.q is not None
    assert unit.q < 0.05
    assert unit.verdict == "not more than expected"


def test_p_is_that_of_the_binomial_where_every_task_has_one_place() -> None:
    # 4 of 10 tasks with one lead, 5 units: Binomial(10, 1/5), half of the tie counted.
    units = found([duty(n, "甲") for n in range(4)] + [duty(10 + n, u) for n, u in enumerate("乙乙丙丙丁戊")])
    chance = [comb(10, k) * 0.2**k * 0.8 ** (10 - k) for k in range(11)]
    assert units["甲"].p == pytest.approx(chance[4] / 2 + sum(chance[5:]), abs=1e-6)
    assert units["甲"].p == units["甲"].tests[0].p_load


def test_no_unit_is_drawn_twice_in_a_task() -> None:
    # 6 tasks of three of four units: a unit is in each with chance 3/4, and 甲 is in all: half of (3/4)^6.
    names = ["甲 乙 丙", "甲 乙 丁", "甲 丙 丁"] * 2
    assert found([duty(n, "", who) for n, who in enumerate(names)])["甲"].p == pytest.approx(0.75**6 / 2, abs=1e-6)


def test_p_of_leads_and_shares_together_by_counting_all_outcomes() -> None:
    # Two tasks of one lead and one other among three units: 0, 1 or 2 by load, each with chance 1/3 a place.
    units = found([duty(1, "甲", "乙"), duty(2, "丙", "甲")])
    # both weigh 1, so 甲 holds 2 places of 2: (2/3)^2, half of it.
    assert units["甲"].p == pytest.approx((2 / 3) ** 2 / 2, abs=1e-6)
    # With a second sharer the lead weighs 1 and a share 1/2: task by task 1 (1/3) or 1/2 (2/3), none is left out.
    mixed = found([duty(1, "甲", "乙 丙"), duty(2, "乙", "甲 丙")])
    assert mixed["甲"].tests[0].p_load == pytest.approx(1 / 9 + (4 / 9) / 2, abs=1e-6)  # 1.5 or more of {2, 1.5, 1}


def test_offices_are_compared_within_their_bureau_and_kinds_apart() -> None:
    def office(name: str, bureau: str) -> Duty:
        task: Duty = duty(0)
        return replace(task, iri=f"t:{name}{bureau}", leads=(holder(bureau + name, "office", bureau),), place="某市")

    tasks = [office(name, bureau) for bureau in ("id/unit/城管局", "id/unit/水利局") for name in "甲乙丙"]
    rows = loads([*tasks, duty(9, "大局")])
    assert {x.peers for x in rows} == {"城管局 处室", "水利局 处室", "局"}
    assert {x.expected for x in rows} == {1.0}


def test_places_are_apart() -> None:
    rows = loads([duty(1, "甲", place="某市"), duty(2, "甲 乙", place="某市"), duty(3, "丙", place="另市")])
    assert {x.unit: x.expected for x in rows} == {"甲": 1.5, "乙": 1.5, "丙": 1.0}


def test_a_unit_of_two_places_is_compared_in_each() -> None:
    tasks = [
        duty(1, "甲", place="乙市"),
        duty(2, "甲 丙", place="甲市"),
        duty(3, "甲", place="乙市"),
        duty(4, "丁", place="乙市"),
    ]
    for order in (tasks, tasks[::-1]):
        assert {(x.unit, x.place): (x.load, x.expected) for x in loads(order)} == {
            ("甲", "乙市"): (2.0, 1.5), ("丁", "乙市"): (1.0, 1.5),
            ("甲", "甲市"): (1.0, 1.0), ("丙", "甲市"): (1.0, 1.0),
        }  # fmt: skip


def test_no_verdict_depends_on_what_other_places_are_known() -> None:
    # 甲 leads 14 of 34 tasks that six units could lead; 乙市 has forty units, and 甲 among them.
    mine = [duty(n, u, place="甲市") for n, u in enumerate(["甲"] * 14 + CROWD * 4)]
    mine += [duty(n, "甲", year=2018, place="甲市") for n in range(3)]
    others = [duty(1000 + n, f"单位{n % 40} 甲", place="乙市") for n in range(400)]
    others += [duty(2000 + n, "甲", year=2018, place="乙市") for n in range(30)]
    alone = loads(mine)
    assert [x for x in loads([*others, *mine]) if x.place == "甲市"] == alone
    first = alone[0]
    assert (first.unit, first.verdict) == ("甲", "overloaded")
    assert first.q == pytest.approx(6 * (first.p or 1), rel=1e-4)  # six units are tested together, no more


def test_against_its_own_past() -> None:
    crowd = ["甲", *CROWD]
    before = [duty(n, u, year=2018) for n, u in enumerate(["甲"] * 25 + CROWD * 5)]
    after = [duty(n, u) for n, u in enumerate(["甲"] * 25 + CROWD * 5)]
    unit = found([*before, *after])["甲"]
    # 25 and a half of 50 and six halves, of 50 leads
    assert unit.tests[1].expected == pytest.approx(25.5 / 53 * 50, abs=1e-3)
    assert unit.verdict == "overloaded"
    assert (unit.tests[1].p or 0) > 0.3
    doubled = found([*after, *(duty(n, u, year=2018) for n, u in enumerate(crowd * 8))])
    assert (doubled["甲"].tests[1].p or 1) < 0.01


def beta_binomial(successes: int, of: int, alpha: float, beta: float) -> float:
    log = lgamma(of + 1) - lgamma(successes + 1) - lgamma(of - successes + 1)
    log += lgamma(successes + alpha) + lgamma(of - successes + beta) - lgamma(of + alpha + beta)
    return exp(log + lgamma(alpha + beta) - lgamma(alpha) - lgamma(beta))


@pytest.mark.parametrize("units", [5, 30])
@pytest.mark.parametrize("held", [(3, 8), (6, 12), (10, 12)])
def test_past_p_is_near_the_beta_binomial_that_it_stands_for(units: int, held: tuple[int, int]) -> None:
    """Every task one lead: 甲 leads c of C, then x of X, and its chance is Beta(c + 1/2, C - c + (N - 1)/2)."""
    others = [f"单位{n}" for n in range(units - 1)]
    earlier, later = units * 6, units * 8

    def year(when: int, own: int, tasks: int) -> list[Duty]:
        return [duty(n, "甲" if n < own else others[n % len(others)], year=when) for n in range(tasks)]

    p = found([*year(2018, held[0], earlier), *year(2023, held[1], later)])["甲"].tests[1].p
    beta = earlier - held[0] + (units - 1) / 2
    exact = [beta_binomial(n, later, held[0] + 0.5, beta) for n in range(held[1], later + 1)]
    assert p == pytest.approx(sum(exact) - exact[0] / 2, rel=0.12)


def test_a_renamed_unit_keeps_its_share_and_a_split_one_does_not() -> None:
    before = [duty(n, u, year=2018) for n, u in enumerate(["旧"] * 10 + ["乙", "丙"] * 5)]
    after = [duty(n, u) for n, u in enumerate(["新"] * 10 + ["乙", "丙"] * 5)]
    renamed = found([*before, *after], Lineage(heirs={"旧": (("新", Tie("renamed", 1.0)),)}))["新"]
    assert renamed.tests[1].expected == pytest.approx(10.5 / 21.5 * 20, abs=1e-3)
    split = found([*before, *after], Lineage(heirs={"旧": (("新", Tie("split", 1.0)),)}))["新"]
    assert split.tests[1].expected == pytest.approx(0.5 / 11.5 * 20, abs=1e-3)


def test_without_an_earlier_plan_there_is_no_earlier_share() -> None:
    unit = found([duty(n, u) for n, u in enumerate(["甲", *CROWD])])["甲"]
    assert (unit.tests[1].expected, unit.tests[1].p, unit.tests[1].q) == (None, None, None)


@pytest.mark.parametrize(
    ("days", "busiest"),
    [
        ([], None),
        (["2023-06-01"], (1, "2023-06-01", "2023-06-01")),
        (["2023-06-01", "2023-06-30"], (2, "2023-06-01", "2023-06-30")),  # thirty days, both ends in
        (["2023-06-01", "2023-07-01"], (1, "2023-06-01", "2023-06-01")),  # thirty-one; the earliest is given
        (["2023-01-31", "2023-12-31", "2023-12-31", "2023-12-10"], (3, "2023-12-10", "2023-12-31")),
    ],
)
def test_the_busiest_thirty_days(days: list[str], busiest: tuple[int, str, str] | None) -> None:
    assert found([duty(9, "甲"), *(duty(n, "甲", due=day) for n, day in enumerate(days))])["甲"].busiest == busiest


def test_milestones_count_and_a_day_once_a_task() -> None:
    task = duty(
        1, "", "甲", due="2023-06-30", milestones=(("6月底", "2023-06-30"), ("6月", "2023-06-10"), ("汛前", None))
    )
    assert found([task])["甲"].busiest == (2, "2023-06-10", "2023-06-30")


def test_breadth_counts_sections() -> None:
    tasks = [duty(n, "甲", section=(name,)) for n, name in enumerate(["一", "一", "二"])]
    assert found(tasks)["甲"].breadth == 2


def test_order_and_names_do_not_matter(corpus_duties: list[Duty]) -> None:
    rows = loads(corpus_duties)
    assert loads(corpus_duties) == rows
    assert loads(list(reversed(corpus_duties))) == rows


def test_what_the_plan_deals_out_is_what_the_units_carry(corpus_duties: list[Duty]) -> None:
    rows = loads(corpus_duties)
    for peers in {(x.year, x.place, x.peers) for x in rows}:
        of_class = [x for x in rows if (x.year, x.place, x.peers) == peers]
        assert sum(x.load for x in of_class) == pytest.approx((of_class[0].expected or 0) * len(of_class), abs=0.02)


def test_a_small_chance_is_not_stored_as_none() -> None:
    load = Load("甲", "id/unit/甲", 2023, 1, 0, 1.0, None, 2.34567e-7, 0.0123456, "overloaded")
    lines = list(of_loads([load], Namer("https://example.org/")))
    values = [line.split()[2].split("^")[0] for line in lines if "Value>" in line.split()[1]]
    assert values == ['"0.000000235"', '"0.0123"']
    assert not any("expectedLoad" in line for line in lines)


def test_nothing_gives_nothing() -> None:
    assert loads([]) == []
