"""One writer at a time on a server: a second is told of it, a dead one passed over, a lost right noticed."""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from faulty import faulty
from servers_apart import VIRTUOSO, oxigraph, virtuoso
from zeren.cli import run
from zeren.errors import StoreError
from zeren.graph import lease, remote
from zeren.graph.lease import LASTING, Lease, alive, myself, notes
from zeren.graph.patience import Patience
from zeren.graph.remote import RemoteStore
from zeren.graph.store import MANIFEST, MARK, Store

NEEDS = pytest.mark.skipif(VIRTUOSO is None, reason="virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)")
KILLED = """
import os, sys, pathlib
from zeren.graph.store import Store
store = Store.writing(pathlib.Path(sys.argv[1]))
os.kill(os.getpid(), 9)
"""


@pytest.fixture(scope="module", params=["oxigraph", pytest.param("virtuoso", marks=NEEDS)])
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with (oxigraph if request.param == "oxigraph" else virtuoso)(tmp_path_factory.mktemp(request.param)) as found:
        yield Path(found)


def written(store: Path, who: str, until: float) -> None:
    """A note of someone else's."""
    rows = [f'<urn:zeren:writer:0> <{MARK}who> "{who}"', f'<urn:zeren:writer:0> <{MARK}until> "{until:.0f}"']
    with Store.writing(store) as opened:
        opened.change(insert={MANIFEST: rows})


def test_the_second_writer_is_told_and_the_reader_is_let_in(
    address: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("石泉市2023年工作要点\n1.更新校车。（责任单位：市教育局）\n", "utf-8")
    with Store.writing(address):
        assert run(["build", str(tmp_path), "--store", str(address)]) == 4
        said = capsys.readouterr().err
        assert f"进程 {os.getpid()}）正在写这个图谱；请等它结束后再试" in said
        with Store.reading(address) as store:
            assert not store.graphs()
            assert len(notes(store)) == 1
    assert run(["build", str(tmp_path), "--store", str(address)]) == 0
    with Store.reading(address) as store:
        assert not notes(store)


def test_a_writer_that_was_killed_here_is_passed_over(address: Path) -> None:
    done = subprocess.run([sys.executable, "-P", "-c", KILLED, str(address)], check=False, capture_output=True)
    assert done.returncode == -9, done.stderr
    with Store.reading(address) as store:
        assert len(notes(store)) == 1
    with Store.writing(address) as store:
        assert len(notes(store)) == 1


@pytest.mark.parametrize(("left", "kept_out"), [(60, True), (-1, False)])
def test_of_a_writer_elsewhere_only_its_time_is_known(address: Path, left: int, *, kept_out: bool) -> None:
    written(address, "elsewhere - 1", time.time() + left)
    try:
        with pytest.raises(StoreError, match="主机 elsewhere") if kept_out else contextlib.nullcontext():
            Store.writing(address).close()
    finally:
        with Store.reading(address) as store:
            store.change(delete={MANIFEST: [line for line in store.ntriples(MANIFEST) if "writer:" in line]})


def test_of_many_that_come_at_once_never_two_are_let_in(address: Path) -> None:
    Store.writing(address).close()
    inside: list[int] = []

    def come(n: int) -> bool:
        try:
            with Store.writing(address):
                inside.append(n)
                assert len(inside) == 1
                time.sleep(0.05)
                inside.remove(n)
                return True
        except StoreError:
            return False

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(come, range(12)))
    Store.writing(address).close()


class Board:
    """Where notes are left, in memory."""

    def __init__(self) -> None:
        self.lines: set[str] = set()

    def objects(self, predicate: str, _: str) -> list[tuple[str, str]]:
        rows = (line.split(" ", 2) for line in sorted(self.lines))
        return [(me[1:-1], value[1:-1]) for me, link, value in rows if link == f"<{predicate}>"]

    def change(
        self, *, updates: Iterable[str] = (), delete: Mapping[str, Iterable[str]] | None = None,
        insert: Mapping[str, Iterable[str]] | None = None,
    ) -> None:  # fmt: skip
        for update in updates:
            found = re.fullmatch(rf"DELETE WHERE {{ GRAPH <{MANIFEST}> {{ (<\S+>) \?p \?o }} }}", update)
            assert found, update
            self.lines -= {line for line in self.lines if line.startswith(f"{found[1]} ")}
        self.lines -= {line for lines in (delete or {}).values() for line in lines}
        self.lines |= {line for lines in (insert or {}).values() for line in lines}


