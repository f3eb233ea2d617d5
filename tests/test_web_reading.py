"""A document read in a real browser: marks reached by keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import served
from zeren.web.settings import Settings


@pytest.fixture(scope="module")
def site(corpus_store: Path) -> Iterator[str]:
    with served(Settings(corpus_store)) as found:
        yield found


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
