"""Correcting in a real browser: signing in, a link marked as wrong on a task's page, the decision taken back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import SIDEWAYS, SIZES, Visit, served
from zeren import build
from zeren.graph.identity.decisions import beside
from zeren.graph.identity.table import read
from zeren.web.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture
def visit(chromium: Any, tmp_path: Path) -> Iterator[Visit]:
    build(sorted(CORPUS.glob("00[12]_*.txt")), tmp_path / "zeren.db")
    with served(Settings(tmp_path / "zeren.db", token="secret")) as address:
        found = Visit(chromium, address)
        yield found
        found.close()


def test_a_link_is_marked_as_wrong_and_the_decision_taken_back(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("/search?q=厕所革命由谁负责")
    page.locator(".card h2 a").first.click()
    task, title = page.url, page.inner_text("h1")
    assert page.locator("main .card").count() == 1  # 加快公厕建设与改造, the same work in the bureau's plan
    assert page.locator("form.decide").count() == 0

    visit.open("/decisions")
    page.get_by_label("姓名").fill("王督查")
    page.get_by_label("口令").fill("secret")
    page.get_by_label("口令").press("Enter")
    page.wait_for_load_state()
    visit.open("/continuity")
    page.locator("tr", has_text=title).locator("a[href^='/id/continuation/']").first.click()
    page.locator(".deciding summary").click()
    form = page.locator("form.decide", has=page.get_by_role("button", name="不是同一件事"))
    assert axe(page) == []
    page.set_viewport_size(SIZES["narrow"])
    assert page.evaluate(SIDEWAYS) <= 0
    form.locator("[name=why]").fill("两级<b>任务</b>分列")
    form.locator("button").click()
    page.wait_for_url("**decided=*")
    assert page.inner_text("h1") == title  # the link and its page are gone, the task is where one goes on
    assert "已记下判定" in page.inner_text("main")
    assert page.locator("main .card").count() == 0
    (made,) = read(beside(tmp_path / "zeren.db"))
    assert (made.claim, made.who, made.why) == ("unrelated", "王督查", "两级<b>任务</b>分列")

    visit.open("/decisions")
    assert "两级<b>任务</b>分列" in page.inner_text("main")
    assert axe(page) == []
    undo = page.locator("form.decide").first
    undo.locator("[name=why]").fill("看错了")
    undo.locator("button").click()
    page.wait_for_url("**decided=*")
    page.goto(task)
    assert page.locator("main .card").count() == 1


def axe(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [v["nodes"][0]["html"] for v in found if v["impact"] in {"serious", "critical"}]
