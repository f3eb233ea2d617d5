"""A lookup in a small store asks its index alone, as long as the files tell that it is up to date; else the store."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import zeren
from zeren.cli import run
from zeren.errors import StoreError
from zeren.graph.duty_queries import PLACES
from zeren.graph.folder import FRESH, INDEX
from zeren.graph.fulltext.recalled import recalled
from zeren.graph.identity.lineage import QUESTIONS
from zeren.graph.store import Store

HEAD = "石泉市教育局2023年工作要点\n\n一、校园安全\n"
BUS, ROOF = "1.更新校车。全年更新校车20辆以上。（责任单位：后勤科）\n", "2.修缮校舍屋面。（责任单位：基础教育科）\n"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?task a <https://w3id.org/zeren/ns#Task> }"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    written = tmp_path / "要点.txt"
    written.write_text(HEAD + BUS, "utf-8")
    return written


@pytest.fixture
def store(tmp_path: Path, plan: Path) -> Path:
    zeren.build([plan], tmp_path / "db")
    return tmp_path / "db"


def titles(store: Path, question: str) -> list[str]:
    return [answer.duty.title for answer in zeren.who(question, store).answers]


def test_what_is_built_is_recalled_and_other_questions_go_to_the_store(store: Path) -> None:
    known = recalled(store)
    assert known is not None
    assert known.select(COUNT) == [("1",)]
    assert known.texts() is not None


def test_all_that_a_lookup_asks_is_recalled(store: Path) -> None:
    known = recalled(store)
    assert known is not None
    asked = [text.rpartition(">\n")[2] for text in known.answers]
    assert {PLACES, *QUESTIONS} <= set(asked)


def test_a_build_anew_and_a_decision_are_recalled(store: Path, plan: Path, tmp_path: Path) -> None:
    assert titles(store, "校舍屋面由谁负责") == []
    plan.write_text(HEAD + BUS + ROOF, "utf-8")
    zeren.build([plan], store)
    assert recalled(store)
    assert titles(store, "校舍屋面由谁负责") == ["修缮校舍屋面"]
    task = zeren.who("校舍屋面由谁负责", store).answers[0].duty.iri
    table = ["--store", str(store), "--decisions", str(tmp_path / "d.tsv"), "--who", "甲", "--why", "核对过"]
    assert run(["decide", "mention", task, "基础教育科", "后勤科", *table]) == 0
    assert recalled(store)
    holders = zeren.who("校舍屋面由谁负责", store).answers[0].duty.holders
    assert {holder.name for holder in holders} == {"石泉市教育局后勤科"}


def test_a_store_changed_behind_its_index_is_asked_itself(store: Path) -> None:
    with Store.writing(store) as opened:
        task = opened.select("SELECT ?t WHERE { ?t a <https://w3id.org/zeren/ns#Task> }")[0][0]
        opened.change(updates=[f"DELETE WHERE {{ GRAPH ?g {{ <{task}> ?p ?o }} }}"])
    assert recalled(store) is None


def test_a_change_after_the_index_was_brought_up_leaves_no_mark(store: Path) -> None:
    with Store.writing(store) as opened:
        opened.indexed("3")
        opened.add("<http://a/s> <http://a/p> <http://a/o> <http://a/g> .\n")
    assert recalled(store) is None


def test_a_writer_that_was_killed_leaves_no_mark(store: Path) -> None:
    code = (
        f"import os; from pathlib import Path; from zeren.graph.store import Store; Store.writing(Path({str(store)!r}))"
    )
    subprocess.run([sys.executable, "-P", "-c", f"{code}; os._exit(1)"], check=False)
    assert recalled(store) is None
    assert titles(store, "更新校车由谁负责") == ["更新校车"]


def test_beside_a_writer_nothing_is_recalled(store: Path) -> None:
    mark = (store / FRESH).read_text("utf-8")
    with Store.writing(store):
        assert recalled(store) is None
        (store / FRESH).write_text(mark, "utf-8")
        with pytest.raises(StoreError, match="另一个进程正在使用"):
            recalled(store)


def grown(store: Path) -> None:
    log = max(store.glob("*.log"))
    log.write_bytes(log.read_bytes() + b"\0")


def one_more(store: Path) -> None:
    (store / "999999.sst").write_bytes(b"")


def one_less(store: Path) -> None:
    min(store.glob("*.sst")).rename(store.parent / "gone")


def touched(store: Path) -> None:
    os.utime(store / "CURRENT", ns=(1, 1))


def other_index(store: Path) -> None:
    with closing(sqlite3.connect(store / INDEX)) as base, base:
        base.execute("UPDATE answer SET rows = '[]'")


def torn_mark(store: Path) -> None:
    text = (store / FRESH).read_text("utf-8")
    (store / FRESH).write_text(text[: len(text) // 2], "utf-8")


def no_text(store: Path) -> None:
    (store / FRESH).write_bytes(b"\xff")


def other_form(store: Path) -> None:
    text = (store / FRESH).read_text("utf-8")
    (store / FRESH).write_text(f"1 0\n{text.partition(chr(10))[2]}", "utf-8")


@pytest.mark.parametrize(
    "change",
    [grown, one_more, one_less, touched, other_index, torn_mark, no_text, other_form],
    ids=lambda f: f.__name__,
)
def test_with_other_files_nothing_is_recalled(store: Path, change: Callable[[Path], None]) -> None:
    assert recalled(store)
    change(store)
    assert recalled(store) is None


def test_an_index_that_its_mark_fits_and_that_is_torn_is_none(store: Path) -> None:
    before = (store / INDEX).stat()
    (store / INDEX).write_bytes(b"\0" * before.st_size)
    os.utime(store / INDEX, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert recalled(store) is None
    assert titles(store, "更新校车由谁负责") == ["更新校车"]


def test_a_copy_answers_the_same(store: Path, tmp_path: Path) -> None:
    shutil.copytree(store, tmp_path / "copy")
    assert titles(tmp_path / "copy", "更新校车由谁负责") == ["更新校车"]


def test_a_file_whose_name_is_no_text_is_counted_too(store: Path, plan: Path) -> None:
    strange = store / os.fsdecode(b"\xff")
    strange.write_bytes(b"")
    assert recalled(store) is None
    zeren.build([plan], store)
    assert recalled(store)


def test_a_folder_that_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert recalled(tmp_path / "empty") is None
    assert list((tmp_path / "empty").iterdir()) == []
