"""A lake holds what a store holds, whatever became of the runs that filled it."""

import gzip
import json
import os
import random
import shutil
from pathlib import Path

import pytest
from laked import Deadly, filled, quads, tables
from zeren.errors import InputError, StoreError, UsageError
from zeren.graph.build import Then, build
from zeren.graph.store import Store
from zeren.lake import partition, reading, waves
from zeren.lake.filling import covered
from zeren.lake.records import Found, Written
from zeren.loaders.documents import Documents

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for file in CORPUS[:3]:
        shutil.copy(file, folder)
    return folder


def test_a_lake_has_the_quads_of_a_store(documents: Path, tmp_path: Path) -> None:
    filled(tmp_path / "lake", [documents])
    build([documents], tmp_path / "db", Documents(), then=Then(compare=False))
    with Store.reading(tmp_path / "db") as store:
        plans = [graph for graph in store.graphs() if "/graph/plan/" in graph]
        lines = sorted(line.removesuffix("\n") for graph in plans for line in store.nquads(graph))
    assert len(plans) == 3
    assert quads(tmp_path / "lake") == lines


def test_a_second_run_does_nothing_and_changes_nothing(documents: Path, tmp_path: Path) -> None:
    assert filled(tmp_path / "lake", [documents], size=2).read == 3
    before = {p: p.read_bytes() for p in (tmp_path / "lake").rglob("*") if p.is_file()}
    again = filled(tmp_path / "lake", [documents], size=2)
    assert (again.read, again.unchanged) == (0, 3)
    assert {p: p.read_bytes() for p in (tmp_path / "lake").rglob("*") if p.is_file()} == before


def test_two_runs_write_the_same_bytes(documents: Path, tmp_path: Path) -> None:
    for name, jobs in (("one", 1), ("two", 2)):
        filled(tmp_path / name, [documents], jobs=jobs)
    one, two = (
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("part-*")}
        for name in ("one", "two")
    )
    assert one == two


def test_any_chain_of_runs_ends_as_one_run(documents: Path, tmp_path: Path) -> None:
    chance = random.Random(5)  # noqa: S311 -- a seeded choice, no secret
    spare = [*CORPUS, documents / "empty.txt", documents / "b" / CORPUS[0].name]
    for _ in range(6):
        for file in chance.sample(spare, 3):
            target = file if file.is_relative_to(documents) else documents / file.name
            target.parent.mkdir(exist_ok=True)
            if target.exists():
                target.unlink()
            elif target.name == "empty.txt":
                target.touch()
            else:
                shutil.copy(next(f for f in CORPUS if f.name == file.name), target)
        filled(tmp_path / "chain", [documents], size=chance.randint(1, 3))
    filled(tmp_path / "once", [documents])
    assert quads(tmp_path / "chain") == quads(tmp_path / "once")
    assert tables(tmp_path / "chain") == tables(tmp_path / "once")


