"""How plans print limits that an event sets, which have no date yet."""

from __future__ import annotations

from functools import cache

from .witness import Pattern, pattern


@cache
def event() -> Pattern:
    """A limit set by something that comes with the year: 汛前, 供暖季前, 国庆节前."""
    return pattern(
        r"""
        (?: 主?汛期? | 入汛 | 供暖[季期]? | 采暖[季期]? | 取暖季 | 入冬 | 冬季? | 春节 | 元旦
          | 清明节? | 五一节? | “五一” | 端午节? | 国庆节? | “十一”
          | 中秋节? | 双节 | “?两节”? | “?两会”? | (?:[秋春]季?(?:学期)?)?开学 | 新学期
          | 高考 | 中考 | 春耕 | 春运 | 暑期 | 暑假 | 寒假 | 旅游旺季
          | 雨季 | 台风季 | 封冻 | 封航 | 用电高峰期? | 迎峰度[夏冬] )
        (?:开始|来临|到来|开学|召开|期间)?(?:之|以)?前(?!后)
        """,
        "only what has its day in the calendar: 验收前 and 审批前 are steps of a procedure",
        ("汛前", "汛期前", "国庆节前", "供暖季到来前", "开学前", "“两会”前"),
        ("提前", "目前", "事前", "汛期", "环节前", "验收前", "春节前后"),
        start="[主汛入供采取冬春元清五“端国十中双两秋开新高暑寒旅雨台封用迎](?=.{0,10}前)",
    )


@cache
def after_event() -> Pattern:
    """The span of months behind the end of something that has no date yet: 疫情结束后3个月内."""
    return pattern(
        r"(?:结束|解除)(?:之|以)?后[0-9一二两三四五六七八九十]{1,2}个?(?:月|年)(?:之|以)?内",
        "months and years only: 办结后3个工作日内 is a standard of service, no due time",
        ("疫情解除后三个月内", "响应结束后3个月内"),
        ("结束后3个工作日内", "办结后", "结束后"),
    )


@cache
def what_ends() -> Pattern:
    """The name of what ends, up to where 结束 or 解除 begins."""
    return pattern(
        r"[^\s，。；：、（）《》“”在于至待自从按应可的]{0,6}\Z",
        "the name reaches back to the last particle or mark",
        ("相关手续在疫情", "疫情"),
    )


@cache
def year_of_event() -> Pattern:
    """A year that ends right before an event."""
    return pattern(
        r"(?:(?:19|20)[0-9]{2}年|[今明]年|次年)(?:的)?\Z",
        "2024年春节前 is one limit, and has no date",
        ("2024年", "明年"),
        ("2024", "每年"),
    )
