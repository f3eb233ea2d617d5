"""A lake pushed into a store, here or on a server, gives the store that a build gives; also when things go wrong."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from faulty import KINDS, faulty
from laked import filled
from servers_apart import VIRTUOSO, free_port, oxigraph, virtuoso
from zeren.cli import run
from zeren.errors import StoreError
from zeren.graph import lease, manifest
from zeren.graph.build import build
from zeren.graph.patience import Patience
from zeren.graph.seals import seals, sending
from zeren.graph.server import Reply, Server, server_of
from zeren.graph.store import Store
from zeren.lake import pushing, reading
from zeren.lake import sending as sender
from zeren.loaders.documents import Documents

CORPUS = sorted((Path(__file__).parents[1] / "corpus").glob("*.txt"))
NEEDS = pytest.mark.skipif(VIRTUOSO is None, reason="virtuoso-t is not installed (Debian: virtuoso-opensource-7-bin)")
QUICK = Patience(tries=5, first=0.001, wait=60.0)
PAPER = """石泉市{year}年城市管理工作要点

（一）推进厕所革命。新建公厕{count}座。
牵头单位：市城管局
责任单位：市财政局、各区人民政府
完成时限：{year}年10月底前

（二）整治占道经营。
责任单位：市城管局
"""


def papers(folder: Path, *counts: int | None) -> Path:
    """A plan a year from 2020; none where there is no count."""
    folder.mkdir(exist_ok=True)
    for year, count in enumerate(counts, 2020):
        file = folder / f"{year}.txt"
        if count is None:
            file.unlink(missing_ok=True)
        else:
            file.write_text(PAPER.format(year=year, count=count), "utf-8")
    return folder


def pushed(lake: Path, store: Path | str, patience: Patience = QUICK, **how: bool) -> pushing.Report:
    return pushing.push(lake, Path(store), patience=patience, how=pushing.How(**how), progress=lambda *_: None)


def exported(store: Path | str, out: Path) -> bytes:
    assert run(["export", str(out / "out.nq"), "--store", str(store)]) == 0
    return (out / "out.nq").read_bytes()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A lake of four short plans, and what a build of the same files exports."""
    folder = tmp_path_factory.mktemp("small")
    filled(folder / "lake", [papers(folder / "in", 10, 20, 30, 40)], size=3)
    build([folder / "in"], folder / "db", Documents())
    return folder / "lake", exported(folder / "db", folder)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """The same of the corpus."""
    folder = tmp_path_factory.mktemp("whole")
    filled(folder / "lake", CORPUS, size=2)
    build(CORPUS, folder / "db", Documents())
    return folder / "lake", exported(folder / "db", folder)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as address:
        yield address


@pytest.fixture
def empty(server: str) -> str:
    found = server_of(Path(server))
    assert found
    assert found.update("DROP ALL").status < 300
    return server


def test_a_pushed_store_is_the_built_one(whole: tuple[Path, bytes], tmp_path: Path) -> None:
    lake, direct = whole
    first = pushed(lake, tmp_path / "db")
    assert (first.sent, first.unchanged, first.removed, first.besides) == (5, 0, 0, 0)
    assert exported(tmp_path / "db", tmp_path) == direct
    again = pushed(lake, tmp_path / "db", verify=True)
    assert (again.sent, again.unchanged, again.mended) == (0, 5, 0)
    assert exported(tmp_path / "db", tmp_path) == direct


def test_the_digest_of_each_graph_is_kept(small: tuple[Path, bytes], tmp_path: Path) -> None:
    pushed(small[0], tmp_path / "db")
    lines = [nquads for wave in reading.markers(small[0]) for _, nquads in reading.graphs(small[0], wave)]
    with Store.reading(tmp_path / "db") as store:
        kept = sorted((held.quads, held.digest) for held in seals(store).values())
        assert kept == sorted((text.count(b"\n"), hashlib.sha256(text).hexdigest()) for text in lines)
        assert not sending(store)


