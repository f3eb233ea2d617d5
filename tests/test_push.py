"""A lake pushed into a store, here or on a server, gives the store that a build gives; also when things go wrong."""

import http.server
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from laked import filled
from servers_apart import OXIGRAPH, oxigraph
from zeren.cli import run
from zeren.errors import StoreError
from zeren.graph.build import build
from zeren.graph.export import nquads
from zeren.graph.remote import RemoteStore
from zeren.graph.store import Store
from zeren.lake import pushing
from zeren.loaders.documents import Documents

CORPUS = sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))
WAITS = (0.01, 0.01, 0.01)


def pushed(lake: Path, store: Path, *, mirror: bool = False, waits: tuple[float, ...] = WAITS) -> pushing.Pushed:
    with Store.writing(store) as opened:
        if isinstance(opened, RemoteStore):
            opened.patient(waits, lambda *_: None)
        return pushing.push(lake, opened, pushing.How(mirror=mirror), lambda *_: None)


def exported(store: Path) -> str:
    with Store.reading(store) as opened:
        return nquads(opened)


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("push") / "lake"
    filled(out, CORPUS, size=2)
    return out


@pytest.fixture(scope="module")
def direct(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = tmp_path_factory.mktemp("direct") / "db"
    build(CORPUS, store, Documents())
    return exported(store)


def test_a_pushed_store_is_the_built_one(lake: Path, direct: str, tmp_path: Path) -> None:
    first = pushed(lake, tmp_path / "db")
    assert (first.sent, first.unchanged, first.removed, first.besides) == (5, 0, 0, 0)
    assert exported(tmp_path / "db") == direct
    again = pushed(lake, tmp_path / "db")
    assert (again.sent, again.unchanged) == (0, 5)
    assert exported(tmp_path / "db") == direct


def test_a_build_after_a_push_finds_nothing_to_do(lake: Path, tmp_path: Path) -> None:
    pushed(lake, tmp_path / "db")
    report = build(CORPUS, tmp_path / "db", Documents())
    assert len(report.unchanged) == 5
    assert not report.replaced + report.added + report.removed


def test_what_the_lake_lacks_stays_unless_it_is_to_mirror(lake: Path, direct: str, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(
        "石泉市教育局2023年工作要点\n1.更新校车。（责任单位：后勤科）\n", encoding="utf-8"
    )
    build([tmp_path / "other.txt"], tmp_path / "db", Documents())
    assert pushed(lake, tmp_path / "db").besides == 1
    assert pushed(lake, tmp_path / "db", mirror=True).removed == 1
    assert exported(tmp_path / "db") == direct


def test_a_changed_document_replaces_its_plan(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for count in (20, 30):
        text = f"石泉市教育局2023年工作要点\n1.更新校车。全年更新校车{count}辆以上。（责任单位：后勤科）\n"
        (folder / "a.txt").write_text(text, encoding="utf-8")
        filled(tmp_path / "lake", [folder])
        last = pushed(tmp_path / "lake", tmp_path / "db")
    assert (last.sent, last.removed, last.besides) == (1, 1, 0)
    build([folder], tmp_path / "direct", Documents())
    assert exported(tmp_path / "db") == exported(tmp_path / "direct")


def test_a_damaged_graph_is_found_and_sent_again(lake: Path, direct: str, tmp_path: Path) -> None:
    pushed(lake, tmp_path / "db")
    with Store.writing(tmp_path / "db") as opened:
        graph = next(name for name in opened.graphs() if "/graph/plan/" in name)
        line = opened.ntriples(graph)[0]
        opened.change(delete={graph: [line]})
        wrong = pushing.verified(lake, opened, lambda *_: None)
        assert wrong == [graph]
        pushing.forget(opened, wrong)
    assert pushed(lake, tmp_path / "db").sent == 1
    assert exported(tmp_path / "db") == direct


def test_a_lake_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["push", str(tmp_path), "--store", str(tmp_path / "db")]) == 4
    assert "zeren build" in capsys.readouterr().err


class _Flaky(http.server.BaseHTTPRequestHandler):
    """Passes requests on to a server, but for those that are to fail, each in its way."""

    target = ""
    failures: ClassVar[list[str]] = []
    seen = 0

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        kind = type(self)
        change = not self.path.startswith("/query")
        kind.seen += change
        failure = kind.failures.pop(0) if change and kind.failures else ""
        if failure == "cut":
            self.close_connection = True
            self.connection.close()
            return
        if failure.isdecimal():
            self.send_error(int(failure))
            return
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept") if self.headers[name]}
        request = urllib.request.Request(self.target + self.path, body, headers, method="POST")  # noqa: S310 -- our own server
        try:
            with urllib.request.urlopen(request) as answer:  # noqa: S310
                status, reply, media = answer.status, answer.read(), answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            status, reply, media = error.code, error.read(), "text/plain"
        if failure == "lost":  # done, but the answer does not arrive
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(status)
        self.send_header("Content-Type", media or "text/plain")
        self.send_header("Content-Length", str(len(reply)))
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def flaky(target: str, failures: list[str]) -> Iterator[Path]:
    handler = type("Handler", (_Flaky,), {"target": target, "failures": failures, "seen": 0})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Path(f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()
        thread.join()


@pytest.mark.skipif(not OXIGRAPH.exists(), reason="no Oxigraph server here")
@pytest.mark.parametrize(
    "failures", [[], ["", "503", "cut"], ["", "lost", "500", "504"]], ids=["well", "refused", "lost"]
)
def test_a_server_gets_what_a_folder_gets(lake: Path, direct: str, tmp_path: Path, failures: list[str]) -> None:
    with oxigraph(tmp_path) as address, flaky(address, failures) as shaky:
        pushed(lake, shaky)
        assert exported(Path(address)) == direct


@pytest.mark.skipif(not OXIGRAPH.exists(), reason="no Oxigraph server here")
def test_a_push_that_gave_up_is_taken_up_again(
    lake: Path, direct: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "REMOTE", 1_000_000)
    with oxigraph(tmp_path) as address:
        with flaky(address, ["", "", *["507"] * 4]) as shaky, pytest.raises(StoreError, match="507"):
            pushed(lake, shaky, waits=())
        last = pushed(lake, Path(address))
        assert 0 < last.unchanged < 5
        assert exported(Path(address)) == direct
