"""Maps in a real browser: nothing overlaps or is asked of the network; all can be reached and is as text."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from mapping import DUTIES, EVIL, LINKS, duty
from zeren.graph.comparing import comparison
from zeren.graph.duties import register
from zeren.graph.maps.known import known
from zeren.graph.maps.page import page as made
from zeren.graph.maps.records import VIEWS, Known, View
from zeren.graph.store import Store

SIZES = {"wide": (1400, 900), "narrow": (400, 800)}
# What meets what: dots and dots, words and words, words and the dots of others; and the smallest letters.
OVERLAPS = """() => { const { nodes, words } = window.zerenMap.shown, met = [];
  const far = (a, b) => Math.hypot(a.at.x - b.at.x, a.at.y - b.at.y) >= a.r + b.r;
  const apart = (a, b) => a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
  nodes.forEach((a, i) => nodes.slice(0, i).forEach(b => { if (!far(a, b)) met.push([a.label, b.label]); }));
  words.forEach((a, i) => words.slice(0, i).forEach(b => { if (!apart(a, b)) met.push([a.text, b.text]); }));
  for (const w of words) for (const n of nodes) {
    const x = Math.max(w.left - n.at.x, 0, n.at.x - w.right), y = Math.max(w.top - n.at.y, 0, n.at.y - w.bottom);
    if (w.id !== n.id && Math.hypot(x, y) < n.r) met.push([w.text, n.label]);
  }
  const pen = document.createElement('canvas').getContext('2d');
  for (const w of words) {
    pen.font = w.font;
    if (pen.measureText(w.text).width > w.right - w.left + 1) met.push(['wider than its box', w.text]);
  }
  return { met, words: words.length, smallest: Math.min(...words.map(w => w.size)) }; }"""


class Seen:
    """A page that is looked at: what it asked for, and what it complained of."""

    def __init__(self, chromium: Any, file: Path, size: str = "wide", **how: Any) -> None:
        width, height = SIZES[size]
        self.page = chromium.new_page(viewport={"width": width, "height": height}, **how)
        self.asked: list[str] = []
        self.trouble: list[str] = []
        self.page.on("request", lambda r: self.asked.append(r.url))
        self.page.on("console", lambda m: self.trouble.append(m.text))
        self.page.on("pageerror", lambda e: self.trouble.append(str(e)))
        self.page.on("dialog", self.dismiss)
        self.file = file

    def dismiss(self, dialog: Any) -> None:
        self.trouble.append(dialog.message)
        dialog.dismiss()

    def open(self, fragment: str = "") -> Any:
        self.page.goto(self.file.as_uri() + fragment)
        self.page.evaluate("() => window.zerenMap.ready")
        self.page.wait_for_timeout(250)
        return self.page

    def close(self) -> None:
        self.page.close()
        assert self.trouble == []
        assert {url.partition("#")[0] for url in self.asked if not url.startswith(("blob:", "data:"))} == {
            self.file.as_uri()
        }


@pytest.fixture
def seen(chromium: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens pages, and sees at the end that none has complained or asked for anything."""
    every: list[Seen] = []

    def look(text: str, size: str = "wide", **how: Any) -> Seen:
        file = tmp_path / f"{len(every)}.html"
        file.write_text(text, "utf-8")
        every.append(Seen(chromium, file, size, **how))
        return every[-1]

    yield look
    for one in every:
        one.close()


@pytest.fixture(scope="module")
def corpus_maps(corpus_store: Path) -> dict[str, str]:
    with Store.reading(corpus_store) as opened:
        found = comparison(opened)
        told = known(register(opened).names, found.continuity.links)
        return {view: made(found.duties, view, known=told) for view in VIEWS}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_overlaps_and_letters_are_legible(corpus_maps: dict[str, str], seen: Any, view: str, size: str) -> None:
    found = seen(corpus_maps[view], size).open().evaluate(OVERLAPS)
    assert found["met"] == []
    assert found["words"] >= 15
    assert found["smallest"] >= 12


def test_a_unit_is_found_by_its_short_name_with_the_keyboard_alone(corpus_maps: dict[str, str], seen: Any) -> None:
    page = seen(corpus_maps["duties"]).open()
    page.focus("#search")
    page.keyboard.type("市城管局")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2") == "郑州市城市管理局"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('#panel') !== null")
    page.wait_for_timeout(400)
    assert unquote(page.evaluate("() => location.hash")).endswith("郑州市城市管理局")
    page.keyboard.press("Escape")
    assert page.is_hidden("#panel")


def test_a_click_on_a_dot_shows_the_passage(seen: Any) -> None:
    page = seen(made(DUTIES)).open()
    spot = page.evaluate("() => { const n = zerenMap.shown.nodes.find(n => n.label === '排查校舍2'); return n.at; }")
    page.mouse.click(spot["x"], spot["y"])
    assert page.inner_text("#panel blockquote") == "排查校舍2。原文"
    assert page.inner_text("#panel .chip.lead") == "教育局"


def test_filters_narrow_the_map_and_the_address_brings_them_back(seen: Any) -> None:
    one = seen(made(DUTIES))
    page = one.open()
    assert page.inner_text("#count") == "4 项任务，4 个单位，8 条关联"
    page.select_option("#year", "2023")
    assert page.inner_text("#count") == "3 项任务，3 个单位，5 条关联"
    page.select_option("#role", "lead")
    assert page.inner_text("#count") == "3 项任务，2 个单位，3 条关联"
    page.select_option("#sort", "court")
    assert page.inner_text("#count") == "1 项任务，1 个单位，1 条关联"
    page.wait_for_timeout(400)
    fragment = page.evaluate("() => location.hash")
    again = one.open(fragment)
    assert again.inner_text("#count") == "1 项任务，1 个单位，1 条关联"
    assert again.input_value("#sort") == "court"


