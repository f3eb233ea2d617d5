"""How items are found, numbered and placed."""

from __future__ import annotations

import pytest
from plans import HEAD, only_task, read_plan, units


def numbers(body: str) -> list[str]:
    return [task.number for task in read_plan(body).tasks]


UNIT = "（责任单位：市住建局）"


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("（一）", "（二）", ["（一）", "（二）"]),
        ("(一)", "(二)", ["（一）", "（二）"]),
        ("1.", "2.", ["1", "2"]),
        ("1．", "2．", ["1", "2"]),
        ("1、", "2、", ["1", "2"]),
        ("1﹒", "2﹒", ["1", "2"]),
        ("１．", "２．", ["1", "2"]),
        ("①", "②", ["①", "②"]),
        ("**1. ", "**2. ", ["1", "2"]),
        ("## 1. ", "## 2. ", ["1", "2"]),
        ("第一条 ", "第二条 ", ["第一条", "第二条"]),
    ],
)
def test_styles_of_numbers(first: str, second: str, expected: list[str]) -> None:
    assert numbers(f"{first}推进改造。{UNIT}\n\n{second}推进绿化。{UNIT}\n") == expected


def test_an_item_in_parts_is_as_many_tasks() -> None:
    body = f"9.交通治理\n（1）动态治理\n规范标志。{UNIT}\n（2）静态治理\n建停车场。{UNIT}\n"
    plan = read_plan(body)
    assert [t.number for t in plan.tasks] == ["9（1）", "9（2）"]
    assert plan.tasks[0].section == ("一、重点任务", "9.交通治理")
    assert [t.title for t in plan.tasks] == ["动态治理", "静态治理"]


def test_numbers_that_restart_carry_their_parents() -> None:
    body = f"（一）住房\n1.改造。{UNIT}\n2.配租。{UNIT}\n（二）绿化\n1.补植。{UNIT}\n"
    assert numbers(body) == ["（一）1", "（一）2", "（二）1"]


def test_stretches_with_clauses_of_their_own() -> None:
    body = f"（一）打造平台\n算力平台：整合资源。{UNIT}\n服务平台：上线服务。（责任单位：市数据局）\n"
    plan = read_plan(body)
    assert [(t.number, t.title, units(t)) for t in plan.tasks] == [
        ("（一）-1", "算力平台", "市住建局"),
        ("（一）-2", "服务平台", "市数据局"),
    ]
    assert plan.tasks[0].section == ("一、重点任务", "（一）打造平台")


def test_the_clause_of_a_heading_serves_the_items_below_that_have_none() -> None:
    body = f"（一）住房（牵头部门：市房管局）\n1.改造老旧小区。\n2.配租公租房。{UNIT}\n"
    assert [units(t) for t in read_plan(body).tasks] == ["*市房管局", "市住建局"]


def test_a_clause_that_closes_a_section_serves_all_its_items() -> None:
    body = "（一）住房\n1.改造老旧小区。\n2.配租公租房。\n责任单位：市房管局\n（二）绿化\n补植。\n责任单位：市园林局\n"
    assert [(t.number, units(t)) for t in read_plan(body).tasks] == [
        ("1", "市房管局"),
        ("2", "市房管局"),
        ("（二）", "市园林局"),
    ]


def test_points_inside_one_measure_are_no_tasks() -> None:
    body = "（一）改造管网。2023年改造：1.供水：80公里。2.供热：41公里。3.燃气：150公里。\n责任单位：市城管局\n"
    assert [(t.number, t.title) for t in read_plan(body).tasks] == [("（一）", "改造管网")]


def test_a_document_on_one_line() -> None:
    body = (
        "一、支持企业 1.减免租金。对承租企业免收租金。责任单位:市财政局、国资委 "
        "2.稳定岗位。返还保险费。 责任单位:市人社局 "
        "二、扩大投资 3.推广招商。网上招商。责任单位:市商务局，各县（市、区）人民政府 青山市人民政府 2020年2月4日"
    )
    plan = read_plan(body, head="青山市支持企业若干措施 各有关单位： 现制定如下措施： ")
    assert [(t.number, t.section, units(t)) for t in plan.tasks] == [
        ("1", ("一、支持企业",), "市财政局 国资委"),
        ("2", ("一、支持企业",), "市人社局"),
        ("3", ("二、扩大投资",), "市商务局 各县（市、区）人民政府#"),
    ]


def test_lists_of_annexes_and_boxes_hold_no_tasks() -> None:
    body = f"（一）改造。{UNIT}\n专栏1 重点工程\n实施十大工程。\n（二）绿化。{UNIT}\n附件：1.任务清单\n2.指标表\n"
    plan = read_plan(body)
    assert [t.number for t in plan.tasks] == ["（一）", "（二）"]
    assert plan.findings == ()


def test_a_plan_without_any_clause_says_so() -> None:
    plan = read_plan("（一）改造。加快改造。\n")
    assert plan.tasks == ()
    assert [f.code for f in plan.findings] == ["no-task"]


def test_an_item_that_lacks_a_unit_is_found() -> None:
    body = f"（一）改造。{UNIT}\n（二）绿化。补植树木。\n（三）亮化。{UNIT}\n"
    plan = read_plan(body)
    (finding,) = plan.findings
    assert finding.code == "no-clause"
    raw = HEAD + body
    assert raw[finding.span.start : finding.span.end] == "绿化。补植树木。"


def test_a_task_of_points_has_the_words_of_all_of_them() -> None:
    body = "（一）推进老旧小区外墙和电梯改造。\n①6月底前完成摸底。\n②落实《青山市改造条例》。\n③改造小区12个。\n"
    task = only_task(f"{body}牵头单位：市住建局\n责任单位：市财政局\n完成时限：年底前\n")
    assert (task.title, units(task)) == ("推进老旧小区外墙和电梯改造", "*市住建局 市财政局")
    assert [due.text for due in task.milestones] == ["6月底前"]
    assert [cite.title for cite in task.citations] == ["青山市改造条例"]
    assert [(target.value, target.unit) for target in task.targets] == [(12, "个")]
