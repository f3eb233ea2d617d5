"""The report: one page that says what the records say, asks nothing of the network, and is deaf to hostile text."""

import base64
import hashlib
import html.parser
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import zeren
from zeren.errors import UsageError
from zeren.graph.comparing import named
from zeren.graph.conflicts import Conflict
from zeren.graph.continuity.records import Chain, Changes, Continuation, Continuity, Evidence, Kind, Outcome, UnitTie
from zeren.graph.duties import Duty, Holder
from zeren.graph.load.records import Load, Silence, Standing
from zeren.graph.load.records import Test as Against
from zeren.graph.report.charts import Flow, alluvial, calendar, dues, flows, heat
from zeren.graph.report.ends import ends
from zeren.graph.report.gathering import gathered
from zeren.graph.report.page import page
from zeren.graph.report.passages import passage
from zeren.graph.report.records import ECHARTS, Chapter, Judgement, ReportData, Source, sources, versions
from zeren.graph.report.view import ALONE, between, loads
from zeren.graph.report.words import plain
from zeren.graph.store import Store

EVIL = "</script><img src=x onerror=alert(1)>{{7*7}}\u2028\u202e\ud800']]>--><!--"
EVIL_SHOWN = "</script><img src=x onerror=alert(1)>{{7*7}} ⟨U+202E⟩⟨U+D800⟩']]>--><!--"
VENDORED = Path(zeren.__file__).parent / "graph/templates/vendor/echarts"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def holder(name: str) -> Holder:
    return Holder(f"u:{name}", f"石泉市{name}", name)


def duty(year: int, number: int, lead: str = "", shares: str = "", **more: Any) -> Duty:
    text = more.pop("text", f"{number}. 排查校舍{number}处。")
    return Duty(
        iri=f"t:{year}/{number}", number=f"{number}.", title=more.pop("title", f"{year}年任务{number}"),
        file=f"石泉{year}.txt", plan=f"p:{year}", plan_title=f"石泉市{year}年工作要点", year=year,
        text=text, start=100, end=100 + len(text), line=number * 10,
        leads=tuple(map(holder, lead.split())), responsible=tuple(map(holder, shares.split())), **more,
    )  # fmt: skip


def link(one: Duty, other: Duty, kind: Kind, **more: Any) -> Continuation:
    ties = (UnitTie("规划局", "资源规划局", "renamed"),)
    evidence = Evidence(0.71, 1.0, None, 0.5, 0.25, ("排查", "校舍"), ties, ("《校舍条例》",), (103, 105), (103, 105))
    return Continuation(one, other, kind, 0.7, 0.86, evidence, more.pop("changes", Changes()), **more)


