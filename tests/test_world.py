"""The generated world: the same seed the same bytes, gold that its document bears out, and what zeren finds in it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from zeren.bench.world.formats import FORMATS
from zeren.bench.world.found import rates
from zeren.bench.world.grown import Grown, compared, facts, fields, grow, readings
from zeren.bench.world.history import chronicle
from zeren.bench.world.kin import Kin
from zeren.bench.world.lines import wrapped
from zeren.bench.world.numerals import han
from zeren.bench.world.pages import page
from zeren.bench.world.records import Saying
from zeren.bench.world.times import due
from zeren.bench.world.towns import Town
from zeren.bench.world.writing import Shape, world, write
from zeren.loaders.files import read
from zeren.ontology.places import places

SMALL = Shape(years=range(2018, 2021), plans=2, tasks=12, formats=tuple(FORMATS), seed=5)


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Grown:
    return grow(tmp_path_factory.mktemp("world") / "grown", 2, SMALL)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def golds(grown: Grown) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in grown.pages]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    shape = Shape(years=(2018, 2019), tasks=6, formats=tuple(FORMATS))
    for name in ("one", "other"):
        world(tmp_path / name, 2, shape)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "other")
    assert bytes_of(write(tmp_path / "seeded", 3, seed=1)) != bytes_of(write(tmp_path / "unseeded", 3))


def test_fewer_plans_are_the_first_of_more(tmp_path: Path) -> None:
    few, more = bytes_of(write(tmp_path / "few", 12)), bytes_of(write(tmp_path / "more", 25))
    assert len(few) == 12
    assert len(more) == 25
    assert few.items() < more.items()


def test_the_truth_counts_what_the_files_hold(tmp_path: Path) -> None:
    counts = world(tmp_path, 2, SMALL)
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    kinds = Counter(row["kind"] for row in truth["continuations"])
    assert {kind: counts[kind] for kind in kinds} == kinds
    assert counts["overloads"] == len(truth["overloads"])
    printed = {
        (gold["document"]["file"], task["id"])
        for path in (tmp_path / "gold").iterdir()
        for gold in [json.loads(path.read_text(encoding="utf-8"))]
        for task in gold["tasks"]
    }
    ends = [row[side] for row in truth["continuations"] for side in ("from", "to")]
    ends += [row[side] for row in truth["conflicts"] for side in ("one", "other")] + truth["dropped"] + truth["new"]
    assert {(end["file"], end["number"]) for end in ends} <= printed


def test_every_number_names_one_task(grown: Grown) -> None:
    for gold in golds(grown):
        numbers = Counter(task["id"] for task in gold["tasks"])
        assert not [number for number, count in numbers.items() if count > 1], gold["document"]["file"]


def test_the_gold_is_borne_out_by_its_document(grown: Grown) -> None:
    """Every printed form of the gold stands in the document, page marks and white space left out."""
    for gold in golds(grown):
        name = gold["document"]["file"]
        text = re.sub(r"^\s*— \d+ —\s*$", "", read(grown.folder / "plans" / name).text, flags=re.MULTILINE)
        folded = "".join(text.split())
        for task in gold["tasks"]:
            words = [task["title"], *(unit["text"] for unit in task["units"])]
            words += [part["text"] for part in (*task["milestones"], *task["targets"])]
            words += [cite["title"] for cite in task["citations"]]
            words += [task["deadline"]["text"]] if task["deadline"] else []
            if not name.endswith("pdf"):  # a cell's lines stand between those of its neighbours there
                assert [word for word in words if word not in folded] == [], (name, task["id"])


def test_the_extraction_is_right_in_every_field(grown: Grown) -> None:
    known = readings(grown)
    found = fields(known)
    assert found["tasks"].gold > 140
    assert {name: tally.f1 for name, tally in found.items() if tally.f1 < 0.99} == {}
    assert {name: share for name, share in facts(known).items() if share < 1} == {}
    numbers = [tuple([task["id"] for task in side["tasks"]] for side in pair) for pair in known]
    assert [pair for pair in numbers if pair[0] != pair[1]] == []


def test_what_was_planted_is_found(grown: Grown) -> None:
    found = {rate.name: rate for rate in rates(grown, compared(grown))}
    assert found["linked: all"].planted > 80
    assert found["linked: all"].recall >= 0.95
    assert found["linked: all"].precision >= 0.85
    assert found["called: continued"].recall >= 0.95
    assert found["handoffs"].recall >= 0.85
    assert found["conflicts"].recall >= 0.8
    assert found["overloads"].recall >= 0.5


def test_every_kind_and_clause_is_planted() -> None:
    histories = [chronicle(0, city, range(2016, 2022), 2, 12) for city in range(8)]
    kinds = Counter(link.kind for history in histories for link in history.links)
    assert set(kinds) == {"continued", "handed over", "split", "merged", "restated"}
    assert {clash.what for history in histories for clash in history.clashes} == {"figure", "deadline", "lead"}
    pages = [page(history.town, plan, 0) for history in histories for plan in history.plans]
    text = "\n".join(block.text for made in pages for block in made.blocks)
    for form in (
        "牵头单位：", "【责任单位】", "（牵头）", "会同", "牵头，", "按职责分工负责", "落实。", "等审批职能部门",
        "（征求意见稿）", "索引号：", "主办：", "；责任单位：", "领导小组办公室", "各开发区、区县（市）城市管理部门",
        "局　市", "负责，汛前完成", "（1）",
    ):  # fmt: skip
        assert form in text, form
    tasks = [task for made in pages for task in made.gold["tasks"]]
    assert any(task["id"].endswith("）-2") for task in tasks)
    assert any("name" in unit for task in tasks for unit in task["units"])
    assert any(cell is None for made in pages for block in made.blocks for row in block.rows for cell in row)


def test_works_follow_from_one_another() -> None:
    history = chronicle(0, 0, range(2016, 2022), 2, 12)
    kin = Kin(history)
    for link in history.links:
        assert kin.one(link.earlier, link.later)
        assert (kin.years[link.earlier] == kin.years[link.later]) == (link.kind == "restated")
        if link.kind == "handed over":
            assert kin.passed(link.earlier, link.later)
    alone = [key for key in kin.works if not kin.heirs(key) and len(kin.selves(key)) == 1]
    assert alone
    assert [kin.one(key, other) for key in alone for other in alone if key != other].count(True) == 0


def test_a_department_of_the_reform_has_its_new_name() -> None:
    town = Town(0, 0)
    assert {(it.before, it.year) for it in town.renames if it.known} >= {("市环境保护局", 2019), ("市农业局", 2019)}
    assert sum(not it.known for it in town.renames) == 2


def test_no_city_of_the_world_is_one_of_china() -> None:
    names = [Town(0, at).name for at in range(1200)]
    assert len(set(names)) == len(names)
    assert [name for name in names if name in places().names()] == []


@pytest.mark.parametrize(
    ("form", "number", "month", "words", "date"),
    [
        ("month", 0, 6, "6月底前", "2018-06-30"),
        ("before", 0, 6, "2018年6月份前", "2018-05-31"),
        ("yearend", 0, 6, "年底前", "2018-12-31"),
        ("quarter", 1, 6, "第二季度", "2018-06-30"),
        ("day", 29, 2, "2月2日前", "2018-02-02"),
        ("event", 0, 6, "汛前", None),
        ("standing", 0, 6, "长期坚持", None),
    ],
)
def test_due_times(form: str, number: int, month: int, words: str, date: str | None) -> None:
    made = due(Saying(form, (), number, month), 2018)
    assert (made.text, made.date) == (words, date)


def test_lines_break_as_print_does() -> None:
    assert wrapped("推进城市更新，完善设施。", 12) == ["推进城市更新，", "完善设施。"]
    assert wrapped("推进城市更新改造工", 16) == ["推进城市更新改", "造工"]
    assert "".join(wrapped("2018年底前完成12处改造" * 9, 20)) == "2018年底前完成12处改造" * 9


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (35, "三十五"), (101, "一百零一"), (110, "一百一十")],
)
def test_han_numerals(number: int, words: str) -> None:
    assert han(number) == words
