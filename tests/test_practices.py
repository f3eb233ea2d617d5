"""Practices (做法) that news pages report: of the corpus, and of invented pages."""

from __future__ import annotations

import time
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from zeren.loaders.patterns import facts, imprint, practices
from zeren.loaders.practices import read_practices
from zeren.loaders.records import Practice, Source
from zeren.loaders.text import printed

if TYPE_CHECKING:
    from zeren.loaders.patterns.witness import Pattern

CORPUS = [
    # section, title, first clause, bodies, figures
    (
        "做好“加法”",
        "强引导防风险",
        "创新推行“五项融入法”",
        (),
        (
            ("梳理出7类42条常见违法风险点", 7, "类"),
            ("梳理出7类42条常见违法风险点", 42, "条"),
        ),
    ),
    (
        "做好“加法”",
        "严程序促规范",
        "认真落实重大执法决定法制审核制度",
        (),
        (),
    ),
    (
        "做好“加法”",
        "抓能力强素质",
        "聚焦精细化,依托“1+3+N”智慧城管平台建设执法人员管理信息子系统",
        (),
        (("整合人员档案、执法证件、案件数据等12类信息", 12, "类"),),
    ),
    (
        "做好“减法”",
        "推行“综合查一次”减行政打扰",
        "聚焦工程建设执法领域改革,以“十查十看”内容为基准,实现横向跨部门协同、纵向市区两级联动“综合查一次”",
        (),
        (),
    ),
    (
        "做好“减法”",
        "适用“惠企四清单”免行政处罚",
        "按照惠企助企政策要求,坚持处罚与教育相结合的原则",
        (),
        (),
    ),
    (
        "做好“减法”",
        "强化“信用再修复”减负面形象",
        "全面掌握因行政处罚引发的企业信誉受损情况",
        (),
        (),
    ),
    (
        "做好“乘法”",
        "建成“码上查”服务“零距离”",
        "以服务企业、助力产业升级和高质量发展为导向,搭建“码上查”涉企执法检查系统",
        (),
        (),
    ),
    (
        "做好“乘法”",
        "勾画“一张图”完善“服务链”",
        "在“郑好办”搭建城市管理便民服务“一张图”",
        (),
        (
            ("全市160多处西瓜临时销售点", 160, "处"),
            ("100多个便民疏导点", 100, "个"),
        ),
    ),
    (
        "做好“乘法”",
        "依托“网格化”实现“全天候”",
        (
            "在加强白天管理的基础上,针对夜市周边投诉集中的噪声、占道、堵塞交通等扰民问题,运用市智慧城市网格化平台搭"
            "建夜市治理系统"
        ),
        (),
        (),
    ),
    (
        "做好“除法”",
        "政企协同解决排水治理难题",
        (
            "针对历史文化街区普遍存在的排水设施未升级改造、部分区域未纳入排水规范化管理等问题,以管城区阜民里历史文化"
            "街区为试点,探索构建城市管理执法部门联合审批部门、排水设施养护单位、街道办、社区、街区投资开发企业(物业"
            "管理企业)同向发力的“多元共治”模式"
        ),
        (
            "城市管理执法部门",
            "审批部门",
            "排水设施养护单位",
            "街道办",
            "社区",
            "街区投资开发企业(物业管理企业)",
        ),
        (
            ("阜民里、“郑州记忆1952”等街区306家企业实现集中预处理", 306, "家"),
            ("67家餐饮商家以统一办理的形式纳入排水许可管理", 67, "家"),
        ),
    ),
    (
        "做好“除法”",
        "科学规划推进占道经营治理",
        (
            "按照“一街一策、一点一策”的要求,对于不承担主要交通功能的路段、广场游园、闲置空地、居民小区周边,设置便"
            "民疏导点"
        ),
        (),
        (("全市共设立疏导点125处", 125, "处"),),
    ),
    (
        "做好“除法”",
        "全面融入多元共治治理格局",
        "坚持将城管执法与党建引领网格化治理深度融合",
        (
            "各区城管执法部门",
            "街道党工委",
            "社区",
            "物业",
            "商户代表",
        ),
        (),
    ),
]