A1, A2, A3 = duty(2018, 1, "教育局"), duty(2018, 2, "教育局"), duty(2018, 3, shares="财政局 水利局")
B1 = duty(2022, 1, "教育局", deadline="6月底前", due="2022-06-30")
B2 = duty(2022, 2, "财政局", due="2022-12-31", milestones=(("6月底", "2022-06-30"), ("汛前", None)))
B3 = duty(2022, 3, "水利局")
C1 = duty(2024, 1, "教育局")
MOVED = Changes(
    leads_in=("财政局",), leads_out=("教育局",), deadline=(None, "年底前"), targets=(("不少于80%", "不少于95%"),)
)  # fmt: skip
FIRST, HANDED, NEXT = link(A1, B1, "continued"), link(A2, B2, "handed over", changes=MOVED), link(B1, C1, "continued")
DROPPED = Outcome(A3, "dropped", 2022, B3, 0.31, "只有“一张网”相同")
NEW = Outcome(B3, "new", 2018, None, None, "没有字面相近的任务")
HEAVY = Load(
    "石泉市教育局",
    "u:教育局",
    2018,
    2,
    0,
    2.0,
    0.67,
    0.001,
    0.003,
    "overloaded",
    peers="委办局",
    tests=(Against("even share", 0.67, 0.001, 0.003),),
    busiest=(4, "2018-06-01", "2018-06-30"),
    expanded=3.5,
)
LIGHT = Load("石泉市财政局", "u:财政局", 2018, 0, 1, 0.5, 0.67, None, None, "too few to tell")
SOURCES = (
    Source(
        "p:2018",
        "石泉2018.txt",
        "石泉市2018年工作要点",
        news=False,
        sha256="ab" * 32,
        year=2018,
        issuer="石泉市政府",
        number="石政〔2018〕7号",
        issued="2018-03-01",
        place="石泉市",
    ),
    Source("p:2022", "石泉2022.txt", "石泉市2022年工作要点", news=False, sha256="cd" * 32, year=2022, draft=True),
    Source("p:none", "石泉旧.txt", "石泉市工作方案", news=False, sha256="ef" * 32),
)
CHAPTER = Chapter(
    place="石泉市",
    sources=SOURCES,
    duties=(A1, A2, A3, B1, B2, B3, C1),
    continuity=Continuity((FIRST, HANDED, NEXT), (DROPPED,), (NEW,), (Chain((FIRST, NEXT)),)),
    loads=(HEAVY, LIGHT),
    standings=(Standing("石泉市教育局", "u:教育局", 2018, 12, 5, 0.125, 3, 1),),
    silences=(Silence("no lead", 2018, (A3,)), Silence("never leads", 2018, (A3,), "石泉市水利局", "u:水利局")),
    conflicts=(Conflict(A1, A2, "figure", "校舍1处", "校舍2处", (105, 109), (105, 109)),),
)
DECISION = Judgement("1a2b", "财政局 与 财税局 是同一单位", "王某", "2026-03-01", "<b>同一机构</b>", "in-force")
AGAINST = Judgement("3c4d", "财政局 与 财税局 不是同一单位", "李某", "2026-03-02", "误认", "in-conflict")
DATA = ReportData(
    sources=SOURCES,
    chapters=(CHAPTER,),
    judgements=(DECISION, AGAINST),
    hashes=("ab" * 32, "cd" * 32, "ef" * 32),
    versions=(("zeren", "9.8.7"), ("Python", "3.11.0")),
)


def report(**held: Any) -> ReportData:
    """A report of one place with these findings, and one document that the page may list."""
    return ReportData(sources=SOURCES[:1], chapters=(Chapter(place="石泉市", **held),))


