"""A query that asks too much is stopped, and its worker serves the next; none reaches the network."""

import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2 as httpx
import pytest
from served import serving
from zeren.graph.answering import Bounds, Public, Question, publish
from zeren.graph.store import Store
from zeren.queries.words import calls_out
from zeren.web.sparql.limits import Limits
from zeren.web.sparql.workers import Workers

ROWS = 1000
# 1000³ rows to count: hours.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LIMITS = Limits(seconds=2, rows=ROWS, size=200_000, memory=1 << 30, workers=2, waiting=2)
Served = tuple[str, Workers]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("limits") / "zeren.db"
    with Store.writing(path) as opened:
        opened.add("".join(f'<urn:s{n}> <urn:p> "{n}" <urn:g> .\n' for n in range(ROWS)))
    return path


@pytest.fixture(scope="module")
def served(store: Path) -> Iterator[Served]:
    with serving(store, LIMITS) as found:
        yield found


def asked(address: str, text: str, seconds: float = 30) -> httpx.Response:
    return httpx.get(address, params={"query": text}, timeout=seconds)


def running(workers: Workers) -> list[int]:
    processes = [lane._process for lane in workers._all]
    return [process.pid for process in processes if process is not None and process.poll() is None]


def test_a_cartesian_product_is_stopped_while_others_are_served(served: Served) -> None:
    address, _ = served
    with ThreadPoolExecutor(1) as pool:
        begun = time.monotonic()
        endless = pool.submit(asked, address, ENDLESS)
        time.sleep(0.3)
        times = []
        while not endless.done():
            start = time.monotonic()
            assert asked(address, "ASK {}").json()["boolean"] is True
            times.append(time.monotonic() - start)
        found, took = endless.result(), time.monotonic() - begun
    assert (found.status_code, "2 秒" in found.text) == (503, True)
    assert took < LIMITS.seconds + 8
    assert len(times) > 3
    assert (
        asked(address, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").json()["results"]["bindings"][0]["n"]["value"] == "1000"
    )


def test_a_row_too_many_gives_none_and_an_error(served: Served) -> None:
    address, _ = served
    whole = asked(address, "SELECT ?o { ?s ?p ?o }")
    assert len(whole.json()["results"]["bindings"]) == ROWS
    for text in (
        "SELECT ?o { { ?s ?p ?o } UNION { BIND(1 AS ?o) } }",
        "SELECT ?c ?f ?i { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "CONSTRUCT { ?a <urn:q> ?c } { ?a ?b ?x . ?d ?e ?c }",
    ):
        start = time.monotonic()
        found = asked(address, text)
        assert (found.status_code, "1,000" in found.text) == (403, True), found.text
        assert time.monotonic() - start < LIMITS.seconds


def test_an_answer_of_too_many_bytes_is_an_error(served: Served) -> None:
    address, _ = served
    found = asked(address, 'SELECT (CONCAT("' + "x" * 1000 + '", ?o) AS ?long) { ?s ?p ?o }')
    assert (found.status_code, "字节" in found.text) == (403, True)


def test_a_query_that_wants_all_memory_ends_alone(store: Path) -> None:
    swelling = "SELECT * { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(4)) + " } ORDER BY ?c0 ?c1 ?c2 ?c3"
    limits = Limits(seconds=60, rows=ROWS, memory=400 << 20, workers=1)
    with serving(store, limits) as (address, _):
        found = asked(address, swelling, 90)
        assert (found.status_code, "内存" in found.text) == (503, True)
        assert asked(address, "ASK {}").status_code == 200


def test_a_client_that_leaves_frees_its_worker(served: Served) -> None:
    address, workers = served
    for _ in range(4):
        with pytest.raises(httpx.TimeoutException):
            asked(address, ENDLESS, 0.3)
    start = time.monotonic()
    assert asked(address, "ASK {}").status_code == 200
    assert time.monotonic() - start < LIMITS.seconds
    assert workers._count == 0


def test_slow_queries_keep_nobody_waiting_for_long(store: Path) -> None:
    limits = Limits(seconds=6, workers=1, patience=0.5)
    with serving(store, limits) as (address, _), ThreadPoolExecutor(1) as pool:
        assert asked(address, "ASK {}").status_code == 200
        endless = pool.submit(asked, address, ENDLESS)
        time.sleep(0.5)
        start = time.monotonic()
        found = asked(address, "ASK {}")
        assert (found.status_code, "retry-after" in found.headers) == (503, True)
        assert time.monotonic() - start < 3
        assert endless.result().status_code == 503
        assert asked(address, "ASK {}").status_code == 200


def test_when_enough_wait_the_next_is_turned_away(store: Path) -> None:
    limits = Limits(seconds=1, workers=1, waiting=1)
    with serving(store, limits) as (address, _), ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda _: asked(address, ENDLESS), range(6)))
        turned = [answer for answer in found if "retry-after" in answer.headers]
        assert len(turned) == 4
        assert all(answer.status_code == 503 for answer in found)
        assert asked(address, "ASK {}").status_code == 200


