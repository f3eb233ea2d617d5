"""The server's pages as a client sees them: forms, languages, headers, addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from zeren import build
from zeren.web.app import application
from zeren.web.negotiation import preferred
from zeren.web.settings import Settings

HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    store = tmp_path_factory.mktemp("web") / "zeren.db"
    build([], store)
    with TestClient(application(Settings(Path(store)))) as found:
        yield found


def test_the_first_page_lists_the_documents(client: TestClient) -> None:
    found = client.get("/", headers=HTML)
    assert found.status_code == 200
    assert "2018年城市管理工作要点" in found.text
    assert [row["tasks"] for row in client.get("/?format=json").json() if row["news"]] == [0]


def test_every_answer_tells_the_browser_to_run_nothing_of_others(client: TestClient) -> None:
    for path in ("/", "/id/nothing", "/static/zeren.css"):
        policy = client.get(path, headers=HTML).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("application/json", "application/json"),
        ("text/csv", "text/csv"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json, text/turtle;q=0.5", "application/ld+json"),
    ],
)
def test_a_thing_answers_in_the_form_that_is_asked_for(client: TestClient, accept: str, kind: str) -> None:
    found = client.get("/id/unit/郑州市城市管理局/机关相关处室", headers={"accept": accept})
    assert found.status_code == 200
    assert found.headers["content-type"].startswith(kind)
    assert "机关相关处室" in found.text


def test_what_cannot_be_sent_or_found_is_said(client: TestClient) -> None:
    assert client.get("/", headers={"accept": "image/png"}).status_code == 406
    assert client.get("/id/nothing", headers=HTML).status_code == 404


def test_the_interface_speaks_english_when_asked(client: TestClient) -> None:
    assert 'lang="en"' in client.get("/?lang=en", headers=HTML).text
    assert 'lang="zh-Hans"' in client.get("/", headers=HTML).text


def test_the_most_specific_range_decides() -> None:
    assert preferred("text/*;q=0.1, text/csv;q=0, */*;q=0.5", ["text/csv", "application/json"]) == "application/json"
    assert preferred("text/csv;q=0", ["text/csv"]) is None
