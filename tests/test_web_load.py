"""The pages of load, conflicts, calendar and findings over the bundled documents, and what they say of a faulty one."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from zeren.graph.build import build
from zeren.loaders.documents import Documents
from zeren.web.app import application
from zeren.web.pages import findings
from zeren.web.settings import Settings

HTML = {"accept": "text/html"}
JSON = {"accept": "application/json"}


@pytest.fixture(scope="module")
def client(corpus_store: Path) -> Iterator[TestClient]:
    with TestClient(application(Settings(corpus_store))) as found:
        yield found


def test_load_is_of_the_latest_year_and_can_be_sorted(client: TestClient) -> None:
    rows = client.get("/load", headers=JSON).json()
    assert {row["year"] for row in rows} == {2024}
    by_lead = [row["lead"] for row in client.get("/load?sort=lead&year=all", headers=JSON).json()]
    assert by_lead == sorted(by_lead, reverse=True)
    chances = [row["q"] for row in client.get("/load?sort=q", headers=JSON).json()]
    known = [q for q in chances if q is not None]
    assert chances[: len(known)] == sorted(known)
    page = client.get("/load?sort=q", headers=HTML).text
    assert 'aria-sort="ascending"' in page
    assert "负荷偏重" in page


def test_the_load_of_one_unit_is_what_the_plan_prints(client: TestClient) -> None:
    # 公用事业处 leads nine tasks of the plan of 2022 (see the ledger).
    (row,) = client.get("/load?year=2022&unit=公用事业处", headers=JSON).json()
    assert row["lead"] == 9


def test_silence_and_standing_have_their_pages(client: TestClient) -> None:
    silent = client.get("/load?view=silent&year=2022&gap=no deadline", headers=JSON).json()
    # Of 23 tasks 21 print 完成时限; （五） and （二十二） do not.
    assert [task["number"] for found in silent for task in found["tasks"]] == ["（五）", "（二十二）"]
    page = client.get("/load?view=network&year=2018", headers=HTML).text
    assert "郑州市城市管理局" in page


def test_both_sides_of_a_conflict_stand_beside_each_other(client: TestClient) -> None:
    page = client.get("/conflicts", headers=HTML).text
    assert "<mark>新设置果皮箱5825个</mark>" in page
    assert "<mark>新设置果皮箱5000个</mark>" in page
    words = [(c["one"]["words"], c["other"]["words"]) for c in client.get("/conflicts", headers=JSON).json()]
    assert ("新设置果皮箱5825个", "新设置果皮箱5000个") in words
    assert client.get("/conflicts?year=2024", headers=JSON).json() == []


def test_deadlines_stand_on_their_days(client: TestClient) -> None:
    found = client.get("/calendar?year=2022&unit=公用事业处", headers=JSON).json()
    own = [event for event in found["dated"] if event["kind"] == "deadline"]
    assert [event["task"]["number"] for event in own if event["day"] == "2022-08-31"] == ["（八）"]
    assert {event["day"][:7] for event in own} == {"2022-08", "2022-10", "2022-12"}
    assert all(event["day"] is None for event in found["undated"])


def test_a_calendar_can_be_subscribed_to(client: TestClient) -> None:
    sent = client.get("/calendar.ics?year=2022&unit=公用事业处")
    assert sent.headers["content-type"].startswith("text/calendar")
    assert sent.text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20220831" in sent.text
    assert "汛前" not in sent.text
    assert "2018" not in "".join(line for line in sent.text.splitlines() if line.startswith("DTSTART"))


def test_what_was_not_understood_is_listed_with_its_task(tmp_path: Path) -> None:
    plan = (
        "青山市2023年城市品质提升工作方案\n\n一、重点任务\n\n"
        "1．整治河道。完成整治。\n牵头单位：市城管局\n完成时限：2023年2月30日前\n"
        "2．防汛备汛。汛前完成清淤。\n牵头单位：市水利局\n完成时限：汛前\n"
    )
    (tmp_path / "青山.txt").write_text(plan, encoding="utf-8")
    build([tmp_path / "青山.txt"], tmp_path / "z.db", Documents())
    with TestClient(application(Settings(tmp_path / "z.db"))) as client:
        rows = client.get("/findings", headers=JSON).json()["findings"]
        assert [(row["kind"], row["file"]) for row in rows if row["kind"] == "impossible-date"] == [
            ("impossible-date", "青山.txt")
        ]
        page = client.get("/findings?kind=impossible-date", headers=HTML).text
        assert "整治河道" in page
        assert "不存在的日期" in page
        calendar = client.get("/calendar", headers=JSON).json()
        assert ("汛前", None) in [(event["words"], event["day"]) for event in calendar["undated"]]
        assert not [event for event in calendar["dated"] if event["words"] == "汛前"]


def test_only_the_first_reader_waits_for_a_long_check(corpus_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(findings, "SHAPES_WAIT", 2.0)
    monkeypatch.setattr(findings, "broken_shapes", lambda _: [] if done.wait(60) else None)
    with TestClient(application(Settings(corpus_store))) as client:
        assert "稍后刷新" in client.get("/findings", headers=HTML).text
        since = time.monotonic()
        assert not client.get("/findings", headers=JSON).json()["complete"]
        assert time.monotonic() - since < 1.0
        done.set()
        ends = time.monotonic() + 20
        while not client.get("/findings", headers=JSON).json()["complete"]:
            assert time.monotonic() < ends
