"""A plan as quads: what is said, under which names, with which passage behind it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, URIRef
from zeren.graph.build import build
from zeren.graph.export import nquads
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.loaders.policies import key
from zeren.loaders.quads import Statements, quads
from zeren.loaders.records import Citation, Due, Facts, Finding, Mention, Plan, Source, Span, Target, Task
from zeren.ontology.iris import Namer, segment
from zeren.ontology.ntriples import decimal, literal, text_of

TEXT = (
    "青山市老旧小区改造方案\n\n（一）更换供水管网。按照《青山市供水条例》，6月底前\n完成80%以上。\n"
    "牵头单位：市城管\n局\n责任单位：市财政局，各区\n（一）整治楼道。\n责任单位：市财政局\n"
)
SHA = "ab" * 32
PLAN_IRI = "https://w3id.org/zeren/id/plan/" + "ab" * 16


@dataclass(frozen=True)
class Known:
    key: str
    name: str
    group: bool = False
    kind: str = ""
    parent: str | None = None
    function: str | None = None
    rule: str = "table"
    confidence: float = 1.0
    members: tuple[str, ...] = ()


def resolve(name: str, group: bool) -> Known:  # noqa: FBT001 -- as loaders call it
    if name == "市城管局":
        return Known("青山市城市管理局", "青山市城市管理局", kind="department", function="城市管理")
    if group:
        return Known("青山市/各区", "青山市各区", group=True, members=("青山市东区", "青山市西区"))
    return Known(f"?/{name}", name, rule="unresolved", confidence=0.2)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


def plan(text: str = TEXT) -> Plan:
    first = Task(
        "（一）", "更换供水管网", ("一、任务",), Span(at("（一）").start, at("各区").end), at("更换供水管网"),
        mentions=(
            Mention("市城管局", "lead", at("市城管\n局"), signal="牵头单位"),
            Mention("市财政局", "responsible", at("市财政局"), signal="配合单位"),
            Mention("各区", "responsible", at("各区"), group=True, signal="责任单位"),
        ),
        deadline=Due("6月底前", "2023-06-30", "by", at("6月底前")),
        milestones=(Due("6月底前", "2023-06-30", "by", at("6月底前")),),
        citations=(Citation("青山市供水条例", None, "basis", at("《青山市供水条例》")),),
        targets=(Target("80%以上", ">=", 80.0, "%", at("80%以上")),),
    )  # fmt: skip
    second = Task(
        "（一）", "整治楼道", (), Span(at("（一）", 1).start, len(TEXT) - 1), at("整治楼道"),
        mentions=(Mention("市财政局", "responsible", at("市财政局", 1), signal="责任单位"),),
    )  # fmt: skip
    facts = Facts("青山市老旧小区改造方案", plan_year=2023, jurisdiction="青山市", number="青政办 [2023] 4号")
    finding = Finding("no-clause", "没有责任单位", at("整治楼道"))
    return Plan(Source("青山.txt", text, SHA), facts, (first, second), findings=(finding,))


def statements() -> Statements:
    return quads(plan(), resolve, Namer())


def lines() -> set[str]:
    said = statements()
    return {*said.own, *said.units, *said.policies}


def zr(name: str) -> str:
    return f"<https://w3id.org/zeren/ns#{name}>"


TASK = f"<{PLAN_IRI}/task/（一）>"
UNIT = "<https://w3id.org/zeren/id/unit/青山市城市管理局>"


@pytest.mark.parametrize(
    "line",
    [
        f"{TASK} {zr('leadUnit')} {UNIT}",
        f"{TASK} {zr('responsibleUnit')} <{PLAN_IRI}/unit/市财政局>",
        f"{TASK} {zr('responsibleUnit')} <https://w3id.org/zeren/id/unit/青山市/各区>",
        f'{TASK} {zr("deadline")} "2023-06-30"^^<http://www.w3.org/2001/XMLSchema#date>',
        f"{TASK} {zr('basis')} <https://w3id.org/zeren/id/policy/青山市供水条例>",
        f'{TASK} {zr("sectionPath")} "一、任务"',
        f"<{PLAN_IRI}/task/（一）~2> <http://purl.org/dc/terms/isPartOf> <{PLAN_IRI}>",
        f"<{PLAN_IRI}/task/（一）/assignment/1> {zr('role')} <https://w3id.org/zeren/codes#lead>",
        f"<{PLAN_IRI}/task/（一）/assignment/2> {zr('role')} <https://w3id.org/zeren/codes#cooperating>",
        f"<{PLAN_IRI}/task/（一）/assignment/3> {zr('role')} <https://w3id.org/zeren/codes#responsible>",
        f'<{PLAN_IRI}/task/（一）/assignment/1> {zr("surfaceForm")} "市城管局"',
        f'<{PLAN_IRI}/task/（一）/target/1> {zr("value")} "80"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        f'<{PLAN_IRI}> <http://data.europa.eu/eli/ontology#id_local> "青政办〔2023〕4号"',
        f"<{PLAN_IRI}/finding/1> {zr('findingCode')} <https://w3id.org/zeren/codes#finding-no-clause>",
        f'{UNIT} <http://www.w3.org/2004/02/skos/core#altLabel> "市城管局"',
        f"<https://w3id.org/zeren/id/unit/青山市/各区> {zr('member')} <https://w3id.org/zeren/id/unit/青山市东区>",
    ],
)
def test_a_plan_says(line: str) -> None:
    assert line in lines()


def test_a_group_is_no_unit() -> None:
    group = "<https://w3id.org/zeren/id/unit/青山市/各区> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert {line for line in lines() if line.startswith(group)} == {f"{group} {zr('UnitGroup')}"}


def test_every_line_stands_as_the_engine_writes_it() -> None:
    for line in lines():
        assert (
            ox.serialize(ox.parse(f"{line} .", ox.RdfFormat.N_TRIPLES), format=ox.RdfFormat.N_QUADS)
            == f"{line} .\n".encode()
        )


def test_a_passage_gives_its_place_and_its_words() -> None:
    start = TEXT.index("市城管\n局")
    passage = f"<https://w3id.org/zeren/id/source/{'ab' * 16}/chars/{start}-{start + 5}>"
    found = {line for line in lines() if line.startswith(passage)}
    assert f'{passage} <http://www.w3.org/ns/oa#exact> "市城管\\n局"' in found
    assert f'{passage} {zr("line")} "5"^^<http://www.w3.org/2001/XMLSchema#integer>' in found
    assert not [line for line in found if zr("page") in line]


def test_pages_count_from_one() -> None:
    source = plan().source
    paged = Plan(Source(source.name, TEXT, SHA, pages=(0, TEXT.index("牵头"))), plan().facts, plan().tasks)
    said = quads(paged, resolve, Namer()).own
    unit = f"/chars/{TEXT.index('市城管')}-"
    assert [line.split('"')[1] for line in said if zr("page") in line and unit in line] == ["2"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    line = f"<x:s> <x:p> {literal(text)} .\n"
    (quad,) = ox.parse(line.encode(), ox.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == text
    assert ox.serialize([quad], format=ox.RdfFormat.N_QUADS) == line.encode()


def test_a_lone_surrogate_is_replaced() -> None:
    assert literal("甲\ud800乙") == '"甲\ufffd乙"'


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (30.0, "30"),
        (2739300.0, "2739300"),
        (0.5, "0.5"),
        (1e-7, "0.0000001"),
        (1e17, "100000000000000000"),
        (-2.5, "-2.5"),
    ],
)
def test_decimals_have_no_exponent(value: float, written: str) -> None:
    assert decimal(value) == f'"{written}"^^<http://www.w3.org/2001/XMLSchema#decimal>'


def test_what_no_decimal_holds_is_a_double() -> None:
    assert decimal(float("inf")).startswith('"INF"^^')


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("（一）", "（一）"),
        ("9（1）", "9（1）"),
        ("郑政办文〔2018〕18号", "郑政办文〔2018〕18号"),
        ("市 财政局/预算处", "市%20财政局%2F预算处"),
        ("<script>", "%3Cscript%3E"),
        ("..", "%2E%2E"),
        ("", "_"),
        ("100%", "100%25"),
        ("𠮷野家", "𠮷野家"),
        ("甲\u202e乙", "甲%E2%80%AE乙"),
    ],
)
def test_segments_keep_chinese(text: str, name: str) -> None:
    assert segment(text) == name


@given(st.text())
def test_any_segment_makes_an_iri(text: str) -> None:
    name = f"https://w3id.org/zeren/id/{segment(text)}"
    assert list(ox.parse(f"<{name}> <x:p> <{name}> .".encode(), ox.RdfFormat.N_TRIPLES))
    assert len(name) < 2000


def test_long_names_are_told_apart() -> None:
    assert segment("长" * 500 + "甲") != segment("长" * 500 + "乙")


@pytest.mark.parametrize(
    ("title", "number", "same"),
    [
        ("中华人民共和国民法典", None, "中华人民共和国民法典"),
        ("优化营商环境条例", None, "优化营商环境条例"),
        ("青山市供水规划", None, "青山市供水规划"),
        ("政府工作报告", None, "北海市/政府工作报告"),
        ("关于做好防汛工作的通知", "青政 [2023] 4 号", "青政〔2023〕4号"),
        ("关于做好防汛工作的通知", "青政（2023）4号", "青政〔2023〕4号"),
        ("关于《某办法》的 说明", None, "北海市/关于〈某办法〉的说明"),
    ],
)
def test_works_are_known_by_number_else_by_title_and_place(title: str, number: str | None, same: str) -> None:
    assert key(Citation(title, number, "mention", Span(0, 1)), "北海市") == same


def test_the_corpus_has_no_blank_node_and_no_triple_in_two_graphs(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as store:
        graphs = [store.ntriples(graph) for graph in store.graphs()]
        text = nquads(store)
    assert "_:" not in {word[:2] for line in text.splitlines() for word in line.split(" ")[:3]}
    every = list(chain.from_iterable(graphs))
    assert len(every) == len(set(every))


def test_every_fact_of_the_corpus_has_its_printed_words(corpus_store: Path) -> None:
    rows = """
      PREFIX zr: <https://w3id.org/zeren/ns#> PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX prov: <http://www.w3.org/ns/prov#>
      SELECT ?kind ?words ?exact ?start ?end ?text WHERE {
        VALUES ?kind { zr:Assignment zr:Deadline zr:Target zr:Figure }
        ?fact a ?kind ; zr:surfaceForm|zr:words ?words ; prov:wasDerivedFrom ?passage .
        ?passage oa:exact ?exact ; oa:start ?start ; oa:end ?end ; prov:wasQuotedFrom/zr:text ?text }"""
    with Store.reading(corpus_store) as store:
        found = store.select(rows)
    assert len(found) > 500
    for kind, words, exact, start, end, text in found:
        assert text[int(start) : int(end)] == exact
        assert "".join(exact.replace("*", "").split()) == "".join(words.replace("*", "").split()), kind


SCRIPT = """
import hashlib, sys, tempfile
from pathlib import Path
from zeren.graph.build import build
from zeren.graph.export import nquads
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        build([Path(sys.argv[1])], Path(folder) / "s", Documents(), jobs=int(sys.argv[2]))
        with Store.reading(Path(folder) / "s") as store:
            print(hashlib.sha256(nquads(store).encode()).hexdigest())
