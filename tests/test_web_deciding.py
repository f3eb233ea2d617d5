"""Correcting in the browser: only with the token, only from our own forms, recorded as `zeren decide` does."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient
from zeren import build
from zeren.graph.identity.decisions import beside
from zeren.graph.identity.table import read
from zeren.graph.store import Store
from zeren.web.app import application
from zeren.web.settings import Settings
from zeren.web.signing import Signing

HTML = {"accept": "text/html"}
CORPUS = Path(__file__).parents[1] / "corpus"
# 2018: 加快公厕建设与改造 of the bureau restates “厕所革命” of the city.
ONE = "001_zhengzhou_jingxihua_2018.txt:15"
OTHER = "002_zhengzhou_chengguan_yaodian_2018.txt:（十五）"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    build(sorted(CORPUS.glob("00[12]_*.txt")), tmp_path / "zeren.db")
    return tmp_path / "zeren.db"


@pytest.fixture
def editing(store: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(store, token="secret")), follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, token: str = "secret") -> None:
    client.post("/sign-in", data={"name": "王 督查", "token": token, "back": "/units"})


def stamp(client: TestClient) -> str:
    page = client.get("/id/unit/郑州市城市管理局", headers=HTML).text
    found = re.search(r'name="stamp" value="([0-9a-f]+)"', page)
    return found[1] if found else ""


def test_without_edit_there_is_no_form_and_no_address(store: Path) -> None:
    with TestClient(application(Settings(store)), follow_redirects=False) as client:
        assert '<form class="decide"' not in client.get("/id/unit/郑州市城市管理局", headers=HTML).text
        assert client.post("/decide", data={"claim": "same"}).status_code == 405
        assert client.post("/sign-in", data={"token": ""}).status_code == 405
        assert "只供查看" in client.get("/decisions", headers=HTML).text


def test_only_the_token_opens_it(editing: TestClient) -> None:
    sign_in(editing, "guess")
    assert not stamp(editing)
    sign_in(editing)
    assert len(stamp(editing)) == 64
    cookie = next(iter(editing.cookies.jar))
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    assert "secret" not in str(cookie.value)


def test_a_decision_is_recorded_shown_and_taken_back(editing: TestClient, store: Path) -> None:
    sign_in(editing)
    form = {
        "claim": "unrelated",
        "words": [ONE, OTHER],
        "why": "两级任务分列",
        "stamp": stamp(editing),
        "back": "/units?x=1",
    }
    links = editing.get("/continuity?format=json").json()["links"]
    assert any({x["from"]["number"], x["to"]["number"]} == {"15", "（十五）"} for x in links)
    answer = editing.post("/decide", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/units?decided=")
    (made,) = read(beside(store))
    assert (made.claim, made.who, made.why) == ("unrelated", "王 督查", "两级任务分列")
    links = editing.get("/continuity?format=json").json()["links"]
    assert not any({x["from"]["number"], x["to"]["number"]} == {"15", "（十五）"} for x in links)
    assert "两级任务分列" in editing.get("/decisions", headers=HTML).text
    editing.post(
        "/decide", data={"claim": "undo", "words": made.id, "why": "看错了", "stamp": form["stamp"], "back": "/"}
    )
    assert [one.claim for one in read(beside(store))] == ["unrelated", "undo"]
    links = editing.get("/continuity?format=json").json()["links"]
    assert any({x["from"]["number"], x["to"]["number"]} == {"15", "（十五）"} for x in links)


def test_a_decision_that_has_no_effect_is_said_to_have_none(editing: TestClient) -> None:
    sign_in(editing)
    form = {"words": [ONE, OTHER], "why": "两级任务分列", "stamp": stamp(editing), "back": "/units"}
    first = editing.post("/decide", data=form | {"claim": "unrelated"}).headers["location"].rpartition("=")[2]
    second = editing.post("/decide", data=form | {"claim": "continues"}).headers["location"]
    assert second.startswith("/decisions?decided=")
    page = editing.get(second, headers=HTML).text
    assert re.search(rf'role="alert">[^<]*没有生效：与 {first} 矛盾', page)
    assert "没有生效" not in editing.get(f"/decisions?decided={'0' * 10}", headers=HTML).text


@pytest.mark.parametrize(
    ("change", "headers"),
    [
        ({"stamp": "0" * 64}, {}),
        ({}, {"origin": "http://elsewhere.example"}),
        ({}, {"sec-fetch-site": "cross-site"}),
        ({}, {"content-type": "text/plain"}),
        ({"why": "长" * 20_000}, {}),
    ],
)
def test_a_form_of_elsewhere_writes_nothing(
    editing: TestClient, store: Path, change: dict[str, str], headers: dict[str, str]
) -> None:
    sign_in(editing)
    form = {"claim": "unrelated", "words": [ONE, OTHER], "why": "x", "stamp": stamp(editing), "back": "/"} | change
    assert editing.post("/decide", data=form, headers=headers).status_code == 403
    assert not beside(store).exists()


def test_a_reader_who_has_not_signed_in_writes_nothing(editing: TestClient, store: Path) -> None:
    sign_in(editing)
    form = {"claim": "unrelated", "words": [ONE, OTHER], "why": "x", "stamp": stamp(editing), "back": "/"}
    editing.cookies.clear()
    assert editing.post("/decide", data=form).status_code == 403
    assert not beside(store).exists()


def test_while_someone_builds_nothing_is_written(editing: TestClient, store: Path) -> None:
    sign_in(editing)
    form = {"claim": "unrelated", "words": [ONE, OTHER], "why": "x", "stamp": stamp(editing), "back": "/"}
    with Store.writing(store):
        answer = editing.post("/decide", data=form)
    assert "另一个进程正在使用" in unquote(answer.headers["location"])
    assert not beside(store).exists()


@pytest.mark.parametrize("back", ["//evil.example", "http://evil.example/x", "/\\evil.example", "javascript:alert(1)"])
def test_no_form_leads_elsewhere(editing: TestClient, back: str) -> None:
    answer = editing.post("/sign-in", data={"name": "a", "token": "secret", "back": back})
    assert answer.headers["location"] == "/"


def test_guessing_is_slowed_down() -> None:
    signing = Signing("secret")
    assert [signing.knows("x") for _ in range(5)] == [False] * 5
    assert signing.knows("secret") is None
    assert signing.knows("secret", "10.0.0.9") is True, "who guesses shuts out no one else"


def test_a_cookie_of_another_run_is_no_ones() -> None:
    assert Signing("secret").name(Signing("secret").cookie("王")) == ""
    held = Signing("secret")
    assert held.name(held.cookie("王")) == "王"
    assert held.name("") == held.name("x.y") == ""


def test_the_server_answers_to_its_own_name_only(store: Path) -> None:
    with TestClient(application(Settings(store), "127.0.0.1"), base_url="http://rebound.example") as client:
        assert client.get("/", headers=HTML).status_code == 421
        assert client.get("/", headers=HTML | {"host": "localhost:8765"}).status_code == 200
