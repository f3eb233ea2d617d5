"""Named queries: each gives what the corpus says, binds its parameters, and refuses what it cannot take."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from zeren.errors import UsageError, ZerenError
from zeren.graph.store import Store
from zeren.graph.terms import Iri, Literal, Solutions, Triples
from zeren.queries.named import NamedQuery, catalogue, named, read_query
from zeren.queries.results import table, written
from zeren.queries.running import prepared, run
from zeren.queries.words import calls_out, changing_word, words

GOOD = """# name: odd
# zh: 奇数
# en: Odd ones
# param: day date required — 某日 | a day
# param: unit text optional — 单位 | a unit
# example: day=2018-01-01

SELECT ?day ?unit WHERE {
  VALUES ?day { UNDEF }
  VALUES ?unit { UNDEF }
}
"""


def ask(store: Path, query: str, **values: str) -> list[dict[str, str | None]]:
    with Store.reading(store) as opened:
        answer = run(opened, query, values)
    assert isinstance(answer, Solutions)
    return list(answer.records())


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_each_query_answers_its_example(query: NamedQuery, corpus_store: Path) -> None:
    assert query.zh
    assert query.en
    assert ask(corpus_store, query.name, **dict(query.example)) == ask(corpus_store, query.name, **dict(query.example))


def test_there_are_at_least_ten_and_names_are_files() -> None:
    names = [query.name for query in catalogue()]
    assert len(names) >= 10
    assert names == sorted(names)
    assert {named(name).name for name in names} == set(names)


@pytest.mark.parametrize(
    ("query", "values", "row"),
    [
        ("owners", {"year": "2022", "about": "精简水气暖报装服务流程"}, {"role": "lead", "printed": "公用事业处"}),
        ("owners", {"about": "厕所革命"}, {"role": "lead", "printed": "市城管局"}),
        (
            "tasks-of-unit",
            {"unit": "市自来水公司"},
            {"role": "responsible", "deadline": "2022-10-31"},
        ),
        ("tasks-of-unit", {"unit": "市城管局", "role": "lead", "year": "2018"}, {"number": "15", "role": "lead"}),
        ("due-before", {"day": "2022-12-31"}, {"deadline": "2022-10-31", "words": "2022年10月底"}),
        ("by-basis", {"work": "河南省优化营商环境条例"}, {"title": "关于进一步优化提升营商环境的实施意见"}),
        ("plans", {"year": "2022"}, {"issuer": "郑州市城市管理局", "status": "issued"}),
        ("plans", {"year": "2024"}, {"status": "draft"}),
        (
            "targets-by-unit",
            {"unit": "市自来水公司"},
            {"comparator": ">=", "value": "30", "measure": "%"},
        ),
        ("figures-by-unit", {}, {"file": "004_zhengzhou_chengguan_news_2025.txt"}),
        ("groups", {}, {"name": "郑州市各区"}),
    ],
)
def test_what_the_documents_say(corpus_store: Path, query: str, values: dict[str, str], row: dict[str, str]) -> None:
    rows = ask(corpus_store, query, **values)
    if query == "groups":
        assert any((found["name"] or "").startswith("郑州市") and int(found["tasks"] or 0) > 5 for found in rows)
    else:
        assert [found for found in rows if row.items() <= found.items()]


def test_narrower_parameters_give_fewer_rows(corpus_store: Path) -> None:
    every = ask(corpus_store, "owners")
    of_year = ask(corpus_store, "owners", year="2018")
    assert 0 < len(of_year) < len(every)
    assert {row["planYear"] for row in of_year} == {"2018"}
    assert [row for row in every if row["planYear"] == "2018"] == of_year


def test_the_day_is_inclusive(corpus_store: Path) -> None:
    assert {r["deadline"] for r in ask(corpus_store, "due-before", day="2022-10-31")} >= {"2022-10-31"}
    assert "2022-10-31" not in {r["deadline"] for r in ask(corpus_store, "due-before", day="2022-10-30")}


def test_tasks_with_and_without_deadline_are_all_tasks(corpus_store: Path) -> None:
    every = {row["task"] for row in ask(corpus_store, "owners")}
    dated = {row["task"] for row in ask(corpus_store, "due-before", day="2999-12-31")}
    assert dated.isdisjoint(row["task"] for row in ask(corpus_store, "without-deadline"))
    assert dated | {row["task"] for row in ask(corpus_store, "without-deadline")} == every


@pytest.mark.parametrize("words", ['" } DROP ALL #', "x\\", "'''", "市财政局\n}", "?unit"])
def test_values_are_bound_and_never_pasted(corpus_store: Path, words: str) -> None:
    assert ask(corpus_store, "tasks-of-unit", unit=words) == []


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("ownerz", {}, "owners"),
        ("owners", {"yaer": "2018"}, "没有参数 yaer.*year"),
        ("owners", {"year": "twenty"}, "整数"),
        ("due-before", {}, "缺少参数 day"),
        ("due-before", {"day": "2018-02-30"}, "YYYY-MM-DD"),
        ("tasks-of-unit", {"unit": "市财政局", "role": "boss"}, "lead.*responsible"),
        ("tasks-of-unit", {"unit": " "}, "一段文字"),
        ("ASK { ?s ?p ?o }", {"a": "b"}, "命名查询"),
    ],
)
def test_bad_parameters_say_what_is_allowed(name: str, values: dict[str, str], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        prepared(name, values)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("# zh: 奇数\n", "", "q.rq:1: .*zh"),
        ("# en: Odd ones", "# english: x", "q.rq:3: "),
        ("date required", "day required", "q.rq:4: .*kind"),
        (" | a day", "", "q.rq:4: "),
        ("VALUES ?unit { UNDEF }", "", "unit must stand exactly once"),
        ("SELECT ?day", "SELEKT ?day", "q.rq:8: "),
        ("day=2018-01-01", "day=tomorrow", "example"),
        ("day=2018-01-01", "day", "example as"),
        ("  VALUES ?unit { UNDEF }", "  VALUES ?unit { UNDEF } SERVICE <http://x/> { ?s ?p ?o }", "only reads"),
        ("  VALUES ?unit { UNDEF }\n}", "  VALUES ?unit { UNDEF }\n  ?s ?p\n}", "q.rq:13: "),
    ],
)
def test_a_bad_file_fails_at_load_with_its_line(old: str, new: str, where: str) -> None:
    assert old in GOOD
    with pytest.raises(ZerenError, match=where):
        read_query("q.rq", GOOD.replace(old, new))


def test_a_file_is_a_query_as_it_stands_and_takes_parameters(corpus_store: Path) -> None:
    assert ask(corpus_store, GOOD, day="2018-01-02") == [{"day": "2018-01-02", "unit": None}]
    with Store.reading(corpus_store) as store:
        assert store.select(GOOD) == [("", "")]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE <http://x/> {} }",
        "SELECT * { ?s ?p 5SERVICE <http://x/> {} }",
        "SELECT * { ?s ?p true.SERVICE<http://x/>{} }",
        'SELECT * { ?s ?p "a"@en.SERVICE<http://x/>{} }',
        "SELECT * { ?s ex:a\\' ?o . SERVICE <http://x/> {} . ?a ?b '' }",
        "SELECT * { <http://x/\\u0041#> ?p ?o . SERVICE <http://x/> {} }",
        "SELECT * { # a comment\rSERVICE <http://x/> {} }",
        "SELECT * { ?a ?b ?c FILTER(?a<5)SERVICE<http://x/>{} }",
        "SELECT * { ?s ?p '''it's''' . SERVICE <http://x/> {} }",
        "SELECT * { FILTER EXISTS { SERVICE ?x { ?s ?p ?o } } }",
    ],
)
def test_no_spelling_reaches_another_server(query: str) -> None:
    assert calls_out(query)
    with pytest.raises(UsageError, match="SERVICE"):
        prepared(query, {})


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ?service { ?service <x:service> "SERVICE <http://x/> {}" # SERVICE\n}',
        "PREFIX ex: <http://x/> SELECT * { ?s ex:SERVICE ?o ; <http://SERVICE/> 'it\\'s SERVICE' }",
        'SELECT * { ?s ?p """LOAD "SERVICE" x""" }',
    ],
)
def test_the_word_may_stand_where_it_means_nothing(query: str) -> None:
    assert not calls_out(query)
    assert changing_word(query) is None


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }", "DELETE WHERE { ?s ?p ?o }", "LOAD <http://x/>", "drop all",
        "PREFIX ex: <http://x/> CLEAR ALL", "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)  # fmt: skip
def test_a_query_does_not_change_the_graph(query: str) -> None:
    with pytest.raises(UsageError, match="不能修改"):
        prepared(query, {})


def test_usual_prefixes_need_not_be_declared(corpus_store: Path) -> None:
    assert ask(corpus_store, "SELECT (COUNT(?t) AS ?n) { ?t a zr:Task ; dcterms:isPartOf/zr:planYear 2022 }") == [
        {"n": "23"}
    ]
    own = "PREFIX zr: <http://other/> SELECT ?t { ?t a zr:Task }"
    assert prepared(own, {}) == own


def test_a_scanner_sees_every_character() -> None:
    text = "SELECT ?a { ?a <x:y> 'b' } # c"
    assert [word.text for word in words(text)] == ["SELECT", "?a", "{", "?a", "}"]


YES = True
ROWS = Solutions(
    ("a", "b"),
    (
        (Iri("x:1"), Literal('say "hi", <you> & 中\x01文')),
        (None, Literal("3", "http://www.w3.org/2001/XMLSchema#integer")),
        (Literal("甲", language="zh", datatype="http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"), None),
    ),
)


def test_csv() -> None:
    assert written(ROWS, "csv") == 'a,b\r\nx:1,"say ""hi"", <you> & 中\x01文"\r\n,3\r\n甲,\r\n'


def test_json() -> None:
    first, second, third = json.loads(written(ROWS, "json"))["results"]["bindings"]
    assert first["a"] == {"type": "uri", "value": "x:1"}
    assert second == {"b": {"type": "literal", "value": "3", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}
    assert third == {"a": {"type": "literal", "value": "甲", "xml:lang": "zh"}}
    assert json.loads(written(YES, "json")) == {"head": {}, "boolean": True}


def test_xml() -> None:
    tree = ET.fromstring(written(ROWS, "xml").encode())  # noqa: S314 -- our own text
    space = "{http://www.w3.org/2005/sparql-results#}"
    assert [e.text for e in tree.iter(f"{space}literal")] == ['say "hi", <you> & 中\ufffd文', "3", "甲"]
    assert "<boolean>false</boolean>" in written(not YES, "xml")


def test_turtle_is_for_graphs_only(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as store:
        answer = run(store, "CONSTRUCT { ?t zr:number ?n } WHERE { ?t zr:number ?n } ORDER BY ?t LIMIT 3")
    assert isinstance(answer, Triples)
    assert written(answer, "ttl") == written(answer, "ttl")
    assert written(answer, "ttl").count("zr:number") == 3
    assert len(table(answer)[1]) == 3
    for form, value in (("ttl", ROWS), ("csv", answer), ("yaml", ROWS)):
        with pytest.raises(UsageError):
            written(value, form)


def test_one_table_for_every_answer() -> None:
    assert table(ROWS) == (("a", "b"), [["x:1", 'say "hi", <you> & 中\x01文'], [None, "3"], ["甲", None]])
    assert table(YES) == (("answer",), [["true"]])
