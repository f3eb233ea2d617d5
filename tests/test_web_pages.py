"""The pages of questions, units, tasks, documents and works, as a reader of the five documents would fill them."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from zeren import build
from zeren.web.app import application
from zeren.web.settings import Settings

HTML = {"accept": "text/html"}
BASE = "https://w3id.org/zeren"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    yield from served(tmp_path_factory.mktemp("pages"), [])


def served(folder: Path, files: list[Path]) -> Iterator[TestClient]:
    build(files, folder / "zeren.db")
    with TestClient(application(Settings(folder / "zeren.db"))) as found:
        yield found


def record(client: TestClient, path: str) -> Any:
    found = client.get(path, headers={"accept": "application/json"})
    assert found.status_code == 200
    return found.json()


def plan(client: TestClient, file: str) -> str:
    return next(str(d["iri"]).removeprefix(BASE) for d in record(client, "/") if d["file"].startswith(file))


def task(client: TestClient, file: str, number: str) -> str:
    found = record(client, plan(client, file))["tasks"]
    return next(str(t["iri"]).removeprefix(BASE) for t in found if t["number"] == number)


class Words(HTMLParser):
    """What the main part of a page says, without the notes of marks and the links of the margin."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"span", "a", "main"}:
            self.open.append(dict(attrs).get("class") in {"became", "to"})

    def handle_endtag(self, tag: str) -> None:
        if tag in {"span", "a", "main"}:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open and not any(self.open):
            self.said.append(data)


def words(page: str) -> str:
    """What a page says."""
    reader = Words()
    reader.feed(page[page.index("<main") : page.index("</main")])
    return "".join(reader.said)


def test_a_question_shows_what_was_understood_and_the_passage(client: TestClient) -> None:
    page = client.get("/search", params={"q": "厕所革命由谁负责"}, headers=HTML).text
    assert "主题：厕所革命" in words(page)
    assert "<mark>厕所革命</mark>" in page
    assert "市国土资源局" in words(page)
    assert "第 191 行" in words(page)  # where the task begins in the city's plan


def test_what_has_no_answer_says_why(client: TestClient) -> None:
    found = record(client, "/search?q=共享单车由谁管理")
    assert not found["answers"]
    page = client.get("/search", params={"q": "共享单车由谁管理"}, headers=HTML).text
    assert found["findings"][0] in html.unescape(page)


def test_a_question_is_narrowed_by_year_unit_and_role(client: TestClient) -> None:
    assert {a["task"]["year"] for a in record(client, "/search?q=建筑垃圾&year=2018")["answers"]} == {2018}
    assert not record(client, "/search?q=建筑垃圾&year=2022")["answers"]
    led = record(client, "/search?q=厕所革命&unit=市城管局&role=lead")["answers"]
    assert [a["task"]["number"] for a in led] == ["15"]


def test_the_tasks_that_hold_the_words_are_listed(client: TestClient) -> None:
    found = record(client, "/search?q=24小时开放公厕")["containing"]["tasks"]  # stands in both plans of 2018
    assert sorted(hit["task"]["number"] for hit in found) == ["15", "（十五）"]


def test_a_question_that_is_too_long_is_told_so(client: TestClient) -> None:
    assert client.get("/search", params={"q": "谁" * 400}, headers=HTML).status_code == 400


def test_a_task_tells_its_units_and_what_the_bureaus_plan_states_differently(client: TestClient) -> None:
    path = task(client, "001", "15")
    found = record(client, path)
    assert [u["printed"] for u in found["lead"]] == ["市城管局"]
    assert [u["printed"] for u in found["responsible"]][:3] == ["市发展改革委", "市规划局", "市国土资源局"]
    assert [(link["kind"], link["task"]["number"]) for link in found["links"]] == [("restated", "（十五）")]
    assert any("1210" in c["one_words"] + c["other_words"] for c in found["conflicts"])
    page = client.get(path, headers=HTML).text
    assert "数字不一" in page
    assert "同年重述" in page


def test_a_task_marks_its_lead_and_leads_to_the_unit(client: TestClient) -> None:
    page = client.get(task(client, "001", "15"), headers=HTML).text
    mark = re.search(r'<a class="is-lead" href="([^"]+)" aria-describedby="(n\d+)">市城管局</a>', page)
    assert mark
    assert f'id="{mark[2]}"' in page
    assert client.get(mark[1], headers=HTML).status_code == 200


def test_a_document_is_shown_word_for_word_with_its_marks(client: TestClient) -> None:
    path = plan(client, "001")
    source = record(client, path)["text"]
    page = client.get(path, headers=HTML).text
    shown = words(page)
    assert "".join(source.split()) in "".join(shown.split())
    assert 'href="/id/policy/' in page
    assert "郑政办文〔2018〕18号" in words(page)


