"""What a reply holds beside its tasks: marked words, what became of them, why nothing was found; and how it is set."""

from dataclasses import replace
from pathlib import Path

import pytest
import zeren
from zeren.graph.duties import Duty, Holder
from zeren.graph.fulltext.opening import index
from zeren.graph.identity.lineage import Lineage, Tie
from zeren.graph.store import Store
from zeren.loaders.times import due_day
from zeren.queries.asking.library import Held, Link
from zeren.queries.asking.reading import whole
from zeren.queries.asking.records import Narrow, Reply
from zeren.queries.asking.stored import Stored
from zeren.queries.asking.written import as_json
from zeren.queries.who import ask, who
from zeren.replies import page
from zeren.terminal import width

EDUCATION = Holder("u:edu", "石泉市教育局", "市教育局")
HEAT = Holder("u:heat", "石泉热力集团有限公司", "市热力集团")
NEW_HEAT = Holder("u:warm", "石泉能源供暖有限公司", "市供暖公司")


def duty(iri: str, year: int, title: str, text: str, **more: object) -> Duty:
    made = Duty(iri, iri, title, f"{year}.txt", f"plan:{year}", f"{year}年要点", year, text=f"{title}。{text}")
    return replace(made, place="石泉市", **more)  # type: ignore[arg-type]


PLANS = (
    duty(
        "t1",
        2021,
        "校车安全管理",
        "排查校车隐患，9月底前完成。",
        leads=(EDUCATION,),
        deadline="9月底前",
        due="2021-09-30",
    ),
    duty("t2", 2021, "集中供热", "新建供热管网10公里。", leads=(HEAT,)),
    duty(
        "t3",
        2022,
        "校车规范运营",
        "更新校车，依据《石泉市校车管理办法》。",
        leads=(EDUCATION,),
        bases=("《石泉市校车管理办法》（石政办〔2020〕3号）",),
    ),
    duty("t4", 2022, "供热保障", "提升供热质量，处理暖气不热投诉。", responsible=(NEW_HEAT,)),
    duty("t5", 2022, "户外广告整治", "拆除破损招牌，清理乱堆乱放。", responsible=(EDUCATION,)),
)
NAMES = {
    name: (holder.iri,) for holder in (EDUCATION, HEAT, NEW_HEAT) for name in (holder.name, holder.printed)
}  # fmt: skip
LINE = Lineage(heirs={"u:heat": (("u:warm", Tie("renamed", 1.0)),)})
LINKS = (Link("t1", "t3", "continued", 0.93),)


@pytest.fixture
def shelf() -> Held:
    return Held(PLANS, (), NAMES, ("石泉市",), lambda: LINE, LINKS)


def found(shelf: Held, words: str, **narrow: object) -> Reply:
    return who(words, shelf, due_day, Narrow(**narrow))  # type: ignore[arg-type]


def iris(reply: Reply) -> list[str]:
    return [answer.duty.iri for answer in reply.answers]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("校车", ["t1", "t3"]),
        ("學生接送的校車誰管？", ["t1", "t3"]),
        ("２０２２年校车由谁负责", ["t3"]),
        ("石政办〔2020〕3号", ["t3"]),
        ("石政办[2020]3号", ["t3"]),
        ("《石泉市校车管理办法》由谁执行", ["t3"]),
        ("2021年9月底前要完成的任务", ["t1"]),
        ("教育局牵头哪些任务", ["t1", "t3"]),
        ("石泉市教育局负责哪些任务", ["t1", "t3", "t5"]),
        ("市热力公司这些年都负责过哪些任务？", ["t2", "t4"]),
        ("门头招牌掉下来了找谁", ["t5"]),
        ("校车2021年和2022年分别由谁牵头？", ["t1", "t3"]),
    ],
)
def test_a_question_finds_its_tasks(shelf: Held, words: str, wanted: list[str]) -> None:
    assert sorted(iris(found(shelf, words))) == wanted


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("共享单车乱堆乱放谁管", "共享单车"),
        ("2020年校车由谁负责", "2021、2022"),
        ("青州市的校车谁管", "青州市"),
        ("2021年户外广告由谁负责", "2022 年有"),
        ("依据国发〔2021〕9号的任务", "国发〔2021〕9号"),
        ("地铁票价", "票价"),
        ("", "写明"),
    ],
)
def test_a_wrong_owner_is_worse_than_none(shelf: Held, words: str, why: str) -> None:
    reply = found(shelf, words)
    assert reply.answers == ()
    assert why in "".join(reply.findings)