@pytest.mark.parametrize("maker", [oxigraph, pytest.param(virtuoso, marks=NEEDS)], ids=["oxigraph", "virtuoso"])
def test_a_server_gets_what_a_folder_gets(maker: Any, whole: tuple[Path, bytes], tmp_path: Path) -> None:
    with maker(tmp_path) as address:
        assert run(["push", str(whole[0]), "--store", address, "--json"]) == 0
        assert exported(address, tmp_path) == whole[1]
        assert pushed(whole[0], address, verify=True).unchanged == 5


def test_a_build_after_a_push_finds_nothing_to_do(tmp_path: Path) -> None:
    folder = papers(tmp_path / "in", 10, 20)
    filled(tmp_path / "lake", [folder])
    pushed(tmp_path / "lake", tmp_path / "db")
    report = build([folder], tmp_path / "db", Documents())
    assert len(report.unchanged) == 2
    assert not report.replaced + report.added + report.removed


def test_the_store_follows_the_lake(tmp_path: Path) -> None:
    folder = papers(tmp_path / "in", 10, 20, 30)
    for counts, changed, gone in (((10, 20, 30), 3, 0), ((10, 21, 30), 1, 1), ((10, None, 30), 0, 1)):
        papers(folder, *counts)
        filled(tmp_path / "lake", [folder])
        report = pushed(tmp_path / "lake", tmp_path / "db")
        assert (report.sent, report.removed) == (changed, gone)
        build([folder], tmp_path / f"direct{counts}", Documents())
        assert exported(tmp_path / "db", tmp_path) == exported(tmp_path / f"direct{counts}", tmp_path)


def test_what_was_built_into_the_store_stays_unless_it_is_to_mirror(small: tuple[Path, bytes], tmp_path: Path) -> None:
    build([papers(tmp_path / "other", 99)], tmp_path / "db", Documents())
    assert pushed(small[0], tmp_path / "db").besides == 1
    assert pushed(small[0], tmp_path / "db", mirror=True).removed == 1
    assert exported(tmp_path / "db", tmp_path) == small[1]


def test_what_was_also_built_into_the_store_stays_when_the_lake_loses_it(tmp_path: Path) -> None:
    mine, theirs = papers(tmp_path / "mine", 10), papers(tmp_path / "theirs", 10, 20)
    build([mine], tmp_path / "db", Documents())
    for year in (10, None, 10):  # a push twice over, the lake without the plan, the lake with it
        filled(tmp_path / "lake", [papers(theirs, year, 20)])
        for _ in range(2):
            pushed(tmp_path / "lake", tmp_path / "db")
            with Store.reading(tmp_path / "db") as store:
                files = {path: known.pushed for path, known in manifest.files(store).items()}
            both = {theirs / "2020.txt": True} if year else {}
            assert files == {mine / "2020.txt": False, theirs / "2021.txt": True} | both
    papers(theirs, None, 20)
    filled(tmp_path / "lake", [theirs])
    assert pushed(tmp_path / "lake", tmp_path / "db").besides == 1
    build([mine, theirs], tmp_path / "direct", Documents())
    assert exported(tmp_path / "db", tmp_path) == exported(tmp_path / "direct", tmp_path)
    assert pushed(tmp_path / "lake", tmp_path / "db", mirror=True).removed == 1


@pytest.mark.parametrize("first", ["build", "push"])
def test_what_was_built_from_the_same_path_stays_when_the_lake_loses_it(tmp_path: Path, first: str) -> None:
    folder = papers(tmp_path / "in", 10, 20)
    filled(tmp_path / "lake", [folder])
    for step in (first, "push", "build" if first == "push" else "push"):
        if step == "build":
            build([folder / "2020.txt"], tmp_path / "db", Documents())
        else:
            pushed(tmp_path / "lake", tmp_path / "db")
    papers(folder, None, None, 30)
    filled(tmp_path / "lake", [folder])
    report = pushed(tmp_path / "lake", tmp_path / "db")
    assert (report.sent, report.removed, report.besides) == (1, 1, 1)