def test_partners_are_weighed_anew_for_a_year(seen: Any) -> None:
    page = seen(made(DUTIES, "partners")).open()
    assert page.inner_text("#count") == "3 个单位，3 条关联"
    page.select_option("#year", "2023")
    assert page.inner_text("#count") == "2 个单位，1 条关联"
    assert page.evaluate("() => zerenMap.shown.edges[0].shown") == 2


def test_a_year_brings_the_whole_history_of_its_tasks(seen: Any) -> None:
    page = seen(made(DUTIES, "continuity", known=Known(LINKS))).open()
    page.select_option("#year", "2022")
    assert page.inner_text("#count") == "3 项任务，2 条关联"
    page.get_by_role("button", name="文字列表").click()
    page.get_by_role("button", name="排查校舍1（2022）").click()
    assert "后续" in page.inner_text("#panel")
    assert "拆分，可信 0.8" in page.inner_text("#panel")


def test_a_click_on_a_link_shows_both_passages(seen: Any) -> None:
    page = seen(made(DUTIES, "continuity", known=Known(LINKS))).open()
    one, two = page.evaluate("() => zerenMap.shown.edges[0], zerenMap.shown.nodes.slice(0, 2).map(n => n.at)")
    page.mouse.click((one["x"] + two["x"]) / 2, (one["y"] + two["y"]) / 2)
    assert page.inner_text("#panel h2") == "延续"
    assert page.locator("#panel blockquote").all_inner_texts() == ["排查校舍1。原文", "排查校舍1。原文"]


def test_the_drawing_is_moved_by_arrow_keys(seen: Any) -> None:
    page = seen(made(DUTIES)).open()
    page.focus("#network .vis-network")
    before = page.evaluate("() => zerenMap.network.getViewPosition().x")
    page.keyboard.press("ArrowRight", delay=200)
    assert page.evaluate("() => zerenMap.network.getViewPosition().x") != before


def test_the_legend_is_a_row_of_switches(seen: Any) -> None:
    page = seen(made(DUTIES)).open()
    button = page.locator("#legend button", has_text="责任、配合")
    assert button.get_attribute("aria-pressed") == "true"
    button.press("Enter")
    assert page.inner_text("#count") == "4 项任务，2 个单位，4 条关联"
    assert page.locator("#legend button", has_text="责任、配合").get_attribute("aria-pressed") == "false"


@pytest.mark.parametrize("view", VIEWS)
def test_hostile_words_are_shown_as_text(seen: Any, view: View) -> None:
    evil = [duty(n, (EVIL,), ("财政局",), year, title=EVIL, plan=EVIL) for n, year in ((1, 2022), (1, 2023))]
    page = seen(made(evil, view, known=Known(LINKS, {f"u:{EVIL}": (EVIL,)}))).open()
    page.fill("#search", "img")
    page.locator("#hits button").first.click()
    assert "<img src=x onerror=alert(1)>{{7*7}}" in page.inner_text("#panel h2")
    assert "\u202e" not in page.inner_text("body")
    assert page.locator("img").count() == 0


def test_a_large_map_opens_its_clusters_on_demand(seen: Any) -> None:
    many = [duty(n, (f"{n // 20}局",), (f"{n // 20}处", f"{n // 200}委")) for n in range(1500)]
    page = seen(made(many)).open()
    assert "点击一组即展开" in page.inner_text("#count")
    assert page.evaluate(OVERLAPS)["met"] == []
    page.get_by_role("button", name="文字列表").click()
    page.locator("#panel ol button").first.click()
    assert "项任务" in page.inner_text("#count")
    assert page.inner_text("#trail").startswith("全图")
    page.fill("#search", "37处")
    page.locator("#hits button").first.click()
    assert page.inner_text("#panel h2") == "石泉市37处"
    assert page.evaluate("() => zerenMap.shown.ids.has(zerenMap.state.chosen)")
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert page.evaluate(OVERLAPS)["met"] == []
    page.locator("#trail button").first.click()
    assert "点击一组即展开" in page.inner_text("#count")


def test_a_picture_can_be_kept(seen: Any) -> None:
    page = seen(made(DUTIES)).open()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="存为图片").click()
    assert waiting.value.suggested_filename == "责任图.png"
    assert Path(waiting.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_served_page_links_to_the_pages_of_things(seen: Any) -> None:
    page = seen(made(DUTIES, link=lambda iri: f"/look?{iri}")).open("#at=t%3A2023%2F1")
    assert page.get_by_role("link", name="打开详细页面").get_attribute("href") == "/look?t:2023/1"


def test_dark_and_light_are_the_readers(seen: Any) -> None:
    grounds = [
        seen(made(DUTIES), color_scheme=scheme).open().evaluate("() => getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert grounds == ["rgb(251, 250, 247)", "rgb(20, 25, 29)"]


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_serious(corpus_maps: dict[str, str], seen: Any, size: str) -> None:
    page = seen(corpus_maps["duties"], size, bypass_csp=True).open()
    page.get_by_role("button", name="文字列表").click()
    page.add_script_tag(path=str(files("axe_playwright_python") / "axe.min.js"))
    found = page.evaluate("() => axe.run()")
    serious = [(v["id"], v["nodes"][0]["html"]) for v in found["violations"] if v["impact"] in {"serious", "critical"}]
    assert json.dumps(serious, ensure_ascii=False) == "[]"
