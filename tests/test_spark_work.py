"""The analyses in Spark give what one machine gives for the same documents, and find what was planted."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from laked import filled
from zeren.cli import run
from zeren.errors import StoreError, UsageError
from zeren.graph.build import build
from zeren.graph.comparing import Comparison, comparison
from zeren.graph.load.loads import loads as of_one_machine
from zeren.graph.store import Store
from zeren.loaders.documents import Documents
from zeren.ontology.iris import Namer
from zeren.ontology.ntriples import literal
from zeren.spark.session import session
from zeren.spark.work import candidates, citations, deadlines, links, loads
from zeren.spark.work.blocking import rows_for
from zeren.spark.work.naming import plain
from zeren.spark.work.outcome import written
from zeren.spark.work.tables import Tables
from zeren.spark.work.target import free

pytest.importorskip("pyspark")
ROOT = Path(__file__).parent.parent
PLANS = {
    "湖南.txt": """湖南省人民政府关于印发湖南省2021年民生实事方案的通知

湘政发〔2021〕7号

一、重点任务
1.建设村级寄递物流服务站。依托供销社和邮政网点，每个行政村设一处寄递物流服务站，包裹当日送达。（牵头单位：省商务厅，责任单位：省邮政管理局、省供销合作总社）
2.修缮农村危桥。对四类五类危桥逐座设计，汛前完成加固。（牵头单位：省交通运输厅，责任单位：省财政厅）
""",
    "常德.txt": """常德市人民政府关于印发常德市2022年民生实事方案的通知

一、重点任务
1.建设寄递物流服务站。依托供销社和邮政网点，每个行政村设一处寄递物流服务站，9月底前包裹当日送达。（牵头单位：市商务局，责任单位：市邮政管理局、市财政局）
2.开设老年食堂。利用闲置铺面开设社区老年食堂，对高龄独居老人送餐上门。（牵头单位：市民政局，责任单位：市财政局）
3.补种行道树。依据《湖南省人民政府关于印发湖南省2021年民生实事方案的通知》（湘政发〔2021〕7号），补种香樟。（责任单位：市林业局）
""",
    "安庆.txt": """安庆市人民政府关于印发安庆市2022年民生实事方案的通知

