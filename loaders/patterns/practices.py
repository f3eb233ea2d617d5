"""Patterns for news of practice (做法); they read repaired, compact paragraphs."""

from __future__ import annotations

from functools import cache
from typing import Final

from .witness import Pattern, pattern

BODY: Final = (
    r"(?:部门|单位|机构|企业|公司|政府|街道办|街道|社区|物业|协会|商会|学校|高校|医院|银行|法院|检察院|党工委|党委|党支部|管委会|委员会"
    r"|办公室|中心|代表|商户|居民|村民|志愿者|工商联|妇联|残联|工会|团委|文联|科协|侨联|联盟|局|委|办|厅|处|队|所|站|院|会|组)"
)
DOING: Final = (
    r"(?:成立|开展|同向|共同|组建|推进|实施|建立|组织|召开|印发|出台|举办|形成|打造|构建|进行|发力|协作|联动|打击|检查|整治|制定|集中|深入"
    r"|推动|探索|搭建|创新|举行|签订|参与|合力|联手|完善|推出|设立|启动|推行|发布|深化|强化|聚焦|牵头|负责|对|为|在|以|将|把|向|从|着力|积极|全面|率先)"
)
MARK: Final = (
    r"(?:[一二三四五六七八九十]{1,2}是|[（(][一二三四五六七八九十]{1,3}[）)][、.]?|[一二三四五六七八九十]{1,3}[、.]"
    r"|[（(]\d{1,2}[）)][.、]?|\d{1,2}[.．、](?!\d)|[①-⑳⑴-⒇]|——|[—▪●•◆■])"
)
UNITS: Final = (
    r"(?:平方公里|平方米|立方米|万?千瓦时|个百分点|百分点|个工作日|工作日|小时|分钟|公里|千米|公顷|万元|亿元|人次|户次|车次|家次|件次|场次|起次|个[月]"
    r"|[%％‰]|[个处家条项类件次人户名座米元吨亩辆台套所间栋片块场期批起宗份张篇本笔款种支只头棵株盏套根届例对组队部艘架门页天倍册枚单餐趟班节位])"
)


@cache
def lead() -> Pattern:
    """The short sentence that names a practice at the start of its paragraph."""
    return pattern(
        rf"^(?P<mark>{MARK})?"
        r"(?P<title>(?!近|今年|截至|目前|为了|去年|日前|据|记者|[^。]*[:：])[^。！？；，]{4,32}(?:，[^。！？；，]{3,16})?)[。：:](?=.)",
        "at most one comma; a sentence that tells when something happened names no practice",
        (
            "强引导防风险。创新推行五项融入法。",
            "（一）优化流程，压缩时限。青山市建立台账。",
            "一是强化督查。每月通报。",
        ),
        ("近年来，青山市持续推进。成效明显。", "截至目前整改完成。", "做好“加法”"),
    )


@cache
def heading() -> Pattern:
    """A line that heads paragraphs."""
    return pattern(
        r"^[^。；：！？，:;!?]{3,34}(?:[，：][^。；：！？，:;!?]{2,20})?$",
        "short, and ends in no stop",
        ("做好“加法”", "一、优化审批流程", "聚焦民生关切，办好群众实事"),
        ("各有关单位：", "青山市推进了这项工作。"),
    )


@cache
def way_in() -> Pattern:
    """A clause that only leads in to what was done."""
    return pattern(
        r"^(?:截至|由.{1,40}牵头$|依托(?!.*(?:建|开展|推动|实现|打造|探索)).{1,60}$|聚焦|按照|针对|对于|围绕|根据|依据|随着|紧扣|立足|面对|为了|着眼|结合|坚持以|同时|此外"
        r"|[以把将].{1,60}(?:为|作为).{0,30}(?:基准|导向|试点|抓手|目标|契机|重点|核心|主线|引领|牵引|载体|基础|支撑|平台|依托|切入点)$"
        r"|(?:在|当).{1,80}(?:上|下|中|前|后|时|方面)$|为.{2,60}$)",
        "the first clause of a practice goes on until one says what was done",
        ("聚焦精细化", "以“十查十看”内容为基准", "在加强白天管理的基础上", "针对夜市扰民问题"),
        ("创新推行五项融入法", "在“郑好办”搭建便民服务一张图", "坚持处罚与教育相结合的原则"),
    )