class Outline(html.parser.HTMLParser):
    """Collects a page's tags, its links, its scripts, and the words of each section."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.links: list[str] = []
        self.scripts: list[str] = []
        self.policy = ""
        self.words: dict[str, str] = {"": ""}
        self.section = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        held = dict(attrs)
        self.links += [held[name] or "" for name in ("src", "href", "action", "data", "srcset") if name in held]
        if tag == "section":
            self.section = held["id"] or ""
            self.words[self.section] = ""
        if held.get("http-equiv") == "Content-Security-Policy":
            self.policy = held["content"] or ""

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script" and data.strip():
            self.scripts.append(data)
        elif self.tags and self.tags[-1] != "style":
            self.words[self.section] += data


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    return parser


@pytest.fixture(scope="module")
def found() -> Outline:
    return outline(page(DATA))


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("", ["石泉市 2018—2024", "本报告由程序从文件中读出"]),
        ("documents", ["〔文1〕", "石泉市2018年工作要点", "石政〔2018〕7号", "2018-03-01", "征求意见稿", "ab" * 32]),
        ("documents", ["石泉市工作方案 年度不详，未参加比较"]),
        ("flows", ["2018 → 2022", "2022 → 2024", "教育局", "财政局"]),
        ("load", ["教育局 同类：委办局202.00展开统称 3.500.670.003", "▲ 负荷偏重", "样本太少", "4 项", "0.125"]),
        ("load", ["负荷与任务数，各占一半", "共担", "伙伴", "桥梁", "瓶颈", "圈子"]),
        (
            "chains",
            [
                "2018 → 2022 → 2024",
                "2018年任务1",
                "2022年任务1",
                "2024年任务1",
                "排查校舍1处",
                "可信 0.86",
                "文字 0.71，单位 1.00，数字 0.50，章节 0.25",
                "共有词 排查、校舍",
                "规划局 → 资源规划局（更名）",
                "《校舍条例》",
                "〔文1〕1.，第 10 行",
            ],
        ),
        (
            "handoffs",
            ["教育局 → 财政局", "－教育局　＋财政局", "未写 → 年底前", "不少于80% → 不少于95%", "2.排查校舍2处"],
        ),
        (
            "dropped",
            ["共 1 项", "2018 → 2022", "〔文1〕3.", "2018年任务3", "2022年任务3", "只有“一张网”相同", "可信 0.31"],
        ),
        ("new", ["共 1 项", "2018 → 2022", "没有相近的任务", "没有字面相近的任务"]),
        ("conflicts", ["数字不一", "校舍1处 ≠ 校舍2处"]),
        ("calendar", ["2022-06-30", "2022-12-31"]),
        (
            "silent",
            ["无牵头单位 · 2018（1 项，当年共 3 项）", "从不牵头 · 2018（1 个单位）", "水利局（1 项）"],
        ),
        ("decisions", ["是同一单位", "王某", "2026-03-01", "<b>同一机构</b>", "生效", "李某", "矛盾"]),
        ("method", ["Method in brief", "zeren 9.8.7", "Python 3.11.0", DATA.fingerprint, "全部 3 份文件", "（1 项）"]),
    ],
)
def test_the_page_says_what_the_records_say(found: Outline, section: str, said: list[str]) -> None:
    words = re.sub(r"\s*\n\s*", "", found.words[section])
    assert [part for part in said if part not in words] == []


def test_what_a_chain_shows_is_not_told_twice(found: Outline) -> None:
    assert "两份计划之间" not in found.words["chains"]
    twice = Continuity((FIRST, NEXT), chains=(Chain((FIRST, NEXT)),) * 2)
    again = outline(page(report(duties=CHAPTER.duties, continuity=twice)))
    assert again.words["chains"].count("原文见“延续”") == 3


def test_an_empty_graph_gives_one_sentence() -> None:
    found = outline(page(ReportData()))
    assert set(found.words) == {""}
    assert re.sub(r"\s+", "", found.words[""]).endswith("责任报告图谱中还没有文件；先运行zerenbuild。")
    assert {"section", "nav", "script"} & set(found.tags) == set()


def test_what_is_not_there_is_said_in_one_line() -> None:
    text = page(report(duties=(A1, B1), continuity=Continuity((FIRST,))))
    assert "没有找到：单位负荷、移交、拆分与合并、未再出现、新出现、同年重述、表述不一、空白之处。" in text
    alone = page(report(duties=(A1,), loads=(HEAVY,)))
    assert "有年度的计划不足两份，没有可以比较的。" in alone
    assert "没有找到：期限日历、空白之处。" in alone
    assert set(outline(alone).words) == {"", "documents", "load", "method"}


def test_figures_and_tables_are_numbered_as_they_come(found: Outline) -> None:
    words = "".join(found.words.values())
    assert re.findall("图 ([0-9]+)　", words) == ["1", "2", "3"]
    tables = re.findall("表 ([0-9]+)　", words)
    assert tables == [str(n) for n in range(1, len(tables) + 1)]
    alone = "".join(outline(page(report(duties=(A1,), loads=(HEAVY,)))).words.values())
    assert re.findall("[图表] [0-9]+", alone) == ["图 1", "表 1"]


def test_places_are_told_apart() -> None:
    other = Chapter("乐泉市", (), (B1, C1), Continuity((NEXT,)), loads=(HEAVY,))
    text = page(ReportData(SOURCES, (CHAPTER, other), ("甘泉县", "清泉县")))
    found = outline(text)
    assert {"#p1-place", "#p2-place", "#p1-flows", "#p2-flows"} <= set(found.links)
    assert not {"#flows", "#p2-handoffs"} & set(found.links)
    assert "另有 2 个未列：甘泉县、清泉县；用 zeren report OUT.html --place 地名 选一个" in text
    drawn = json.loads(found.scripts[0])["chapters"]
    assert [one["alluvial"]["years"] for one in drawn] == [[2018, 2022, 2024], [2022, 2024]]
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {target.removeprefix("#") for target in found.links} <= set(ids)


def test_the_fingerprint_names_documents_and_decisions_in_force() -> None:
    hashes = ("ab" * 32, "cd" * 32)
    bare = ReportData(hashes=hashes).fingerprint
    decided = ReportData(hashes=hashes, judgements=(DECISION,)).fingerprint
    assert len({bare, decided, ReportData(hashes=hashes[:1]).fingerprint}) == 3
    assert ReportData(hashes=hashes[::-1]).fingerprint == bare
    assert ReportData(hashes=hashes, judgements=(AGAINST,)).fingerprint == bare
    assert ReportData(hashes=hashes, judgements=(DECISION, AGAINST)).fingerprint == decided


def test_a_place_is_found_by_its_name() -> None:
    places = ("郑州市", "新郑州区", "广安市")
    assert (named("郑州市", places), named("广安", places)) == ("郑州市", "广安市")
    with pytest.raises(UsageError, match="不止一个地方叫这个名字；请写全：郑州市、新郑州区"):
        named("郑州", places)
    with pytest.raises(UsageError, match="没有这个地方的任务；有的是：郑州市"):
        named("巴黎", places)


def test_long_titles_are_cut_and_kept_in_full_beside() -> None:
    title = "加" * 300
    long = duty(2018, 1, "教育局", title=title)
    text = page(report(duties=(long, B1), continuity=Continuity((link(long, B1, "handed over"),))))
    assert f'title="{title}"' in text
    assert f">{'加' * 60}…<" in text
    assert title not in "".join(outline(text).words.values())


def test_flows_are_counted_by_unit_and_year() -> None:
    assert sorted(flows(CHAPTER.duties, CHAPTER.continuity)) == [
        Flow(2018, "新出现", 2022, "石泉市水利局", "new", 1),
        Flow(2018, "石泉市教育局", 2022, "石泉市教育局", "continued", 1),
        Flow(2018, "石泉市教育局", 2022, "石泉市财政局", "handed over", 1),
        Flow(2018, "石泉市财政局", 2022, "未再出现", "dropped", 1),
        Flow(2022, "石泉市教育局", 2024, "石泉市教育局", "continued", 1),
    ]
    drawn = alluvial(CHAPTER.duties, flows(CHAPTER.duties, CHAPTER.continuity))
    assert drawn["years"] == [2018, 2022, 2024]
    first = [(n["label"], n["tasks"]) for n in drawn["nodes"] if n["depth"] == 0]
    assert first == [("教育局", 2), ("财政局", 1), ("新出现", 0)]


def test_a_task_that_comes_back_after_a_gap_is_not_dropped() -> None:
    gone = Continuity((link(A1, C1, "continued"),), (Outcome(A1, "dropped", 2022, None, None, "", 2024),))
    assert [(f.later, f.kind) for f in flows(CHAPTER.duties, gone)] == [(2024, "continued")]


def test_the_figure_and_the_table_count_alike() -> None:
    """2018: 1 skips to 2024, 2 restates it, 3 is lost; 2022: 1 and 3 are new, 3 is lost; 2024: 1 is old, 2 is new."""
    c2 = duty(2024, 2, "财政局")
    gone = ((A1, 2022, 2024), (A2, 2022, 2024), (A3, 2022, None), (B3, 2024, None))
    come = ((B1, 2018, None), (B3, 2018, None), (C1, 2022, 2018), (c2, 2022, None))
    dropped = tuple(Outcome(d, "dropped", year, None, None, "", again) for d, year, again in gone)
    new = tuple(Outcome(d, "new", year, None, None, "", older) for d, year, older in come)
    links = (link(A1, A2, "restated"), link(A1, C1, "continued"), link(B1, C1, "merged"))
    found = Continuity(links, dropped, new)
    rows = {(r.earlier, r.later): r for r in between(Chapter(continuity=found), ends(found)).items}
    first, second = rows[2018, 2022], rows[2022, 2024]
    assert (first.dropped, first.again, first.new, first.older) == (1, 2, 2, 0)
    assert (second.dropped, second.again, second.new, second.older) == (1, 0, 1, 1)
    assert rows[2018, 2024].links == (1, 0, 0, 0)
    drawn = flows((*CHAPTER.duties, c2), found)
    assert sum(f.count for f in drawn if f.kind == "dropped") == 1 + 1
    assert sum(f.count for f in drawn if f.kind == "new") == 2 + 1


def test_figure_and_table_agree_on_the_bundled_plans(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as store:
        (chapter,) = gathered(store).chapters
    rows = between(chapter, ends(chapter.continuity)).items
    drawn = flows(chapter.duties, chapter.continuity)
    for kind in ("dropped", "new"):
        in_figure = {(f.earlier, f.later): 0 for f in drawn if f.kind == kind}
        for f in drawn:
            in_figure[f.earlier, f.later] = in_figure.get((f.earlier, f.later), 0) + f.count * (f.kind == kind)
        assert {(r.earlier, r.later): getattr(r, kind) for r in rows} == in_figure
    skipped = sum(r.again for r in rows) + sum(r.older for r in rows)
    whole = len(chapter.continuity.dropped) + len(chapter.continuity.new)
    assert sum(r.dropped + r.new for r in rows) + skipped == whole


def test_the_heat_map_marks_the_overloaded() -> None:
    drawn = heat(CHAPTER.loads, CHAPTER.duties)
    assert (drawn["years"], drawn["units"], drawn["left_out"]) == ([2018], ["教育局", "财政局"], 0)
    assert drawn["cells"] == [[0, 0, 2.0, True], [0, 1, 0.5, False]]


def test_the_overloaded_stand_before_the_merely_heavy() -> None:
    heavier = Load("石泉市水利局", "u:水利局", 2018, 9, 0, 9.0, 8.0, 0.5, 0.5, "not more than expected")
    (_, shown), = loads(Chapter(loads=(LIGHT, heavier, HEAVY)), ALONE).items  # fmt: skip
    assert [row.unit for row in shown.items] == ["石泉市教育局", "石泉市水利局", "石泉市财政局"]


def test_the_calendar_counts_deadlines_and_milestones() -> None:
    held = dues(CHAPTER.duties)
    assert [(d.day, len(d.own), len(d.milestones)) for d in held] == [("2022-06-30", 1, 1), ("2022-12-31", 1, 0)]
    assert calendar(held) == {"years": [2022], "cells": [[5, 0, 1, 1], [11, 0, 1, 0]]}


def test_a_passage_is_cut_around_its_mark() -> None:
    long = duty(2018, 9, text="甲" * 300 + "新建**公厕** 5\n座" + "乙" * 300)
    said = passage(long, (400, 412), 100)
    assert [marked for _, marked in said.pieces] == [False, False, True, False, False]
    assert said.pieces[2] == ("新建公厕5座", True)
    assert said.pieces[1][0] == "甲" * 25
    assert sum(len(words) for words, _ in said.pieces[1:-1]) == 100
    assert said.left_out == 300 + 6 + 300 - 100
    assert passage(A1, (0, 5)).pieces == (("1. 排查校舍1处。".replace(" ", ""), False),)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("公厕\u200b", "公厕"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("\x1b[31m", "⟨U+001B⟩[31m"),
        ("甲\u2029乙", "甲 乙"),
        ("㐀𠮷①", "㐀𠮷①"),
    ],
)
def test_no_character_steers_the_reader(raw: str, shown: str) -> None:
    assert plain(raw) == shown


def test_documents_cannot_inject() -> None:
    bad = duty(2018, 1, "教育局", title=EVIL, text=EVIL, deadline=EVIL, due="2018-06-30")
    bad = Duty(**{f: getattr(bad, f) for f in Duty.__slots__} | {"leads": (Holder("u:x", EVIL, EVIL),), "number": EVIL})
    moved = link(
        bad, B1, "handed over", changes=Changes((EVIL,), (EVIL,), deadline=(EVIL, None), targets=((EVIL, EVIL),))
    )
    chapter = Chapter(
        EVIL, (), (bad, B1), Continuity((moved,), (Outcome(bad, "dropped", 2024, bad, 0.2, EVIL),)),
        (Load(EVIL, "u:x", 2018, 1, 0, 1.0, 1.0, None, None, "overloaded", peers=EVIL),),
        conflicts=(Conflict(bad, bad, "lead", EVIL, EVIL, (100, 108), (0, 0)),),
    )  # fmt: skip
    data = ReportData(
        (Source("p:2018", EVIL, EVIL, news=False, sha256="ab" * 32, year=2018, issuer=EVIL, number=EVIL, place=EVIL),),
        (chapter, chapter), (EVIL,), (Judgement("1", EVIL, EVIL, EVIL, EVIL, EVIL),), versions=((EVIL, EVIL),),
    )  # fmt: skip
    text = page(data)
    text.encode("utf-8")
    found = outline(text)
    assert "img" not in found.tags
    assert found.tags.count("script") == 3
    assert EVIL_SHOWN in found.words["documents"]
    assert EVIL_SHOWN in found.words["p2-conflicts"]
    assert EVIL_SHOWN in found.words["decisions"]
    assert "<" not in found.scripts[0]
    assert EVIL_SHOWN in {node["label"] for node in json.loads(found.scripts[0])["chapters"][1]["alluvial"]["nodes"]}
    assert not re.search("[\u2028\u202e\ud800]", text)


def test_the_page_asks_nothing_of_the_network(found: Outline) -> None:
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in found.scripts[1:]]
    admitted = " ".join(f"'sha256-{h}'" for h in hashes)
    rest = "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    assert found.policy == f"default-src 'none'; script-src {admitted}; {rest}"
    assert [target for target in found.links if not target.startswith("#")] == []
    assert not {"link", "iframe", "object", "embed", "form", "base"} & set(found.tags)
    # A licence names itself in a comment, SVG its name spaces; nothing else names a host.
    without_comments = re.sub(r"/\*.*?\*/|//[^\n]*apache[^\n]*", "", page(DATA), flags=re.DOTALL)
    assert set(re.findall(r"(?<!:)//([a-z0-9.-]+\.[a-z]+)/", without_comments)) <= {"www.w3.org"}
    assert "@import" not in page(DATA)
    assert "sourceMappingURL" not in page(DATA)


def test_long_lists_say_what_they_leave_out() -> None:
    pairs = [(duty(2018, n, "教育局"), duty(2022, n, "财政局")) for n in range(1, 41)]
    links = tuple(link(one, other, "handed over") for one, other in pairs)
    found = outline(page(report(duties=tuple(d for pair in pairs for d in pair), continuity=Continuity(links))))
    assert (
        "此处列出 20 对，另有 20 对未列；全部见 zeren continuity --kind handed-over --csv。" in found.words["handoffs"]
    )
    assert found.words["handoffs"].count("排查校舍") == 40


def test_two_hundred_plans_give_a_page_one_can_open() -> None:
    held = [duty(2000 + n % 20, n * 10 + k, f"第{n % 90}局", shares="财政局", due=f"{2000 + n % 20}-{k:02}-28")
            for n in range(200) for k in range(1, 11)]  # fmt: skip
    by_year = {year: [d for d in held if d.year == year] for year in range(2000, 2020)}
    pairs = [
        (one, other) for year in range(2000, 2019) for one, other in zip(by_year[year], by_year[year + 1], strict=True)
    ]
    new = tuple(Outcome(d, "new", year, None, None, "没有") for year in range(2000, 2010) for d in by_year[2019])
    rows = tuple(Load(f"第{n}局", f"u:{n}", year, 1, 1, 1.5, 1.0, 0.5, 0.5, "not more than expected")
                 for year in by_year for n in range(90))  # fmt: skip
    text = page(
        report(
            duties=tuple(held),
            continuity=Continuity(tuple(link(a, b, "continued") for a, b in pairs), (), new),
            loads=rows,
        )
    )
    library = (VENDORED / "echarts.min.js").stat().st_size
    assert len(text.encode()) - library < 500_000
    assert "此处列出 6 个年度，另有 14 个年度未列；全部见 zeren load。" in text


def test_documents_are_read_from_the_store(corpus_store: Path, corpus: Path) -> None:
    with Store.reading(corpus_store) as store:
        held = {source.file: source for source in sources(store)}
    assert len(held) == 5
    notice = held["001_zhengzhou_jingxihua_2018.txt"]
    assert (notice.year, notice.number, notice.issued, notice.draft) == (
        2018,
        "郑政办文〔2018〕18号",
        "2018-04-02",
        False,
    )
    assert held["003_zhengzhou_yingshang_2024_draft.txt"].draft
    assert held["004_zhengzhou_chengguan_news_2025.txt"].news
    assert all(s.sha256 == hashlib.sha256((corpus / s.file).read_bytes()).hexdigest() for s in held.values())


def test_versions_are_those_that_run() -> None:
    named = dict(versions())
    assert named["zeren"] == zeren.__version__
    assert named["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert f't.version="{named["ECharts"]}"' in (VENDORED / "echarts.min.js").read_text("utf-8")
    readme = (VENDORED / "README.md").read_text("utf-8")
    assert f"npm pack echarts@{ECHARTS}" in readme
    assert hashlib.sha256((VENDORED / "echarts.min.js").read_bytes()).hexdigest() in readme


def test_bytes_do_not_depend_on_the_hash_seed(corpus_store: Path) -> None:
    code = """if True:
        import hashlib, sys
        from pathlib import Path
        from zeren.graph.continuity.records import Continuity, Outcome
        from zeren.graph.duties import duties
        from zeren.graph.load.records import Silence
        from zeren.graph.report.page import page
        from zeren.graph.report.records import Chapter, ReportData, sources, versions
        from zeren.graph.store import Store
        with Store.reading(Path(sys.argv[1])) as store:
            held, listed = tuple(duties(store)), sources(store)
        new = tuple(Outcome(d, "new", 2018, None, None, "") for d in held if d.year == 2022)
        silent = (Silence("no basis", 2018, held),)
        chapter = Chapter("甲", listed, held, Continuity(new=new), silences=silent)
        text = page(ReportData(listed, (chapter,), versions=versions()))
        print(hashlib.sha256(text.encode()).hexdigest())
    """
    made = [
        subprocess.run([sys.executable, "-P", "-c", code, str(corpus_store)], check=True, capture_output=True,
                       env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert made[0] == made[1]


def browse(text: str, folder: Path) -> tuple[str, list[str]]:
    """Open a page in a browser without a window: what it becomes, and what its console says."""
    if BROWSER is None:
        pytest.skip("这台机器上没有 chromium")
    file = folder / "report.html"
    file.write_bytes(text.encode())
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--enable-logging=stderr",
    ]
    done = subprocess.run(
        [
            BROWSER,
            *options,
            f"--user-data-dir={folder / 'profile'}",
            "--window-size=1200,900",
            "--dump-dom",
            file.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    console = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
    return done.stdout.decode(), console


def test_a_browser_draws_the_charts(tmp_path: Path) -> None:
    drawn, console = browse(page(DATA), tmp_path)
    assert console == []
    assert 'data-charts="3"' in drawn
    charts = re.findall(r'id="(alluvial|heat|months)"[^>]*>(.*?)</figcaption>', drawn, re.DOTALL)
    assert {name: "<svg" in inner for name, inner in charts} == {"alluvial": True, "heat": True, "months": True}
    labels = {name: set(re.findall(r"<text[^>]*>([^<]*)</text>", inner)) for name, inner in charts}
    assert {"2018 年", "2022 年", "2024 年", "教育局 2", "未再出现 1"} <= labels["alluvial"]
    assert {"教育局", "财政局", "▲ 2.0", "0.5"} <= labels["heat"]
    assert {"6 月", "12 月", "2022 年", "2", "1"} <= labels["months"]


def test_a_browser_runs_nothing_of_a_document(tmp_path: Path) -> None:
    bad = duty(2018, 1, title="<img src=x onerror=document.documentElement.dataset.pwned=1>", due="2018-06-30")
    drawn, console = browse(page(report(duties=(bad,))), tmp_path)
    assert console == []
    assert "data-pwned" not in drawn
    # Were something injected all the same, the policy would not run it, and the console would say so.
    forced = page(report(duties=(bad,))).replace("</main>", "<script>document.body.dataset.pwned = 1</script></main>")
    drawn, console = browse(forced, tmp_path)
    assert "data-pwned" not in drawn
    assert console
