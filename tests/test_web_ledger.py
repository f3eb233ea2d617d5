"""The ledger page: facets, their counts, what is downloaded is what is shown."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient
from zeren.graph.build import build
from zeren.loaders.documents import Documents
from zeren.web.app import application
from zeren.web.settings import Settings

HTML = {"accept": "text/html"}
# The tasks of 2022 that print 公用事业处 under 牵头处室: （一） to （六）, （八）, （九）, （二十）.
LED = ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）", "（八）", "（九）", "（二十）"]


@pytest.fixture(scope="module")
def client(corpus_store: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(corpus_store))) as found:
        yield found


def tasks(client: TestClient, address: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = client.get(address, headers={"accept": "application/json"}).json()["tasks"]
    return found


def test_choices_narrow_together(client: TestClient) -> None:
    led = tasks(client, "/ledger?year=2022&unit=公用事业处&role=lead")
    assert [task["number"] for task in led] == LED
    october = tasks(client, "/ledger?month=2022-10")
    assert [task["number"] for task in october] == ["（一）", "（二）", "（十）", "（十一）"]
    assert tasks(client, "/ledger?year=2018&month=2022-10") == []


def test_a_facet_counts_what_a_click_would_show(client: TestClient) -> None:
    facets = client.get("/ledger?year=2022&unit=公用事业处&format=json").json()["facets"]
    assert facets["role"]["lead"] == len(LED)
    # （二十） is due in December like the others; of the nine, （五） names no time.
    led = client.get("/ledger?year=2022&unit=公用事业处&role=lead&format=json").json()["facets"]
    assert led["month"] == {"2022-10": 2, "2022-12": 5, "2022-08": 1, "none": 1}
    assert led["year"]["2022"] == len(LED)


def test_a_unit_is_found_by_any_name_or_a_part_of_one(client: TestClient) -> None:
    whole = tasks(client, "/ledger?year=2018&unit=郑州市城市管理局&role=lead")
    printed = tasks(client, "/ledger?year=2018&unit=市城管局&role=lead")
    assert printed == whole
    assert "城市道路管养提升" in [task["title"] for task in whole]
    assert len(tasks(client, "/ledger?year=2018&unit=城管局&role=lead")) >= len(whole)


def test_tables_hold_exactly_what_is_shown(client: TestClient) -> None:
    address = "year=2022&unit=公用事业处&role=lead"
    text = client.get(f"/ledger?{address}&format=csv").content.decode("utf-8-sig")
    assert [row["任务编号"] for row in csv.DictReader(io.StringIO(text))] == LED
    sent = client.get(f"/ledger.xlsx?{address}")
    assert sent.headers["content-type"].endswith("spreadsheetml.sheet")
    sheet = load_workbook(io.BytesIO(sent.content))["台账"]
    assert [sheet.cell(row, 4).value for row in range(2, sheet.max_row + 1)] == LED


def test_a_long_ledger_comes_in_pages_that_miss_nothing(client: TestClient) -> None:
    first, last, beyond = (client.get(f"/ledger?page={n}", headers=HTML).text for n in (1, 4, 99))
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last
    assert beyond.count("<tr role") == last.count("<tr role") == 1 + 190 - 150


def test_odd_addresses_are_answered(client: TestClient) -> None:
    for address in ("/ledger?path=x&page=-1&year=二", "/load?sort=?&year=x", "/calendar?month=%00", "/findings?kind=x"):
        assert client.get(address, headers=HTML).status_code == 200
    assert client.get("/continuity?from=2024&to=2018", headers=HTML).status_code == 400


def test_what_is_hostile_stays_text(tmp_path: Path) -> None:
    plan = "青山市2023年工作方案\n\n一、重点任务\n\n1．<script>alert(1)</script>整治。=1+1\n牵头单位：市<img src=x>局\n"
    (tmp_path / "恶.txt").write_text(plan, encoding="utf-8")
    build([tmp_path / "恶.txt"], tmp_path / "z.db", Documents())
    with TestClient(application(Settings(tmp_path / "z.db"))) as client:
        for path in ("/ledger", "/load?year=all", "/load?view=silent", "/calendar", "/findings", "/continuity"):
            page = client.get(f"{path}{'&' if '?' in path else '?'}unit=", headers=HTML)
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "<img src=x" not in page.text
        assert "&lt;script&gt;alert(1)" in client.get("/ledger", headers=HTML).text
        asked = client.get('/ledger?unit="><script>alert(2)</script>', headers=HTML)
        assert "<script>alert(2)" not in asked.text