def test_a_store_that_has_changed_is_read_anew(tmp_path: Path) -> None:
    places = {}
    for n in (1, 2):
        places[n] = tmp_path / str(n)
        with Store.writing(places[n]) as opened:
            opened.add(f'<urn:s> <urn:p> "{n}" <urn:g> .\n')
    now = [1]
    workers = Workers(lambda: (now[0], places[now[0]]), Limits(workers=1))
    try:
        for n in (1, 2):
            now[0] = n
            written = _answer(workers, "SELECT ?o { ?s ?p ?o }")
            assert written == f'?o\n"{n}"\n'
    finally:
        workers.close()


def _answer(workers: Workers, text: str) -> str:
    import asyncio

    written = asyncio.run(workers.answer(Question(text, solutions="text/tab-separated-values")))
    with written.file:
        return written.file.read().decode()


def test_workers_end_with_the_server(store: Path) -> None:
    with serving(store, LIMITS) as (address, workers):
        assert running(workers) == []
        asked(address, "ASK {}")
        assert len(running(workers)) == 1
        folder = Path(next(lane._scratch.name for lane in workers._all if lane._scratch))
        assert folder.exists()
    assert running(workers) == []
    assert not folder.exists()


SERVICE = "<http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
DISGUISES = [
    "SELECT * {{ SERVICE " + SERVICE,
    "SELECT * {{ service silent " + SERVICE,
    "SELECT * {{ SeRvIcE\n#x\n" + SERVICE,
    "SELECT * {{ SERVICE<http://127.0.0.1:{port}/>{{?s ?p ?o}}}}",
    "SELECT * {{ ?s ?p ?o.SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p 5SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p 5.SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p 'x'SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p 'x'@zh.SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p '''\\''''SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p '\\\\'SERVICE " + SERVICE,
    "SELECT * {{ ?s ?p <urn:a>SERVICE " + SERVICE,
    "SELECT * {{ FILTER(1<2)SERVICE " + SERVICE,
    "SELECT * {{ FILTER(1<2) SERVICE " + SERVICE + " #>",
    "SELECT * {{ BIND(<urn:x#y> AS ?x)SERVICE " + SERVICE,
    "PREFIX e: <urn:> SELECT * {{ ?s ?p e:a\\'SERVICE " + SERVICE + " #'",
    "PREFIX e: <urn:> SELECT * {{ ?s ?p e:a.SERVICE " + SERVICE,
    "PREFIX e: <urn:> SELECT * {{ ?s ?p e:SERVICE .SERVICE " + SERVICE,
    "SELECT * {{ OPTIONAL {{ SERVICE " + SERVICE + " }}",
    "SELECT * {{ {{ SELECT * {{ SERVICE " + SERVICE + " }} }}",
    "SELECT * {{ FILTER EXISTS {{ SERVICE " + SERVICE + " }}",
    "SELECT * {{ VALUES ?u {{ <http://127.0.0.1:{port}/> }} SERVICE ?u {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE " + SERVICE,
    "SELECT * {{ S\\U00000045RVICE " + SERVICE,
    "SELECT * {{ \ufeffSERVICE " + SERVICE,
    "SELECT * {{ \u017fERVICE " + SERVICE,
    "SELECT * {{ #\rSERVICE " + SERVICE,
    'SELECT * {{ ?s ?p "a\\u0022SERVICE ' + SERVICE + ' #"',
    "ASK FROM <http://127.0.0.1:{port}/> {{ ?s ?p ?o }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ SERVICE " + SERVICE,
    "DESCRIBE * {{ SERVICE " + SERVICE,
]  # fmt: skip


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[int, list[object]]]:
    """A server that nobody may call, and who did."""
    called: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, who = server.accept()
                except OSError:
                    return
                called.append(who)
                connection.close()

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield server.getsockname()[1], called
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize("form", DISGUISES)
def test_no_query_reaches_another_server(served: Served, listener: tuple[int, list[object]], form: str) -> None:
    port, called = listener
    found = asked(served[0], form.format(port=port))
    assert found.status_code in {400, 403} or form.startswith("ASK FROM"), found.text
    assert not called


def test_service_as_a_name_or_a_text_is_no_call(served: Served) -> None:
    for text in (
        "ASK { ?service ?p ?o }",
        'ASK { ?s ?p ?o FILTER(?o != "SERVICE <http://x/> {}") } # SERVICE <http://x/>',
        "PREFIX e: <urn:> ASK { ?s ?p ?o FILTER NOT EXISTS { ?s e:SERVICE <urn:SERVICE> } }",
    ):
        assert asked(served[0], text).json()["boolean"] is True


def test_a_worker_has_no_network_even_for_a_query_that_calls_out(store: Path) -> None:
    """The second wall, alone: the words are not looked at, and the engine is let run into it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{server.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        assert calls_out(text)
        workers = Workers(lambda: (1, store), Limits(seconds=5, workers=1))
        try:
            with pytest.raises(Exception, match="没有完成"):
                _answer(workers, text)
        finally:
            workers.close()
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


def test_what_is_published_has_the_facts_and_not_the_book_keeping(store: Path, tmp_path: Path) -> None:
    publish(store, tmp_path / "copy")
    with (tmp_path / "answer").open("w+b") as out:
        public = Public(tmp_path / "copy")
        public.answer(
            Question("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", solutions="text/csv"), out, Bounds(9, 999)
        )
        out.seek(0)
        assert out.read() == b"g\r\nurn:g\r\n"
