"""Every form in which a plan says who answers for a task."""

from __future__ import annotations

import pytest
from plans import only_task, read_plan, units

LABELLED = [
    ("牵头单位：市住建局\n配合单位：市财政局、市发改委", "*市住建局 市财政局 市发改委"),
    ("主办单位：市园林局\n协办单位：市城管局", "*市园林局 市城管局"),
    ("牵头处室：更新处\n责任处室：计划财务处 绿化管理处", "*更新处 计划财务处 绿化管理处"),
    ("牵头部门：市公安局\n落实单位：各区（管委会）", "*市公安局 各区（管委会）#"),
    ("责任部门：市交通局，市城管局", "市交通局 市城管局"),
    ("承办单位：市环卫中心", "市环卫中心"),
    ("市级牵头单位：市城管局\n市级配合单位：市财政局", "*市城管局 市财政局"),
    ("责任单位\n市教育局、市财政局", "市教育局 市财政局"),
    ("整改责任单位：县教育局\n责任单位及责任人：县财政局 张明", "县教育局 县财政局"),
    ("责任站所：农业站", "农业站"),
    ("——牵头单位：区委编办\n——责任单位：区财政局", "*区委编办 区财政局"),
    ("责任单位：县工信局、县商务局\n\n注：责任单位按职责分工。", "县工信局 县商务局"),
    ("责任领导：张某某\n责任单位：市城管局\n责任人：李某", "市城管局"),
    ("督导单位：市督查室\n责任单位：市城管局", "市城管局"),
]


@pytest.mark.parametrize(("lines", "expected"), LABELLED, ids=[expected for _, expected in LABELLED])
def test_labelled_lines(lines: str, expected: str) -> None:
    assert units(only_task(f"（一）推进老旧小区改造。加快实施。\n{lines}\n")) == expected


INLINE = [
    ("牵头单位：市住建局，责任单位：市财政局、各区政府。", "*市住建局 市财政局 各区政府#"),
    ("牵头单位：市住建局。责任单位：市财政局。", "*市住建局 市财政局"),
    ("（牵头单位：市住建局；责任单位：市财政局）", "*市住建局 市财政局"),
    ("(责任单位:市住建局,市财政局)", "市住建局 市财政局"),
    ("〔责任单位：市住建局、市财政局〕", "市住建局 市财政局"),
    ("[责任单位：市住建局；配合单位：市财政局]", "市住建局 市财政局"),
    ("【牵头单位：市住建局，配合单位：市财政局】", "*市住建局 市财政局"),
    ("（牵头：市园林局 配合：市城管局、市财政局）", "*市园林局 市城管局 市财政局"),
    ("（责任单位：、市住建局、市财政局）", "市住建局 市财政局"),
    ("（责任单位：市住建局、市财政局", "市住建局 市财政局"),
]


@pytest.mark.parametrize(("clause", "expected"), INLINE, ids=[clause for clause, _ in INLINE])
def test_labels_behind_the_text(clause: str, expected: str) -> None:
    assert units(only_task(f"1.推进老旧小区改造。加快实施。{clause}\n")) == expected


