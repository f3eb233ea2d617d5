"""Who owns what: questions over the bundled corpus, answered as a reader of the five documents would."""

import json
from pathlib import Path

import pytest
from zeren.cli import run
from zeren.errors import UsageError
from zeren.graph.store import Store
from zeren.loaders.times import due_day
from zeren.queries.asking.library import Held
from zeren.queries.asking.reading import whole
from zeren.queries.asking.records import Narrow, Reply
from zeren.queries.asking.understanding import understand
from zeren.queries.asking.written import as_json
from zeren.queries.who import who
from zeren.terminal import width


@pytest.fixture(scope="module")
def graph(corpus_store: Path) -> Held:
    with Store.reading(corpus_store) as opened:
        return whole(opened)


def ask(graph: Held, words: str, **narrow: object) -> Reply:
    return who(words, graph, due_day, Narrow(**narrow))  # type: ignore[arg-type]


def names(reply: Reply) -> list[str]:
    return [f"{a.duty.file[:3]}:{a.duty.number}" for a in reply.answers]


# Read off the documents: 000 is the bureau's plan of 2022, 001 the city's and 002 the bureau's of 2018, 003 is of 2024.
QUESTIONS = [
    ("厕所革命", "topic", {"001:15", "002:（十五）"}),
    ("老旧小区改造由哪个部门牵头？", "topic", {"001:3"}),
    ("城市生命线监测预警系统由哪个处室牵头？", "topic", {"000:（五）"}),
    ("好差评由谁负责？", "topic", {"000:（十一）", "003:61"}),
    ("信用修复", "topic", {"000:（十五）", "003:71", "003:72"}),
    ("市检察院负责哪些任务？", "unit", {"003:31", "003:40", "003:41", "003:68"}),
    ("停车场建设管理处", "unit", {"002:（六）", "002:（二十七）"}),
    ("市商务局牵头的任务有哪些？", "unit", {"003:34", "003:35"}),
    ("2018年农村生活污水治理是哪个处室管的？", "year", {"002:（二十六）"}),
    ("2022年10月底前要完成的任务有哪些？", "deadline", {"000:（一）", "000:（二）", "000:（十）", "000:（十一）"}),
    ("2018年3月底前要完成哪些工作？", "deadline", {"001:3", "002:（三十四）"}),
    ("依据郑政通〔2017〕37号开展的任务", "basis", {"001:9（3）"}),
]


@pytest.mark.parametrize(("words", "kind", "wanted"), QUESTIONS)
def test_questions(graph: Held, words: str, kind: str, wanted: set[str]) -> None:
    reply = ask(graph, words)
    assert reply.question.kind == kind
    assert wanted <= set(names(reply)[: len(wanted) + 1])
    assert kind == "deadline" or len(names(reply)) <= len(wanted) + 1


def test_a_question_without_an_answer_is_told_so(graph: Held) -> None:
    reply = ask(graph, "海上风电装机容量")
    assert reply.answers == ()
    assert "海上风电装机容量" in reply.findings[0]


@pytest.mark.parametrize("words", ["", "？", "谁负责", "=1+1", "\x00", "局" * 300, "2018", "《", "〔2018〕号"])
def test_odd_questions_get_an_answer_or_a_reason(graph: Held, words: str) -> None:
    reply = ask(graph, words)
    assert reply.answers or reply.findings


def test_a_question_is_no_document(graph: Held) -> None:
    with pytest.raises(UsageError, match="太长"):
        ask(graph, "局" * 100_000)


def test_a_year_that_only_the_news_speaks_of(graph: Held) -> None:
    reply = ask(graph, "郑州市城管局2025年有哪些任务分工？")
    assert reply.answers == ()
    assert "2025" in reply.findings[0]
    assert "新闻" in reply.findings[0]


