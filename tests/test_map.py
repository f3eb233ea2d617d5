"""Maps: one file without the network, still, always the same, and deaf to what documents try to inject."""

import html.parser
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from zeren.graph.duties import Duty, Holder
from zeren.graph.map import View, draw_duties, draw_partners, keep, page

EVIL = "</script><img src=x onerror=alert(1)>{{7*7}}"


def duty(number: int, leads: tuple[str, ...], shares: tuple[str, ...] = (), title: str = "排查校舍") -> Duty:
    def holders(names: tuple[str, ...]) -> tuple[Holder, ...]:
        return tuple(Holder(f"u:{n}", f"石泉市{n}", n, group=n.startswith("各")) for n in names)

    return Duty(
        iri=f"t:{number}", number=f"{number}.", title=title, file="石泉.txt", plan="p",
        plan_title="石泉市工作要点", year=2023,
        text=f"{title}。原文", leads=holders(leads), responsible=holders(shares),
    )  # fmt: skip


DUTIES = [duty(1, ("教育局",), ("财政局", "各县区")), duty(2, ("教育局",), ("财政局",)), duty(3, ("水利局",))]


class Outline(html.parser.HTMLParser):
    """Collects the tags of a page, its links, and what stands in its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "action", "data"}]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script":
            self.scripts.append(data)


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    return parser


def held(text: str, name: str) -> Any:
    start = text.index(f"const {name} = ") + len(f"const {name} = ")
    return json.JSONDecoder().raw_decode(text[start:])[0]


def test_tasks_are_joined_to_their_units() -> None:
    graph = draw_duties(DUTIES, 500).graph
    assert {t: sorted(graph[t]) for t in ("t:1", "t:2", "t:3")} == {
        "t:1": ["u:各县区", "u:教育局", "u:财政局"],
        "t:2": ["u:教育局", "u:财政局"],
        "t:3": ["u:水利局"],
    }
    assert graph.edges["t:1", "u:教育局"]["lead"]
    assert not graph.edges["t:1", "u:财政局"]["lead"]
    assert graph.nodes["u:各县区"]["kind"] == "group"


def test_units_are_joined_by_the_tasks_they_share() -> None:
    graph = draw_partners(DUTIES, 500).graph
    assert graph.edges["u:教育局", "u:财政局"]["weight"] == 2.0
    assert "u:水利局" not in graph


def test_what_is_left_out_is_said() -> None:
    many = [duty(n, ("教育局",), (f"{n}科",)) for n in range(40)]
    drawing = draw_duties(many, 30)
    assert len(drawing.graph) <= 30
    assert "未画出" in drawing.left_out
    assert draw_duties(DUTIES, 500).left_out == ""
    assert len(keep(drawing.graph, 500)) == len(drawing.graph)


@pytest.mark.parametrize("view", ["duties", "partners"])
def test_a_page_asks_nothing_of_the_network(view: View) -> None:
    text = page(DUTIES, view)
    found = outline(text)
    assert found.links == []
    assert "link" not in found.tags
    assert "default-src 'none'" in text
    assert "sourceMappingURL" not in text
    assert text.startswith("<!DOCTYPE html>")
    assert 'lang="zh-CN"' in text


@pytest.mark.parametrize("view", ["duties", "partners"])
def test_documents_cannot_inject(view: View) -> None:
    evil = [duty(1, (EVIL,), ("财政局", EVIL), EVIL)]
    clean, found = outline(page(DUTIES, view)), outline(page(evil, view))
    assert [t for t in found.tags if t != "li"] == [t for t in clean.tags if t != "li"]
    assert held(page(evil, view), "DETAILS")["t:1"]["title"] == EVIL


def test_a_click_shows_the_task_and_its_passage() -> None:
    details = held(page(DUTIES), "DETAILS")
    assert details["t:1"]["lead"] == [["u:教育局", "教育局"]]
    assert details["t:1"]["text"] == "排查校舍。原文"
    assert details["u:财政局"]["tasks"] == [["t:1", False], ["t:2", False]]
    assert details["u:财政局"]["name"] == "石泉市财政局"


@pytest.mark.parametrize("view", ["duties", "partners"])
def test_an_empty_graph_still_gives_a_page(view: View) -> None:
    assert "<!DOCTYPE html>" in page([], view)


def test_bytes_do_not_depend_on_the_hash_seed(corpus_store: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.html"
        command = [sys.executable, "-P", "-m", "zeren", "map", str(out), "--store", str(corpus_store), "--year", "2022"]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed})
        made.append(out.read_bytes())
    assert made[0] == made[1]


def test_nodes_do_not_lie_on_one_another(corpus_duties: list[Duty]) -> None:
    text = page([d for d in corpus_duties if d.year == 2022])
    start = text.index("new vis.DataSet(") + len("new vis.DataSet(")
    nodes = json.JSONDecoder().raw_decode(text[start:])[0]
    assert len({(n["x"], n["y"]) for n in nodes}) == len(nodes)
    assert all(isinstance(n["x"], int) for n in nodes)
