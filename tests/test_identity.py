"""Units over time: who became whom, who took over what, who belongs to a group, and that cities stay apart."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
from zeren.errors import UsageError, ZerenError
from zeren.graph.build import build
from zeren.graph.duties import Duty, Holder, duties
from zeren.graph.identity.asof import last_day
from zeren.graph.identity.joined import Joined
from zeren.graph.identity.joined import joined as joined_of
from zeren.graph.identity.lineage import Lineage, Tie, lineage
from zeren.graph.identity.members import expanded, held
from zeren.graph.identity.offices import alike
from zeren.graph.reforms import reforms
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.ontology import bodies as city
from zeren.ontology.changes import _read
from zeren.ontology.iris import Namer

FILES = {
    "000": "000_zhengzhou_chengguan_yingshang_2022.txt",
    "001": "001_zhengzhou_jingxihua_2018.txt",
    "002": "002_zhengzhou_chengguan_yaodian_2018.txt",
    "003": "003_zhengzhou_yingshang_2024_draft.txt",
}


@pytest.fixture(scope="module")
def line(corpus_store: Path) -> Lineage:
    with Store.reading(corpus_store) as opened:
        return lineage(opened)


def tie(line: Lineage, earlier: str, later: str, *years: int) -> Tie | None:
    by_name = {name: iri for iri, (name, _) in line.names.items()}
    found = (by_name[f"郑州市{earlier}"], by_name[f"郑州市{later}"])
    return line.tie(*found, (years[0], years[1])) if years else line.tie(*found)


@pytest.mark.parametrize(
    ("earlier", "later", "how", "sure"),
    [
        ("城市管理局", "城市管理局", "same", 1),
        ("城乡建设委员会", "城乡建设局", "renamed", 1),
        ("环境保护局", "生态环境局", "renamed", 1),
        ("城乡规划局", "自然资源和规划局", "merged", 1),
        ("国土资源局", "自然资源和规划局", "merged", 1),
        ("旅游局", "文化广电和旅游局", "merged", 1),
        # both bodies live on: a function moved between them
        ("国土资源局", "生态环境局", "transferred", 0.8),
        ("水务局", "生态环境局", "transferred", 0.8),
        ("民政局", "应急管理局", "transferred", 0.8),
        ("发展和改革委员会", "市场监督管理局", "transferred", 0.8),
        # likely, so proposed
        ("畜牧局", "农业农村工作委员会", "proposed", 0.6),
        ("重点项目建设办公室", "重点项目建设推进中心", "proposed", 0.7),
        ("城市管理局政策法规处", "城市管理局法规处", "proposed", 0.7),
        ("城市管理局编制人事处", "城市管理局人事处", "proposed", 0.7),
        ("城市管理局法规处", "城市管理局", "office", 1),
        # never the other way, never by likeness
        ("城乡建设局", "城乡建设委员会", None, 0),
        ("环境保护局", "自然资源和规划局", None, 0),
        ("城市管理局绿化管理处", "城市管理局绿化处", None, 0),
        ("建投公司", "建投总公司", None, 0),
        ("林业局", "园林局", None, 0),
    ],
)
def test_how_units_stand_to_one_another(line: Lineage, earlier: str, later: str, how: str | None, sure: float) -> None:
    found = tie(line, earlier, later)
    assert (found.how, found.confidence) == (how, sure) if found else how is None


def test_a_change_explains_only_what_comes_after_it(line: Lineage) -> None:
    assert tie(line, "城乡规划局", "自然资源和规划局", 2017, 2017) is None  # decided on 21 March 2018
    for years in ((2018, 2019), (2018, 2024)):
        found = tie(line, "城乡规划局", "自然资源和规划局", *years)
        assert found
        assert (found.how, found.since) == ("merged", "2018-03-21")
    # in one year either plan may print the older name
    assert tie(line, "自然资源和规划局", "城乡规划局", 2019, 2019) == tie(
        line, "城乡规划局", "自然资源和规划局", 2019, 2019
    )
    assert tie(line, "自然资源和规划局", "城乡规划局", 2019, 2020) is None


def test_a_moved_function_ties_only_the_tasks_about_it(line: Lineage) -> None:
    found = tie(line, "国土资源局", "生态环境局")
    assert found
    assert found.function == "监督防止地下水污染"
    assert found.covers("加强地下水污染防治，完成监测井建设")
    assert not found.covers("加强土地供应")
    rename = tie(line, "环境保护局", "生态环境局")
    assert rename
    assert rename.covers("任何事")


def test_ties_follow_one_another_with_their_doubts() -> None:
    steps = {
        "a": (("b", Tie("renamed", 1.0)),),
        "b": (("c", Tie("proposed", 0.5)), ("e", Tie("transferred", 1.0, function="水", words=("水",)))),
        "c": (("d", Tie("merged", 0.8)),),
        "e": (("f", Tie("transferred", 1.0)), ("a", Tie("renamed", 1.0))),
    }
    line = Lineage(steps, parents={"a/x": "a", "b/x": "b", "d/x": "d"}, names={
        "a": ("甲局", ""), "b": ("乙局", ""), "d": ("丁局", ""), "a/x": ("甲局办公室", ""), "b/x": ("乙局办公室", ""),
        "d/x": ("丁局办公室", ""),
    })  # fmt: skip
    found = line.tie("a", "d")
    assert found
    assert found.how == "proposed"
    assert found.confidence == pytest.approx(0.4)
    moved = line.tie("a", "e")
    assert moved
    assert (moved.how, moved.function) == ("transferred", "水")
    assert line.tie("a", "f") is None  # a function that moved twice is not followed
    went = line.tie("a/x", "b/x")
    assert went
    assert went.how == "renamed"  # the office went with its bureau
    assert line.tie("a/x", "d/x") is None  # not on a guess


def test_groups_hold_their_members(line: Lineage) -> None:
    groups = {iri.rpartition("/")[2]: iri for iri in line.groups}
    districts = line.members(groups["各区（管委会）"], "2018")
    assert sorted(line.names[m][0] for m in districts) == sorted(
        [f"郑州市{name}人民政府" for name in ("中原区", "二七区", "管城回族区", "金水区", "上街区", "惠济区")]
        + [
            "郑州航空港经济综合实验区管理委员会", "郑东新区管理委员会", "郑州经济技术开发区管理委员会",
            "郑州高新技术产业开发区管理委员会",
        ]
    )  # fmt: skip
    assert len(line.members(groups["各开发区管委会"])) == 4
    # the code table's six districts, one county and five cities of county rank
    assert len(line.members(groups["各区县（市）人民政府"])) == 12
    assert line.members("https://w3id.org/zeren/id/unit/郑州市城市管理局/局属各单位") == ()


def test_counts_can_be_had_with_groups_opened(line: Lineage, corpus_duties: list[Duty]) -> None:
    # 2018, task 1: 市城管局 leads, fourteen units share it, and 各区（管委会）
    duty = next(d for d in corpus_duties if d.file == FILES["001"] and d.number == "1")
    closed = [h for h in duty.holders if not h.group]
    assert len(expanded(duty, line)) == len(closed) + 10
    assert {h.printed for h in expanded(duty, line)} == {h.printed for h in duty.holders}
    assert [h.name for h in expanded(duty, line, leads=True)] == [h.name for h in duty.leads]
    assert not {h.iri for h in expanded(duty, line, leads=False)} & {h.iri for h in duty.leads}


def test_a_unit_that_is_named_and_is_a_member_counts_once() -> None:
    group, member = Holder("g", "各区", "各区", group=True), Holder("m", "东区政府", "东区政府")
    line = Lineage(groups={"g": ("m", "n")}, names={"n": ("西区政府", "")}, tenures={("g", "n"): (("2020", ""),)})
    duty = Duty("t", "1", "甲", "f", "p", "乙", year=2021, leads=(member,), responsible=(group,))
    assert [h.iri for h in expanded(duty, line)] == ["m", "n"]
    early = Duty(
        "t", "1", "甲", "f", "p", "乙", year=2019, responsible=(group, Holder("u", "各单位", "各单位", group=True))
    )
    assert [h.iri for h in expanded(early, line)] == ["m", "u"]


@pytest.mark.parametrize(
    ("times", "on", "yes"),
    [
        ((("2014-01", ""),), "2013", False),
        ((("2014-01", ""),), "2014", True),
        ((("2014-03", "2020"),), "2014-02-28", False),
        ((("2014-03", "2020"),), "2020-12-31", True),
        ((("2014-03", "2020"),), "2021", False),
        ((("2014", "2015"), ("2018", "")), "2016", False),
        ((("2014", "2015"), ("2018", "")), "2019", True),
        ((("2014", ""),), None, True),
        (None, "1990", True),
    ],
)
def test_membership_on_a_day(times: tuple[tuple[str, str], ...] | None, on: str | None, yes: bool) -> None:  # noqa: FBT001
    assert held(times, on) == yes


def test_a_city_file_can_date_its_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    members, tenures = city._members("甲区管委会@2014-01~2020 | 乙区管委会 | 甲区管委会@2022")
    assert members == ("甲区管委会", "乙区管委会")
    assert tenures == (("甲区管委会", "2014-01", "2020"), ("甲区管委会", "2022", ""))
    body = city.Body("各新区", "group", "郑州市", None, (), None, members, "", tenures)
    monkeypatch.setattr("zeren.ontology.bodies.bodies", lambda: (body,))
    text = "郑州市2021年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：市财政局\n责任单位：各新区\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "a.txt"], tmp_path / "s", Documents())
    with Store.reading(tmp_path / "s") as opened:
        rows = opened.select(
            "PREFIX org: <http://www.w3.org/ns/org#> PREFIX zr: <https://w3id.org/zeren/ns#> "
            "SELECT ?since ?until { ?m org:organization ?g ; org:member ?u OPTIONAL { ?m zr:since ?since } "
            "OPTIONAL { ?m zr:until ?until } } ORDER BY ?since"
        )
    assert rows == [("2014-01", "2020"), ("2022", "")]


@pytest.mark.parametrize(
    ("one", "other", "sure"),
    [
        ("政策法规处", "法规处", 0.7),  # 0.5 + 0.4 × 2/4
        ("编制人事处", "人事处", 0.7),
        ("法规处", "政策法规处", 0.7),
        ("信访工作处", "信访处", 0.9),  # the same head words
        ("绿化管理处", "道路绿化管理处", 0.7),
        ("法规处", "法规科", 0),
        ("综合处", "综合管理处", 0),
        ("宣传处", "人事处", 0),
        ("处", "人事处", 0),
    ],
)
def test_head_words_of_offices(one: str, other: str, sure: float) -> None:
    assert alike(one, other) == pytest.approx(sure)


OFFICES = """石泉市教育局{year}年工作要点