def test_who_answers_alone_is_told_where_none_leads(shelf: Held) -> None:
    reply = found(shelf, "市供暖公司2022年牵头哪些任务")
    assert iris(reply) == ["t4"]
    assert "没有写明由" in reply.findings[0]


def test_a_city_elsewhere_is_not_ours(shelf: Held) -> None:
    reply = found(shelf, "洛阳市的校车由谁负责")
    assert reply.answers == ()
    assert "洛阳市" in reply.findings[0]
    assert "石泉市" in reply.findings[0]


def test_a_unit_under_its_later_name_is_told(shelf: Held) -> None:
    assert "石泉能源供暖有限公司" in found(shelf, "市热力集团负责哪些任务").findings[0]


def test_matched_words_are_places_in_the_passage(shelf: Held) -> None:
    first = found(shelf, "门头招牌掉下来了找谁").answers[0]
    marked = [first.duty.passage[start:end] for start, end in first.matched]
    assert marked == ["户外广告", "招牌"]
    assert first.best is not None
    assert "户外广告" in first.duty.passage[first.best[0] : first.best[1]]


def test_what_became_of_a_task(shelf: Held) -> None:
    first, second = found(shelf, "校车").answers
    older, newer = (first, second) if first.duty.iri == "t1" else (second, first)
    assert [(s.iri, s.kind, s.year) for s in older.later] == [("t3", "continued", 2022)]
    assert [(s.iri, s.kind, s.year) for s in newer.earlier] == [("t1", "continued", 2021)]
    assert not older.earlier
    assert not newer.later
    told = as_json(Reply(found(shelf, "校车").question, (older,)))["answers"][0]
    assert told["later"][0]["task"]["year"] == 2022
    assert told["plan"] == {"iri": "plan:2021", "title": "2021年要点", "year": 2021}


def test_what_was_understood_is_shown(shelf: Held) -> None:
    shown = page(found(shelf, "2022年市教育局牵头的校车任务"), 80)
    head = shown.splitlines()[0]
    for part in ("类型：年度", "主题：校车", "年份：2022", "角色：牵头"):
        assert part in head
    assert "往年  2021 年 t1 校车安全管理（延续，93%）" in shown


def test_words_are_marked_for_a_terminal_only(shelf: Held) -> None:
    reply = found(shelf, "校车")
    assert "\x1b[1;4m校车\x1b[0m" in page(reply, 80, lit=True)
    plain = page(reply, 80)
    assert "\x1b" not in plain
    assert max(map(width, plain.splitlines())) <= 80
    assert page(reply, 80, lit=True).replace("\x1b[1;4m", "").replace("\x1b[0m", "") == plain


def test_a_document_steers_no_terminal() -> None:
    evil = duty("t9", 2022, "校车\x1b[2J管理", "校车\x1b]0;x\x07。", leads=(EDUCATION,))
    shown = page(found(Held((evil,), (), NAMES, ("石泉市",), lambda: LINE), "校车"), 80)
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_the_library_asks_a_store(corpus_store: Path) -> None:
    reply = zeren.who("厕所革命", corpus_store, role="lead")
    assert [a.duty.number for a in reply.answers] == ["15"]
    assert [s.number for s in reply.answers[0].twins] == ["（十五）"]
    with Store.reading(corpus_store) as opened:
        assert ask(opened, "厕所革命", due_day, Narrow(role="lead")) == reply


@pytest.mark.parametrize(
    "words",
    [
        "渣土车沿路撒土归谁管",
        "市检察院负责哪些任务",
        "2022年10月底前要完成的任务有哪些？",
        "依据郑政通〔2017〕37号开展的任务",
        "双随机一公开从2022年到2024年由谁负责？",
        "郑州市热力公司这些年都负责过哪些任务？",
        "2023年老旧小区改造由谁牵头？",
        "共享单车乱停乱放谁负责？",
    ],
)
def test_a_store_read_by_its_index_answers_as_one_read_whole(corpus_store: Path, words: str) -> None:
    with Store.reading(corpus_store) as opened, index(opened) as found_by:
        by_index = who(words, Stored(opened, found_by), due_day, Narrow())
        assert as_json(by_index) == as_json(who(words, whole(opened), due_day, Narrow()))
