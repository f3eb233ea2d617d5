"""`zeren load` as a person and a script see it."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from zeren import burdens
from zeren.graph.load.records import GAPS
from zeren.terminal import width

CONTRACT = {"unit", "iri", "year", "lead", "responsible", "load", "expected", "p", "q", "verdict"}
VERDICTS = {"overloaded", "not more than expected", "too few to tell"}


@pytest.fixture(autouse=True)
def _eighty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_json_keeps_the_contract(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert burdens.load(None, corpus_store, "json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(row.keys() >= CONTRACT for row in rows)
    assert {row["verdict"] for row in rows} == VERDICTS
    assert all(row["tests"][0]["p"] == row["p"] and row["tests"][0]["q"] == row["q"] for row in rows)
    assert {row["year"] for row in rows} == {2018, 2022, 2024}


def test_one_year_is_still_held_against_the_one_before(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(None, corpus_store, "json")
    every = json.loads(capsys.readouterr().out)
    burdens.load(2024, corpus_store, "json")
    assert json.loads(capsys.readouterr().out) == [row for row in every if row["year"] == 2024]


@pytest.mark.parametrize("look", ["load", "network", "silent"])
@pytest.mark.parametrize("expand", [False, True])
def test_tables_fit_eighty_columns(
    corpus_store: Path, capsys: pytest.CaptureFixture[str], look: burdens.Look, *, expand: bool
) -> None:
    burdens.load(None, corpus_store, None, look=look, expand=expand)
    out = capsys.readouterr().out
    assert out.count("\n") > 50
    assert max(map(width, out.splitlines())) <= 80


def test_words_are_chinese(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(2024, corpus_store, None)
    out = capsys.readouterr().out
    assert {word for word in ("负荷偏重", "未超出预期", "样本太少") if word in out} == {
        "负荷偏重",
        "未超出预期",
        "样本太少",
    }
    assert not any(word in out for word in VERDICTS)


def test_csv_has_a_cell_for_every_head(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(None, corpus_store, "csv", expand=True)
    heads, *rows = csv.reader(StringIO(capsys.readouterr().out))
    assert heads[:9] == list(burdens.HEADS)
    assert {len(row) for row in rows} == {len(heads)}


def test_scripts_get_silent_places_by_kind(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(2022, corpus_store, "json", look="silent")
    rows = json.loads(capsys.readouterr().out)
    assert {row["gap"] for row in rows} <= set(GAPS)
    # Items 五 and 二十二 of the plan of 2022 name no 完成时限.
    assert [row["tasks"][0]["number"] for row in rows if row["gap"] == "no deadline"] == ["（五）", "（二十二）"]


def test_an_empty_year_says_so(corpus_store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    burdens.load(1999, corpus_store, "json")
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert "没有 1999 年的任务" in err
