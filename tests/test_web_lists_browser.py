"""The list pages in a real browser: drawn, usable by keyboard, nothing asked of others, no sideways scrolling."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from zeren.web.app import application
from zeren.web.serving import Address, listening
from zeren.web.settings import Settings

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="没有 Chromium（Debian 软件包 chromium）")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
PATHS = (
    "/ledger?year=2018", "/continuity", "/continuity?view=chains", "/continuity?view=dropped", "/load",
    "/load?view=network", "/load?view=silent", "/conflicts", "/calendar", "/findings",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(corpus_store: Path) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(application(Settings(corpus_store)), log_level="error"))
    with listening(Address("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark")])
def test_pages_are_quiet_and_fit(chromium: Any, base: str, width: int, scheme: str) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    trouble: list[str] = []
    page.on("console", lambda m: trouble.append(m.text))
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: trouble.append(r.url) if not r.url.startswith((base, "data:")) else None)
    for path in PATHS:
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert trouble == []
    page.close()


def test_pages_have_no_serious_fault_for_those_who_do_not_see(chromium: Any, base: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        page = chromium.new_page(viewport={"width": 400, "height": 800}, color_scheme=scheme, bypass_csp=True)
        for path in PATHS:
            page.goto(base + path)
            found = Axe().run(page).response["violations"]
            assert [(path, fault["id"]) for fault in found if fault["impact"] in {"serious", "critical"}] == []
        page.close()


def test_the_drawing_shows_the_years_and_its_words(chromium: Any, base: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{base}/continuity")
    page.wait_for_selector("#alluvial svg text")
    words = page.evaluate("[...document.querySelectorAll('#alluvial svg text')].map(e => e.textContent)")
    assert {"2018", "2022", "2024"} <= set(words)
    assert "延续" in page.inner_text("#legend")
    page.close()


def test_a_facet_is_opened_and_chosen_by_keyboard(chromium: Any, base: str) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{base}/ledger")
    page.focus(".facets summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**year=2024")
    assert "共 88 项任务" in page.inner_text("main")
    with page.expect_download() as sent:
        page.click("text=下载 XLSX")
    assert sent.value.suggested_filename == "台账.xlsx"
    page.close()
