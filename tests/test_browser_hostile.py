"""Documents whose words are payloads, in a real browser: every page, map and result shows them as text."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import Visit, served
from zeren import build
from zeren.web.settings import Settings

BASE = "https://w3id.org/zeren"
SCRIPT = "<script>window.hacked=1</script>"
IMAGE = "<img src=x onerror=window.hacked=1>"
VECTOR = '"><svg onload=window.hacked=1>'
LINK = "[看](javascript:window.hacked=1)"
TURN = "\u202e"
TEXT = f"""郑州市{SCRIPT}局文件

郑州市{{year}}年{IMAGE}{SCRIPT}工作要点

一、重点{VECTOR}工作

1.整治{TURN}市容{SCRIPT}{IMAGE}。开展{VECTOR}{LINK}整治，javascript:window.hacked=1，{{year}}年10月底前
完成改造{{count}}条道路。
牵头单位：市{SCRIPT}局，责任单位：市公安局、市{IMAGE}局、市{VECTOR}局、javascript:window.hacked=1。

2.贯彻《{SCRIPT}{IMAGE}办法》{LINK}。{{year}}年12月底前完成率达到90%{VECTOR}。
牵头单位：市城管局，责任单位：市{LINK}局。
"""
FILES = {"一": 2019, "二": 2020, f"{VECTOR.replace('/', '')}{TURN}": 2021, "同年": 2021}
# What a payload would have left behind.
TRACES = 'img[src="x"], svg[onload], main script:not([src]):not([type="application/json"]), a[href^="javascript" i]'
INJECTED = f"""() => window.hacked !== undefined || document.body.innerText.includes('{TURN}')
  || document.querySelector('{TRACES}') !== null"""
PAGES = (
    "/", "/search?q=整治", f"/search?q={SCRIPT}{IMAGE}{TURN}", "/ledger", f"/ledger?unit={VECTOR}", "/units",
    "/continuity", "/continuity?view=chains", "/load?year=all", "/load?view=network", "/load?view=silent",
    "/conflicts", "/calendar", "/findings", "/decisions", f"/id/unit/{SCRIPT}",
)  # fmt: skip
BARE = {"/decisions"}  # has no word of theirs yet


@pytest.fixture(scope="module")
def visit(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("hostile")
    for count, (name, year) in enumerate(FILES.items(), start=10):
        (folder / f"{name}.txt").write_text(TEXT.format(year=year, count=count), "utf-8")
    build(sorted(folder.glob("*.txt")), folder / "zeren.db")
    with served(Settings(folder / "zeren.db", token="secret")) as address:
        found = Visit(chromium, address)
        yield found
        found.close()


def harm(visit: Visit) -> list[str]:
    """The frames in which a payload ran or became a part of the page, and what the browser told of."""
    told, visit.trouble[:] = [one for one in visit.trouble if "status of 404" not in one], []
    return told + [frame.url for frame in visit.page.frames if frame.evaluate(INJECTED)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_shows_payloads_as_text(visit: Visit, path: str) -> None:
    page = visit.open(path)
    assert harm(visit) == []
    assert "hacked" in page.inner_text("main") or path in BARE


def test_the_pages_of_all_things_show_payloads_as_text(visit: Visit) -> None:
    page = visit.open("/")
    plans = [str(d["iri"]) for d in page.request.get(f"{visit.address}/?format=json").json()]
    assert len(plans) == 4
    read = page.request.get(visit.address + plans[0].removeprefix(BASE) + "?format=json").json()
    things = {plans[0], *(t["iri"] for t in read["tasks"]), *(f["to"] for f in read["facts"] if f["to"])}
    assert len(things) >= 7
    for thing in sorted(things):
        visit.open(thing.removeprefix(BASE))
        assert harm(visit) == []
    said = visit.open(plans[0].removeprefix(BASE)).inner_text("main")
    assert all(words in said for words in (SCRIPT, IMAGE, VECTOR, LINK, "⟨U+202E⟩"))


@pytest.mark.parametrize("view", ["duties", "partners", "continuity"])
def test_the_map_shows_payloads_as_text(visit: Visit, view: str) -> None:
    page = visit.open(f"/map?view={view}")
    drawn = page.frame_locator("iframe.map")
    drawn.get_by_role("button", name="文字列表").click()
    drawn.locator("#panel button").nth(1).click()
    assert harm(visit) == []
    drawn.locator("#search").fill("hacked")
    assert "hacked" in drawn.locator("#hits").inner_text()
    assert harm(visit) == []


def test_the_editor_shows_payloads_as_text(visit: Visit) -> None:
    page = visit.open("/sparql?lang=zh")
    terms = "?t dcterms:title ?title ; zr:leadUnit/skos:prefLabel ?name"
    query = f"SELECT ?title ?name ?n {{ {terms} BIND(1 AS ?n) }}"
    page.evaluate("q => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(q)", query)
    page.click(".yasqe_queryButton:visible")
    page.wait_for_selector(".yasr table tbody tr:visible")
    assert "hacked" in page.inner_text(".yasr table tbody:visible")
    for name in ("chart", "network", "response"):
        page.click(f".select_{name}:visible")
        page.wait_for_timeout(100)
        assert harm(visit) == []


def test_a_payload_that_got_through_would_be_seen(visit: Visit) -> None:
    page = visit.open("/units")
    page.evaluate("told => document.querySelector('main').insertAdjacentHTML('beforeend', told)", IMAGE)
    page.wait_for_timeout(100)
    assert len(harm(visit)) >= 2  # the picture itself, and the browser telling that its handler was kept from running
