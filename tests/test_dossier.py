"""`zeren unit`: who a unit is, was and became, on a day too; the named queries say the same."""

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from zeren.cli import run
from zeren.errors import UsageError
from zeren.graph.build import build
from zeren.graph.identity.dossier import Known, unit
from zeren.graph.manifest import namer
from zeren.graph.store import Store
from zeren.graph.terms import Solutions
from zeren.loaders.documents import Documents
from zeren.queries.running import run as query
from zeren.terminal import width


def ask(store: Path, name: str, on: str | None = None) -> Known:
    with Store.reading(store) as opened:
        return unit(opened, namer(opened), name, on)


@pytest.mark.parametrize(
    ("name", "on", "names"),
    [
        ("市规划局", None, ["郑州市城乡规划局"]),
        ("市规划局", "2018", ["郑州市城乡规划局"]),
        ("市规划局", "2019-03-30", ["郑州市城乡规划局"]),
        ("市规划局", "2019-03-31", ["郑州市自然资源和规划局"]),
        ("市规划局", "2020", ["郑州市自然资源和规划局"]),
        ("郑州市城乡规划局", "2020", ["郑州市自然资源和规划局"]),
        ("市资源规划局", "2018", ["郑州市国土资源局", "郑州市城乡规划局"]),
        # the draft of 2024 still prints 市工信委, and means 市工信局
        ("市工信委", None, ["郑州市工业和信息化委员会", "郑州市工业和信息化局"]),
        ("市工信委", "2018", ["郑州市工业和信息化委员会"]),
        ("市工信委", "2024", ["郑州市工业和信息化局"]),
        # created in the reform: nobody before
        ("市医保局", "2018-01", []),
        ("市医保局", "2024", ["郑州市医疗保障局"]),
        # what is only likely is not followed
        ("市畜牧局", "2024", ["郑州市畜牧局"]),
        ("法规处", None, ["郑州市城市管理局法规处"]),
        ("市財政局", None, ["郑州市财政局"]),
        ("区县(市)政府", None, ["各区县（市）人民政府"]),
        ("市卫计委（爱卫办）", None, ["郑州市卫生和计划生育委员会"]),
        ("各区", None, ["各区（管委会）"]),
        ("城管局法规处", None, ["郑州市城市管理局法规处"]),
        ("社区", None, []),
        (
            "https://w3id.org/zeren/id/unit/%E9%83%91%E5%B7%9E%E5%B8%82%E8%B4%A2%E6%94%BF%E5%B1%80",
            None,
            ["郑州市财政局"],
        ),
    ],
)
def test_who_bears_a_name(corpus_store: Path, name: str, on: str | None, names: list[str]) -> None:
    assert sorted(one.name for one in ask(corpus_store, name, on).units) == sorted(names)


def test_a_name_of_two_cities_is_both(tmp_path: Path) -> None:
    for name in ("青山市", "洛阳市"):
        text = f"{name}2023年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：市园林局\n责任单位：市财政局\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    known = ask(tmp_path / "s", "市财政局")
    assert [(one.name, one.place) for one in known.units] == [("洛阳市财政局", "洛阳市"), ("青山市财政局", "青山市")]
    assert [one.name for one in ask(tmp_path / "s", "洛阳市财政局").units] == ["洛阳市财政局"]


