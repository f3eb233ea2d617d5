"""A build on a server that is cut off anywhere is repeated by the next, and leaves nothing behind."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from servers_apart import oxigraph
from zeren.cli import run
from zeren.errors import StoreError
from zeren.graph import lease
from zeren.graph.server import Reply, Server, server_of
from zeren.graph.store import Store

PAPER = """{year}年城市管理工作要点

（一）推进厕所革命。新建公厕{count}座。
牵头单位：市城管局
责任单位：市财政局、各区人民政府
完成时限：{year}年10月底前

（二）整治占道经营。
责任单位：市城管局
"""


def paper(folder: Path, year: int, count: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{year}.txt").write_text(PAPER.format(year=year, count=count), "utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture
def address(server: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server as one of which only the addresses are known: it is not trusted to do many things at once."""
    monkeypatch.setenv("ZEREN_STORE_UPDATE", f"{server}/update")
    monkeypatch.setenv("ZEREN_STORE_GRAPHS", f"{server}/store")
    found = server_of(Path(f"{server}/query"))
    assert found
    assert not found.whole
    assert found.update("DROP ALL").status < 300
    return f"{server}/query"


@contextmanager
def cut_after(writes: int) -> Iterator[list[str]]:
    """Let so many requests that write through, and then none, as if killed."""
    done: list[str] = []

    def through(request: Callable[..., Reply]) -> Callable[..., Reply]:
        def asked(*args: Any, **more: Any) -> Reply:
            if len(done) == writes:
                raise StoreError("cut")
            done.append(request.__name__)
            return request(*args, **more)

        return asked

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Server, "update", through(Server.update))
        patch.setattr(Server, "graph", through(Server.graph))
        patch.setattr(lease, "alive", lambda *_: False)  # whoever was killed before
        yield done


def exported(store: str, out: Path) -> bytes:
    assert run(["export", str(out), "--store", store]) == 0
    return out.read_bytes()


def test_a_build_cut_off_anywhere_is_made_good(address: str, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    build = ["build", str(papers), "--store"]
    for state, counts in enumerate(((10, 20), (10, 30), (10, None))):
        for year, count in zip((2021, 2022), counts, strict=True):
            if count is None:
                (papers / f"{year}.txt").unlink()
            else:
                paper(papers, year, count)
        fresh = tmp_path / f"fresh{state}.db"
        assert run([*build, str(fresh)]) == 0
        for cut in range(200):
            with cut_after(cut) as done:
                whole = run([*build, address]) == 0
            if whole:
                break
            assert len(done) == cut
        assert cut > 2
        assert exported(address, tmp_path / "there.nq") == exported(str(fresh), tmp_path / "here.nq")


def test_what_a_cut_build_left_behind_is_swept(address: str, tmp_path: Path) -> None:
    paper(tmp_path / "papers", 2021, 10)
    assert run(["build", str(tmp_path / "papers"), "--store", address]) == 0
    before = exported(address, tmp_path / "before.nq")
    orphan = "https://w3id.org/zeren/graph/plan/0123"
    with Store.reading(Path(address)) as store:
        store.add(f"<urn:a> <urn:b> <urn:c> <{orphan}> .\n<urn:a> <urn:b> <urn:c> <urn:of-someone-else> .\n")
        assert orphan in store.graphs()
    assert run(["build", str(tmp_path / "papers"), "--store", address]) == 0
    assert exported(address, tmp_path / "after.nq") == before
    with Store.reading(Path(address)) as store:
        assert store.query("ASK { GRAPH <urn:of-someone-else> { ?s ?p ?o } }") is True


def test_an_oxigraph_server_does_each_change_whole(server: str) -> None:
    found = server_of(Path(server))
    assert found
    assert found.whole
    assert found.update("DROP ALL").status < 300
    with Store.writing(Path(server)) as store, pytest.raises(StoreError):
        store.change(insert={"urn:a": ["<urn:a> <urn:b> <urn:c>"], "urn:b": ["no triple"]})
    with Store.reading(Path(server)) as store:
        assert store.query("ASK { GRAPH <urn:a> { ?s ?p ?o } }") is False
