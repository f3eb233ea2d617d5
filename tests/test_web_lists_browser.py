"""The list pages in a real browser: drawn, and usable by keyboard."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import served
from zeren.web.settings import Settings


@pytest.fixture(scope="module")
def base(corpus_store: Path) -> Iterator[str]:
    with served(Settings(corpus_store)) as found:
        yield found


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