RUNNING = [
    (
        (
            "由市公安局（交警支队）、市自然资源和规划局、市生态环境局、市水利局、市财政局、市交通运输局、市教育局、市应急管理局、"
            "市市场监督管理局负责，年底前完成。"
        ),
        (
            "市公安局（交警支队） 市自然资源和规划局 市生态环境局 市水利局 市财政局 市交通运输局 市教育局 市应急管理局 "
            "市市场监督管理局"
        ),
    ),
    ("（甲县教育局牵头，甲县财政局、甲县发改局配合）", "*甲县教育局 甲县财政局 甲县发改局"),
    ("（市住建局、市财政局牵头，各区政府配合）", "*市住建局 *市财政局 各区政府#"),
    ("（市园林局、市城管局按职责分工负责）", "市园林局 市城管局"),
    ("（市城管局（牵头）、市供电公司）", "*市城管局 市供电公司"),
    ("（市园林局会同市财政局负责）", "*市园林局 市财政局"),
    ("（市住建局负责，市财政局配合）", "市住建局 市财政局"),
    ("各县（市、区）人民政府落实。", "各县（市、区）人民政府#"),
    ("市住建局牵头，市财政局、市发改委等部门按职责分工负责。", "*市住建局 市财政局 市发改委 部门#"),
    ("（商务部、农业农村部等和各有关省级人民政府负责）", "商务部 农业农村部 各有关省级人民政府#"),
    ("（省财政厅、省国资委）", "省财政厅 省国资委"),
    ("（甲县教育局牵头，配合单位：甲县财政局、各乡镇）", "*甲县教育局 甲县财政局 各乡镇#"),
    ("（牵头单位：市教育局，市财政局、各乡镇配合）", "*市教育局 市财政局 各乡镇#"),
    ("（县教育局、县财政局按职责分工牵头负责）", "*县教育局 *县财政局"),
    ("（县教育局负责牵头，县财政局负责落实）", "*县教育局 县财政局"),
    ("（牵头单位为县教育局，责任单位为县财政局、县公安局）", "*县教育局 县财政局 县公安局"),
    ("（市教育局牵头，各区政府配合，省教育厅、省财政厅指导）", "*市教育局 各区政府#"),
    ("责任单位：市教育局、市财政局，市督查室督办", "市教育局 市财政局"),
    ("由县委政法委牵头，县法院、县检察院参加，年内建成中心。", "*县委政法委 县法院 县检察院"),
    ("推进校园安全，由县教育局负责。", "县教育局"),
    ("【责任单位】县教育局、县财政局【完成时限】6月底", "县教育局 县财政局"),
    ("责任单位：县财政局 李军", "县财政局"),
]


@pytest.mark.parametrize(("clause", "expected"), RUNNING, ids=[clause for clause, _ in RUNNING])
def test_running_clauses(clause: str, expected: str) -> None:
    assert units(only_task(f"1.推进老旧小区改造。加快实施。{clause}\n")) == expected


@pytest.mark.parametrize(
    ("clause", "words", "date"),
    [
        ("\n责任单位：市住建局\n完成时限：2023年6月底前", "2023年6月底前", "2023-06-30"),
        ("（市住建局负责，6月底前完成）", "6月底前", "2023-06-30"),
        ("（责任单位：市住建局；完成时限：长期坚持）", "长期坚持", None),
        ("\n责任单位：市住建局\n时限要求：十二月底", "十二月底", "2023-12-31"),
    ],
)
def test_the_deadline_of_a_clause(clause: str, words: str, date: str | None) -> None:
    deadline = only_task(f"1.推进老旧小区改造。加快实施。{clause}\n").deadline
    assert deadline is not None
    assert (deadline.text, deadline.date) == (words, date)


def test_an_impossible_date_is_clamped_and_found() -> None:
    plan = read_plan("1.推进老旧小区改造。（市住建局负责，2023年9月31日前完成）\n")
    assert plan.tasks[0].deadline is not None
    assert plan.tasks[0].deadline.date == "2023-09-30"
    assert [f.code for f in plan.findings] == ["impossible-date"]


def test_a_heading_that_only_sounds_like_a_clause_is_none() -> None:
    plan = read_plan("（一）加强社会参与\n鼓励市民参与治理。\n（二）推进绿化。（责任单位：市园林局）\n")
    assert [t.number for t in plan.tasks] == ["（二）"]
    assert [f.code for f in plan.findings] == ["no-clause"]


def test_a_body_that_names_units_is_no_clause() -> None:
    plan = read_plan("（一）建立机制。由市城管局牵头起草方案并报市政府研究。加强与市发改委的沟通。\n")
    assert plan.tasks == ()
