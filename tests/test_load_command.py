"""`zeren load` as a person and a script see it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from zeren import burdens, cli
from zeren.burdens import Choice
from zeren.graph.load.records import GAPS, HEADS
from zeren.inquiries import check
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


def test_an_unknown_unit_is_said_to_be_unknown(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(Choice(unit="城"), corpus_store, "json")
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert "没有叫“城”的单位" in err


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