@pytest.mark.parametrize("name", ["市检察院", "郑州市人民检察院", "郑州市检察院"])
def test_a_unit_by_any_of_its_names(graph: Held, name: str) -> None:
    assert set(names(ask(graph, f"{name}负责哪些任务"))) == {"003:31", "003:40", "003:41", "003:68"}


def test_a_unit_beside_a_topic_narrows_it(graph: Held) -> None:
    assert names(ask(graph, "市容环卫管理处在厕所革命中负责什么")) == ["002:（十五）"]


def test_narrowed_by_year_unit_and_role(graph: Held) -> None:
    assert set(names(ask(graph, "厕所革命", year=2018))) == {"001:15", "002:（十五）"}
    assert names(ask(graph, "厕所革命", unit="市容环卫管理处")) == ["002:（十五）"]
    assert names(ask(graph, "厕所革命", role="lead")) == ["001:15"]
    assert len(ask(graph, "厕所革命", limit=1).answers) == 1
    assert "不符" in (found := ask(graph, "厕所革命", unit="没有的单位").findings[0]) or "没有" in found


@pytest.mark.parametrize(
    ("words", "topic", "years", "basis"),
    [
        ("2018年到2020年行政审批由谁负责", "行政审批", (2018, 2019, 2020), None),
        ("2018年和2024年行政审批由谁负责", "行政审批", (2018, 2024), None),
        ("依据石政办〔2022〕3号的任务有哪些", "", (), "石政办〔2022〕3号"),
        ("《石泉市校车管理办法》由谁执行", "", (), "《石泉市校车管理办法》"),
        ("河道保洁", "河道保洁", (), None),
    ],
)
def test_what_a_question_is_taken_for(words: str, topic: str, years: tuple[int, ...], basis: str | None) -> None:
    found = understand(words, {}, ["石泉市"], due_day)
    assert (found.topic, found.years, found.basis) == (topic, years, basis)


def test_the_longest_name_is_the_unit() -> None:
    units = {"市财政局": ("a",), "市财政局会计处": ("b",)}
    assert understand("市财政局会计处负责哪些任务", units, ["甲市"], due_day).units == ("b",)


def test_json_keeps_the_contract(graph: Held) -> None:
    told = as_json(ask(graph, "厕所革命"))
    assert list(told) == ["question", "understood", "answers", "findings"]
    first = told["answers"][0]
    contract = ["task", "lead", "responsible", "deadline", "passage", "start", "end", "score"]
    assert list(first)[: len(contract)] == contract
    assert list(first["task"]) == ["file", "number", "iri", "title", "year"]
    assert first["lead"] == ["市城管局"]
    assert told["answers"] == sorted(told["answers"], key=lambda a: -a["score"])


def test_passages_are_what_the_document_says(graph: Held, corpus: Path) -> None:
    for answer in ask(graph, "市检察院负责哪些任务").answers:
        duty = answer.duty
        raw = (corpus / duty.file).read_text("utf-8")[duty.start : duty.end]
        assert "".join(raw.split()) == "".join(duty.passage.split())


def test_a_page_fits_eighty_columns(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", "水电气暖信联合报装", "--store", str(corpus_store)]) == 0
    shown = capsys.readouterr().out
    assert max(map(width, shown.splitlines())) <= 80
    for words in ("牵头  市城管局", "原文  ", "003_zhengzhou_yingshang_2024_draft.txt 第 ", "2024 年"):
        assert words in shown


def test_the_command_prints_json_and_csv(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["who", "厕所革命", "--json", "--store", str(corpus_store)]) == 0
    assert len(json.loads(capsys.readouterr().out)["answers"]) == 2
    assert run(["who", "厕所革命", "--csv", "--store", str(corpus_store)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_part_of_a_short_word_does_not_stand_for_it(graph: Held) -> None:
    # 003:78 speaks of 世界, no plan of a 世界杯; 001:1 and 001:5 speak of 围挡.
    assert not ask(graph, "世界杯").answers
    assert ask(graph, "围挡").answers
