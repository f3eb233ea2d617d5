"""Citations: titles, 文号 and relations, as a reader takes them from the sentence."""

from __future__ import annotations

import time

import pytest
from zeren.loaders.citations import find_citations

RELATIONS = [
    # done under the document
    ("按照《甲市供热管理办法》，做好入户测温", "basis"),
    ("严格执行《甲省优化营商环境条例》", "basis"),
    ("认真贯彻《甲市户外广告条例》，开展整治", "basis"),
    ("落实国家《保障农民工工资支付条例》要求", "basis"),
    ("依据市政府办公室《甲市城市更新办法》", "basis"),
    ("绿地养护达到《甲市养护标准》的要求", "basis"),
    ("以《甲市总体规划》为依据，完善路网", "basis"),
    ("参照《甲省档案管理规定》执行", "basis"),
    ("对照《甲省评估指标》查找短板", "basis"),
    ("符合《甲省事业单位管理办法》规定条件的，优先安排", "basis"),
    ("组织实施《甲市多式联运方案（2022—2025年）》", "basis"),
    ("补助标准按《甲市奖励办法》执行", "basis"),
    ("制定《甲省河道管理条例》实施细则", "basis"),
    ("加强《甲省安全生产条例》宣传解读", "basis"),
    # to be written, revised or published
    ("制定《甲市停车场管理办法》", "deliverable"),
    ("研究出台《甲市促进会展业发展措施》，扩大影响", "deliverable"),
    ("修改完善《甲市信用信息目录》", "deliverable"),
    ("完成《甲市燃气规划》文本编写", "deliverable"),
    ("推动《甲市养犬条例》《甲市绿化条例》等法规规章的制定修订工作", "deliverable"),
    ("市城管局牵头起草《甲市供水改革方案》", "deliverable"),
    ("加快修订《甲市应急预案》《甲市处置流程》", "deliverable"),
    ("印发《甲市减免保证金的通知》，减轻企业负担", "deliverable"),
    ("加快《甲市节水条例》立法进程", "deliverable"),
    ("按照省里要求，编制《甲市河湖名录》", "deliverable"),
    ("印发实施《甲市数字经济规划》", "deliverable"),
    ("推动《甲市数据条例》出台", "deliverable"),
    ("向社会公开《甲市收费目录》", "deliverable"),
    ("根据市委《甲市治理意见》和省政府办公厅《甲省若干措施》，细化分工", "basis"),
    # only named
    ("《甲市精细化管理方案》已经市政府同意，现印发给你们", "mention"),
    ("相关资金纳入《甲市产业扶持政策》统筹设计", "mention"),
    ("甲市人民政府关于印发《甲市治水方案》的通知", "mention"),
    ("现将《甲市治水方案》印发给你们", "mention"),
    ("争取《甲市改革试点总体方案》早日获批", "mention"),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_relation(text: str, relation: str) -> None:
    assert {hit.relation for hit in find_citations(text)} == {relation}


NUMBERS = [
    ("按照《甲省通知》（甲政办〔2021〕5号）执行", "甲政办〔2021〕5号"),
    ("按照《甲省通知》(甲政办[2021]5号)执行", "甲政办[2021]5号"),
    ("按照《甲省通知》（甲政办［2021］15号）执行", "甲政办［2021］15号"),
    ("按照《甲省通知》〔甲政办（2021）5号〕执行", "甲政办（2021）5号"),
    ("按照《甲省通知》（甲政办发明电〔2020〕1号）执行", "甲政办发明电〔2020〕1号"),
    ("落实《甲省办法》（试行）（甲发〔2019〕8号）", "甲发〔2019〕8号"),
    ("落实《甲省意见》（甲办发〔2022〕30号，以下简称《意见》）", "甲办发〔2022〕30号"),
    ("落实《优化营商环境条例》（国务院令第722号）", "国务院令第722号"),
    ("严格落实甲办发〔2022〕30号文件《甲省意见》", "甲办发〔2022〕30号"),
    ("落实《甲省意见》，推进改革", None),
    ("落实《甲省意见》（以下简称《意见》）", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_number_beside_the_title(text: str, number: str | None) -> None:
    (hit,) = find_citations(text)
    assert hit.number == number
    assert number is None or number in text[hit.start : hit.end]
    assert f"《{hit.title}》" in text[hit.start : hit.end]


def test_titles_in_a_row_share_their_relation_and_keep_their_numbers() -> None:
    text = "研究制定《考核办法》（甲政〔2020〕1号）、《补贴办法》和《设施标准》等配套文件，落实《甲省条例》"
    assert [(h.title, h.number, h.relation) for h in find_citations(text)] == [
        ("考核办法", "甲政〔2020〕1号", "deliverable"),
        ("补贴办法", None, "deliverable"),
        ("设施标准", None, "deliverable"),
        ("甲省条例", None, "basis"),
    ]


def test_nested_marks_belong_to_the_title() -> None:
    for inner in ("关于印发〈甲市纲要（修订版）〉的通知", "关于印发《甲市纲要》的通知"):
        (hit,) = find_citations(f"根据《{inner}》精神")
        assert hit.title == inner


def test_a_lost_mark_swallows_nothing() -> None:
    text = "落实《甲市供热方案要求，做好服务。按照《甲市供水条例》，加强监管"
    assert [h.title for h in find_citations(text)] == ["甲市供水条例"]


def test_a_short_form_is_no_second_citation() -> None:
    text = "按照《甲市服务事项通用目录》（以下简称《通用目录》）、《甲市收费清单》要求，公开事项"
    assert [(h.title, h.relation) for h in find_citations(text)] == [
        ("甲市服务事项通用目录", "basis"),
        ("甲市收费清单", "basis"),
    ]


def test_a_title_cited_twice_is_one_citation() -> None:
    assert len(find_citations("落实《甲市条例》。宣传《甲市条例》")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "办好《城管早报》",
        "发布《产业专利分析预警报告》",
        "办好《健康之城》杂志",
        "创作《城市之歌》",
        "核发《建设工程规划许可证》",
        "签订《安全生产责任书》",
        "开展《打工人》专题片展播",
        "出具《联合验收意见通知书》",
        "",
        "《",
        "》《",
    ],
)
def test_what_is_no_policy_is_left_out(text: str) -> None:
    assert find_citations(text) == ()


@pytest.mark.parametrize(
    "text", ["《" * 100_000, "《〈" * 50_000, "《办法》（" * 20_000, "按照" * 50_000, "》" * 100_000]
)
def test_hostile_text_is_read_in_no_time(text: str) -> None:
    start = time.process_time()
    find_citations(text)
    assert time.process_time() - start < 2