@cache
def figure() -> Pattern:
    """A number with its measure."""
    return pattern(
        rf"(?<![\d.+A-Za-z第〔—\-~“])(?P<number>\d{{1,3}}(?:[,，]\d{{3}})+|\d+(?:\.\d+)?)(?:多|余)?(?P<scale>万|亿)?(?:多|余)?(?P<unit>{UNITS})"
        r"(?!号|年|月|日)(?<!24小时)",
        "160多处; the number of a year, of a day, of a line or inside a name in quotation marks is none",
        ("7类", "160多处", "1.2万户", "30%", "3,500件"),
        ("2024年", "第3次", "“1+3+N”", "3月"),
    )


@cache
def jointly() -> Pattern:
    """联合 and the list of bodies behind it."""
    return pattern(
        r"(?:联合|会同|携手|协同)(?P<list>(?:[一-龥“”]{1,24}(?:[（(][^（）()]{1,24}[）)])?[、和及与]){0,12}"
        r"[一-龥“”]{2,40}(?:[（(][^（）()]{1,24}[）)])?)",
        "the last of the list runs into the verb, which is cut off afterwards",
        ("城市管理执法部门联合审批部门、街道办、社区同向发力", "会同市公安局开展整治"),
        ("联合。",),
    )


@cache
def body() -> Pattern:
    """The class of body in which a name ends."""
    return pattern(
        rf"{BODY}(?:[（(][^（）()]*[）)])?$",
        "a bracket may follow",
        ("市公安局", "投资开发企业（物业管理企业）"),
        ("执法", "公安局开展"),
    )


@cache
def actor() -> Pattern:
    """The body with which a clause starts."""
    return pattern(
        rf"(?:^|(?<=[。，；]))(?:由)?(?P<body>(?:[一-龥]{{2,6}}[省市县区州旗]|[省市县区])[一-龥]{{1,14}}?(?:局|委|办|厅|公司|街道办事处|街道|支队|大队|政府|部门))"
        rf"(?={DOING})",
        "a place or a rank, a body's own name, and right behind it what it did",
        ("市公安局组织夜查", "青山市水利局推出清单", "由市财政局牵头"),
        ("市民在办事大厅", "全市共设立疏导点"),
    )


@cache
def cut_list() -> Pattern:
    """A name of a list; the last one ends after its bracket, or before what the bodies did."""
    return pattern(
        rf"^(?:[一-龥“”]{{0,24}}?(?:[（(][^（）()]{{1,24}}[）)]|{BODY}(?={DOING}|等|$))"
        rf"|(?:(?!{DOING}|执法|检查|惩戒|审)[一-龥“”]){{0,14}}?{BODY}+)",
        "lazy: the first verb ends the name; where no known verb follows, the first class of body does",
        ("商户代表成立临时党支部", "投资开发企业(物业管理企业)同向发力", "市公安局", "物业公司上门解冻"),
        ("，", "执法", "开展整治"),
    )


@cache
def verbs_before() -> Pattern:
    """What stands before the body in front of 联合."""
    return pattern(
        r"^.*(?:探索构建|探索|构建|建立|推动|形成|打造|组织|引导|协调|通过|由|创新|推行|实行|主动|积极|其中|同时)",
        "greedy: the last verb before the name",
        ("探索构建城市管理执法部门", "由市城管局"),
        ("城市管理执法部门",),
    )


@cache
def listed() -> Pattern:
    """The marks of practices that follow each other in one paragraph."""
    return pattern(
        r"(?:^|(?<=[。；：]))[一二三四五六七八九]是",
        "only after a stop: 一是 also stands within a sentence",
        ("一是强化宣传。", "推进分类。二是强化考核。"),
        ("统一是非标准",),
    )
