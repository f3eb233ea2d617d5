"""The store: what it refuses and how it says so, atomic change, many readers or one writer."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zeren
from rdflib import DCTERMS, RDF, Literal, Namespace, Variable
from zeren.errors import StoreError, UsageError
from zeren.graph.store import MANIFEST, Store

ZR = Namespace("https://w3id.org/zeren/ns#")
A, B = "<x:s> <x:p> <x:a>", "<x:s> <x:p> <x:b>"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.writing(tmp_path / "s") as store:
        store.add(f"{A} <x:g> .\n")
    return tmp_path / "s"


def lines(path: Path, graph: str = "x:g") -> list[str]:
    with Store.reading(path) as store:
        return store.ntriples(graph)


def test_a_missing_store_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="zeren build"):
        Store.reading(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_an_empty_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="不是图谱"):
        Store.reading(tmp_path)


def test_a_folder_of_other_things_is_not_written_into(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="不是图谱"):
        Store.writing(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_is_no_store(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("x")
    for opening in (Store.reading, Store.writing):
        with pytest.raises(StoreError):
            opening(tmp_path / "s")


def test_a_strangers_store_is_left_alone(tmp_path: Path) -> None:
    import pyoxigraph as ox

    other = ox.Store(tmp_path / "s")
    other.add(ox.Quad(ox.NamedNode("x:a"), ox.NamedNode("x:b"), ox.NamedNode("x:c")))
    other.flush()
    del other
    for opening in (Store.reading, Store.writing):
        with pytest.raises(StoreError, match="不是 zeren 的图谱"):
            opening(tmp_path / "s")


def test_a_newer_store_is_refused(path: Path) -> None:
    with Store.writing(path) as store:
        mark = f"<{MANIFEST}> {{ <urn:zeren:store#> <urn:zeren:store#format>"
        store.change(updates=[f"DELETE WHERE {{ GRAPH {mark} ?o }} }}", f'INSERT DATA {{ GRAPH {mark} "99" }} }}'])
    with pytest.raises(StoreError, match="99"):
        Store.reading(path)


def test_a_damaged_store_says_so(path: Path) -> None:
    for table in path.glob("*.sst"):
        table.write_bytes(table.read_bytes()[:20])
    (path / "CURRENT").write_text("MANIFEST-999999\n")
    with pytest.raises(StoreError, match="损坏"):
        Store.reading(path)


def test_many_readers_or_one_writer(path: Path) -> None:
    with Store.reading(path), Store.reading(path), pytest.raises(StoreError, match="另一个进程"):
        Store.writing(path)
    with Store.writing(path):
        for opening in (Store.reading, Store.writing):
            with pytest.raises(StoreError, match="另一个进程"):
                opening(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_store_on_read_only_media_can_be_read(path: Path) -> None:
    path.chmod(0o500)
    try:
        assert lines(path) == [A]
        with pytest.raises(StoreError):
            Store.writing(path)
    finally:
        path.chmod(0o700)


def test_a_change_is_all_or_nothing(path: Path) -> None:
    with Store.writing(path) as store:
        with pytest.raises((StoreError, SyntaxError)):
            store.change(drop=["x:g"], updates=["LOAD <file:///none>"], insert={"x:g": [B]})
        assert store.ntriples("x:g") == [A]
        store.change(drop=["x:g"], insert={"x:g": [B], "x:empty": []}, delete={"x:none": []})
        assert store.ntriples("x:g") == [B]
        assert store.graphs() == ["x:g"]


def test_a_snapshot_can_be_read_beside_a_writer(path: Path, tmp_path: Path) -> None:
    with Store.writing(path) as store:
        store.snapshot(tmp_path / "copy")
        assert lines(tmp_path / "copy") == [A]


@pytest.mark.parametrize(("query", "words"), [("SELECT", "语法"), ("SELECT * WHERE {\n ?s ?p }", "2:")])
def test_a_broken_query_says_where(path: Path, query: str, words: str) -> None:
    with Store.reading(path) as store, pytest.raises(UsageError, match=words):
        store.query(query)


def test_answers_are_our_own_values(path: Path) -> None:
    with Store.reading(path) as store:
        assert store.query("ASK { <x:s> ?p ?o }") is True
        assert store.select("SELECT ?o ?none WHERE { <x:s> <x:p> ?o }") == [("x:a", "")]
        with pytest.raises(UsageError):
            store.select("ASK { ?s ?p ?o }")


@pytest.mark.filterwarnings("ignore:Dataset.default_context")  # RDFLib itself uses what RDFLib deprecates
def test_rdflib_gets_the_same_quads(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as store:
        count = sum(len(store.ntriples(graph)) for graph in store.graphs())
        titles = store.select(f"SELECT ?title {{ ?p a <{ZR.Plan}> ; <{DCTERMS.title}> ?title }}")
    dataset = zeren.open(corpus_store)
    try:
        assert len(dataset) == len(list(dataset.quads())) == count
        plans = [str(dataset.value(p, DCTERMS.title)) for p in dataset.subjects(RDF.type, ZR.Plan)]
        assert sorted(plans) == sorted(row[0] for row in titles)
        rows = list(dataset.query("SELECT ?n { ?t a zr:Task ; zr:number ?n }").bindings)
        found = {row[Variable("n")] for row in rows}
        assert Literal("（一）") in found
        assert all(dataset.value(task, ZR.number) in found for task in dataset.subjects(RDF.type, ZR.Task))
    finally:
        dataset.close()
    with Store.writing(corpus_store):
        pass


WRITER = """
import sys
from pathlib import Path
from zeren.graph.store import Store
with Store.writing(Path(sys.argv[1])) as store:
    n = 0
    while True:
        n += 1
        store.change(drop=["x:g"], insert={"x:g": [f"<x:s> <x:p{i}> <x:v{n}>" for i in range(50)]})
        print(n, flush=True)
"""


def test_a_killed_writer_leaves_a_graph_before_or_after(path: Path, tmp_path: Path) -> None:
    script = tmp_path / "writer.py"
    script.write_text(WRITER)
    with subprocess.Popen([sys.executable, script, path], stdout=subprocess.PIPE, text=True, cwd=tmp_path) as writer:
        assert writer.stdout
        acknowledged = 0
        for line in writer.stdout:
            acknowledged = int(line)
            if acknowledged == 40:
                break
        time.sleep(0.003)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        acknowledged = max([acknowledged, *(int(n) for n in writer.stdout.read().split())])
    copy = tmp_path / "copy"
    shutil.copytree(path, copy)
    for one in (path, copy):
        found = lines(one)
        values = {line.rpartition("v")[2] for line in found}
        assert len(found) == 50
        assert len(values) == 1
        assert int(values.pop().rstrip(">")) in {acknowledged, acknowledged + 1}