def test_a_damaged_graph_is_found_and_sent_again(small: tuple[Path, bytes], tmp_path: Path) -> None:
    pushed(small[0], tmp_path / "db")
    with Store.writing(tmp_path / "db") as opened:
        graph = next(name for name in opened.graphs() if "/graph/plan/" in name)
        opened.change(delete={graph: [opened.ntriples(graph)[0]]})
    assert pushed(small[0], tmp_path / "db").mended == 0
    assert pushed(small[0], tmp_path / "db", verify=True).mended == 1
    assert exported(tmp_path / "db", tmp_path) == small[1]


def test_what_a_person_decided_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    filled(tmp_path / "lake", [papers(tmp_path / "in", 10, 20)])
    assert run(["push", "lake", "--store", "db"]) == 0
    with Store.reading(tmp_path / "db") as store:
        before = {graph: store.ntriples(graph) for graph in store.graphs()}
    wanted = "SELECT ?t WHERE { ?t a zr:Task ; dcterms:title ?n FILTER(CONTAINS(?n, '厕所')) } ORDER BY ?t LIMIT 1"
    task = run_sparql(tmp_path / "db", wanted)
    assert run(["decide", "mention", task, "市财政局", "市审计局", "--why", "试", "--store", "db"]) == 0
    with Store.reading(tmp_path / "db") as store:
        assert any(store.ntriples(graph) != lines for graph, lines in before.items() if "/graph/plan/" in graph)
    after = exported(tmp_path / "db", tmp_path)
    report = pushed(tmp_path / "lake", "db", verify=True)
    assert (report.mended, report.unchanged) == (0, 2)
    assert exported(tmp_path / "db", tmp_path) == after


def run_sparql(store: Path, query: str) -> str:
    from zeren.queries.running import run as asked

    with Store.reading(store) as opened:
        answer: Any = asked(opened, query, {})
        return str(answer.rows[0][0].value)


@pytest.mark.parametrize("failure", [kind for kind in KINDS if kind != "junk"] + ["500", "503", "504", "429"])
def test_a_server_that_fails_now_and_then_gets_everything(
    failure: str, small: tuple[Path, bytes], empty: str, tmp_path: Path
) -> None:
    told: list[str] = []
    patience = Patience(tries=5, first=0.001, wait=0.5, told=told.append)
    with faulty(empty, lambda n, _: failure if n % 3 == 1 else "", seconds=0.7) as (address, seen):
        report = pushed(small[0], address, patience)
    assert seen.count(failure) > 2
    assert told
    assert all("秒后再试" in line for line in told)
    assert report.sent >= 4
    assert exported(empty, tmp_path) == small[1]


@pytest.mark.parametrize(
    ("failure", "words"), [("507", "磁盘已满"), ("503", "拒绝（503）"), ("junk", "残缺"), ("cut", "连接断开")]
)
def test_a_push_that_gave_up_says_so_and_is_taken_up_again(
    failure: str, words: str, small: tuple[Path, bytes], empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "MOST", 1)
    monkeypatch.setattr(lease, "alive", lambda *_: False)  # whose right could not be given back
    with faulty(empty, lambda n, _: failure if n > 24 else "") as (address, _):
        with pytest.raises(StoreError, match=words) as stopped:
            pushed(small[0], address, Patience(tries=2, first=0.001))
        assert "重新运行同一命令，从断处接着送" in str(stopped.value)
    with Store.reading(Path(empty)) as store:
        there = len(seals(store))
    assert 0 < there < 4
    assert pushed(small[0], empty).unchanged == there
    assert exported(empty, tmp_path) == small[1]


