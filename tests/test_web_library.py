"""The server's snapshots: it reads beside a builder, and sees what was built when that has done."""

from pathlib import Path

import pytest
from zeren import build
from zeren.errors import StoreError
from zeren.graph.store import Store
from zeren.web import library
from zeren.web.library import Library

CORPUS = Path(library.__file__).parents[1] / "corpus"
FIRST, SECOND = sorted(CORPUS.glob("*.txt"))[:2]


@pytest.fixture
def watchful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "LOOK_AGAIN", -1.0)


@pytest.mark.usefixtures("watchful")
def test_a_store_can_be_written_beside_a_server(tmp_path: Path) -> None:
    build([FIRST], tmp_path / "z.db")
    with Library(tmp_path / "z.db") as held:
        before = held.holdings
        with Store.writing(tmp_path / "z.db"):
            assert held.holdings is before
            assert {duty.file for duty in before.duties} == {FIRST.name}


@pytest.mark.usefixtures("watchful")
def test_what_is_built_meanwhile_is_seen(tmp_path: Path) -> None:
    build([FIRST], tmp_path / "z.db")
    with Library(tmp_path / "z.db") as held:
        before = held.holdings
        build([FIRST, SECOND], tmp_path / "z.db")
        after = held.holdings
        assert after.generation == before.generation + 1
        assert {d.file for d in after.register.documents} == {FIRST.name, SECOND.name}
        assert {d.file for d in before.duties} == {FIRST.name}, "what a page still reads stays as it was"
        assert held.holdings is after


def test_snapshots_go_with_the_server(tmp_path: Path) -> None:
    build([FIRST], tmp_path / "z.db")
    with Library(tmp_path / "z.db") as held:
        folder = held.snapshot()[1]
        assert folder.exists()
    assert not folder.exists()


def test_without_a_store_it_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="zeren build"):
        Library(tmp_path / "none.db")


def test_a_snapshot_has_what_only_the_log_of_a_small_store_holds(tmp_path: Path) -> None:
    plan = "青山市2023年工作方案\n\n一、重点任务\n\n1．整治河道。\n牵头单位：市水利局\n"
    (tmp_path / "青山.txt").write_text(plan, encoding="utf-8")
    build([tmp_path / "青山.txt"], tmp_path / "z.db")
    with Store.reading(tmp_path / "z.db") as store, Library(tmp_path / "z.db") as held:
        assert set(map(str, held.holdings.store.engine)) == set(map(str, store.engine))
