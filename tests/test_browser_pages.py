"""Every page in a real browser: silent, fit for a phone and for all readers, in both languages, asking nobody else."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import SIDEWAYS, SIZES, Visit, served
from zeren.web.settings import Settings

BUREAU = "/id/unit/郑州市城市管理局"
PATHS = {
    "home": "/", "nothing asked": "/search", "answers": "/search?q=厕所革命由谁负责",
    "no answer": "/search?q=共享单车由谁管理", "ledger of a year": "/ledger?year=2022",
    "units": "/units", "unit": BUREAU, "work": "/id/policy/郑政办〔2017〕48号", "continuity": "/continuity",
    "chains": "/continuity?view=chains", "dropped": "/continuity?view=dropped", "decisions": "/decisions",
    "load": "/load", "network": "/load?view=network", "silent": "/load?view=silent",
    "conflicts": "/conflicts", "calendar": "/calendar", "map": "/map",
    "map of years": "/map?view=continuity",
    "findings": "/findings", "editor": "/sparql", "no such thing": "/id/unit/无此单位",
    "asked wrongly": "/search?q=" + "谁" * 400,
}  # fmt: skip
FOUND = ("plan", "report", "task", "assignment", "continuation")  # their paths are read from the pages
QUICK = {"resultTypes": ["violations"], "preload": False, "elementRef": False}  # what is right is not told
LOUD = {"serious", "critical"}


@pytest.fixture(scope="module")
def address(corpus_store: Path) -> Iterator[str]:
    with served(Settings(corpus_store)) as found:
        yield found


@pytest.fixture(scope="module")
def paths(chromium: Any, address: str) -> dict[str, str]:
    """Where each page stands."""
    visit = Visit(chromium, address)
    page = visit.open("/")
    plan, report = (href(page, f"main td a:has-text('{words}')") for words in ("城市精细化管理", "加减乘除"))
    task = href(visit.open("/search?q=厕所革命由谁负责"), "main .card h2 a")
    link = href(visit.open("/continuity"), "main a[href^='/id/continuation/']")
    visit.close()
    return PATHS | {
        "plan": plan,
        "report": report,
        "task": task,
        "assignment": f"{task}/assignment/1",
        "continuation": link,
    }


def href(page: Any, what: str) -> str:
    return str(page.locator(what).first.get_attribute("href"))


@pytest.fixture(scope="module")
def visit(chromium: Any, address: str) -> Iterator[Visit]:
    found = Visit(chromium, address)
    yield found
    found.close()


@pytest.mark.parametrize("name", [*PATHS, *FOUND])
def test_a_page_is_silent_legible_and_no_wider_than_a_phone(visit: Visit, paths: dict[str, str], name: str) -> None:
    page = visit.open(paths[name])
    assert page.locator("h1").count() == 1
    assert serious(page) == "[]"
    page.set_viewport_size(SIZES["narrow"])
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(SIDEWAYS) <= 0
    assert serious(page, runOnly=["color-contrast"]) == "[]"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(SIZES["wide"])
    told, visit.trouble[:] = list(visit.trouble), []
    if name in {"no such thing", "asked wrongly"}:  # the browser tells of the status itself
        assert all(re.search("status of 40[04]", each) for each in told)
    else:
        assert told == []


def serious(page: Any, **how: Any) -> str:
    """What axe finds serious or critical on a page and in its frames, with the first element of each."""
    found = Axe().run(page, options=QUICK | how).response["violations"]
    return json.dumps([(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in LOUD], ensure_ascii=False)


def test_a_fault_would_be_seen(visit: Visit) -> None:
    page = visit.open("/units")
    faulty = "<p id=faulty>几乎看不见的一句话</p><input>"
    page.evaluate("told => document.querySelector('main').insertAdjacentHTML('beforeend', told)", faulty)
    page.evaluate(
        "() => { const p = document.getElementById('faulty'); p.style.color = '#ddd'; p.style.width = '3000px'; }"
    )
    assert {name for name, _ in json.loads(serious(page))} == {"label", "color-contrast"}
    assert page.evaluate(SIDEWAYS) > 0
    page.evaluate("() => console.log('heard')")
    page.evaluate("() => fetch('http://example.invalid/').catch(() => 0)")
    page.wait_for_timeout(50)
    told, visit.trouble[:] = " ".join(visit.trouble), []
    assert "heard" in told
    assert "example.invalid" in told
