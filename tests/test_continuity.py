"""What later plans carry on: small tasks of an invented city, read as a civil servant would."""

import random

import pytest
from continuity_plans import links, task, traced
from zeren.graph.continuity.between import between, pairs
from zeren.graph.continuity.records import Continuity
from zeren.graph.continuity.trace import asking, by_place, compared
from zeren.graph.duties import Duty, Goal
from zeren.graph.identity.lineage import Lineage

WATER = (
    "更新老旧供水管网。改造主城区运行三十年以上的供水管网，对漏损严重的小区实行分区计量，公共供水管网漏损率明显下降。"
)
AGAIN = "降低供水管网漏损。继续改造主城区老旧供水管网，推行小区分区计量和夜间听漏，公共供水管网漏损率再降低。"
TOILETS = "推进厕所革命。在商业街区和公园广场新建公共厕所，增设第三卫生间，延长夜间开放时间，落实专人保洁。"
PARKING = "增加公共停车泊位。利用桥下空间和人防工程建设停车场，鼓励机关单位错时开放停车位，推行智能收费。"
LAMPS = "改造城市照明。更换高耗能路灯，主次干道亮灯率保持稳定，对立交桥夜景照明统一控制。"
SORTING = "推行生活垃圾分类。居民小区设置分类投放点，建设厨余垃圾处理厂，配备分类收集运输车辆。"
BUS = "优化公交线网。加密早晚高峰班次，新开通学生专线和定制公交，更新新能源公交车。"
NURSERY = "扩大普惠托育。社区建设婴幼儿托育园，认定普惠托位，培训持证保育人员。"


def years(*texts: tuple[int, str, str]) -> list[Duty]:
    """Tasks given as year, text and lead, numbered in order."""
    return [task(year, number, text, lead) for number, (year, text, lead) in enumerate(texts, 1)]


def carried(earlier: str, later: str, before: str = "市水务局", after: str = "市水务局") -> dict[str, str]:
    """The links between two plans, each of one telling task among the same others."""
    others = ((TOILETS, NURSERY), (PARKING, BUS))
    tasks = years(
        (2018, earlier, before), (2018, others[0][0], "市城管局"), (2018, others[1][0], "市公安局"),
        (2022, later, after), (2022, others[0][1], "市卫健委"), (2022, others[1][1], "市交通局"),
    )  # fmt: skip
    found: dict[str, str] = links(traced(*tasks))
    return found


def test_a_task_said_in_other_words_is_carried_on() -> None:
    assert carried(WATER, AGAIN) == {"2018:1→2022:4": "continued"}


TRAPS = {
    "一张网": (
        "推进供水一张网改革。整合水厂和泵站，统一调度水源。",
        "织密社区服务一张网。配齐网格员，定期上门走访老人。",
    ),
    "一口受理": (
        "推行审批一口受理。政务大厅统一收件，后台分类审批。",
        "便利进出口通关。企业通过国际贸易窗口一口受理报关、退税单证。",
    ),
    "双随机": (
        "开展建筑市场双随机检查。抽查工地实名制和工资专户。",
        "加强校外培训监管。以双随机方式抽查培训机构预收费和办学许可。",
    ),
    "网格": (
        "健全环境网格。乡镇配备监督员，发现小散乱污企业及时上报。",
        "划分消防网格。社区微型消防站定期演练，清理楼道杂物。",
    ),
    "专项整治": (
        "开展危险化学品专项整治。逐一排查罐区和装卸栈台。",
        "开展道路交通专项整治。严查酒驾醉驾和非机动车逆行。",
    ),
    "数字化平台": (
        "建设城市管理数字化平台。井盖、路灯、积水点接入监测，案件限时办结。",
        "推进基层医疗数字化平台应用。乡镇卫生院共享电子病历，检查影像互认。",
    ),
}


@pytest.mark.parametrize("words", TRAPS)
def test_a_common_keyword_does_not_link(words: str) -> None:
    assert carried(*TRAPS[words], "市城管局", "市商务局") == {}


PHRASES = "加强组织领导，进一步提升管理水平，建立健全长效机制，落实工作责任，强化督导考核。"


def test_phrases_that_half_the_plan_shares_do_not_link() -> None:
    texts = (TOILETS, PARKING, LAMPS, SORTING), (BUS, NURSERY, TRAPS["一口受理"][1], TRAPS["专项整治"][0])
    earlier = [(2018, text + PHRASES, "市城管局") for text in texts[0]]
    later = [(2022, text + PHRASES, "市商务局") for text in texts[1]]
    assert links(traced(*years(*earlier, *later))) == {}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("市水务局", "市水务局", "continued"),
        ("市规划局", "市资源规划局", "continued"),  # renamed
        ("市城管局", "供水处", "continued"),  # its own office
        ("供水处", "市城管局", "continued"),
        ("市水务局", "市城管局", "handed over"),
        ("供水处", "市容处", "handed over"),
        ("市水务局 市城管局", "市城管局", "continued"),  # one of two leads stays
    ],
)
def test_a_task_is_handed_over_when_the_lead_is_another_body(before: str, after: str, kind: str) -> None:
    assert carried(WATER, AGAIN, before, after)["2018:1→2022:4"] == kind


