"""The full-text index: every two characters of a task find it; ranking; the same however it came about."""

import json
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import zeren
from zeren import build
from zeren.cli import run
from zeren.graph.duties import Duty, duties
from zeren.graph.fulltext.filling import fields_of, unit_names
from zeren.graph.fulltext.folding import letters, skeleton
from zeren.graph.fulltext.index import Index
from zeren.graph.fulltext.opening import index, update
from zeren.graph.fulltext.schema import FILE
from zeren.graph.manifest import namer
from zeren.graph.store import Store

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fulltext") / "zeren.db"
    build([], made)
    return made


@pytest.fixture(scope="module")
def opened(folder: Path) -> Iterator[tuple[Index, dict[str, Duty]]]:
    with Store.reading(folder) as store, index(store) as found:
        yield found, {duty.iri: duty for duty in duties(store)}


def test_any_two_or_more_characters_of_a_task_find_it(opened: tuple[Index, dict[str, Duty]]) -> None:
    found, tasks = opened
    chance = random.Random(7)  # noqa: S311 -- which substrings are tried
    for duty in tasks.values():
        for length in (2, 3, 5, 9, 20):
            at = chance.randrange(max(1, len(duty.text) - length))
            words = duty.text[at : at + length]
            if len(skeleton(words)) > 1:
                assert duty.iri in found.containing(words), words


def test_what_is_found_is_what_a_scan_finds(folder: Path, opened: tuple[Index, dict[str, Duty]]) -> None:
    found, tasks = opened
    with Store.reading(folder) as store:
        names = unit_names(store, namer(store).units)
    texts = {iri: "\n".join(fields_of(d, {h.iri for h in d.holders}, names.get)) for iri, d in tasks.items()}
    for words in ("厕所", "牵头", "2018", "老旧小区", "〔2017〕", "局", "市城管局", "城市管理局"):
        scan = sorted(iri for iri, text in texts.items() if skeleton(words) in text)
        assert scan
        assert found.containing(words) == scan
        assert found.frequency(words) == len(scan)
    assert found.containing("没有这样的话") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("廁所革命", "厕所革命"),
        ("２０１８年", "2018年"),
        ("厕 所\n革命", "厕所革命"),
        ("**厕所**革命", "厕所革命"),
        ("郑政通[2017]37号", "郑政通〔2017〕37号"),
        ("鄭政通【２０１７】３７號", "郑政通〔2017〕37号"),
    ],
)
def test_forms_of_writing_are_equal(opened: tuple[Index, dict[str, Duty]], one: str, other: str) -> None:
    assert opened[0].containing(one) == opened[0].containing(other) != []


@pytest.mark.parametrize(("one", "other"), [("乾淨", "干净"), ("於", "于"), ("徵收後", "征收后"), ("Ⅲ級", "iii级")])
def test_a_character_of_both_scripts_is_folded_too(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) == letters(one).text


def test_a_unit_is_found_by_its_full_name_where_the_short_one_is_printed(
    opened: tuple[Index, dict[str, Duty]],
) -> None:
    found, tasks = opened
    whole = set(found.containing("郑州市住房保障和房地产管理局"))
    printed = {iri for iri, d in tasks.items() if any(h.printed == "市住房保障局" for h in d.holders)}
    assert printed
    assert printed <= whole


@pytest.mark.parametrize(
    "words", ["", " ", "\n", '"', "'; DROP TABLE task; --", "a OR b", "NEAR(", "*", "\x00", "{title}"]
)
def test_words_are_never_syntax(opened: tuple[Index, dict[str, Duty]], words: str) -> None:
    found, _ = opened
    assert isinstance(found.containing(words), list)
    assert found.rank({words: 1.0}, 5) == []
    assert found.size == 190


def test_rank_puts_the_rare_and_the_titled_first(opened: tuple[Index, dict[str, Duty]]) -> None:
    found, tasks = opened
    first = found.rank({"厕所革命": 1.0, "牵头": 0.1}, 3)
    assert {tasks[hit.iri].number for hit in first[:2]} == {"15", "（十五）"}
    assert "厕所革命" in first[0].terms
    assert found.frequency("厕所革命") == 2 == len(found.containing("厕所革命"))


def dump(folder: Path) -> list[tuple[object, ...]]:
    base = sqlite3.connect(folder / FILE)
    rows = base.execute("SELECT iri, title, text, names FROM task ORDER BY iri").fetchall()
    rows += base.execute("SELECT unit, task.iri FROM holding JOIN task ON task.id = task ORDER BY 1, 2").fetchall()
    rows += base.execute("SELECT term, doc, cnt FROM gram ORDER BY 1").fetchall()
    rows += base.execute("SELECT * FROM about ORDER BY 1").fetchall()
    base.close()
    return rows