def test_a_class_of_one_city_is_not_another_s(tmp_path: Path) -> None:
    classes = ("各开发区管委会", "各区（管委会）", "各审批职能部门", "机关各处室", "局机关相关处室", "各开发区")
    text = f"青山市2023年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：市园林局\n责任单位：{'、'.join(classes)}\n"
    (tmp_path / "plan.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    for name in ("各开发区管委会", "各区（管委会）"):
        (one,) = ask(tmp_path / "s", name).units
        assert (one.place, one.members) == ("青山市", ())
    with Store.reading(tmp_path / "s") as opened:
        answer = query(opened, "SELECT ?s WHERE { ?s a ?class . FILTER(CONTAINS(STR(?s), '/id/unit/')) }", {})
        assert isinstance(answer, Solutions)
        units = {unquote(str(row["s"])) for row in answer.records()}
    assert any("/青山市/开发区管委会" in unit for unit in units)
    assert not [unit for unit in units if "郑州" in unit]


def test_the_reform_of_2013_is_followed_on_to_that_of_2018(tmp_path: Path) -> None:
    for year, units in ((2012, "市卫生局、市人口计生委"), (2022, "市财政局")):
        text = f"青山市{year}年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：市园林局\n责任单位：{units}\n"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    (one,) = ask(tmp_path / "s", "市卫生局", "2014-12-30").units
    assert (one.name, one.open) == ("青山市卫生局", True)
    for name in ("市卫生局", "市人口计生委"):
        (one,) = ask(tmp_path / "s", name, "2015").units
        assert one.name == "青山市卫生和计划生育委员会"
        (one,) = ask(tmp_path / "s", name, "2021").units
        assert one.name == "青山市卫生健康委员会"
        (old,) = ask(tmp_path / "s", name).units
        # two presumed reforms, each 0.9
        assert [(o.name, o.confidence, o.presumed) for o in old.owners] == [("青山市卫生健康委员会", 0.81, True)]
        (merge,) = [event for event in old.changes if event.body]
        assert (merge.kind, merge.since, merge.by) == ("merge", "2013-03-14", "2014-12-31")
        assert "《国务院机构改革和职能转变方案》" in merge.source


def test_what_is_known_of_a_unit(corpus_store: Path) -> None:
    (one,) = ask(corpus_store, "市国土资源局").units
    assert (one.kind, one.place, one.parent) == ("department", "郑州市", "")
    assert [(p.form, p.file, p.year, p.times) for p in one.printed] == [
        ("市国土资源局", "001_zhengzhou_jingxihua_2018.txt", 2018, 2)
    ]
    assert [(c.year, c.lead, c.responsible) for c in one.tasks] == [(2018, 0, 2)]
    owners = {(o.name, o.kind, o.function) for o in one.owners}
    assert ("郑州市自然资源和规划局", "merge", "") in owners
    assert ("郑州市生态环境局", "transfer", "监督防止地下水污染") in owners
    (merge,) = [event for event in one.changes if event.body]
    assert (merge.before, merge.after, merge.by) == (
        ("郑州市国土资源局", "郑州市城乡规划局"),
        ("郑州市自然资源和规划局",),
        "2019-03-31",
    )
    assert "《深化党和国家机构改革方案》" in merge.source


def test_an_office_is_its_bureau_s(corpus_store: Path) -> None:
    (one,) = ask(corpus_store, "政策法规处").units
    assert one.parent == "郑州市城市管理局"
    assert one.seen == 2018  # the bureau's plan of 2022 names another
    assert [(o.name, o.confidence) for o in one.owners] == [("郑州市城市管理局法规处", 0.7)]


def test_a_change_under_way_is_told(corpus_store: Path) -> None:
    # 国税 and 地税 merged between 15 June and 31 July 2018
    (one, other) = ask(corpus_store, "市税务局", "2018-07-01").units
    assert (one.open, other.open) == (True, True)
    assert {one.name, other.name} == {"郑州市国家税务局", "郑州市地方税务局"}
    assert [step.kind for step in one.steps] == ["merge"]
    assert not any(one.open for one in ask(corpus_store, "市税务局", "2018-06-01").units)


def test_an_unknown_name_is_said_to_be_one(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(corpus_store, "市环境局").near[0] in {"市生态环境局", "市环保局"}
    assert run(["unit", "市环境局", "--store", str(corpus_store)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "没有叫“市环境局”的单位" in shown.err
    assert "市环保局" in shown.err
    assert run(["unit", "\x1b[2J", "--json", "--store", str(corpus_store)]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["units"] == []
    assert "\x1b" not in shown.err


@pytest.mark.parametrize("name", ["市规划局", "各区（管委会）", "市发展改革委", "政策法规处", "局属各单位"])
def test_a_page_fits_eighty_columns(
    corpus_store: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["unit", name, "--store", str(corpus_store)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{name}：1 个单位"
    assert max(map(width, lines)) <= 80
    members = [line.split()[1] for line in lines if line.strip().startswith("成员")]
    assert (members == ["不详"]) == (name == "局属各单位")


def test_rows_and_records_hold_the_same_facts(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["unit", "市规划局", "--json", "--store", str(corpus_store)]) == 0
    (one,) = json.loads(capsys.readouterr().out)["units"]
    assert run(["unit", "市规划局", "--csv", "--store", str(corpus_store)]) == 0
    rows = capsys.readouterr().out.splitlines()[1:]
    assert len(rows) == 1 + len(one["printed"]) + len(one["changes"]) + len(one["owners"]) + 2 * len(one["tasks"])


@pytest.mark.parametrize("name", ["市规划局", "市国土资源局", "市环保局", "市财政局", "市农委", "市城管局", "市民政局"])
def test_the_named_queries_say_the_same(corpus_store: Path, name: str) -> None:
    (one,) = ask(corpus_store, name).units

    def rows(text: str) -> list[dict[str, str | None]]:
        with Store.reading(corpus_store) as opened:
            answer = query(opened, text, {"unit": name})
        assert isinstance(answer, Solutions)
        return list(answer.records())

    assert {row["event"] for row in rows("unit-history")} == {event.iri for event in one.changes}
    asserted = {(o.name, o.function or None) for o in one.owners if o.function or o.confidence == 1}
    assert {(row["owner"], row["function"]) for row in rows("function-owners")} == asserted


def test_a_full_form_that_no_plan_prints_is_found_in_every_place(tmp_path: Path) -> None:
    for name in ("开封市", "洛阳市"):
        text = f"{name}2023年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：市发改委\n责任单位：市财政局\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    known = ask(tmp_path / "s", "市发展和改革委员会")
    assert [one.name for one in known.units] == ["开封市发展和改革委员会", "洛阳市发展和改革委员会"]


CITY = "{city}2023年绿化工作方案\n\n（一）植树。植树一万株。\n牵头单位：{one}\n责任单位：市财政局\n"


@pytest.mark.parametrize("name", ["市住建局", "市住房和城乡建设局", "住建局"])
def test_a_name_means_the_bureau_of_every_city_however_printed(tmp_path: Path, name: str) -> None:
    for city, one in (("开封市", "市住建局"), ("洛阳市", "市住房和城乡建设局")):
        (tmp_path / f"{city}.txt").write_text(CITY.format(city=city, one=one), encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    names = [one.name for one in ask(tmp_path / "s", name).units]
    assert sorted(names) == ["开封市住房和城乡建设局", "洛阳市住房和城乡建设局"]
    with Store.reading(tmp_path / "s") as opened:
        (only,) = unit(opened, namer(opened), name, place="洛阳").units
        assert only.name == "洛阳市住房和城乡建设局"
        with pytest.raises(UsageError, match="开封市、洛阳市"):
            unit(opened, namer(opened), name, place="昆明市")


def test_a_function_is_followed_from_its_holder(corpus_store: Path) -> None:
    # 老龄工作: from 民政 to 卫生健康 in 2018, and back in 2023; 卫生和计划生育 never had it
    (health,) = ask(corpus_store, "市卫计委（爱卫办）").units
    assert {o.function for o in health.owners} == {"", "新型农村合作医疗"}
    (civil,) = ask(corpus_store, "市民政局").units
    (aged,) = [o for o in civil.owners if o.function == "老龄工作"]
    assert aged.name == "郑州市民政局"
    assert aged.confidence == pytest.approx(0.64)  # two presumed moves of 0.8
    assert aged.presumed


def test_a_nationwide_rule_is_presumed_at_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(
        CITY.format(city="洛阳市", one="市环保局").replace("2023", "2018"), encoding="utf-8"
    )
    build([tmp_path / "a.txt"], tmp_path / "s", Documents())
    (event,) = [e for e in ask(tmp_path / "s", "市环保局").units[0].changes if e.body]
    assert (event.confidence, event.presumed, event.date, event.since) == (0.9, True, "", "2018-03-21")
    assert run(["unit", "市环保局", "--store", str(tmp_path / "s")]) == 0
    page = "".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert "中央决定2018-03-21，地方2019-03-31前" in page.replace(" ", "")
    assert "推定（按全国改革）" in page


def test_what_only_a_proposal_names_answers_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        CITY.format(city="洛阳市", one="市林业局").replace("2023", "2018"), encoding="utf-8"
    )
    build([tmp_path / "a.txt"], tmp_path / "s", Documents())
    (one,) = ask(tmp_path / "s", "洛阳市林业和草原局").units
    assert one.guessed
    assert one.owners == ()


def test_a_unit_that_newer_plans_do_not_name_is_not_said_to_answer_still(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for city, year, one in (
        ("青山市", 2016, "市绿化办、市园林局"), ("青山市", 2022, "市园林局"), ("洛阳市", 2016, "市绿化办"),
        ("洛阳市", 2016, "市供水公司"),
    ):  # fmt: skip
        text = CITY.format(city=city, one=one).replace("2023", str(year))
        (tmp_path / f"{city}{year}{one}.txt").write_text(text, encoding="utf-8")
    build([tmp_path], tmp_path / "s", Documents())
    store = tmp_path / "s"

    def told(name: str, on: str | None = None) -> tuple[int | None, list[str]]:
        (one,) = ask(store, name, on).units
        return one.seen, [owner.name for owner in one.owners]

    assert told("青山市绿化办") == (2016, [])
    assert told("青山市绿化办", "2021") == (2016, [])
    assert told("青山市绿化办", "2016-05") == (None, ["青山市绿化办"])
    assert told("青山市园林局", "2023") == told("青山市园林局") == (None, ["青山市园林局"])
    # 洛阳市 has no plan after 2016
    assert told("洛阳市绿化办") == (None, ["洛阳市绿化办"])
    with Store.reading(store) as opened:
        for name, owners in (("青山市绿化办", []), ("洛阳市绿化办", ["洛阳市绿化办"])):
            answer = query(opened, "function-owners", {"unit": name})
            assert isinstance(answer, Solutions)
            assert [row["owner"] for row in answer.records()] == owners
    assert run(["unit", "青山市绿化办", "--on", "2021", "--store", str(store)]) == 0
    page = capsys.readouterr().out
    assert "最近一次见于 2016 年的文件，此后不详" in page
    assert "现由" not in page
    assert run(["unit", "青山市绿化办", "--csv", "--store", str(store)]) == 0
    assert "去向,最近一次见于 2016 年的文件，此后不详,2016" in capsys.readouterr().out


def test_a_day_bounds_what_is_printed(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (one,) = ask(corpus_store, "市民政局", "2018").units
    assert {p.year for p in one.printed} == {c.year for c in one.tasks} == {2018}
    assert ask(corpus_store, "市规划局", "1990").earliest == 2018
    assert run(["unit", "市规划局", "--on", "1990", "--store", str(corpus_store)]) == 0
    assert "图谱中最早的文件为 2018 年，之前情况不详" in capsys.readouterr().err
    (planning,) = ask(corpus_store, "市规划局", "2018-06-30").units
    assert planning.open  # decided in March 2018, to be done by March 2019
    assert ask(corpus_store, "各区（管委会）", "2018").units[0].undated


@pytest.mark.parametrize(
    ("name", "first"), [("华润燃气", "郑州华润燃气"), ("市环境局", "市"), ("市城管局法规科", "市城管局")]
)
def test_near_names_hold_the_name_or_begin_alike(corpus_store: Path, name: str, first: str) -> None:
    assert ask(corpus_store, name).near[0].startswith(first)


def test_scripts_get_null_for_days_that_are_not_known(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["unit", "市规划局", "--json", "--store", str(corpus_store)]) == 0
    (event,) = json.loads(capsys.readouterr().out)["units"][0]["changes"]
    assert (event["date"], event["since"], event["by"]) == (None, "2018-03-21", "2019-03-31")
    assert run(["unit", "市规划局", "--csv", "--store", str(corpus_store)]) == 0
    assert "单位,部门" in capsys.readouterr().out
