"""Task tables: drawn, stacked cell by cell, and run together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from zeren.loaders.extract import extract
from zeren.loaders.files import read_bytes

from .plans import units

if TYPE_CHECKING:
    from zeren.loaders.records import Plan

TITLE = "青山市2023年重点任务分解表\n\n"


def table(text: str, name: str = "表.txt") -> Plan:
    return extract(read_bytes(text.encode(), name))


def rows(plan: Plan) -> list[tuple[str, str, str, str | None]]:
    return [(t.number, t.title, units(t), t.deadline.date if t.deadline else None) for t in plan.tasks]


EXPECTED = [
    ("1", "改造老旧小区", "*市住建局 市财政局 市发改委", "2023-06-30"),
    ("2", "新建口袋公园20个", "*市园林局 各区（管委会）#", "2023-12-31"),
]
DRAWN = (
    "| 序号 | 重点任务 | 牵头单位 | 配合单位 | 完成时限 |\n|---|---|---|---|---|\n"
    "| 1 | 改造老旧小区。 | 市住建局 | 市财政局、市发改委 | 6月底前 |\n"
    "| 2 | 新建口袋公园20个。 | 市园林局 | 各区（管委会） | 年底前 |\n"
)


CELLS = [line.strip("| ").split(" | ") for line in DRAWN.splitlines() if "---" not in line]


@pytest.mark.parametrize(
    "text",
    [
        DRAWN,
        "\n".join("\t".join(row) for row in CELLS),
        "\n".join(" | ".join(row) + " |" for row in CELLS),
        "\n\n".join(cell for row in CELLS for cell in row),
        "\n".join(" ".join(row) for row in CELLS),
    ],
    ids=["pipes", "tabs", "open pipes", "a cell a line", "blanks"],
)
def test_one_table_in_the_ways_that_text_shows_it(text: str) -> None:
    assert rows(table(TITLE + text + "\n")) == EXPECTED


def test_a_table_below_an_item_comes_after_its_task() -> None:
    text = "二、主要任务\n（一）修路。\n责任单位：市交通运输局\n（二）修桥。\n责任单位：市公路局\n"
    assert [task.title for task in table(TITLE + text + DRAWN).tasks] == ["修路", "修桥", *(row[1] for row in EXPECTED)]


def test_a_table_below_the_points_of_a_task_comes_after_it() -> None:
    text = "二、主要任务\n（一）修路。\n①选线。\n②开工。\n牵头单位：市交通运输局\n责任单位：市公路局\n"
    assert [task.title for task in table(TITLE + text + DRAWN).tasks] == ["修路", *(row[1] for row in EXPECTED)]


def test_csv() -> None:
    text = (
        "序号,工作任务,责任单位,完成时限\n"
        '1,改造老旧小区,"市住建局（牵头）、市财政局",2023年6月底前\n'
        '2,新建口袋公园,"市园林局牵头,市城管局配合",长期坚持\n'
    )
    assert rows(table(text, "任务.csv")) == [
        ("1", "改造老旧小区", "*市住建局 市财政局", "2023-06-30"),
        ("2", "新建口袋公园", "*市园林局 市城管局", None),
    ]


def test_a_row_without_a_unit_is_found_and_no_words_of_progress_become_one() -> None:
    text = (
        "| 序号 | 项目内容 | 牵头单位 | 进展 |\n|---|---|---|---|\n"
        "| 1 | 接种疫苗。 | 县卫健局 | 已完成。 |\n| 2 | 开展筛查。 | 已完成。 | |\n"
    )
    plan = table(TITLE + text)
    assert [units(t) for t in plan.tasks] == ["*县卫健局"]
    assert "no-clause" in [f.code for f in plan.findings]


def test_people_are_no_units() -> None:
    text = (
        "| 序号 | 任务 | 责任领导 | 责任单位 |\n|---|---|---|---|\n"
        "| 1 | 改造。 | 张某某 | 市住建局 |\n| 2 | 绿化。 | 李某 | 市园林局 |\n"
    )
    assert [units(t) for t in table(TITLE + text).tasks] == ["市住建局", "市园林局"]


def test_a_table_of_indicators_assigns_no_tasks() -> None:
    text = (
        "| 序号 | 工作指标 | 目标值 | 责任单位 |\n|---|---|---|---|\n"
        "| 1 | 公园数量 | 20个 | 市园林局 |\n| 2 | 绿地率 | 40% | 市园林局 |\n"
    )
    assert table(TITLE + text).tasks == ()


def test_a_table_that_lost_its_columns() -> None:
    text = (
        "附件重点任务分工序号工作任务负责单位时间进度一、设施建设1新建小区按照人均0.1平方米配建养老设施市住建局（牵头）、市民政局"
        "和各区县人民政府2014年4季度出台具体措施2加快公共设施无障碍改造市民政局（牵头）、市残联持续实施"
    )
    plan = table("青山市关于加快发展养老服务业的实施意见。现就加快发展提出如下意见。" + text)
    assert rows(plan) == [
        ("1", "新建小区按照人均0.1平方米配建养老设施", "*市住建局 市民政局 各区县人民政府#", "2014-12-31"),
        ("2", "加快公共设施无障碍改造", "*市民政局 市残联", None),
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("（列第一位的为牵头单位，下同）", ["*市住建局 市财政局 各区政府#", "市园林局", "*市教育局 市体育局"]),
        ("（第一个逗号前为牵头单位，下同）", ["*市住建局 *市财政局 各区政府#", "市园林局", "市教育局 市体育局"]),
    ],
)
def test_a_plan_says_itself_who_of_a_list_leads(note: str, expected: list[str]) -> None:
    text = (
        "青山市2023年工作要点\n\n一、任务\n"
        f"1.改造老旧小区。责任单位：市住建局、市财政局，各区政府{note}\n"
        "2.新建公园。责任单位：市园林局\n3.办好学校。责任单位：市教育局、市体育局\n"
    )
    assert [units(t) for t in table(text).tasks] == expected


@pytest.mark.parametrize("bar", ["", "|"])
def test_a_table_written_one_cell_below_another_may_keep_the_line_beside_its_numbers(bar: str) -> None:
    cells = ["序号", "工作任务", "牵头单位", "完成时限"]
    cells += [f"1{bar}", "清理河道", "市水利局", "6月底", f"2{bar}", "整治校园", "市教育局", "年底前"]
    text = "青山市2023年城市品质提升工作方案\n\n" + "\n\n".join(cells) + "\n"
    tasks = extract(read_bytes(text.encode(), "青山.txt")).tasks
    assert [(task.title, task.mentions[0].text) for task in tasks] == [
        ("清理河道", "市水利局"),
        ("整治校园", "市教育局"),
    ]


def test_a_row_that_lacks_cells_hides_no_other() -> None:
    rows = "| 1 | 市水利局 | 清理河道 |\n| 2 |\n| 3 | 市教育局 | 整治校园 |\n"
    text = "青山市2023年城市品质提升工作方案\n\n| 序号 | 牵头单位 | 工作任务 |\n|---|---|---|\n" + rows
    tasks = extract(read_bytes(text.encode(), "青山.md")).tasks
    assert [(task.number, task.mentions[0].text) for task in tasks] == [("1", "市水利局"), ("3", "市教育局")]
