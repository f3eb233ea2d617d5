"""A question for a place is answered from that place's plans, and from no other's."""

from pathlib import Path

import pytest
from zeren import build
from zeren.graph.store import Store
from zeren.loaders.times import due_day
from zeren.queries.asking.locating import located
from zeren.queries.asking.reading import library
from zeren.queries.asking.records import Reply
from zeren.queries.who import ask

PLAN = """{place}教育局2023年工作要点

一、校园安全
1.开展校舍排查。逐一排查农村学校校舍，6月底前建立台账。（牵头单位：{lead}，责任单位：安全科）
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    for place, lead in (("扬州市", "基础教育科"), ("通辽市", "督导科")):
        (folder / f"{place}.txt").write_text(PLAN.format(place=place, lead=lead), "utf-8")
    build(sorted(folder.glob("*.txt")), folder / "zeren.db")
    return folder / "zeren.db"


def asked(store: Path, words: str) -> Reply:
    with Store.reading(store) as opened:
        return ask(opened, words, due_day)


def leads(reply: Reply) -> list[str]:
    return [holder.printed for answer in reply.answers for holder in answer.duty.leads]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("校舍排查由谁牵头", ["基础教育科", "督导科"]),
        ("扬州市校舍排查由谁牵头", ["基础教育科"]),
        ("通辽市2023年校舍排查由谁牵头", ["督导科"]),
        ("江苏省校舍排查由谁牵头", ["基础教育科"]),
        ("扬州的校舍排查归谁管", ["基础教育科"]),
    ],
)
def test_a_place_narrows_the_answers(store: Path, question: str, found: list[str]) -> None:
    assert sorted(leads(asked(store, question))) == sorted(found)


@pytest.mark.parametrize(
    "question",
    ["洛阳市校舍排查由谁牵头", "洛阳市教育局负责哪些任务", "上海的校舍排查归谁管", "洛阳市督导科负责哪些任务"],
)
def test_a_place_without_a_plan_gets_no_one_elses_bureau(store: Path, question: str) -> None:
    reply = asked(store, question)
    assert not reply.answers
    assert "没有" in reply.findings[0]
    assert reply.question.place


def test_a_bureau_of_one_place_is_not_taken_for_anothers(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as opened:
        held = library(opened)
        assert held.places == ("郑州市",)
        for question in ("洛阳市城管局负责哪些任务", "北京市教育局负责哪些任务", "开封市财政局2024年牵头什么"):
            assert not ask(opened, question, due_day).answers
        assert ask(opened, "郑州市财政局2024年负责什么", due_day).answers


def test_a_plan_of_the_nation_is_of_no_province() -> None:
    assert located("上海市人工智能", (), ["中华人民共和国"]).foreign == "上海市"


def test_a_place_within_a_units_name_is_the_units() -> None:
    assert located("国网河南省电力公司的任务", ("国网河南省电力公司",), ["扬州市"]).foreign is None


def test_a_year_without_the_topic_is_said_and_nothing_else(corpus_store: Path) -> None:
    # 户外广告 is in the plans of 2018 only.
    with Store.reading(corpus_store) as opened:
        reply = ask(opened, "户外广告2022年归谁管", due_day)
    assert reply.findings == ("2022 年没有这样的任务；2018 年有",)