def test_what_a_cut_off_run_left_is_removed_and_made_good(documents: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    filled(lake, [documents], size=1)
    whole, rows = quads(lake), tables(lake)
    victim, other = sorted((lake / "_waves").glob("*.json"))[:2]
    victim.unlink()  # its parts lie in place without a marker
    shutil.rmtree(lake / "tasks" / f"wave={victim.stem}")
    (lake / "_pending" / "x" / "quads").mkdir(parents=True)
    assert filled(lake, [documents], size=1).read == 1
    assert (quads(lake), tables(lake)) == (whole, rows)
    assert other.exists()
    assert not (lake / "_pending").exists()


def test_documents_from_elsewhere_stay(documents: Path, tmp_path: Path) -> None:
    lake, other = tmp_path / "lake", tmp_path / "other"
    other.mkdir()
    shutil.copy(CORPUS[3], other)
    filled(lake, [documents])
    filled(lake, [other])
    assert sum(len(m.wave.contents) for m in reading.markers(lake).values()) == 4
    (other / CORPUS[3].name).unlink()
    assert filled(lake, [other]).removed == 1
    assert sum(len(m.wave.contents) for m in reading.markers(lake).values()) == 3


def test_a_document_that_cannot_be_read_is_a_finding(documents: Path, tmp_path: Path) -> None:
    (documents / "broken.pdf").write_bytes(b"no pdf")
    (documents / "empty.docx").touch()
    with (documents / "huge.txt").open("wb") as huge:
        huge.truncate(3 << 30)
    report = filled(tmp_path / "lake", [documents])
    assert (report.read, report.written.plans, len(report.written.failed)) == (6, 3, 3)
    (wave,) = reading.markers(tmp_path / "lake")
    found = [row for row in reading.rows(tmp_path / "lake", "findings", wave) if row["code"] == "unreadable"]
    assert {str(row["path"]).rpartition("/")[2] for row in found} == {"broken.pdf", "empty.docx", "huge.txt"}
    assert all(row["message"] and row["advice"] and row["plan"] is None for row in found)


def test_names_that_are_no_utf8_are_written_out(documents: Path, tmp_path: Path) -> None:
    bad = os.fsdecode(b"\xff")
    shutil.copy(CORPUS[0], documents / f"{bad}.txt")  # after its double, which is read
    (documents / bad).mkdir()
    (documents / bad / "a.txt").write_text("一、总则\n（一）做好工作。按照要求落实。\n", "utf-8")
    (documents / f"{bad}.pdf").touch()
    report = filled(tmp_path / "lake", [documents])
    assert (report.read, report.duplicate, len(report.written.failed)) == (5, 1, 1)
    (wave,) = reading.markers(tmp_path / "lake")
    paths = {str(row["path"]) for row in reading.rows(tmp_path / "lake", "provenance", wave)}
    assert f"{documents}/\\udcff/a.txt" in paths
    assert filled(tmp_path / "lake", [documents]).unchanged == 5


def test_a_pattern_stands_for_names_unless_a_file_has_that_name(documents: Path, tmp_path: Path) -> None:
    assert filled(tmp_path / "a", [documents / "00[01]*"]).read == 2
    assert filled(tmp_path / "a", [documents / "00[1]*"]).removed == 0
    (documents / CORPUS[1].name).unlink()
    with pytest.raises(InputError):
        filled(tmp_path / "a", [documents / "00[1]*"])
    assert filled(tmp_path / "a", [documents / "00?_*"]).removed == 1
    (documents / "x").mkdir()
    (documents / "[x]").mkdir()
    for folder in ("x", "[x]"):
        shutil.copy(CORPUS[3], documents / folder / f"{len(folder)}.txt")
    assert filled(tmp_path / "b", [documents / "x"]).read == 1
    assert filled(tmp_path / "b", [documents / "[x]"]).removed == 0


def test_a_content_of_two_files_is_one_plan_with_the_first_name(documents: Path, tmp_path: Path) -> None:
    shutil.copy(documents / CORPUS[0].name, documents / "00.txt")
    report = filled(tmp_path / "lake", [documents])
    assert (report.written.plans, report.duplicate) == (3, 1)
    (wave,) = reading.markers(tmp_path / "lake")
    names = [row["file"] for row in reading.rows(tmp_path / "lake", "plans", wave)]
    assert "00.txt" in names
    assert CORPUS[0].name not in names
    assert len(list(reading.rows(tmp_path / "lake", "provenance", wave))) == 4


def test_damage_is_told(documents: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    filled(lake, [documents])
    file = next((lake / "quads").rglob("*.gz"))
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(StoreError, match="已损坏"):
        quads(lake)
    marker = next((lake / "_waves").glob("*.json"))
    marker.write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match="已损坏"):
        filled(lake, [documents])
    marker.write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(StoreError, match="升级"):
        filled(lake, [documents])


def test_gzip_holds_no_clock(documents: Path, tmp_path: Path) -> None:
    filled(tmp_path / "lake", [documents])
    file = next((tmp_path / "lake" / "quads").rglob("*.gz"))
    assert file.read_bytes()[4:8] == b"\0\0\0\0"
    assert gzip.decompress(file.read_bytes()).endswith(b" .\n")


def test_a_second_run_at_once_is_refused(documents: Path, tmp_path: Path) -> None:
    from zeren.lake.filesystem import LocalFiles

    with LocalFiles(tmp_path / "lake").locked(), pytest.raises(StoreError, match="另一个进程"):
        filled(tmp_path / "lake", [documents])


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("郑州市", "郑州市"),
        (None, partition.NONE),
        ("", partition.NONE),
        ("a/b", "a%2Fb"),
        ("..", ".."),
        ("100%", "100%25"),
        ("甲=乙\n", "甲%3D乙%0A"),
    ],
)
def test_a_place_makes_one_folder(place: str | None, name: str) -> None:
    assert partition.folder(place, 2018) == f"jurisdiction={name}/year=2018"


def test_a_long_place_still_makes_a_folder(tmp_path: Path) -> None:
    long, other = (partition.shortened(end * 400) for end in "市县")
    assert long != other
    (tmp_path / partition.folder(long, None)).mkdir(parents=True)


