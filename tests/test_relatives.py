"""Units that can be tied at all are found without asking of every pair."""

import random
from dataclasses import replace
from itertools import product

import pytest
from zeren.graph.identity.lineage import How, Lineage, Tie
from zeren.graph.identity.relatives import relatives
from zeren.graph.places.kindred import bonds

NAMES = "甲乙丙丁戊己庚辛"
HOWS: tuple[How, ...] = ("renamed", "merged", "split", "transferred", "proposed")


def some(chance: random.Random) -> tuple[Lineage, list[str]]:
    """Bodies that become others, offices of one name in several of them, an office within an office."""
    heirs: dict[str, tuple[tuple[str, Tie], ...]] = {}
    for body in chance.sample(NAMES, 5):
        heirs[body] = tuple((heir, Tie(chance.choice(HOWS), 0.9, "e")) for heir in chance.sample(NAMES, 2))
    bureaus = chance.sample(NAMES, 5)
    parents = {f"{bureau}{office}": bureau for bureau in bureaus for office in chance.sample(("一处", "二处"), 1)}
    parents |= {f"{office}科": office for office in [*parents][:2]}
    names = {unit: (unit, "") for unit in (*NAMES, *parents)}
    ones = dict(chance.sample([("辛", "甲"), ("庚", "乙"), ("己", "乙")], 2))
    return Lineage(heirs=heirs, parents=parents, ones=ones, apart=frozenset([("甲", "乙")]), names=names), [*names]


@pytest.mark.parametrize("seed", range(40))
def test_whoever_is_tied_is_a_relative(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of cases, no secret
    lineage, every = some(chance)
    units = chance.sample(every, len(every) - 2)
    near = relatives(lineage, units)
    tied = {
        (one, other) for one, other in product(units, units)
        for years in ((None, None), (2019, 2019), (2018, 2021)) if lineage.tie(one, other, years)
    }  # fmt: skip
    assert len(tied) > len(units)
    assert not {(one, other) for one, other in tied if other not in near[one] or one not in near[other]}


@pytest.mark.parametrize("seed", range(60))
def test_while_a_bond_is_the_same_so_are_the_ties(seed: int) -> None:
    """One change comes or goes: pairs whose bond does not tell of it have the ties that they had."""
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of cases, no secret
    lineage, every = some(chance)
    body = chance.choice(NAMES)
    heirs = {**lineage.heirs, body: () if lineage.heirs.get(body) else ((chance.choice(NAMES), Tie("merged", 0.8)),)}
    other = replace(lineage, heirs=heirs)
    before, after = bonds(lineage, every), bonds(other, every)
    kept = [pair for pair in product(every, every) if pair[0] < pair[1] and before.get(pair) == after.get(pair)]
    assert len(kept) > len(every)
    for a, b in kept:
        for years in ((None, None), (2019, 2019), (2018, 2021)):
            assert lineage.tie(a, b, years) == other.tie(a, b, years)
            assert lineage.tie(b, a, years) == other.tie(b, a, years)


def test_a_change_that_leads_elsewhere_is_no_part_of_a_bond() -> None:
    """甲 became 乙; that 甲 became 丙, too, matters to those who ask about 丙."""
    one = Lineage(heirs={"甲": (("乙", Tie("renamed", 1.0)),)})
    other = Lineage(heirs={"甲": (("乙", Tie("renamed", 1.0)), ("丙", Tie("proposed", 0.6)))})
    assert bonds(one, ["甲", "乙"]) == bonds(other, ["甲", "乙"])
    assert bonds(one, ["甲", "乙", "丙"]) != bonds(other, ["甲", "乙", "丙"])


def test_strangers_are_none() -> None:
    """甲 became 乙, of which 一处 is an office; 丙 has an office of that name."""
    lineage = Lineage(
        heirs={"甲": (("乙", Tie("renamed", 1.0)),)}, parents={"乙一处": "乙", "丙一处": "丙"},
        names={unit: (unit, "") for unit in ("甲", "乙", "丙", "乙一处", "丙一处")},
    )  # fmt: skip
    near = relatives(lineage, ["甲", "乙", "丙", "乙一处", "丙一处"])
    assert near == {
        "甲": {"甲", "乙"}, "乙": {"甲", "乙", "乙一处"}, "丙": {"丙", "丙一处"}, "乙一处": {"乙", "乙一处"},
        "丙一处": {"丙", "丙一处"},
    }  # fmt: skip