一、校园安全
1.开展校舍排查。6月底前建立台账。（牵头单位：{one}，责任单位：{both}）
"""


def test_office_renames_are_proposed_generally(tmp_path: Path) -> None:
    for year, one in ((2020, "基础教育科"), (2023, "基础教育与民办教育科")):
        text = OFFICES.format(year=year, one=one, both="安全科、民办教育科" if year == 2020 else "安全科")
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    with Store.reading(tmp_path / "s") as opened:
        line = lineage(opened)
    by_name = {name.removeprefix("石泉市教育局"): iri for iri, (name, _) in line.names.items()}
    found = line.tie(by_name["基础教育科"], by_name["基础教育与民办教育科"])
    assert found
    # (0.5 + 0.4 × 4/9) shared by two earlier offices that the later one may be: 基础教育科 and 民办教育科
    assert found.how == "proposed"
    assert found.confidence == pytest.approx(0.34, abs=0.005)
    assert line.tie(by_name["安全科"], by_name["基础教育与民办教育科"]) is None


def surface(store: Path) -> dict[tuple[str, str], set[str]]:
    """The units that the graph has for each form printed in each document."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with Store.reading(store) as opened:
        for duty in duties(opened):
            for holder in duty.holders:
                found[duty.file, holder.printed].add(holder.iri)
    return found