def test_a_right_is_renewed_while_its_holder_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LASTING", 3.0)
    board = Board()
    held = Lease(board, "there")
    held.take()
    try:
        first = notes(board)[0].until
        time.sleep(2.2)
        assert notes(board)[0].until > first
        held.check()
    finally:
        held.release()
    assert not board.lines


def test_a_right_that_was_taken_away_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LASTING", 0.6)
    board = Board()
    held = Lease(board, "there")
    held.take()
    board.lines.clear()
    time.sleep(0.5)
    with pytest.raises(StoreError, match="重新运行同一命令"):
        held.check()
    held.release()


class Deaf(Board):
    """One that does what it is asked, but from some time on nobody hears of it; `mute`: nor is it done."""

    def __init__(self, *, mute: bool = False) -> None:
        super().__init__()
        self.deaf, self.mute = False, mute

    def change(self, **parts: Any) -> None:
        if not (self.deaf and self.mute):
            super().change(**parts)
        if self.deaf:
            raise StoreError("no answer")


def test_a_right_that_could_not_be_renewed_is_lost_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    board = Deaf(mute=True)
    held = Lease(board, "there")
    held.take()
    board.deaf = True
    held.check()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + LASTING - 2)
    held.check()
    monkeypatch.setattr(time, "time", lambda: now + LASTING + 2)
    with pytest.raises(StoreError, match="重新运行同一命令"):
        held.check()
    held.release()


def test_a_note_that_was_written_unheard_is_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LASTING", 6.0)
    board = Deaf()
    held = Lease(board, "there")
    held.take()
    board.deaf = True
    time.sleep(2.5)
    assert len(board.objects(f"{MARK}until", MANIFEST)) > 1
    board.deaf = False
    held.release()
    assert not board.lines
    board.deaf = True
    with pytest.raises(StoreError, match="no answer"):
        Lease(board, "there").take()
    assert not board.lines


def test_a_renewal_ends_long_before_the_right(address: Path) -> None:
    patience = Patience(tries=8, wait=300.0)
    with RemoteStore.opening(address, writing=True, patience=patience) as store:
        held: Any = store
        renewing = held._lease._board._server.patience
        # It begins when a third of the time is over; the right is renewed by two requests, a question and an insert.
        spent = 2 * (renewing.tries * renewing.wait + sum(renewing.waits()))
        assert LASTING / 3 + spent <= LASTING * 0.8
        assert renewing.wait < patience.wait
        assert held._server.patience is patience


def test_a_right_is_renewed_by_a_server_of_which_every_third_request_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (lease, remote):
        monkeypatch.setattr(module, "LASTING", 4.5)
    patience = Patience(tries=3, first=0.01, wait=10.0)
    with (
        oxigraph(tmp_path) as server,
        faulty(server, lambda n, _: "hang" if n % 3 == 0 else "", seconds=0.8) as (shaky, seen),
        RemoteStore.opening(Path(shaky), writing=True, patience=patience) as store,
    ):
        asked = len(seen)
        time.sleep(6.0)
        assert "hang" in seen[asked:]
        store.change(insert={MANIFEST: [f'<{MARK}> <{MARK}test> "1"']})


BOOTS = ("6f1f2c0e-8d5b-4f5e-9d5e-0a4a2b1c3d4e", "0b9d7a52-13c4-4a53-8a0c-5e6f7a8b9c0d")


@pytest.mark.parametrize(
    ("his", "mine", "living"),
    [
        (BOOTS[0], BOOTS[0], False),  # of this machine, since it was started
        (BOOTS[0], BOOTS[1], True),  # of another machine of the same name
        (BOOTS[0], None, True),
        (None, None, True),
    ],
)
def test_machines_of_one_name_are_told_apart(
    his: str | None, mine: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, living: bool
) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    monkeypatch.setattr(lease, "_BOOT", tmp_path / "boot")
    places = []
    for boot in (his, mine):
        (tmp_path / "boot").unlink(missing_ok=True)
        if boot:
            (tmp_path / "boot").write_text(f"{boot}\n", "ascii")
        places.append(myself().rpartition(" ")[0])
    assert alive(f"{places[0]} {gone.pid}") is living
    assert alive(f"{places[1]} {os.getpid()}")


def test_who_lives() -> None:
    place, _, number = myself().rpartition(" ")
    assert alive(myself())
    assert int(number) == os.getpid()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        pass
    assert not alive(f"{place} {gone.pid}")
    assert alive(f"elsewhere - {gone.pid}")
    assert LASTING > 60