def test_between_a_bureaus_plan_and_the_citys_sharing_bureaus_hand_nothing_over() -> None:
    office = task(2018, 1, WATER, "供水处", plan="局计划")
    shared = task(2022, 2, AGAIN, "市水务局", others="市城管局")
    gone = task(2022, 2, AGAIN, "市水务局", others="市财政局")
    assert links(traced(office, shared)) == {"2018:1→2022:2": "continued"}
    assert links(traced(office, gone)) == {"2018:1→2022:2": "handed over"}


def test_without_a_lead_the_first_unit_answers() -> None:
    def kinds(after: str) -> dict[str, str]:
        found = traced(task(2018, 1, WATER, others="市水务局 市城管局"), task(2022, 2, AGAIN, others=after))
        return dict(links(found))

    assert kinds("市水务局 市城管局") == {"2018:1→2022:2": "continued"}
    assert kinds("市城管局 市水务局") == {"2018:1→2022:2": "handed over"}


BOTH = (
    "提高供水能力并推行垃圾分类。改造主城区运行三十年以上的供水管网，对漏损严重的小区实行分区计量；"
    "居民小区设置分类投放点，建设厨余垃圾处理厂，配备分类收集运输车辆。"
)


def test_a_task_of_two_parts_is_split() -> None:
    found = traced(
        *years(
            (2018, BOTH, "市城管局"), (2018, BUS, "市交通局"), (2022, WATER, "市城管局"), (2022, SORTING, "市城管局")
        )
    )
    assert links(found) == {"2018:1→2022:3": "split", "2018:1→2022:4": "split"}
    one, other = (link.evidence.earlier for link in found.links)
    assert one[1] <= other[0] or other[1] <= one[0]


def test_two_tasks_are_merged_into_one() -> None:
    found = traced(
        *years(
            (2018, WATER, "市城管局"), (2018, SORTING, "市城管局"), (2022, BOTH, "市城管局"), (2022, BUS, "市交通局")
        )
    )
    assert links(found) == {"2018:1→2022:3": "merged", "2018:2→2022:3": "merged"}


def test_two_plans_of_a_year_restate_and_the_wider_comes_first() -> None:
    city = task(2018, 1, WATER, "市城管局", plan="乙市政府计划")
    bureau = task(2018, 2, AGAIN, "供水处", plan="甲局计划")
    bureau = type(bureau)(**{**fields(bureau), "issuer": "市城管局"})
    for order in ((city, bureau), (bureau, city)):
        (link,) = traced(*order).links
        assert (link.kind, link.earlier.plan, link.later.plan) == ("restated", "乙市政府计划", "甲局计划")


def fields(duty: Duty) -> dict[str, object]:
    return {name: getattr(duty, name) for name in duty.__slots__}


def test_never_between_cities() -> None:
    assert traced(task(2018, 1, WATER, "市城管局"), task(2022, 2, WATER, "市城管局", place="绿水市")) == Continuity()


def test_what_a_person_decided_wins() -> None:
    tasks = years(
        (2018, WATER, "市水务局"), (2018, BUS, "市交通局"), (2022, AGAIN, "市水务局"), (2022, NURSERY, "市卫健委")
    )
    water, bus, again, nursery = tasks
    said = {(again.iri, water.iri): False, (bus.iri, nursery.iri): True}
    found = traced(*tasks, decided=said)
    assert links(found) == {"2018:2→2022:4": "handed over"}
    assert (found.links[0].confidence, found.links[0].decided) == (1.0, True)
    (outcome,) = found.dropped
    assert (outcome.duty, outcome.candidate, outcome.why) == (water, again, "人工判定与最相近的任务无关")


def test_a_task_taken_up_again_after_a_gap_makes_a_chain() -> None:
    tasks = years(
        (2018, WATER, "市水务局"), (2018, LAMPS, "市城管局"), (2020, LAMPS, "市城管局"), (2020, BUS, "市交通局"),
        (2022, AGAIN, "市水务局"), (2022, LAMPS, "市城管局"), (2024, AGAIN, "市水务局"),
    )  # fmt: skip
    found = traced(*tasks)
    chains = [[duty.year for duty in chain.duties] for chain in found.chains]
    assert sorted(chains) == [[2018, 2020, 2022], [2018, 2022, 2024]]
    # The first task skipped 2020 and is there again in 2022, the others are not seen again.
    assert {(o.duty.number, o.year, o.resumed) for o in found.dropped} == {
        ("1", 2020, 2022), ("4", 2022, None), ("6", 2024, None)
    }  # fmt: skip
    assert {(o.duty.number, o.year, o.resumed) for o in found.new} == {("4", 2018, None), ("5", 2020, 2018)}


