"""The editor page in a real browser: a named query as table, chart and network; nothing asked of another server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import Visit, served
from playwright.sync_api import Page
from zeren.queries.named import catalogue
from zeren.web.settings import Settings
from zeren.web.sparql.editor import told


def test_the_script_is_told_every_query_ready_to_run_and_the_terms_in_both_languages() -> None:
    found = told("zh")
    assert set(found["queries"]) == {query.name for query in catalogue()}
    assert '"郑州市城市管理局"' in found["queries"]["co-responsibility"]
    assert found["classes"]["https://w3id.org/zeren/ns#Task"] == "任务"
    assert found["properties"]["http://www.w3.org/ns/org#unitOf"] == "所属"
    assert told("en")["properties"]["http://www.w3.org/ns/org#unitOf"] == "unit of"


@pytest.fixture(scope="module")
def address(corpus_store: Path) -> Iterator[str]:
    with served(Settings(corpus_store)) as found:
        yield found


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Page]:
    """The editor page; at the end there was no word on the console and no request to anyone else."""
    visit = Visit(chromium, address)
    yield visit.open("/sparql")
    visit.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_named_query_is_shown_as_table_chart_and_network(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.select_option("#example", "co-responsibility")
    page.wait_for_selector(".yasr table tbody tr:visible")
    assert "郑州市城市管理局" in page.inner_text(".yasr table tbody:visible")
    for name in ("chart", "network"):
        page.click(f".select_{name}:visible")
        page.wait_for_selector(".drawing canvas:visible")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_payload_in_an_answer_is_text(page: Page) -> None:
    payload = "<img src=x onerror=document.title=1><script>document.title=2</script>"
    page.evaluate(f"document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue({_query(payload)!r})")
    page.click(".yasqe_queryButton:visible")
    page.wait_for_selector(".yasr table tbody tr:visible")
    assert "onerror" in page.inner_text(".yasr table tbody:visible")
    for name in ("chart", "network"):
        page.click(f".select_{name}:visible")
        page.wait_for_selector(".drawing canvas:visible")
        page.hover(".drawing canvas:visible")
    assert "SPARQL" in page.title()  # and no console line says that something was kept from running


def _query(words: str) -> str:
    return f'SELECT * {{ VALUES (?a ?b ?n) {{ ("{words}" "{words}2" 1) ("x" "y" 2) }} }}'


def test_completion_knows_our_terms_by_their_chinese_names(page: Page) -> None:
    text = "PREFIX zr: <https://w3id.org/zeren/ns#>\nSELECT * { ?s zr:leadU"
    page.evaluate(
        f"() => {{ const c = document.querySelector('.tabPanel.active .CodeMirror').CodeMirror; c.setValue({text!r}); "
        "c.focus(); c.setCursor(c.lineCount(), 0); c.autocomplete(); }".replace("'\n'", "")
    )
    page.wait_for_selector(".CodeMirror-hints li")
    assert "zr:leadUnit" in page.inner_text(".CodeMirror-hints")
    assert "牵头" in page.inner_text(".CodeMirror-hints")