def test_forms_of_one_body_are_one_unit_and_forms_of_two_are_two(corpus_store: Path) -> None:
    rows = (Path(__file__).parent / "data" / "zhengzhou_units.tsv").read_text("utf-8").splitlines()[1:]
    graph, forms = surface(corpus_store), []
    for row in rows:
        body, *plans = row.split("\t")
        for plan, *printed in (cell.split(" ") for cell in plans):
            forms += [(body, unit) for form in printed for unit in graph[FILES[plan], form]]
    assert len(forms) > 200
    pairs = [(one[0] == other[0], one[1] == other[1]) for one, other in combinations(forms, 2)]
    right = sum(same and found for same, found in pairs)
    assert right / sum(same for same, _ in pairs) >= 0.95
    assert right / sum(found for _, found in pairs) >= 0.99


TWO = """{city}2023年绿化工作方案

一、主要任务
（一）植树。植树一万株。
牵头单位：市规划局、市园林局
责任单位：市财政局、市水务公司、市城投集团、城管局、各区人民政府、市绿化委办公室、市直有关部门
"""


def test_cities_stay_apart(tmp_path: Path) -> None:
    for name in ("青山市", "白水市", "洛阳市"):
        (tmp_path / f"{name}.txt").write_text(TWO.format(city=name), encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    by_city: dict[str, set[str]] = defaultdict(set)
    for (file, _), iris in surface(tmp_path / "s").items():
        by_city[file] |= iris
    assert {len(iris) for iris in by_city.values()} == {9}
    assert not any(one & other for one, other in combinations(by_city.values(), 2))
    with Store.reading(tmp_path / "s") as opened:
        line = lineage(opened)
    for one, other in combinations(by_city, 2):
        assert not [1 for a in by_city[one] for b in by_city[other] if line.tie(a, b) or line.tie(b, a)]


def test_a_likely_change_gives_way_to_a_later_plan(tmp_path: Path) -> None:
    text = "青山市{year}年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：市林业局\n责任单位：市财政局\n"
    for year, proposed in ((2018, True), (2021, False)):
        (tmp_path / "a.txt").write_text(text.format(year=year), encoding="utf-8")
        build([tmp_path / "a.txt"], tmp_path / "s", Documents())
        with Store.reading(tmp_path / "s") as opened:
            line = lineage(opened)
        heirs = [t.how for iri, ties in line.heirs.items() if iri.endswith("市林业局") for _, t in ties]
        assert ("proposed" in heirs) == proposed


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "renam"}, "kind renam is unknown"),
        ({"kind": "transfer"}, "a transfer, and nothing else"),
        ({"kind": "rename", "function": "水", "words": ["水"]}, "a transfer, and nothing else"),
        ({"kind": "rename", "confidence": 1.5}, "not between 0 and 1"),
    ],
)
def test_a_bad_change_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(ZerenError, match=says):
        _read({"before": ["甲"], "after": ["乙"], **change}, {"source": "丙"})