@pytest.mark.parametrize(
    ("path", "root", "under"),
    [
        ("/a/b/c.txt", "/a", True),
        ("/a/b/c.txt", "/a/b/c.txt", True),
        ("/ab/c.txt", "/a", False),
        ("/a/2018/c.txt", "/a/20*/c.txt", True),
        ("/a/2018/c.txt", "/a/201[0-7]", False),
        ("/a/[x]/c.txt", "/a/[x]", True),
    ],
)
def test_what_lies_under_a_root(path: str, root: str, *, under: bool) -> None:
    assert covered(path, [root]) is under


def test_a_folder_that_is_no_lake_is_left_alone(documents: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "plans").mkdir(parents=True)
    shutil.copy(CORPUS[0], project / "plans")
    build([documents], tmp_path / "db", Documents(), then=Then(compare=False))
    for folder in (project, tmp_path / "db"):
        before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        with pytest.raises(UsageError, match="已有别的东西"):
            filled(folder, [documents])
        assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before


def test_only_what_a_run_wrote_is_swept(documents: Path, tmp_path: Path) -> None:
    lake = tmp_path / "lake"
    filled(lake, [documents])
    note = lake / "plans" / "note.txt"
    note.write_text("mine", encoding="utf-8")
    filled(lake, [documents])
    assert note.exists()


def test_a_lake_below_its_documents_is_not_read(documents: Path) -> None:
    for expected in (3, 0):
        report = filled(documents / "lake", [documents])
        assert (report.read, report.written.failed) == (expected, [])


def test_a_change_that_keeps_size_and_time_is_seen(documents: Path, tmp_path: Path) -> None:
    file = documents / "a.txt"
    file.write_text("石泉市教育局2023年工作要点\n1.更新校车20辆以上。（责任单位：后勤科）\n", encoding="utf-8")
    os.utime(file, ns=(10**18, 10**18))
    filled(tmp_path / "lake", [documents])
    file.write_text(file.read_text("utf-8").replace("20辆", "30辆"), encoding="utf-8")
    os.utime(file, ns=(10**18, 10**18))
    filled(tmp_path / "lake", [documents])
    assert any("30辆" in line for line in quads(tmp_path / "lake"))
    assert not any("20辆以上" in line for line in quads(tmp_path / "lake"))


def test_a_folder_that_cannot_be_listed_keeps_its_plans(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = documents / "sub"
    shut.mkdir()
    shutil.copy(CORPUS[3], shut)
    filled(tmp_path / "lake", [documents])
    build([documents], tmp_path / "db", Documents(), then=Then(compare=False))
    real = os.scandir

    def scandir(path: Path) -> object:
        if path == shut:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert filled(tmp_path / "lake", [documents]).removed == 0
    assert not build([documents], tmp_path / "db", Documents(), then=Then(compare=False)).removed
    assert sum(marker.written.plans for marker in reading.markers(tmp_path / "lake").values()) == 4


def test_what_another_try_may_read_is_tried_again_and_alone() -> None:
    files = [Found(f"/in/{n}.txt", 1, 1, f"{n}" * 64) for n in range(3)]
    wanted = waves.contents(files)
    (wave,) = waves.work(wanted, {}, "s", "b", 10).waves
    written = Written(again=["/in/1.txt"])
    there = {wave.name: waves.Marker(wave, "s", "b", written)}
    todo = waves.work(wanted, there, "s", "b", 10)
    assert todo.stale == (wave.name,)
    assert [[c.name for c in w.contents] for w in todo.waves] == [["0.txt", "2.txt"], ["1.txt"]]


def test_a_document_that_kills_its_reader_is_a_finding(documents: Path, tmp_path: Path) -> None:
    (documents / "deadly.txt").write_text("x", encoding="utf-8")
    report = filled(tmp_path / "lake", [documents], reader=Deadly(tables=True))
    assert (report.written.plans, len(report.written.failed)) == (3, 1)
    assert filled(tmp_path / "lake", [documents], reader=Deadly(tables=True)).read == 4


@pytest.mark.parametrize("field", ["stamp", "base", "sha256"])
def test_a_marker_cannot_smuggle_anything_into_an_update(documents: Path, tmp_path: Path, field: str) -> None:
    filled(tmp_path / "lake", [documents])
    marker = next((tmp_path / "lake" / "_waves").glob("*.json"))
    held = json.loads(marker.read_text(encoding="utf-8"))
    evil = 'x> <y> "z" }} ; DROP ALL ; INSERT DATA { GRAPH <g> { <a> <b> "'
    if field == "sha256":
        held["contents"][0][0][3] = evil
    else:
        held[field] = evil
    marker.write_text(json.dumps(held), encoding="utf-8")
    with pytest.raises(StoreError, match="已损坏"):
        reading.markers(tmp_path / "lake")
