"""Exports: every form reads back to the same graph, twice the same bytes, and what SPARQL counts the network counts."""

import csv
import io
import json
from importlib.util import find_spec
from pathlib import Path

import networkx as nx
import pytest
from rdflib import Dataset, Graph
from zeren.errors import UsageError
from zeren.graph.check import check, findings
from zeren.graph.duties import Duty, Holder
from zeren.graph.export import FORMS, HEADS, exported, form_of
from zeren.graph.icalendar import calendar, folded
from zeren.graph.network import duties, edge_properties
from zeren.graph.store import Store

# RDFLib's own parsers use what RDFLib deprecates.
pytestmark = [pytest.mark.filterwarnings(f"ignore:{what}") for what in ("Dataset.default_context", "ConjunctiveGraph")]


@pytest.fixture(scope="module")
def exports(corpus_store: Path) -> dict[str, bytes]:
    with Store.reading(corpus_store) as store:
        return {form: exported(store, form) for form in FORMS if form != "parquet"}


def quads_of(data: bytes, form: str) -> set[tuple[str, ...]]:
    dataset = Dataset()
    dataset.parse(data=data.decode(), format=form)
    return {tuple(term.n3() for term in quad if term is not None) for quad in dataset.quads()}


def test_nquads_and_jsonld_read_back_the_same(exports: dict[str, bytes]) -> None:
    nq = quads_of(exports["nq"], "nquads")
    assert len(nq) == exports["nq"].count(b"\n")
    assert quads_of(exports["jsonld"], "json-ld") == nq


def test_turtle_reads_back_the_triples(exports: dict[str, bytes]) -> None:
    triples = {tuple(term.n3() for term in triple) for triple in Graph().parse(data=exports["ttl"], format="turtle")}
    assert triples == {quad[:3] for quad in quads_of(exports["nq"], "nquads")}


def test_nquads_are_sorted_and_leave_the_book_keeping_out(exports: dict[str, bytes]) -> None:
    lines = exports["nq"].decode().splitlines()
    assert lines == sorted(lines)
    assert not [line for line in lines if "urn:zeren" in line]


@pytest.mark.parametrize("form", sorted(set(FORMS) - {"parquet"}))
def test_the_same_graph_gives_the_same_bytes(exports: dict[str, bytes], corpus_store: Path, form: str) -> None:
    with Store.reading(corpus_store) as store:
        assert exported(store, form) == exports[form]


def test_csv_has_a_row_for_each_unit_of_each_task(exports: dict[str, bytes], corpus_store: Path) -> None:
    rows = list(csv.reader(io.StringIO(exports["csv"].decode("utf-8-sig"))))
    assert tuple(rows[0]) == HEADS
    with Store.reading(corpus_store) as store:
        ((count,),) = store.select("SELECT (COUNT(?a) AS ?n) { ?t <https://w3id.org/zeren/ns#assignment> ?a }")
    assert len(rows) - 1 == int(count)


def test_the_network_counts_what_sparql_counts(corpus_store: Path, exports: dict[str, bytes]) -> None:
    with Store.reading(corpus_store) as store:
        network = duties(store)
        counts = {
            link: int(store.select(f"SELECT (COUNT(*) AS ?n) {{ ?a <https://w3id.org/zeren/ns#{link}> ?b }}")[0][0])
            for link in ("leadUnit", "responsibleUnit", "basis")
        }
    kinds = nx.get_edge_attributes(network, "kind").values()
    assert {link: sum(kind == link for kind in kinds) for link in counts} == counts
    for form, reader in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        again = reader(io.BytesIO(exports[form]))
        assert (len(again), again.size()) == (len(network), network.size())


def test_the_ontology_says_what_is_an_edge() -> None:
    locals_ = {iri.rpartition("#")[2].rpartition("/")[2] for iri in edge_properties()}
    assert {"leadUnit", "responsibleUnit", "basis", "unitOf", "isPartOf"} <= locals_
    assert "assignment" not in locals_


DUTY = Duty(
    iri="x:task/1", number="（一）", title="清淤；疏浚, 分段\n进行", file="a.txt", plan="x:p", plan_title="方案",
    leads=(Holder("x:u", "石泉市水利局", "市水利局"),), deadline="2023年6月底", due="2023-06-30",
    milestones=(("3月底前", "2023-03-31"), ("汛前", None)),
)  # fmt: skip


def test_a_calendar_keeps_to_the_rules() -> None:
    text = calendar([DUTY])
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VEVENT") == 2
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "\n" not in text.replace("\r\n", "")
    whole = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20230630\r\nDTEND;VALUE=DATE:20230701\r\n" in whole
    assert "SUMMARY:清淤；疏浚\\, 分段\\n进行（市水利局）\r\n" in whole
    uids = [line for line in whole.split("\r\n") if line.startswith("UID:")]
    assert len(set(uids)) == 2
    assert calendar([DUTY]) == text


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "字" * 25, "字" * 26, "𠮷" * 40, ""])
def test_folding_cuts_no_character(line: str) -> None:
    text = folded(line)
    assert text.replace("\r\n ", "").removesuffix("\r\n") == line
    assert all(len(part.encode()) <= 75 for part in text.split("\r\n"))


@pytest.mark.parametrize(
    ("out", "form", "found"),
    [("a.nq", None, "nq"), ("a.TTL", None, "ttl"), ("a.json", None, "jsonld"), ("a.x", "ics", "ics")],
)
def test_the_form_is_the_suffix_or_what_is_asked_for(out: str, form: str | None, found: str) -> None:
    assert form_of(Path(out), form) == found


@pytest.mark.parametrize(("out", "form"), [("a", None), ("a.doc", None), ("a.nq", "doc")])
def test_an_unknown_form_is_refused_with_those_there_are(out: str, form: str | None) -> None:
    with pytest.raises(UsageError, match="graphml"):
        form_of(Path(out), form)


def test_parquet_says_what_is_missing_or_writes(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as store:
        if find_spec("pyarrow") is None:
            with pytest.raises(UsageError, match="pyarrow"):
                exported(store, "parquet")
        else:
            assert exported(store, "parquet")[:4] == b"PAR1"


def test_jsonld_is_json(exports: dict[str, bytes]) -> None:
    assert len(json.loads(exports["jsonld"])) >= 5


def test_check_finds_no_broken_shape_and_lists_passages_in_order(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as store:
        notes = check(store)
        own = list(findings(store))
    assert not [note for note in notes if note.kind == "shape"]
    assert set(own) <= set(notes)
    assert [(n.file, n.start) for n in notes] == sorted((n.file, n.start) for n in notes)
    assert all(note.line > 0 and note.message for note in notes)


def test_check_sees_a_broken_shape(corpus_store: Path, tmp_path: Path) -> None:
    with Store.reading(corpus_store) as store:
        store.snapshot(tmp_path / "copy")
    with Store.writing(tmp_path / "copy") as store:
        graph = store.select("SELECT ?g { GRAPH ?g { ?p a <https://w3id.org/zeren/ns#NewsReport> } }")[0][0]
        line = next(line for line in store.ntriples(graph) if "#mediaType>" in line)
        store.change(delete={graph: [line]})
        (note,) = [note for note in check(store) if note.kind == "shape"]
    assert note.file == "004_zhengzhou_chengguan_news_2025.txt"
    assert "mediaType" in note.message