def test_updated_is_rebuilt(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    for file in CORPUS[:4]:
        shutil.copy(file, papers)
    build([papers], tmp_path / "a.db")
    changed = papers / CORPUS[2].name
    changed.write_text(changed.read_text("utf-8").replace("厕所革命", "公厕革命"), "utf-8")
    (papers / CORPUS[0].name).unlink()
    build([papers], tmp_path / "a.db")
    build([papers], tmp_path / "b.db")
    assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")


PLAN = """青山市2021年河道整治工作方案

一、主要任务
（一）清理河道。6月底前完成全市河道清淤。
牵头单位：市水利局
责任单位：市城建委、市水务集团，各区人民政府
"""
DECISIONS = [
    ("mention", "a.txt:（一）", "市城建委", "青山市水利局"),
    ("mention", "a.txt:（一）", "市水务集团", "--none"),
    ("same", "青山市水务集团", "青山市水利局"),
]


@pytest.mark.parametrize("words", DECISIONS, ids=" ".join)
def test_a_decision_is_followed(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    kept, table = tmp_path / "kept.db", tmp_path / "decisions.tsv"
    build([tmp_path / "a.txt"], kept)
    by = ("--why", "核对过", "--who", "张三", "--when", "2024-05-06", "--decisions", str(table), "--store", str(kept))
    assert run(["decide", *words, *by]) == 0
    for store in (kept, tmp_path / "new.db"):
        assert run(["build", str(tmp_path / "a.txt"), "--decisions", str(table), "--store", str(store)]) == 0
    assert dump(kept) == dump(tmp_path / "new.db")
    (kept / FILE).write_bytes(b"")  # what deciding alone leaves behind, without a build
    assert run(["decide", "undo", table.read_text("utf-8").split("\n")[1].split("\t")[0], *by[2:]]) == 0
    build([tmp_path / "a.txt"], tmp_path / "plain.db")
    assert dump(kept)[:-1] == dump(tmp_path / "plain.db")[:-1]


def test_an_index_whose_writer_was_killed_is_not_trusted(folder: Path, tmp_path: Path) -> None:
    copied = shutil.copytree(folder, tmp_path / "z.db")
    base = sqlite3.connect(copied / FILE)
    with base:
        base.execute("DELETE FROM word WHERE 0")
        base.execute("INSERT INTO word (word) VALUES ('delete-all')")
    base.close()
    (copied / f"{FILE}-journal").write_bytes(b"what the writer would have taken back")
    with Store.reading(copied) as store, index(store) as found:
        assert len(found.containing("厕所革命")) == 2
    with Store.reading(copied) as store:
        store.snapshot(tmp_path / "snapshot")
    assert not (tmp_path / "snapshot" / FILE).exists()


def test_what_is_no_iri_reads_nothing(folder: Path) -> None:
    with Store.reading(folder) as store:
        assert duties(store, only=["x> } ?task ?p ?o . VALUES ?z { <y", "", "不是 名称"]) == []


@pytest.mark.parametrize("harm", ["absent", "torn", "stale"])
def test_an_index_that_does_not_fit_is_made_anew(folder: Path, tmp_path: Path, harm: str) -> None:
    copied = shutil.copytree(folder, tmp_path / "z.db")
    file = copied / FILE
    if harm == "absent":
        file.unlink()
    elif harm == "torn":
        file.write_bytes(file.read_bytes()[:9000])
    else:
        base = sqlite3.connect(file)
        with base:
            base.execute("UPDATE about SET value = 'other'")
            base.execute("DELETE FROM task")
        base.close()
    with Store.reading(copied) as store, index(store) as found:
        assert len(found.containing("厕所革命")) == 2


def test_matches_are_found_where_they_stand_in_the_text() -> None:
    assert letters("垃 **圾**分\n类").spans("垃圾分类") == [(0, 10)]
    assert letters("５０㎡，㎡").spans("m2") == [(2, 3), (4, 5)]


def test_the_command_finds_in_every_form(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["find", "廁所", "革命", "--store", str(folder), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(one["task"]["file"][:3], one["task"]["number"]) for one in found] == [("001", "15"), ("002", "（十五）")]
    for one in found:
        assert {one["passage"][start:end] for start, end in one["matched"]} == {"厕所革命"}
    assert [one.duty.iri for one in zeren.find("厕所革命", folder)] == [one["task"]["iri"] for one in found]
    assert run(["find", "厕所革命", "--limit", "1", "--csv", "--store", str(folder)]) == 0
    shown = capsys.readouterr()
    assert "【厕所革命】" in shown.out
    assert "2 项" in shown.err
    assert run(["find", "共享单车", "--store", str(folder)]) == 0
    assert "没有任务含有“共享单车”" in capsys.readouterr().err


def test_what_a_build_has_read_is_indexed_as_what_the_store_tells(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "s")
    before = held(tmp_path / "s")
    (tmp_path / "s" / "zeren.index").unlink()
    with Store.writing(tmp_path / "s") as store:
        update(store)
    assert held(tmp_path / "s") == before
    assert len(before) > 1000


def held(store: Path) -> list[tuple[object, ...]]:
    base = sqlite3.connect(store / "zeren.index")
    tasks = base.execute(
        "SELECT task.iri, plan.iri, start, title, text, names FROM task JOIN plan ON plan.id = task.plan"
    )
    units = base.execute("SELECT unit, iri FROM holding JOIN task ON task.id = task")
    others = [*base.execute("SELECT * FROM gram"), *base.execute("SELECT * FROM about")]
    found = sorted([*tasks, *units, *others], key=repr)
    base.close()
    return found