NUMBERED = """青山市民政局办实事 让老年人吃上热乎饭
发布时间：2024-03-12 09:30　来源：青山日报　浏览次数：128
今年以来，青山市民政局围绕老年助餐出实招、办实事，取得阶段性成效，受益老年人达5万人。
一、织密助餐网络
（一）扩大覆盖面。市民政局联合市卫生健康局、市财政局开展助餐点建设，建成助餐点38个，服务老年人1.2万人次，覆盖率达到96.5%。
（二）优化配送。依托社区网格，组建配送队伍12支，日均送餐3,500份。
志愿者参与送餐。截至2024年3月，累计志愿服务时长2.6万小时。
二、强化监管保障
（一）严把质量关。由市市场监管局牵头，会同各街道办事处开展检查，排查隐患46处。
打印本页 关闭窗口
"""
HEADED = """云岭市水务局多措并举保障供水
来源：市水务局 时间：2025年2月6日
入冬以来，云岭市水务局积极应对低温天气。
抓巡查，消隐患
组织巡查队伍对全市二次供水泵房逐一排查，更换老旧阀门210个。
抓服务，暖民心
开通24小时热线，受理诉求560件，办结率100%。市水务局、市住建局联合物业公司上门解冻水表80余块。
"""
RUN_IN = """临江县“三个一”推进垃圾分类
时间：2023-11-01 来源：县城管局
近年来，临江县大力推进垃圾分类。一是强化宣传。发放手册2万册。二是强化联合执法。县城管局、县公安局每月联合执法检查。
"""
PAGES = {
    "numbered items under numbered headings, one of two paragraphs": (
        NUMBERED,
        [
            (
                "一、织密助餐网络",
                "扩大覆盖面",
                "市民政局联合市卫生健康局、市财政局开展助餐点建设",
                ("市民政局", "市卫生健康局", "市财政局"),
                (("建成助餐点38个", 38, "个"), ("服务老年人1.2万人次", 12_000, "人次"), ("覆盖率达到96.5%", 96.5, "%")),
            ),
            (
                "一、织密助餐网络",
                "优化配送",
                "依托社区网格，组建配送队伍12支",
                (),
                (
                    ("组建配送队伍12支", 12, "支"),
                    ("日均送餐3,500份", 3_500, "份"),
                    ("累计志愿服务时长2.6万小时", 26_000, "小时"),
                ),
            ),
            (
                "二、强化监管保障",
                "严把质量关",
                "由市市场监管局牵头，会同各街道办事处开展检查",
                ("市市场监管局", "各街道办事处"),
                (("排查隐患46处", 46, "处"),),
            ),
        ],
    ),
    "a heading for each paragraph": (
        HEADED,
        [
            (
                "",
                "抓巡查，消隐患",
                "组织巡查队伍对全市二次供水泵房逐一排查",
                (),
                (("更换老旧阀门210个", 210, "个"),),
            ),
            (
                "",
                "抓服务，暖民心",
                "开通24小时热线",
                ("市水务局", "市住建局", "物业公司"),
                (
                    ("受理诉求560件", 560, "件"),
                    ("办结率100%", 100, "%"),
                    ("市水务局、市住建局联合物业公司上门解冻水表80余块", 80, "块"),
                ),
            ),
        ],
    ),
    "practices run into one paragraph; 联合执法 names no body": (
        RUN_IN,
        [
            ("", "强化宣传", "发放手册2万册", (), (("发放手册2万册", 20_000, "册"),)),
            ("", "强化联合执法", "县城管局、县公安局每月联合执法检查", (), ()),
        ],
    ),
    "an empty page": ("", []),
    "no practice at all": ("关于停水的通知\n来源：云岭市水务局 时间：2025年2月6日\n因检修停水，请做好储水准备。\n", []),
}


def source(text: str) -> Source:
    return Source("news.txt", text, "")


def told(practice: Practice) -> tuple[object, ...]:
    figures = tuple((figure.text, figure.value, figure.unit) for figure in practice.figures)
    return practice.section, practice.title, practice.quote, practice.units, figures


def corpus_news() -> Source:
    folder = resources.files("zeren.corpus")
    path = next(path for path in folder.iterdir() if path.name.startswith("004"))
    return Source(path.name, path.read_text(encoding="utf-8"), "")


def test_practices_of_the_corpus() -> None:
    assert [told(practice) for practice in read_practices(corpus_news())] == CORPUS


@pytest.mark.parametrize("kind", sorted(PAGES))
def test_practices_of_invented_pages(kind: str) -> None:
    text, expected = PAGES[kind]
    assert [told(practice) for practice in read_practices(source(text))] == expected


@pytest.mark.parametrize("page", [corpus_news(), *(source(text) for text, _ in PAGES.values())])
def test_spans_hold_the_printed_words(page: Source) -> None:
    for practice in read_practices(page):
        words = printed(page.text, practice.span)
        assert practice.quote in words
        for figure in practice.figures:
            assert printed(page.text, figure.span) == figure.text
            assert figure.text in words


JUNK = {
    "counts": "1个、" * 33_000,
    "counts in one clause": "1个2个" * 20_000,
    "joint": "联合" * 50_000,
    "rows": "青山局、" * 25_000 + "联合",
    "rows of joint": "青山局、云岭局联合" * 11_000,
    "listed": "一是强化。" * 20_000,
    "brackets": "（" * 100_000,
    "headings": "抓巡查，消隐患\n" * 12_000,
    "paragraphs": "抓巡查。组织巡查1次。\n" * 9_000,
    "a line": "加强管理" * 250_000,
}


@pytest.mark.parametrize("kind", sorted(JUNK))
def test_junk_is_read_in_no_time(kind: str) -> None:
    start = time.process_time()
    read_practices(source(JUNK[kind]))
    assert time.process_time() - start < 3


WITNESSED = [
    (f"{module.__name__.rpartition('.')[2]}.{name}", made())
    for module in (facts, imprint, practices)
    for name, made in vars(module).items()
    if hasattr(made, "cache_info")
]


@pytest.mark.parametrize(("name", "witnessed"), WITNESSED, ids=[name for name, _ in WITNESSED])
def test_each_pattern_meets_its_witnesses(name: str, witnessed: Pattern) -> None:
    assert witnessed.matches, name
    assert [words for words in witnessed.matches if not witnessed.regex.search(words)] == []
    assert [words for words in witnessed.rejects if witnessed.regex.search(words)] == []