@pytest.mark.parametrize(
    ("on", "day"),
    [("2018", "2018-12-31"), ("2020-02", "2020-02-29"), ("2019-02", "2019-02-28"), ("2018-06-05", "2018-06-05")],
)
def test_a_year_and_a_month_stand_for_their_last_day(on: str, day: str) -> None:
    assert last_day(on) == day


@pytest.mark.parametrize("on", ["2018-13", "2018-02-30", "18", "2018-6-5", "去年", "2018-00", "0000", "２０１８"])
def test_what_is_no_day_is_refused(on: str) -> None:
    with pytest.raises(UsageError, match="YYYY"):
        last_day(on)


def test_one_of_several_that_merged_can_be_told_apart() -> None:
    namer = Namer()
    land, planning, both = (
        namer.unit(f"郑州市{name}", "") for name in ("国土资源局", "城乡规划局", "自然资源和规划局")
    )
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    described = {f'<{namer.place("郑州市")}> {label} "郑州市"', f'<{land}> {label} "甲"', f'<{planning}> {label} "乙"'}

    def merged(joined: Joined) -> set[str]:
        lines = joined.carried(reforms(described, namer, None, joined))
        into = {s for s, p, o in (line.split(" ", 2) for line in lines) if "resulting" in p and o == f"<{both}>"}
        return {o for s, p, o in (line.split(" ", 2) for line in lines) if "original" in p and s in into}

    assert merged(Joined()) == {f"<{land}>", f"<{planning}>"}
    assert merged(joined_of([], [(planning, both)], str)) == {f"<{land}>"}
    assert merged(joined_of([(planning, both)], [], lambda unit: unit != both)) == {f"<{land}>", f"<{both}>"}
    # told apart from the one name of a body, it is apart from the other
    assert merged(joined_of([(land, planning)], [(land, both)], str)) == set()
