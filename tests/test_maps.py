"""Maps as values: what is joined to what, where it stands, and a page that asks nothing of the network."""

import base64
import gzip
import hashlib
import html.parser
import json
import math
import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from mapping import DUTIES, EVIL, LINKS, duty, link
from zeren.cli import zeren
from zeren.graph.duties import Duty, register
from zeren.graph.maps.clusters import LEAF, TOP, clusters, leaves
from zeren.graph.maps.columns import heads
from zeren.graph.maps.known import known
from zeren.graph.maps.lettering import Dot, labels, width
from zeren.graph.maps.page import drawn, page, policy
from zeren.graph.maps.placing import placed, radii
from zeren.graph.maps.records import VIEWS, Known, View
from zeren.graph.maps.svg import svg
from zeren.graph.store import Store

KNOWN = Known(LINKS, {"u:教育局": ("市教育和体育局",)})
EVERY_VIEW = pytest.mark.parametrize("view", VIEWS)


class Outline(html.parser.HTMLParser):
    """Collects the tags of a page, its links, its event handlers, and what stands in its scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.within = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.within = tag == "script"
        self.links += [value or "" for name, value in attrs if name in {"src", "href", "action", "data"}]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.within:
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)

    def data(self, name: str) -> Any:
        return next(json.loads(text) for attrs, text in self.scripts if attrs.get("id") == f"map-{name}")


def crowd(tasks: int, circle: int = 5) -> list[Duty]:
    """Tasks of circles of units that share with one another only."""
    return [duty(n, (f"{n // 20}甲",), tuple(f"{n // 20}乙{n % circle}" for _ in range(1))) for n in range(tasks)]


def test_tasks_are_joined_to_their_units() -> None:
    drawing = drawn(DUTIES, "duties")
    assert {(j.one, j.other, j.role) for j in drawing.joints} == {
        ("t:2022/1", "u:教育局", "lead"), ("t:2022/1", "u:财政局", "share"), ("t:2022/1", "u:各县区", "share"),
        ("t:2023/1", "u:教育局", "lead"), ("t:2023/1", "u:财政局", "share"), ("t:2023/2", "u:教育局", "lead"),
        ("t:2023/2", "u:财政局", "share"), ("t:2023/3", "u:法院", "lead"),
    }  # fmt: skip
    assert drawing.nodes["u:各县区"].kind == "group"
    assert drawing.nodes["u:法院"].sort == "court"


def test_units_are_joined_by_the_tasks_they_share() -> None:
    drawing = drawn(DUTIES, "partners")
    pair = next(j for j in drawing.joints if {j.one, j.other} == {"u:教育局", "u:财政局"})
    assert pair.weight == 3
    assert [(t.year, t.lead, t.count) for t in pair.tallies] == [(2022, True, 1), (2023, True, 2)]
    assert "u:法院" not in drawing.nodes
    assert "1 个单位未画出" in drawing.left_out


def test_tasks_stand_in_columns_by_year() -> None:
    drawing = drawn(DUTIES, "continuity", KNOWN)
    spots = placed(drawing).spots
    across = {iri: x for iri, (x, _) in spots.items()}
    assert across["t:2022/1"] < across["t:2023/1"] == across["t:2023/2"] == across["t:2023/3"]
    assert spots["t:2023/3"][1] > max(spots[iri][1] for iri in ("t:2022/1", "t:2023/1", "t:2023/2"))
    assert [joint.role for joint in drawing.joints] == ["continued", "split"]
    assert [words for _, _, words in heads(drawing)] == ["2022 石泉市工作要点", "2023 石泉市工作要点"]


def test_many_plans_share_a_column_a_year() -> None:
    many = [replace(duty(n, ("教育局",), year=2020 + n % 2), plan=f"p:{n}", file=f"{n}.txt") for n in range(24)]
    drawing = drawn([replace(d, plan_title=d.plan) for d in many], "continuity")
    spots = placed(drawing).spots
    assert [words for _, _, words in heads(drawing)] == ["2020 年", "2021 年"]
    assert max(spots[d.iri][0] for d in many if d.year == 2020) < min(spots[d.iri][0] for d in many if d.year == 2021)


def test_what_is_left_out_is_said() -> None:
    many = [duty(n, ("教育局",), (f"{n}科",)) for n in range(40)]
    drawing = drawn(many, "duties", nodes=30)
    assert len(drawing.nodes) <= 30
    assert "--nodes" in drawing.left_out
    assert drawn(DUTIES, "duties").left_out == ""


@EVERY_VIEW
def test_a_page_asks_nothing_of_the_network(view: View) -> None:
    text = page(DUTIES, view, known=KNOWN)
    found = Outline(text)
    assert found.links == found.handlers == []
    assert not {"link", "iframe", "object", "embed"} & set(found.tags)
    assert "sourceMappingURL" not in text
    assert text.startswith("<!DOCTYPE html>")
    assert 'lang="zh-CN"' in text


def test_the_policy_names_every_script_that_runs_and_no_other() -> None:
    run = [text for attrs, text in Outline(page(DUTIES)).scripts if "type" not in attrs]
    hashes = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run}
    assert set(re.findall(r"'sha256-([^']+)'", policy())) == hashes
    assert policy().startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy()
    assert "unsafe-inline" not in policy().partition("script-src")[2].partition(";")[0]


@EVERY_VIEW
def test_documents_cannot_inject(view: View) -> None:
    evil = [
        duty(n, (EVIL,), ("财政局", f"各{EVIL}"), year, title=EVIL, plan=EVIL) for n, year in ((1, 2022), (1, 2023))
    ]
    told = Known(LINKS, {f"u:{EVIL}": (EVIL,)})
    text = page(evil, view, known=told)
    assert Outline(text).tags == Outline(page(DUTIES, view, known=KNOWN)).tags
    assert Outline(text).data("body")["tasks"][0]["title"] == EVIL


@EVERY_VIEW
def test_a_drawing_for_print_is_well_formed_and_shows_hostile_words_as_text(view: View) -> None:
    evil = [duty(1, (EVIL,), ("\x00\ud800财政局",), title=EVIL, plan=EVIL), *DUTIES]
    root = ET.fromstring(svg(evil, view, known=KNOWN))  # noqa: S314 - our own
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg",
        "title",
        "rect",
        "path",
        "circle",
        "text",
    }
    words = "".join(root.itertext())
    assert not re.search("[\u2028\u202e]", words)


def test_a_drawing_for_print_has_the_units_and_the_legend() -> None:
    words = [e.text for e in ET.fromstring(svg(DUTIES, "duties")).iter() if e.text]  # noqa: S314 - our own
    assert {"教育局", "财政局", "各县区", "法院", "牵头", "2023 石泉市工作要点"} <= set(words)


def test_the_body_tells_tasks_and_units_with_their_names_and_no_links_in_a_file() -> None:
    body = Outline(page(DUTIES, known=KNOWN)).data("body")
    school = next(u for u in body["units"] if u["iri"] == "u:教育局")
    assert school["names"] == ["石泉市教育局", "市教育和体育局", "教育局"]
    assert [lead for _, lead in school["tasks"]] == [True, True, True]
    assert body["tasks"][0]["text"] == "排查校舍1。原文"
    assert "url" not in body["tasks"][0]


def test_links_are_the_callers() -> None:
    body = Outline(page(DUTIES, link=lambda iri: f"/look/{iri}")).data("body")
    assert body["tasks"][0]["url"] == "/look/t:2022/1"
    assert {u["url"] for u in body["units"]} == {f"/look/u:{n}" for n in ("教育局", "财政局", "各县区", "法院")}


@EVERY_VIEW
def test_an_empty_graph_still_gives_a_page_and_a_drawing(view: View) -> None:
    assert "<!DOCTYPE html>" in page([], view)
    assert svg([], view).startswith("<svg")


@EVERY_VIEW
def test_the_same_tasks_give_the_same_bytes_and_stay_as_they_were(view: View) -> None:
    given = list(DUTIES)
    assert page(given, view, known=KNOWN) == page(list(DUTIES), view, known=KNOWN)
    assert tuple(given) == DUTIES


def test_bytes_do_not_depend_on_the_hash_seed(corpus_store: Path, tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        out = tmp_path / f"{seed}.html"
        code = (
            "import sys; from pathlib import Path; from zeren.graph.store import Store\n"
            "from zeren.graph.duties import duties\n"
            "from zeren.graph.maps.page import page\n"
            "with Store.reading(Path(sys.argv[1])) as s: Path(sys.argv[2]).write_text(page(duties(s, 2022)), 'utf-8')"
        )
        command = [sys.executable, "-P", "-c", code, str(corpus_store), str(out)]
        subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": seed})
        made.append(out.read_bytes())
    assert made[0] == made[1]


@pytest.mark.parametrize("view", ["duties", "partners"])
def test_dots_of_the_corpus_do_not_touch(corpus_duties: list[Duty], view: View) -> None:
    drawing = drawn(corpus_duties, view)
    spots, sizes = placed(drawing).spots, radii(drawing)
    ordered = sorted(spots)
    close = [
        (a, b)
        for n, a in enumerate(ordered)
        for b in ordered[:n]
        if math.dist(spots[a], spots[b]) < sizes[a] + sizes[b] + 1
    ]
    assert close == []


def test_labels_for_print_touch_nothing() -> None:
    dots = [
        Dot(f"{n:03}", n % 12 * 60, n // 12 * 45, 5 + n % 9, "市城市管理局" if n % 2 else "a", 14) for n in range(144)
    ]
    boxes = labels(dots)
    assert len(boxes) > 40
    for key, box in boxes.items():
        assert not [k for k, other in boxes.items() if k != key and box.meets(other)]
        for dot in dots:
            if dot.key != key:
                across = max(box.left - dot.x, 0, dot.x - box.right)
                assert math.hypot(across, max(box.top - dot.y, 0, dot.y - box.bottom)) >= dot.radius


def test_a_chinese_letter_is_as_wide_as_it_is_high() -> None:
    assert width("责任", 10) == 20


def test_a_large_map_is_parted_whole_and_into_what_can_be_read() -> None:
    drawing = drawn(crowd(1500), "duties")
    tree = clusters(drawing)
    assert tree
    assert sorted(tree.every) == sorted(drawing.nodes)
    for _, cluster in leaves(tree):
        assert not (cluster.members and cluster.parts)
        assert len(cluster.members) <= LEAF
        assert len(cluster.parts) <= 2 * TOP
    assert clusters(drawn(crowd(100), "duties")) is None


def test_one_unit_with_very_many_tasks_is_parted_too() -> None:
    tree = clusters(drawn([duty(n, ("教育局",)) for n in range(1200)], "duties"))
    assert tree
    assert max(len(cluster.members) for _, cluster in leaves(tree)) <= LEAF


def test_many_years_are_parted_by_place_and_by_what_hangs_together() -> None:
    duties = [duty(n, ("教育局",), year=year) for n in range(500) for year in (2022, 2023)]
    links = tuple(link(duties[at], duties[at + 1]) for at in range(0, 1000, 2))
    drawing = drawn(duties, "continuity", Known(links))
    home = {
        iri: path for path, cluster in leaves(clusters(drawing) or pytest.fail("one piece")) for iri in cluster.members
    }
    assert all(home[joint.one] == home[joint.other] for joint in drawing.joints)


def test_a_large_page_carries_all_of_it_and_is_small() -> None:
    text = page(crowd(1500), "duties")
    found = Outline(text)
    body = json.loads(gzip.decompress(base64.b64decode(found.data("body")["gzip"])))
    assert len(body["tasks"]) == 1500
    assert len(body["nodes"]) == found.data("head")["count"]
    assert len(text) < 1_500_000


def test_long_passages_are_cut_where_the_page_must_stay_small() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    letters = [chr(at) for at in range(0x4E00, 0x5A00)]
    many = [replace(d, text="".join(chance.choices(letters, k=400))) for d in crowd(4500)]
    text = page(many, "partners")
    assert len(text.encode()) <= 2_000_000
    body = json.loads(gzip.decompress(base64.b64decode(Outline(text).data("body")["gzip"])))
    assert {len(task["text"]) for task in body["tasks"]} == {body["longest"] + 2}
    assert all(task["text"] == f"{d.text[: body['longest']]}……" for task, d in zip(body["tasks"], many, strict=True))


def test_a_layout_is_kept_and_a_spoilt_one_is_made_anew(tmp_path: Path) -> None:
    fresh = page(DUTIES, layouts=tmp_path / "maps")
    (file,) = (tmp_path / "maps").iterdir()
    kept = json.loads(file.read_text("utf-8"))
    kept["spots"]["u:教育局"] = [12345, 6789]
    file.write_text(json.dumps(kept), "utf-8")
    assert "12345" in page(DUTIES, layouts=tmp_path / "maps")
    for spoilt in ("", "[]", '{"spots": {}, "clusters": {}, "tree": null}', '{"spots": {"a": "b"}}', "[" * 5000):
        file.write_text(spoilt, "utf-8")
        assert page(DUTIES, layouts=tmp_path / "maps") == fresh


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    assert page(DUTIES, layouts=tmp_path / "file" / "maps") == page(DUTIES)
    if os.geteuid():
        tmp_path.chmod(0o500)
        assert page(DUTIES, layouts=tmp_path / "maps") == page(DUTIES)


def test_a_store_tells_the_names_of_its_units(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as opened:
        told = known(register(opened).names)
    assert told.links == ()
    assert any("市城管局" in names for names in told.names.values())


@pytest.mark.parametrize("view", ["partners", "continuity"])
def test_the_command_writes_each_view(corpus_store: Path, tmp_path: Path, view: str) -> None:
    out = tmp_path / "图.svg"
    done = CliRunner().invoke(
        zeren, ["map", str(out), "--view", view, "--store", str(corpus_store)], standalone_mode=False
    )
    assert done.return_value == 0
    assert ET.fromstring(out.read_text("utf-8")).tag.endswith("svg")  # noqa: S314 - our own


def test_the_command_says_what_it_can_write(corpus_store: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(zeren, ["map", str(tmp_path / "a.png"), "--store", str(corpus_store)])
    assert "存为图片" in str(done.exception)