"""


def test_bytes_are_the_same_over_hash_seeds_and_jobs(corpus: Path, tmp_path: Path) -> None:
    script = tmp_path / "digest.py"
    script.write_text(SCRIPT)
    digests = {
        subprocess.run(
            [sys.executable, script, str(corpus), jobs],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        ).stdout
        for seed, jobs in (("1", "1"), ("2", "2"))
    }
    assert len(digests) == 1


@pytest.mark.filterwarnings("ignore:Dataset.default_context")  # RDFLib's own parser uses what RDFLib deprecates
def test_rdflib_reads_what_we_write() -> None:
    dataset = Dataset()
    dataset.parse(data=statements().nquads(), format="nquads")
    assert len(list(dataset.quads())) == len(statements().own)
    assert list(dataset.quads((URIRef(f"{PLAN_IRI}/task/（一）"), None, None, None)))


def test_another_base_names_things_but_not_terms(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "s", Documents("https://example.org/gov/"))
    with Store.reading(tmp_path / "s") as store:
        text = nquads(store)
    assert "<https://example.org/gov/id/plan/" in text
    assert "<https://w3id.org/zeren/ns#Task>" in text
    assert "<https://w3id.org/zeren/id/" not in text


@given(st.text())
def test_the_text_of_a_literal_is_read_back(text: str) -> None:
    expected = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert text_of(literal(text)) == expected