def test_a_document_has_an_anchor_where_each_task_begins(client: TestClient) -> None:
    path = plan(client, "002")
    start = next(t["start"] for t in record(client, path)["tasks"] if t["number"] == "（十五）")
    assert f'id="c{start}"' in client.get(path, headers=HTML).text
    assert 'id="c7"' in client.get(f"{path}?at=7", headers=HTML).text


def test_a_report_shows_its_practices(client: TestClient) -> None:
    found = record(client, plan(client, "004"))
    assert (found["news"], len(found["practices"])) == (True, 12)
    assert "强引导防风险" in client.get(plan(client, "004"), headers=HTML).text


def test_what_hangs_on_a_document_has_its_own_page(client: TestClient) -> None:
    assert "市城管局" in client.get(f"{task(client, '001', '15')}/assignment/1", headers=HTML).text
    assert client.get(f"{plan(client, '001')}/task/999", headers=HTML).status_code == 404


def test_a_unit_tells_what_it_became_and_on_what_source(client: TestClient) -> None:
    page = words(client.get("/id/unit/郑州市城乡规划局", headers=HTML).text)
    assert "郑州市自然资源和规划局" in page
    assert "深化党和国家机构改革方案" in page
    assert "市规划局" in page  # as the plan of 2018 prints it


def test_a_unit_tells_its_tasks_by_year_and_role(client: TestClient) -> None:
    found = record(client, "/id/unit/郑州市城市管理局")
    held = [(t["year"], t["role"]) for t in found["tasks"] if t["file"].startswith("001") and t["number"] == "15"]
    assert held == [(2018, "lead")]
    assert "郑州市财政局" in [p["name"] for p in found["partners"]]
    assert {load["year"] for load in found["loads"]} == {2018, 2024}


def test_units_are_found_by_any_name_and_sorted(client: TestClient) -> None:
    assert [u["name"] for u in record(client, "/units?q=市规划局")] == ["郑州市城乡规划局"]
    leads = [u["lead"] for u in record(client, "/units?sort=lead")]
    assert leads == sorted(leads, reverse=True)
    assert all(u["lead"] + u["responsible"] for u in record(client, "/units?year=2022"))


def test_a_work_tells_who_works_under_it(client: TestClient) -> None:
    found = record(client, "/id/policy/郑政办〔2017〕48号")
    assert [(t["number"], t["relation"]) for t in found["tasks"]] == [("11", "basis")]
    assert [u["name"] for u in found["units"] if u["lead"]] == ["郑州市城市管理局"]
    assert "架空通信线入地改造实施方案" in client.get("/id/policy/郑政办〔2017〕48号", headers=HTML).text


def test_documents_are_filtered_by_year(client: TestClient) -> None:
    assert [d["year"] for d in record(client, "/?year=2018")] == [2018, 2018]
    assert record(client, "/?place=某市") == []


@pytest.mark.parametrize(
    "path", ["/search?q=厕所革命", "/units", "/id/unit/郑州市城市管理局", "/id/policy/郑政办〔2017〕48号"]
)
def test_each_page_is_data_too(client: TestClient, path: str) -> None:
    for accept in ("text/csv", "text/turtle", "application/n-triples", "application/ld+json"):
        found = client.get(path, headers={"accept": accept})
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(accept)
        assert len(found.text) > 100


EVIL = """郑州市<script>alert(1)</script>局文件

2020年"><img src=x onerror=alert(2)>工作要点

一、重点工作

1.整治\u202e<b>市容</b>。开展<script>alert(3)</script>整治，2020年底前完成改造10条。
牵头单位：市<script>alert(4)</script>局，责任单位：市公安局、市"><svg onload=alert(5)>局。

2.贯彻《<script>alert(6)</script>办法》。完成率达到90%。牵头单位：市城管局，责任单位：市财政局。
"""


def test_a_hostile_document_is_shown_as_text(tmp_path: Path) -> None:
    file = tmp_path / 'x"<script>\u202e.txt'
    file.write_text(EVIL, "utf-8")
    for client in served(tmp_path, [file]):
        path = str(record(client, "/")[0]["iri"]).removeprefix(BASE)
        read = record(client, path)
        things = {*(t["iri"] for t in read["tasks"]), *(f["to"] for f in read["facts"] if f["to"])}
        assert len(things) >= 7
        paths = ["/", path, "/units", "/search?q=<script>alert(1)</script>", *(t.removeprefix(BASE) for t in things)]
        for page in (client.get(p, headers=HTML).text for p in paths):
            assert not re.search(r'<(script(?! src="/static/)|img|svg|b>市容)', page)
            assert "\u202e" not in page
        assert "<script>alert(3)</script>" in words(client.get(path, headers=HTML).text)
