"""What a reader does, in a real browser: asks, opens, follows, filters, takes away; by mouse and by keyboard alone."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, served
from openpyxl import load_workbook
from zeren.web.settings import Settings


@pytest.fixture(scope="module")
def address(corpus_store: Path) -> Iterator[str]:
    with served(Settings(corpus_store)) as found:
        yield found


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Visit]:
    found = Visit(chromium, address)
    yield found
    found.close()


def test_a_question_leads_to_a_task_and_on_to_the_same_work_in_other_years(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.type("水气暖报装由谁牵头？")  # the field has the focus from the start
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert "水气暖报装" in page.inner_text(".understood")
    first = page.locator("main .card").first
    assert "水气暖" in "".join(first.locator("mark").all_inner_texts())
    assert "公用事业处" in first.inner_text()
    first.locator("h2 a").click()
    assert page.inner_text("h1") == "精简水气暖报装服务流程"
    assert page.locator(".chain [aria-current]").inner_text().startswith("2022")
    other = page.locator(".chain li", has_text="2024").locator("a").first
    title = other.inner_text()
    other.click()
    assert page.inner_text("h1") == title
    assert "2024 年" in page.inner_text("main > p.quiet")
    assert "精简水气暖报装服务流程" in page.inner_text(".chain")


def test_a_mark_in_a_plan_shows_what_it_became_when_pointed_at_or_reached_by_key(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name="城市精细化管理工作方案").click()
    page.mouse.move(0, 0)  # where the link was, there may now be a mark
    fact = page.locator(".fact:has(> a.is-lead)", has_text="市城管局").first
    note = fact.locator(".became")
    note.wait_for(state="hidden")
    fact.locator("> a").hover()
    assert note.is_visible()
    assert "郑州市城市管理局" in note.inner_text()
    page.keyboard.press("Escape")
    assert note.is_hidden()
    page.mouse.move(0, 0)
    fact.locator("> a").focus()
    assert note.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/unit/**")
    assert page.inner_text("h1") == "郑州市城市管理局"


def test_a_named_query_runs_in_the_editor(visit: Visit) -> None:
    page = visit.open("/sparql")
    assert page.locator(".parseErrorIcon").count() == 0
    page.select_option("#example", "co-responsibility")
    page.wait_for_selector(".yasr table tbody tr:visible")
    assert "郑州市城市管理局" in page.inner_text(".yasr table tbody:visible")


def test_the_map_is_filtered_where_it_stands(visit: Visit) -> None:
    page = visit.open("/map")
    drawn = page.frame_locator("iframe.map")
    assert drawn.locator("#count").inner_text().startswith("190 项任务")
    drawn.locator("#year").select_option("2022")
    assert drawn.locator("#count").inner_text().startswith("23 项任务")
    page.get_by_role("link", name="各年延续").click()
    visit.settle()
    assert "view=continuity" in page.url
    assert "延续图" in page.frame_locator("iframe.map").locator("h1").inner_text()


def test_the_ledger_is_taken_away_as_it_is_shown(visit: Visit) -> None:
    page = visit.open("/ledger")
    page.locator("summary", has_text="年度").click()
    page.locator(".values").get_by_role("link", name="2022", exact=True).click()
    assert "共 23 项任务" in page.inner_text(".tally")
    shown = page.eval_on_selector_all("table tbody tr", "rows => rows.map(r => r.cells[1].innerText.trim())")
    assert len(shown) == 23
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载 XLSX").click()
    assert waiting.value.suggested_filename == "台账.xlsx"
    book = load_workbook(io.BytesIO(Path(waiting.value.path()).read_bytes()))
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    number = heads.index("任务编号")
    assert [row[number] for row in rows if row[heads.index("年度")] == 2022] == shown
    assert len(rows) == 23


def test_the_calendar_is_there_to_subscribe(visit: Visit) -> None:
    page = visit.open("/calendar")
    path = page.get_by_role("link", name="订阅日历").get_attribute("href")
    found = page.request.get(visit.address + str(path))
    assert found.headers["content-type"].startswith("text/calendar")
    text = found.text()
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:20221031" in text  # 完成时限：2022年10月底, the first task of the plan of 2022


def test_everything_is_reached_by_the_keyboard_alone(visit: Visit) -> None:
    page = visit.open("/units")
    page.keyboard.press("Tab")
    assert held(page) == "跳到正文"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"
    page.keyboard.press("Shift+Tab")  # back over the switch of language and the button to the field
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("厕所革命由谁负责")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    wanted = page.locator(".card h2 a").first.inner_text()
    for _ in range(12):
        page.keyboard.press("Tab")
        if held(page) == wanted:
            break
    assert outlined(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/task/**")
    assert page.inner_text("h1") == wanted


def held(page: Any) -> str:
    """The words of what has the focus."""
    return str(page.evaluate("() => document.activeElement.innerText.trim()"))


def outlined(page: Any) -> bool:
    """Whether what has the focus is seen to have it."""
    return bool(page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"))


def test_the_english_switch_stays_and_goes_back(visit: Visit) -> None:
    page = visit.open("/ledger?year=2022")
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.inner_text("h1") == "Ledger"
    assert "23 tasks" in page.inner_text(".tally")
    page.get_by_role("link", name="Units", exact=True).click()
    assert page.locator("html").get_attribute("lang") == "en"  # kept without a word in the address
    page.get_by_role("link", name="中文").click()
    assert page.inner_text("h1") == "单位"
