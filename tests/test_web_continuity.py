"""The continuity pages: links by year and kind, chains, a link's own page, the drawing's data."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from zeren.web.app import application
from zeren.web.settings import Settings

HTML = {"accept": "text/html"}
JSON = {"accept": "application/json"}


@pytest.fixture(scope="module")
def client(corpus_store: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(corpus_store))) as found:
        yield found


def test_links_are_those_of_the_years_and_the_kind(client: TestClient) -> None:
    found = client.get("/continuity?from=2018&to=2022", headers=JSON).json()
    assert {(k["from"]["year"], k["to"]["year"]) for k in found["links"]} == {(2018, 2022)}
    handed = client.get("/continuity?kind=handed-over", headers=JSON).json()["links"]
    assert handed
    assert all(k["hands"] for k in handed)
    assert client.get("/continuity?kind=none", headers=HTML).status_code == 400


def test_the_restated_road_task_is_listed_with_both_its_pages(client: TestClient) -> None:
    # 2018: task 1 of the city's plan and （一） of the bureau's have the same 190 km of old drains.
    page = client.get("/continuity?from=2018&to=2018&kind=restated", headers=HTML).text
    row = next(row for row in page.split("<tr") if "城市道路管养提升" in row and "提升城市道路设施完好水平" in row)
    tasks = re.findall(r'href="(/id/plan/[^"]+)"', row)
    assert len(tasks) == 2
    assert all(client.get(address, headers=HTML).status_code == 200 for address in tasks)
    (address,) = re.findall(r'href="(/id/continuation/[^"]+)"', row)
    link = client.get(address, headers=HTML).text
    assert all(words in re.sub("<[^>]+>", "", link) for words in ("190公里老旧排水管道", "凭什么说是同一件事", "文字"))
    assert "<mark>" in link
    record = client.get(address, headers=JSON).json()
    assert (record["from"]["year"], record["to"]["year"], record["kind"]) == (2018, 2018, "restated")


def test_a_link_that_does_not_hold_is_not_found(client: TestClient) -> None:
    assert client.get("/id/continuation/0", headers=HTML).status_code == 404


def test_chains_go_over_three_years(client: TestClient) -> None:
    chains = client.get("/continuity", headers=JSON).json()["chains"]
    assert {tuple(task["year"] for task in chain) for chain in chains} == {(2018, 2022, 2024)}
    page = client.get("/continuity?view=chains", headers=HTML).text
    assert page.count('class="passed-on"') == min(20, len(chains))


def test_the_drawing_says_what_the_links_say(client: TestClient) -> None:
    page = client.get("/continuity", headers=HTML).text
    drawn = json.loads(re.findall(r'id="drawn">(.*?)</script>', page)[0])
    assert drawn["years"] == [2018, 2022, 2024]
    links = client.get("/continuity", headers=JSON).json()["links"]
    between = [k for k in links if k["from"]["year"] != k["to"]["year"]]
    assert sum(flow["value"] for flow in drawn["links"] if flow["kind"] not in {"new", "dropped"}) == len(between)
    assert "<script>" not in page


def test_the_table_of_links_is_for_spreadsheets_too(client: TestClient) -> None:
    text = client.get("/continuity?from=2018&to=2018&format=csv").text
    assert "190公里老旧排水管道" in text
    assert "('" not in text
