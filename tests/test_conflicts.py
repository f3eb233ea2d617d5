"""Where two plans of one year state the same thing differently: what a target measures, and what is a conflict."""

import pytest
from zeren.graph.conflicts import Conflict, conflicts, sentence
from zeren.graph.continuity.records import Changes, Continuation, Evidence
from zeren.graph.duties import Duty, Goal, Holder
from zeren.graph.identity.lineage import Lineage
from zeren.graph.measured import figures, measure_of, measured, same_thing

NOTHING = Evidence(1, None, None, None, None, (), (), (), (0, 1), (0, 1))
CITY_BUREAU = Holder("u:bureau", "青山市住房和城乡建设局", "市住建局")
OFFICE = Holder("u:bureau/a", "青山市住房和城乡建设局建设科", "建设科", parent="u:bureau")
RIVERS = Holder("u:rivers", "青山市水利局", "市水利局")


def goal(words: str, value: float, measure: str) -> Goal:
    return Goal(words, "=", value, measure)


def duty(name: str, text: str, goals: tuple[Goal, ...] = (), **more: object) -> Duty:
    placed = tuple(
        Goal(g.words, g.comparator, g.value, g.measure, text.index(g.words), text.index(g.words) + len(g.words))
        for g in goals
    )
    start, end = 0, len(text)
    fields: dict[str, object] = {"year": 2023, "text": text, "start": start, "end": end, "goals": placed, **more}
    return Duty(f"t:{name}", name, text[:6], f"{name}.txt", f"p:{name}", name, **fields)  # type: ignore[arg-type]


def between(one: Duty, other: Duty, kind: str = "restated") -> list[Conflict]:
    link = Continuation(one, other, kind, 1, 1, NOTHING, Changes())  # type: ignore[arg-type]
    line = Lineage(parents={"u:bureau/a": "u:bureau"})
    return conflicts([link], line)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("新增公交站台40座", "座"), ("新增公交站台36座", "座"), True),
        (("建成大型换乘站3座", "座"), ("建成城市大型换乘站2座", "座"), True),
        (("2023年底前新增公交站台40座", "座"), ("新增公交站台不少于36座", "座"), True),
        (
            ("积灰不超过5克/㎡", "克/㎡"),
            ("积灰不超过6克/平方米", "克/平方米"),
            False,
        ),  # 克/㎡ is spelt out only as a whole
        (("辅路积灰不超过5克", "克"), ("辅路、支路积灰不超过8克", "克"), True),
        (("一类站台占比不低于30%", "%"), ("二类站台占比不低于50%", "%"), False),
        (("城区供水普及率达到98%", "%"), ("农村供水普及率达到90%", "%"), False),
        (("新增公交站台40座", "座"), ("改造公交站台36座", "座"), False),
        (("新增公交站台40座", "座"), ("新增公交车40辆", "辆"), False),
        (("通过盘活存量等渠道筹集公共租赁住房500套", "套"), ("利用闲置厂房改建筹集公共租赁住房400套", "套"), True),
    ],
)
def test_what_measures_the_same_thing(one: tuple[str, str], other: tuple[str, str], *, same: bool) -> None:
    a, b = (measured(goal(words, 1, measure)) for words, measure in (one, other))
    assert same_thing(a, b) is same
    assert same_thing(b, a) is same


def test_one_spelling_for_a_measure() -> None:
    assert measure_of("㎡") == measure_of("m²") == measure_of("平方米")
    assert measure_of("km") == measure_of("公里")
    assert measure_of("％") == measure_of("%")


def test_figures_in_passing_are_read_with_their_place() -> None:
    text = "修缮东门等3条老街，挂牌\n保护老宅48处，2023年6月底前完成（第2批）。"
    found = figures(duty("甲", text, (goal("保护老宅48处", 48, "处"),)))
    assert [(g.value, g.measure, text[g.start : g.end]) for g in found] == [
        (3, "条", "3条"),
        (48, "处", "保护老宅48处"),
    ]


def test_another_figure_for_the_same_thing_is_a_conflict_and_the_same_figure_is_none() -> None:
    one = duty(
        "甲", "新增公交站台40座，改造站亭25座。", (goal("新增公交站台40座", 40, "座"), goal("改造站亭25座", 25, "座"))
    )
    other = duty(
        "乙", "新增公交站台36座，改造站亭25座。", (goal("新增公交站台36座", 36, "座"), goal("改造站亭25座", 25, "座"))
    )
    (found,) = between(one, other)
    assert (found.what, found.one_words, found.other_words) == ("figure", "新增公交站台40座", "新增公交站台36座")
    assert one.text[slice(*found.one_span)] == "新增公交站台40座"
    assert sentence(other, found.other_span) == "新增公交站台36座，改造站亭25座。"


def test_one_figure_for_two_things_is_held_against_each() -> None:
    apart = duty(
        "甲",
        "辅路积灰不超过5克，支路积灰不超过8克。",
        (goal("辅路积灰不超过5克", 5, "克"), goal("支路积灰不超过8克", 8, "克")),
    )
    together = duty("乙", "辅路、支路积灰不超过8克。", (goal("辅路、支路积灰不超过8克", 8, "克"),))
    assert [(c.one_words, c.other_words) for c in between(apart, together)] == [
        ("辅路积灰不超过5克", "辅路、支路积灰不超过8克")
    ]


def test_only_documents_of_one_year_can_be_in_conflict() -> None:
    one, other = duty("甲", "新增站台40座。"), duty("乙", "新增站台36座。", year=2024)
    assert between(one, other, "continued") == []


def test_deadlines_of_the_tasks_and_within_them() -> None:
    one = duty(
        "甲",
        "东环路延伸段6月底前通车。10月底前",
        deadline="10月底前",
        due="2023-10-31",
        milestones=(("6月底前", "2023-06-30"),),
    )
    other = duty(
        "乙",
        "督促进度，东环路延伸段8月底前通车。12月底",
        deadline="12月底",
        due="2023-12-31",
        milestones=(("8月底前", "2023-08-31"),),
    )
    assert [(c.what, c.one_words, c.other_words) for c in between(one, other)] == [
        ("deadline", "10月底前", "12月底"),
        ("deadline", "6月底前", "8月底前"),
    ]


def test_another_lead_is_a_conflict_but_not_a_bureaus_own_office() -> None:
    text = "疏浚东河。"
    by_bureau, by_rivers = duty("甲", text, leads=(CITY_BUREAU,)), duty("乙", text, leads=(RIVERS,))
    inside = duty("丙", text, leads=(OFFICE,))
    shared = duty("丁", text, leads=(RIVERS,), responsible=(CITY_BUREAU,))
    assert [(c.what, c.one_words, c.other_words) for c in between(by_bureau, by_rivers)] == [
        ("lead", "市住建局", "市水利局")
    ]
    assert between(by_bureau, inside) == []
    assert between(shared, inside) == []
    assert [c.what for c in between(by_rivers, inside)] == ["lead"]
    assert between(by_bureau, duty("戊", text, responsible=(RIVERS,))) == []
