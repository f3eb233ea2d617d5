"""A document read in a real browser: marks by mouse and keys, nothing wider than a phone, no serious axe finding."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from zeren import build
from zeren.web.app import application
from zeren.web.serving import Address, listening
from zeren.web.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 Chromium（Debian 软件包 chromium）")
PATHS = ("/", "/search?q=厕所革命由谁负责", "/units", "/id/unit/郑州市城市管理局", "/id/policy/郑政办〔2017〕48号")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync", "--no-first-run"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("read") / "zeren.db"
    build([], store)
    server = uvicorn.Server(uvicorn.Config(application(Settings(store)), log_level="error"))
    with listening(Address("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


def opened(chromium: Any, address: str, width: int = 1280, scheme: str = "light") -> tuple[Any, list[str]]:
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(address)
    return page, trouble


def first_plan(chromium: Any, site: str) -> str:
    page, _ = opened(chromium, f"{site}/?year=2018")
    found = str(page.locator("main table a").nth(0).get_attribute("href"))
    page.close()
    return site + found


def test_a_mark_shows_what_it_became_by_keys_alone(chromium: Any, site: str) -> None:
    page, trouble = opened(chromium, first_plan(chromium, site))
    mark = page.locator("a.is-lead", has_text="市城管局").first
    note = page.locator(f"#{mark.get_attribute('aria-describedby')}")
    assert not note.is_visible()
    mark.focus()
    assert note.is_visible()
    assert "郑州市城市管理局" in str(note.text_content())
    page.keyboard.press("Escape")
    assert not note.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/id/unit/**")
    assert "郑州市城市管理局" in page.title()
    assert trouble == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_pages_fit_and_have_no_serious_finding(chromium: Any, site: str, width: int, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for address in (*(site + path for path in PATHS), first_plan(chromium, site)):
        page, trouble = opened(chromium, address, width, scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in {"serious", "critical"}] == []
        assert trouble == []
        page.close()
