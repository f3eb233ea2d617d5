"""Which words of a list are one body and which are several."""

from __future__ import annotations

import pytest
from plans import only_task, units

LISTS = [
    ("市卫计委（爱卫办）、市教育局", "市卫计委（爱卫办） 市教育局"),
    ("市发改委（审改办、大数据局），市财政局", "市发改委（审改办、大数据局） 市财政局"),
    ("市“人人持证、技能河南”建设领导小组办公室", "市“人人持证、技能河南”建设领导小组办公室"),
    ("市城建局等审批职能部门", "市城建局 审批职能部门#"),
    ("市教育局、市财政局等", "市教育局 市财政局"),
    ("市教育局和市财政局", "市教育局 市财政局"),
    ("市发展和改革委员会、市工业和信息化局", "市发展和改革委员会 市工业和信息化局"),
    ("省总工会、妇联、工商联", "省总工会 妇联 工商联"),
    ("各开发区、区县（市）城市管理部门", "各开发区、区县（市）城市管理部门#"),
    ("各开发区管委会、区县（市）政府", "各开发区管委会# 区县（市）政府#"),
    ("各市、县〔区〕人民政府，临江新区管委会", "各市、县〔区〕人民政府# 临江新区管委会"),
    ("临空区、滨湖新区、高新区管委会", "临空区=临空区管委会 滨湖新区=滨湖新区管委会 高新区管委会"),
    ("各县（市、区）人民政府、园区管委会", "各县（市、区）人民政府# 园区管委会#"),
    ("区国资委、区集体资产监管办区住房城市建设委", "区国资委 区集体资产监管办 区住房城市建设委"),
    ("市自来水公司 市热力集团 市燃气公司", "市自来水公司 市热力集团 市燃气公司"),
    ("局属各单位 局机关相关处室", "局属各单位# 局机关相关处室#"),
    ("市中等职业学校、高等院校", "市中等职业学校 高等院校#"),
    ("市第一人民医院、娄山街道", "市第一人民医院 娄山街道"),
    ("市教育局；市财政局，市人社局。", "市教育局 市财政局 市人社局"),
]


@pytest.mark.parametrize(("printed", "expected"), LISTS, ids=[printed for printed, _ in LISTS])
def test_lists(printed: str, expected: str) -> None:
    assert units(only_task(f"1.推进改造。加快实施。\n责任单位：{printed}\n")) == expected


FULL = "加快老旧小区配套设施改造提升，统筹推进供水供气供热管网更新，完善便民\n"  # a line of the width that wraps
WRAPPED = [
    ("市自来水公司 市政公用工程建设\n\n管理处\n", "市自来水公司 市政公用工程建设管理处"),
    (
        "市自来水公司 青山华润燃气公司 市热力集团\n\n市政工程管理处\n",
        "市自来水公司 青山华润燃气公司 市热力集团 市政工程管理处",
    ),
    (
        "市生态环境局、市城市管理综合行政执法局、市农业农\n村局、市水利局\n",
        "市生态环境局 市城市管理综合行政执法局 市农业农村局 市水利局",
    ),
    (
        "市发展改革委、市生态环境局、各开发区、区县\n（市）城市管理部门\n",
        "市发展改革委 市生态环境局 各开发区、区县（市）城市管理部门#",
    ),
]


@pytest.mark.parametrize(("lines", "expected"), WRAPPED, ids=[expected for _, expected in WRAPPED])
def test_a_wrapped_name_is_joined_and_a_wrapped_list_is_not(lines: str, expected: str) -> None:
    assert units(only_task(f"（一）推进改造。\n{FULL * 8}服务功能。\n责任单位：{lines}")) == expected


def test_mentions_keep_the_printed_form() -> None:
    task = only_task("1.推进改造。（責任單位：市發展改革委、市財政局）\n")
    assert [m.text for m in task.mentions] == ["市發展改革委", "市財政局"]
