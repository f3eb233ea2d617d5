"""`zeren load` as a person and a script see it."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path

import pytest
from zeren import burdens, cli
from zeren.burdens import Choice
from zeren.graph.load.records import GAPS, HEADS
from zeren.graph.store import Store
from zeren.graph.terms import Solutions
from zeren.inquiries import check
from zeren.queries.running import run
from zeren.terminal import width

CONTRACT = {"unit", "iri", "year", "lead", "responsible", "load", "expected", "p", "q", "verdict", "reason"}
VERDICTS = {"overloaded", "not more than expected", "too few to tell"}
LOOKS = [
    Choice(limit=500),
    Choice(limit=500, expand=True),
    Choice(limit=500, network=True),
    Choice(limit=500, network=True, expand=True),
    Choice(limit=500, silent=True),
    Choice(unit="郑州市城市管理局"),
]


@pytest.fixture(autouse=True)
def _eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def built(folder: Path, orders: Mapping[str, Sequence[str]]) -> Path:
    """A store of one plan a place, of 2023, a task for each clause on who does it."""
    for place, clauses in orders.items():
        head = f"{place}人民政府办公室关于印发{place}2023年城市品质提升工作方案的通知\n\n一、重点任务\n\n"
        tasks = "".join(f"{n}. 整治道路。{clause}\n\n" for n, clause in enumerate(clauses, 1))
        (folder / f"{place}.txt").write_text(head + tasks, encoding="utf-8")
    cli.run(["build", *(str(folder / f"{place}.txt") for place in orders), "--store", str(folder / "zeren.db")])
    return folder / "zeren.db"


def test_json_keeps_the_contract(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert burdens.load(Choice(), corpus_store, "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(row.keys() >= CONTRACT for row in rows)
    assert {row["verdict"] for row in rows} == VERDICTS
    assert all(row["tests"][0]["p"] == row["p"] and row["tests"][0]["q"] == row["q"] for row in rows)
    assert {row["year"] for row in rows} == {2018, 2022, 2024}
    assert {row["reason"] for row in rows if row["verdict"] == "too few to tell"} == {"no peers", "few tasks"}
    assert {row["reason"] for row in rows if row["verdict"] != "too few to tell"} == {""}


def test_one_year_is_still_held_against_the_one_before(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(Choice(), corpus_store, "json")
    every = json.loads(capsys.readouterr().out)
    burdens.load(Choice(year=2024), corpus_store, "json")
    assert json.loads(capsys.readouterr().out) == [row for row in every if row["year"] == 2024]


@pytest.mark.parametrize("choice", LOOKS)
def test_tables_and_notes_fit_eighty_columns(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], choice: Choice
) -> None:
    burdens.load(choice, corpus_store, None)
    out, err = capsys.readouterr()
    assert out.count("\n") > 30
    assert err
    assert max(map(width, [*out.splitlines(), *err.splitlines()])) <= 80


def test_words_are_chinese(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(Choice(year=2024, limit=200, expand=True), corpus_store, None)
    out = capsys.readouterr().out
    said = ("负荷偏重", "未超出预期", "无可比单位", "未检验")
    assert [word for word in said if word in out] == list(said)
    assert not any(word in out for word in VERDICTS)


def test_csv_has_a_cell_for_every_head(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(Choice(expand=True), corpus_store, "csv")
    heads, *rows = csv.reader(StringIO(capsys.readouterr().out))
    assert heads[:9] == ["单位", "年度", "牵头", "责任", "负荷", "均分", "p", "q", "结论"]
    assert {len(row) for row in rows} == {len(heads)}
    assert {row[5] for row in rows if row[8] == "未检验（仅见于统称）"} == {""}


@pytest.mark.parametrize(
    ("choice", "what"), [(Choice(), "单位"), (Choice(network=True), "单位"), (Choice(silent=True), "空白")]
)
def test_a_long_table_is_cut_and_says_so(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], choice: Choice, what: str
) -> None:
    burdens.load(choice, corpus_store, "json")
    every = json.loads(capsys.readouterr().out)
    burdens.load(choice, corpus_store, None)
    assert f"另有 {len(every) - 20} 行{what}未列" in capsys.readouterr().err
    burdens.load(Choice(limit=3, network=choice.network, silent=choice.silent), corpus_store, "json")
    assert json.loads(capsys.readouterr().out) == every[:3]


@pytest.mark.parametrize(
    "flags", [["--network", "--silent"], ["--silent", "--expand"], ["--unit", "市城管局", "--network"]]
)
def test_what_cannot_go_together_is_refused(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], flags: list[str]
) -> None:
    assert cli.run(["load", *flags, "--store", str(corpus_store)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"错误：{flags[0]}")
    assert flags[-1] in err


def test_one_unit_by_every_convention(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Document 001, of 2018, prints the bureau as 市城管局.
    burdens.load(Choice(unit="市城管局", year=2018), corpus_store, None)
    out = capsys.readouterr().out
    burdens.load(Choice(unit="郑州市城市管理局", year=2018), corpus_store, None)
    assert capsys.readouterr().out == out
    labels = [line.split()[0] for line in out.splitlines() if not line.startswith(" ")]
    assert labels == [
        "单位", "年度", "地方", "同类", "结论", "牵头", "责任", "负荷", "每项计1", "只计牵头", "牵头2责任1",
        "每项均分", "均分", "往年份额", HEADS["busiest"], "章节",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [("市城菅局", "没有叫这个名字的单位；相近的名称：.*市城管局"), ("城", "请写全：.*郑州市城市管理局")],
)
def test_an_unknown_unit_is_refused_and_near_ones_are_named(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], name: str, said: str
) -> None:
    assert cli.run(["load", "--unit", name, "--json", "--store", str(corpus_store)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.search(said, err)


@pytest.mark.parametrize("name", ["中原区", "中原区政府", "郑州市中原区人民政府", "市中原区人民"])
def test_a_member_of_a_group_is_found_by_each_of_its_names(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    # The plan of 2018 names it as one of 各区 only.
    burdens.load(Choice(unit=name, year=2018, expand=True), corpus_store, "json")
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["unit"], row["reason"], row["load"]) == ("郑州市中原区人民政府", "group only", 0.0)
    assert row["expanded"] > 0


def test_expanded_loads_rank_the_rows_and_every_row_has_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Nine leads of the city's six districts are three halves each; a lead is 1, a place of two 1/2.
    tasks = [*["牵头单位：各区"] * 9, "牵头单位：市财政局；责任单位：市教育局、市水利局"]
    store = built(tmp_path, {"郑州市": tasks})
    capsys.readouterr()
    burdens.load(Choice(expand=True), store, "json")
    rows = [(x["unit"].removeprefix("郑州市"), x["load"], x["expanded"]) for x in json.loads(capsys.readouterr().out)]
    assert {(load, opened) for _, load, opened in rows[:6]} == {(0.0, 1.5)}
    assert rows[6:] == [("财政局", 1.0, 1.0), ("教育局", 0.5, 0.5), ("水利局", 0.5, 0.5)]
    burdens.load(Choice(expand=True, limit=6), store, None)
    out = capsys.readouterr().out
    assert out.count("1.5") == 6
    assert "财政局" not in out


WORK = ["牵头单位：市财政局；责任单位：市教育局、市财政局", "牵头单位：市财政局、市水利局"]


@pytest.mark.parametrize("look", [[], ["--expand"], ["--network"], ["--silent"]])
def test_rows_say_their_place_where_there_are_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], look: list[str]
) -> None:
    store = built(tmp_path, {"郑州市": WORK, "洛阳市": WORK})
    capsys.readouterr()
    cli.run(["load", *look, "--store", str(store)])
    out = capsys.readouterr().out
    assert max(map(width, out.splitlines())) <= 80
    lines = [line.split() for line in out.splitlines()]
    heads = next(line for line in lines if "地方" in line)
    assert {line[heads.index("地方")] for line in lines if line[:1] != [] and "2023" in line} == {"郑州市", "洛阳市"}
    cli.run(["load", *look, "--place", "洛阳", "--store", str(store)])
    out = capsys.readouterr().out
    assert "2023" in out
    assert "地方" not in out
    assert "郑州" not in out
    cli.run(["load", *look, "--csv", "--store", str(store)])
    assert {row["地方"] for row in csv.DictReader(StringIO(capsys.readouterr().out))} == {"郑州市", "洛阳市"}
    for part in ("市", "青山"):
        assert cli.run(["load", *look, "--place", part, "--store", str(store)]) == 2
        assert "洛阳市、郑州市" in capsys.readouterr().err


def test_who_leads_and_shares_leads_in_the_graph_too(tmp_path: Path) -> None:
    store = built(tmp_path, {"郑州市": WORK})
    expected = {"郑州市财政局": ("2", "0"), "郑州市教育局": ("0", "1"), "郑州市水利局": ("1", "0")}
    with Store.reading(store) as opened:
        for query in ("load-counts", "expanded-counts", "units"):
            answer = run(opened, query, {})
            assert isinstance(answer, Solutions)
            assert {r["name"]: (r["leads"], r["shares"]) for r in answer.records()} == expected


def test_documents_of_no_year_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = "青山市城市品质提升工作方案\n\n一、重点任务\n\n"
    plan += "".join(f"{n}. 整治道路。责任单位：市{u}局\n\n" for n, u in enumerate(["教育", "财政", "水利", "教育"], 1))
    (tmp_path / "青山.txt").write_text(plan, encoding="utf-8")
    cli.run(["build", str(tmp_path / "青山.txt"), "--store", str(tmp_path / "zeren.db")])
    capsys.readouterr()
    burdens.load(Choice(), tmp_path / "zeren.db", None)
    out, err = capsys.readouterr()
    assert out.count("年度不详，未检验") == 3
    assert "年度不详，未检验：青山.txt" in err
    burdens.load(Choice(), tmp_path / "zeren.db", "json")
    rows = json.loads(capsys.readouterr().out)
    assert [(row["year"], row["expected"], row["reason"]) for row in rows] == [(None, None, "no year")] * 3
    check(tmp_path / "zeren.db", "json")
    assert {found["kind"] for found in json.loads(capsys.readouterr().out)} == {
        "unresolved-unit"
    }  # and no shape broken


def test_scripts_get_silent_places_by_kind(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(Choice(year=2022, silent=True), corpus_store, "json")
    rows = json.loads(capsys.readouterr().out)
    assert {row["gap"] for row in rows} <= set(GAPS)
    # Items 五 and 二十二 of the plan of 2022 name no 完成时限.
    assert [row["tasks"][0]["number"] for row in rows if row["gap"] == "no deadline"] == ["（五）", "（二十二）"]


def test_an_empty_year_says_so(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(Choice(year=1999), corpus_store, "json")
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert "没有 1999 年的任务" in err