@pytest.mark.parametrize("failure", ["503", "504", "hang"])
def test_the_command_has_patience_with_each_of_its_requests(
    failure: str, small: tuple[Path, bytes], empty: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One request after another fails once, the last of all too."""
    pushed(small[0], empty)
    push = ["push", str(small[0]), "--wait", "0.5", "--tries", "2", "--store"]
    with faulty(empty, lambda *_: "") as (address, seen):
        assert run([*push, address]) == 0
    for failing in range(len(seen) - 4, len(seen)):
        with faulty(empty, lambda n, _, at=failing: failure if n == at else "", seconds=0.7) as (address, _):
            assert run([*push, address]) == 0, failing
    assert "秒后再试" in capsys.readouterr().err
    assert exported(empty, tmp_path) == small[1]


def test_a_refusal_on_a_page_is_told_in_its_words() -> None:
    page = b"<!DOCTYPE html><html><head><style>p { color: red }</style><title>503</title></head><body><p>Busy"
    assert Reply(503, "text/html", page).words == "503 Busy"
    assert Reply(503, "text/plain", b"a < b\n c").words == "a < b c"
    assert Reply(503, "text/html", b"no <b>room</b> <script>x(").words == "no room"


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
        for name in ("update", "graph", "load"):
            patch.setattr(Server, name, through(getattr(Server, name)))
        patch.setattr(lease, "alive", lambda *_: False)  # whoever was killed before
        yield done


@pytest.mark.parametrize("trusted", [True, False])
def test_a_push_cut_off_anywhere_is_made_good(
    empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, trusted: bool
) -> None:
    address = empty
    if not trusted:
        monkeypatch.setenv("ZEREN_STORE_UPDATE", f"{empty}/update")
        monkeypatch.setenv("ZEREN_STORE_GRAPHS", f"{empty}/store")
        address = f"{empty}/query"
    monkeypatch.setattr(sender, "MOST", 1)
    for counts in ((10, 20), (10, 21), (10, None)):
        filled(tmp_path / "lake", [papers(tmp_path / "in", *counts)])
        build([tmp_path / "in"], tmp_path / f"direct{counts}", Documents())
        for cut in range(100):
            with cut_after(cut):
                try:
                    pushed(tmp_path / "lake", address, Patience())
                    break
                except StoreError:
                    pass
        assert 2 < cut < 99
        assert exported(address, tmp_path) == exported(tmp_path / f"direct{counts}", tmp_path)


def test_what_the_store_alters_is_sent_again_and_then_refused(
    small: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, times = Store.add, []

    def losing(store: Store, nquads: str | bytes) -> None:
        data = nquads if isinstance(nquads, bytes) else nquads.encode()
        times.append(data)
        add(store, b"\n".join(data.split(b"\n")[1:]) if len(times) <= losses else data)

    monkeypatch.setattr(Store, "add", losing)
    losses = 1
    assert pushed(small[0], tmp_path / "one").repeated == 1
    assert exported(tmp_path / "one", tmp_path) == small[1]
    times.clear()
    losses = 99
    with pytest.raises(StoreError, match="读回的与所送不符"):
        pushed(small[0], tmp_path / "other")
    with Store.reading(tmp_path / "other", unfinished=True) as store:
        assert not seals(store)


LATE = {
    "graph": "DROP GRAPH <{graph}>",
    "plan": "DELETE WHERE {{ GRAPH <urn:zeren:manifest> {{ <urn:zeren:content:{sha}> ?p ?o }} }}",
    "seal": "DELETE WHERE {{ GRAPH <urn:zeren:manifest> {{ <urn:zeren:content:{sha}> <urn:zeren:store#digest> ?o }} }}",
    "file": 'DELETE WHERE {{ GRAPH <urn:zeren:manifest> {{ ?f <urn:zeren:store#content> "{sha}" }} }}',
}


@pytest.mark.parametrize("late", LATE)
def test_what_a_late_request_took_away_is_sent_again(
    late: str, small: tuple[Path, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = sender.Sender.flush
    taken: list[str] = []

    def flushed(self: sender.Sender) -> None:
        flush(self)
        for sha in sorted(self.sent)[:1] if not taken else ():
            taken.append(sha)
            graph = manifest.plans(self._store)[sha].graph
            self._store.change(updates=[LATE[late].format(sha=sha, graph=graph)])

    monkeypatch.setattr(sender.Sender, "flush", flushed)
    monkeypatch.setattr(Store, "late", 1, raising=False)
    pushed(small[0], tmp_path / "db")
    assert len(taken) == 1
    with Store.reading(tmp_path / "db") as store:
        assert len(seals(store)) == len(manifest.plans(store)) == len(manifest.files(store)) == 4
    assert exported(tmp_path / "db", tmp_path) == small[1]


def test_a_lake_that_is_none_or_not_whole_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["push", str(tmp_path), "--store", str(tmp_path / "db")]) == 4
    assert "zeren build" in capsys.readouterr().err
    filled(tmp_path / "lake", [papers(tmp_path / "in", 10)])
    next((tmp_path / "lake" / "quads").rglob("*.gz")).unlink()
    assert run(["push", str(tmp_path / "lake"), "--store", str(tmp_path / "db")]) == 4
    assert "批次不全" in capsys.readouterr().err


def test_a_lake_elsewhere_is_to_be_copied_first(
    small: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("hdfs://host/x", "s3a://bucket/x", "hdfs:/x"):
        assert run(["push", name, "--store", str(tmp_path / "db")]) == 2
        said = capsys.readouterr().err
        assert f"{name}：push 只读本机的文件夹" in said
        assert f"hadoop fs -get {name} " in said
    assert not (tmp_path / "db").exists()
    for slashes in ("", "//"):
        assert run(["push", f"file:{slashes}{small[0]}", "--store", str(tmp_path / "db")]) == 0


def test_it_claims_no_more_than_was_checked(
    small: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for more in ([], [], ["--verify"]):
        assert run(["push", str(small[0]), "--store", str(tmp_path / "db"), *more]) == 0
        said.append(capsys.readouterr().out)
    quads = sum(marker.written.quads for marker in reading.markers(small[0]).values())
    start = f"图谱 {tmp_path / 'db'}：图"
    assert said == [
        f"{start}送入 4；本次送入四元组 {quads:,} 条，已核对条数\n",
        f"{start}已有 4\n",
        f"{start}已有 4；DIR 中的图均已读回，SHA-256 相符\n",
    ]


def test_where_nothing_was_taken_nothing_is_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.writing(tmp_path / "db") as store:
        for name in ("add", "change"):
            monkeypatch.setattr(store, name, lambda *_, **__: pytest.fail("sent"))
        sender.Sender(store, 1000, (), thorough=False).flush()


def test_a_lake_that_is_being_filled_is_not_pushed(small: tuple[Path, bytes], tmp_path: Path) -> None:
    from zeren.lake.filesystem import LocalFiles

    with LocalFiles(small[0]).locked(), pytest.raises(StoreError, match="另一个进程"):
        pushed(small[0], tmp_path / "db")


def test_a_server_that_is_not_there_is_asked_again_and_named(
    small: tuple[Path, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    assert run(["push", str(small[0]), "--store", address, "--tries", "2"]) == 4
    said = capsys.readouterr().err
    assert "1 秒后再试" in said
    assert f"{address}：连不上" in said


def test_it_counts_for_scripts(small: tuple[Path, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["push", str(small[0]), "--store", str(tmp_path / "db"), "--json"]) == 0
    said = capsys.readouterr()
    counts = json.loads(said.out)
    assert counts == {
        "sent": 4, "unchanged": 0, "removed": 0, "besides": 0, "mended": 0, "repeated": 0,
        "quads": sum(marker.written.quads for marker in reading.markers(small[0]).values()),
    }  # fmt: skip
    assert "已有 4/4 个图" in said.err