def test_an_outcome_names_the_nearest_miss_and_why() -> None:
    found = traced(*years((2018, LAMPS, "市城管局"), (2022, NURSERY, "市卫健委"), (2022, BUS, "市交通局")))
    (gone,) = found.dropped
    assert (gone.kind, gone.year, gone.duty.number) == ("dropped", 2022, "1")
    assert [outcome.year for outcome in found.new] == [2018, 2018]
    assert all(outcome.why for outcome in (gone, *found.new))


def test_evidence_quotes_both_sources() -> None:
    tasks = years((2018, WATER, "市规划局"), (2018, BUS, "市交通局"), (2022, AGAIN, "市资源规划局"))
    (link,) = traced(*tasks).links
    here, there = link.evidence.earlier, link.evidence.later
    assert "分区计量" in WATER[here[0] - 1000 : here[1] - 1000]
    assert "分区计量" in AGAIN[there[0] - 3000 : there[1] - 3000]
    assert {"供水管", "分区"} & set(link.evidence.words)
    assert [(tie.earlier, tie.later, tie.how) for tie in link.evidence.ties] == [
        ("市规划局", "市资源规划局", "renamed")
    ]
    assert link.evidence.unit == 1.0
    assert (link.evidence.basis, link.evidence.figures) == (None, None)


def test_changes_of_units_deadline_and_targets() -> None:
    before = task(
        2018, 1, WATER, "市规划局", others="市财政局", deadline="2018年10月底", due="2018-10-31",
        goals=[Goal("漏损率降到14%以下", "<=", 14, "%"), Goal("更新管网46公里", "=", 46, "公里")],
    )  # fmt: skip
    after = task(
        2022, 2, AGAIN, "市资源规划局", others="市审计局", deadline="2022年12月底", due="2022-12-31",
        goals=[Goal("漏损率降到10%以下", "<=", 10, "%"), Goal("更新管网46公里", "=", 46, "公里")],
    )  # fmt: skip
    (link,) = traced(before, after).links
    said = link.changes
    assert (said.leads_in, said.leads_out, said.units_in, said.units_out) == ((), (), ("市审计局",), ("市财政局",))
    assert said.deadline == ("2018年10月底", "2022年12月底")
    assert said.targets == (("漏损率降到14%以下", "漏损率降到10%以下"),)
    assert link.evidence.figures == 0.5
    assert link.evidence.shared == ("更新管网46公里",)


def test_the_same_day_of_another_year_is_no_moved_deadline() -> None:
    before = task(2018, 1, WATER, "市水务局", deadline="2018年10月底", due="2018-10-31")
    after = task(2022, 2, AGAIN, "市水务局", deadline="10月底前", due="2022-10-31")
    (link,) = traced(before, after).links
    assert link.changes.deadline is None


def test_the_order_of_tasks_does_not_matter_and_nothing_is_left_to_chance(corpus_duties: list[Duty]) -> None:
    shuffled = list(corpus_duties)
    random.Random(3).shuffle(shuffled)  # noqa: S311 -- an order, no secret
    assert traced(*shuffled) == traced(*corpus_duties)


def test_the_shortlist_finds_what_comparing_every_pair_finds(corpus_duties: list[Duty]) -> None:
    assert traced(*corpus_duties).links == traced(*corpus_duties, candidates=None).links


def test_nothing_to_compare() -> None:
    assert traced() == traced(task(2018, 1, WATER)) == Continuity()
    nameless = type(task(2018, 1, WATER))(**{**fields(task(2018, 1, WATER)), "year": None})
    assert traced(nameless, task(2022, 2, AGAIN)) == Continuity()


def test_empty_texts_and_odd_letters_do_no_harm() -> None:
    tasks = [task(2018, 1, ""), task(2018, 2, "😀\ud800 ** \x00"), task(2022, 3, "。；，"), task(2022, 4, WATER)]
    assert traced(*tasks).links == ()


def test_what_is_found_of_two_years_does_not_hang_on_what_else_is_asked(corpus_duties: tuple[Duty, ...]) -> None:
    """Every pair of years of the real documents alone, with the twins of each year known, gives what all give."""
    (tasks,) = by_place(corpus_duties).values()
    side = compared(tasks, Lineage())
    every = pairs(side.years.tolist())
    whole = between(side, every, asking(tasks, {}), {})
    assert sum(len(found.links) for found in whole.values()) > 50
    for years in every:
        known = {own: found for own, found in whole.items() if own[0] == own[1] and own != years}
        assert between(compared(tasks, Lineage()), [years], asking(tasks, {}), known) == {years: whole[years]}


def test_earlier_years_are_compared_as_if_there_were_no_later_ones(corpus_duties: tuple[Duty, ...]) -> None:
    (tasks,) = by_place(corpus_duties).values()
    early = [duty for duty in tasks if (duty.year or 0) < 2024]
    whole, part = (
        between(compared(held, Lineage()), pairs([2018, 2022]), asking(held, {}), {}) for held in (tasks, early)
    )
    assert part == whole