一、重点任务
1.办好社区食堂。利用闲置铺面开设社区老年食堂，对高龄独居老人送餐上门。（牵头单位：市民政局，责任单位：市财政局）
2.清理河道水葫芦。每周打捞水葫芦。（责任单位：市水利局，完成时限：长期坚持）
""",
}


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("plans")
    for name, text in PLANS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [ROOT / "corpus", folder]


@pytest.fixture(scope="module")
def lake(places: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    filled(folder, places, size=3)
    return folder


@pytest.fixture(scope="module")
def tables(lake: Path) -> Iterator[Tables]:
    opened = session("local[2]")
    yield Tables.of(opened, str(lake))
    opened.stop()


@pytest.fixture(scope="module")
def one_machine(places: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, list[str]]:
    """What one machine makes of the same plans, and what it holds to be the same."""
    folder = tmp_path_factory.mktemp("store") / "db"
    build(places, folder, Documents())
    with Store.reading(folder) as store:
        return comparison(store), store.ntriples(Namer().links)


def listed(rows: Any, *by: str) -> list[dict[str, Any]]:
    found = [row.asDict() if hasattr(row, "asDict") else row for row in rows]
    return sorted(found, key=lambda row: [str(row[name]) for name in by])


def found(tables: Tables, analysis: Callable[[Tables], Any]) -> list[dict[str, Any]]:
    return [row.asDict() for row in analysis(tables).collect()]


def test_loads_are_those_of_one_machine(tables: Tables, one_machine: tuple[Comparison, list[str]]) -> None:
    one = one_machine[0]
    expected = [loads.told(load) for load in of_one_machine(one.duties, one.lineage)]
    key = "place", "year", "unit"
    assert {row["place"] for row in expected} == {"郑州市", "湖南省", "常德市", "安庆市"}
    assert listed(loads.loads(tables).collect(), *key) == listed(expected, *key)


def test_links_are_those_of_one_machine(tables: Tables, one_machine: tuple[Comparison, list[str]]) -> None:
    expected = [links.told(link.earlier.place, link) for link in one_machine[0].continuity.links]
    assert len(expected) > 50
    assert listed(links.links(tables).collect(), "earlier", "later") == listed(expected, "earlier", "later")


@pytest.fixture(scope="module")
def invented(tables: Tables, places: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """The tables of the invented plans alone."""
    folder = tmp_path_factory.mktemp("invented")
    filled(folder, places[1:])
    return Tables.of(tables.session, str(folder))


@pytest.fixture(scope="module")
def pairs(invented: Tables) -> list[dict[str, Any]]:
    return listed(candidates.candidates(invented).collect(), "earlier", "later")


def test_what_was_planted_between_places_is_found(pairs: list[dict[str, Any]]) -> None:
    said = {frozenset((row["earlier_title"], row["later_title"])): row for row in pairs}
    down = said[frozenset(("建设村级寄递物流服务站", "建设寄递物流服务站"))]
    beside = said[frozenset(("办好社区食堂", "开设老年食堂"))]
    assert (down["relation"], down["earlier_place"], down["later_place"]) == ("handed down", "湖南省", "常德市")
    assert (beside["relation"], beside["earlier_year"], beside["later_year"]) == ("beside", 2022, 2022)
    assert min(down["score"], beside["score"]) > 0.9


def test_what_was_not_planted_is_not_found(pairs: list[dict[str, Any]]) -> None:
    titles = {row[end] for row in pairs for end in ("earlier_title", "later_title")}
    assert not titles & {"清理河道水葫芦", "修缮农村危桥", "补种行道树"}
    assert all(row["earlier_place"] != row["later_place"] for row in pairs)


def test_candidates_do_not_hang_on_how_the_tables_are_cut(invented: Tables, pairs: list[dict[str, Any]]) -> None:
    parts = "spark.sql.shuffle.partitions"
    usual = str(invented.session.conf.get(parts))
    invented.session.conf.set(parts, 3)
    try:
        assert listed(candidates.candidates(invented).collect(), "earlier", "later") == pairs
    finally:
        invented.session.conf.set(parts, usual)


def test_more_hashes_must_agree_where_more_tasks_are() -> None:
    assert [rows_for(count) for count in (100, 20_001, 1_000_001, 60_000_000)] == [2, 3, 4, 5]


# Counted by reading 000: 郑州华润燃气公司 (its short name) is named in items 1 and 2, due at the end of October, and in
# item 3, whose text has something due at the end of April; 机关党委 leads items 12 and 21, due at the end of December.
DUE = [
    ("郑州华润燃气股份有限公司", "2022-04", {"tasks": 1, "led": 0, "own": 0, "milestones": 1, "overdue": 1}),
    ("郑州华润燃气股份有限公司", "2022-10", {"tasks": 2, "led": 0, "own": 2, "milestones": 0, "overdue": 0}),
    ("机关党委", "2022-12", {"tasks": 2, "led": 2, "own": 2, "milestones": 0, "overdue": 0}),
    ("湖南省交通运输厅", None, {"tasks": 1, "led": 1, "milestones": 1, "events": 1, "standing": 0, "overdue": 0}),
    ("安庆市水利局", None, {"tasks": 1, "led": 0, "own": 1, "events": 0, "standing": 1, "overdue": 0}),
    ("常德市财政局", "2022-09", {"tasks": 1, "led": 0, "own": 0, "milestones": 1, "overdue": 0}),
]


def test_deadlines_are_those_that_a_reader_counts(tables: Tables) -> None:
    rows = found(tables, lambda held: deadlines.deadlines(held, "2022-05-01"))
    for unit, month, counts in DUE:
        (row,) = [row for row in rows if row["called"].endswith(unit) and row["month"] == month]
        assert {name: row[name] for name in counts} == counts, (unit, month)


def test_nothing_is_overdue_on_no_day(tables: Tables) -> None:
    assert {row["overdue"] for row in found(tables, deadlines.deadlines)} == {None}


# Counted by reading 001 and 002, the only two documents of the corpus that cite the same works.
TWICE = {
    "郑州市生活垃圾分类考核办法", "郑州市生活垃圾分类管理经费补贴办法", "郑州市生活垃圾分类设施设备设置指导标准",
    "郑州市户外广告和招牌设置管理条例", "郑州市户外广告设置指引", "郑州市户外招牌设置指引",
}  # fmt: skip


def test_works_are_cited_as_a_reader_counts(tables: Tables) -> None:
    rows = found(tables, citations.works)
    twice = [row for row in rows if row["plans"] > 1]
    assert {row["title"] for row in twice} == TWICE
    assert {(row["tasks"], row["places"], row["first_year"], row["last_year"]) for row in twice} == {(2, 1, 2018, 2018)}


def test_a_work_is_the_plan_that_it_is_on_one_machine(
    tables: Tables, one_machine: tuple[Comparison, list[str]]
) -> None:
    same = (line.split(" ") for line in one_machine[1] if "sameAs" in line)
    expected = {(work[1:-1], plan[1:-1]) for work, _, plan in same if "/id/policy/" in work and "/id/plan/" in plan}
    rows = citations.cited(tables).where("work_plan is not null").select("work", "work_plan").distinct()
    assert {tuple(row) for row in rows.collect()} == expected
    assert any("湘政发" in work for work, _ in expected)


def test_who_cites_a_plan_is_an_edge_to_it(tables: Tables) -> None:
    (edge,) = [row for row in found(tables, citations.edges) if row["place"] == "常德市" and row["number"]]
    assert (edge["number"], edge["year"], edge["tasks"], edge["basis"]) == ("湘政发〔2021〕7号", 2022, 1, 1)
    assert edge["work_plan"] not in {None, edge["plan"]}


def test_the_command_prints_the_first_rows_and_writes_all(
    tables: Tables, lake: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "due"
    asked = ["spark", "deadlines", str(lake), "--master", "local[2]", "--day", "2022-05-01", "--limit", "2", "--json"]
    assert run([*asked, "--out", str(out)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["place"], row["called"]) for row in told] == [("安庆市", "安庆市水利局"), ("常德市", "常德市商务局")]
    assert tables.session.read.parquet(str(out)).count() > 20


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


@pytest.mark.parametrize("scheme", ["", "file://"])
@pytest.mark.parametrize("where", ["", "..", "tasks", "_analysis", "new", "_analysis/../_waves", "../link"])
def test_no_table_is_written_over_the_lake(lake: Path, where: str, scheme: str, tables: Tables) -> None:
    link = lake.parent / "link"
    if not link.exists():
        link.symlink_to(lake)
    held = content(lake)
    with pytest.raises(UsageError, match="写了会毁掉它们"):
        free(tables.session, f"{scheme}{lake}/{where}", str(lake))
    assert content(lake) == held


def test_another_file_system_is_looked_at_as_well(tables: Tables, lake: Path) -> None:
    conf: Any = tables.session.sparkContext._jsc  # Spark has no other way to Hadoop's settings
    conf.hadoopConfiguration().set("fs.viewfs.mounttable.far.link./data", lake.parent.as_uri())
    here = f"viewfs://far/data/{lake.name}"
    for where in (here, "viewfs://far/data/", f"{here}/new", f"{here}/_analysis"):
        with pytest.raises(UsageError, match="写了会毁掉它们"):
            free(tables.session, where, here)
    with pytest.raises(UsageError, match="不是从前的分析结果"):
        free(tables.session, here, str(lake / "elsewhere"))
    for count in (3, 2):
        free(tables.session, f"{here}/_analysis/far", here)
        assert written(tables.session.range(count), f"{here}/_analysis/far").count() == count


@pytest.mark.usefixtures("tables")
def test_the_command_leaves_what_is_no_result_of_its_own(
    lake: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["spark", "load", str(lake), "--master", "local[2]", "--out"]
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "_SUCCESS").touch()
    (mine / "论文.txt").write_text("三年之功", encoding="utf-8")
    for out in (mine, mine / "论文.txt", lake):
        held = content(lake)
        assert run([*asked, str(out)]) == UsageError.exit_code
        assert "--out 另选一处" in capsys.readouterr().err
        assert (mine / "论文.txt").read_text(encoding="utf-8") == "三年之功"
        assert content(lake) == held


def test_an_earlier_result_is_replaced(tables: Tables, lake: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "empty", lake / "_analysis" / "twice"):
        out.mkdir(parents=True)
        for count in (3, 2):
            free(tables.session, str(out), str(lake))
            assert written(tables.session.range(count), str(out)).count() == count


def test_a_table_of_another_lake_is_no_earlier_result(tables: Tables, lake: Path, tmp_path: Path) -> None:
    part = tmp_path / "other" / "tasks" / "part-00000.parquet"
    part.parent.mkdir(parents=True)
    part.touch()
    with pytest.raises(UsageError, match="不是从前的分析结果"):
        free(tables.session, part.parent.as_uri(), str(lake))


@pytest.mark.usefixtures("tables")
def test_what_fails_in_an_executor_is_said_in_a_line(
    lake: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(
        loads, "loads", lambda held: held.session.range(3).selectExpr("raise_error('磁盘坏了') AS year")
    )
    asked = ["spark", "load", str(lake), "--master", "local[2]", "--out", str(tmp_path / "out")]
    assert run(asked) == StoreError.exit_code
    said = capsys.readouterr().err
    assert f"{lake}：Spark 作业失败" in said
    assert "磁盘坏了" in said
    assert "Traceback" not in said


NAMES = [
    '市"12345"热线办', '"甲"', "甲\\局", '甲\\"局', "甲\\n局", "甲\\\\n局", "甲\n乙\t丙\r", "\b\f\x01\x7f", "\\u4e00",
    "𠮷局", "",
]  # fmt: skip


def test_a_name_is_read_out_of_its_literal_whatever_it_holds(tables: Tables) -> None:
    rows = tables.session.createDataFrame([(name, literal(name)) for name in NAMES], "name string, written string")
    assert [row[0] for row in rows.select(plain(rows["written"])).collect()] == NAMES


def test_where_there_is_no_lake_the_command_says_how_to_make_one(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="zeren build"):
        Tables.of(tables.session, str(tmp_path))


def test_without_pyspark_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(UsageError, match=r"zeren\[spark\]"):
        session("local[2]")
