"""Patterns for what stands around a document: index table, imprint, page furniture, news line."""

from __future__ import annotations

from functools import cache
from typing import Final

from .facts import DATE
from .witness import Pattern, pattern

LABELS: Final = {
    "index_number": "信息索引号|索引号|索引编号|索取号",
    "issuer": r"发文机关|发文单位|制发机关|制定机关|发文部门|成文单位",
    "publisher": r"发布机构|公开责任部门|发布单位|公开主体|信息来源|发布机关",
    "number": r"发文字号|文件编号|发文文号|文件字号|文号|文件号",
    "made": r"成文日期|发文日期|成文时间|发文时间|制定日期|签发日期|印发日期|生成日期",
    "published": r"发布日期|公开日期|发布时间|公布日期|公开时间|更新日期|发表时间",
    "title": r"信息名称|文件名称|文件标题|标题|名称",
    "other": (
        r"主题分类|体裁分类|组配分类|服务对象|关键词|主题词|有效性|效力状态|生效日期|施行日期|废止日期|失效日期|公开方式|公开范围|公开时限"
        r"|公开程序|内容概述|所属主题|信息类别|分类|文种|来源|字体|字号|浏览次数|点击数|阅读次数|访问量|语种|体裁|责任编辑|作者|发文顺序号|紧急程度|密级|签发人|状态"
    ),
}


@cache
def label() -> Pattern:
    """A label of an index table, its letters spread by blanks or not."""
    groups = "|".join(f"(?P<{name}>{_spread(words)})" for name, words in LABELS.items())
    return pattern(
        rf"(?<![一-龥])[\[【〔]?(?:{groups})[\]】〕]?[ \t　]*(?:[:：]|\t|(?=\n))",
        "read in the raw text, where 索 引 号 is spread; a label ends in a colon, a cell's tab or its line",
        ("索 引 号：", "发文机关:", "[发布日期]：", "文　　号：", "成文日期\t"),
        ("抄送：", "印发文号", "标题党"),
    )


def _spread(words: str) -> str:
    return "|".join(r"[ \u3000]*".join(word) for word in words.split("|"))


@cache
def page_mark() -> Pattern:
    """A line that is no part of the document: page number, page mark, address, picture name."""
    return pattern(
        r"^[ \t　]*(?:\#[ ]?Page[ ]\d+:?|[—–\-·•][ ]?\d{1,4}[ ]?[—–\-·•]|\d{1,4}|第[ ]?\d+[ ]?页.{0,12}|https?://\S{1,300}"
        r"|原文链接.{0,200}|【法宝引证码】.{0,60}|[^\s/]{1,30}\.(?:png|jpe?g|gif|docx?|pdf|wps))[ \t　]*$",
        "matched against one physical line",
        ("# Page 1231:", "— 1 —", "29", "- 3 -", "图片1.png", "原文链接：https://example.org/a.html"),
        ("2018年4月2日", "1. 甲局关于印发"),
    )


@cache
def furniture() -> Pattern:
    """A line of a web page's frame."""
    return pattern(
        r"^(?:(?:您的|当前|你的|所在)(?:当前)?位置.*|首页.*|(?:[^>〉»]{1,20}[>〉»]){1,8}[^>]{0,40}|.*(?:打印|关闭窗口|扫一扫|无障碍|长者|登录|注册|分享到|字体[:：大]).*"
        r"|网站地图|设为首页.*|加入收藏|联系我们|政策解读|政策原文|政策文件|通知公告|规划计划|政府公报|规范性文件|信息公开|政务公开|政府信息公开|工作方案|法定主动公开内容|首页.{0,20}"
        r"|附件\d{0,2}[:：]?|附\d{0,2}|密级.*|特急|加急|急件|公开方式.*|主动公开|依申请公开|此件.{0,10}公开.{0,6})$",
        "matched against a segment without white space",
        ("您的位置：首页>政务公开>文件", "通知公告", "打印此文关闭窗口", "附件1", "首页"),
        ("2023年政务公开工作要点", "郑州市人民政府办公厅"),
    )


@cache
def table_head() -> Pattern:
    """The header of a table of tasks."""
    return pattern(
        r"^(?:序号|编号)[^\d：]|^[^：。《》]{0,60}(?:牵头|责任|主办|承办)(?:单位|处室|部门|科室)(?:[^：。《》]{0,30})$",
        "a segment without white space: its cells run together",
        ("序号重点任务牵头单位责任单位完成时限", "任务责任单位完成时间", "编号任务"),
        ("责任单位：市财政局", "青山市2024年重点任务"),
    )


@cache
def source_then_day() -> Pattern:
    """The line under the headline of a news page."""
    return pattern(
        rf"(?:来源|作者|记者|编辑|通讯员|供稿)[:：][^。]{{0,40}}?{DATE}",
        "a web page prints its source and time side by side; the time may have no label",
        ("来源：本站时间：2025-10-10", "来源:青山日报2024年3月1日"),
        ("来源：公众号", "时间：2024年3月1日"),
    )


@cache
def day_then_source() -> Pattern:
    """The same line, the time first."""
    return pattern(
        rf"(?:时间|日期)[:：]{DATE}[^。]{{0,24}}?(?:来源|作者|记者|编辑|浏览|点击|阅读|字号)",
        "some pages print the time before the source, or a count of readers after it",
        ("发布时间：2024年3月1日来源：青山日报", "时间：2024-03-01浏览次数：3"),
        ("完成时间：2024年3月1日", "时间：2024年3月"),
    )


@cache
def reporting() -> Pattern:
    """Words of a report."""
    return pattern(
        r"近日|近年来|日前|记者|通讯员|本报讯|截至目前|据悉|据了解|今年以来|去年以来|近期",
        "looked for in the first sentences",
        ("近年来，青山市", "（记者李明）"),
        ("特制定本方案",),
    )


@cache
def assigns() -> Pattern:
    """Words that assign a task."""
    return pattern(
        r"(?:牵头|责任|主办|承办|配合|协办|落实|参与|实施)(?:单位|处室|部门|科室|领导)[】\]*]{0,3}[:：]|[（(〔\[【][^（）()〔〕\[\]【】。]{2,80}(?:负责|牵头|配合|落实)",
        "a news page has none of them",
        ("责任单位：市财政局", "（市发改委牵头，市财政局配合）", "牵头处室:法规处"),
        ("主办单位地址", "强化责任"),
    )


@cache
def printed() -> Pattern:
    """The day of printing."""
    return pattern(rf"{DATE}(?:印发|印)", "the last line of the imprint", ("2018年4月2日印发",), ("2018年4月2日",))


@cache
def runs_on() -> Pattern:
    """A day in running text, not in a signature."""
    return pattern(
        r"[的下发布召起前后以至，、。；通第会经由为到开生正实施]",
        "matched behind a day after which no blank stands",
        ("下发", "的通", "，市"),
        ("关于", "附件", "青山市"),
    )


@cache
def full_name() -> Pattern:
    """An organ named from its place on, not from its rank (市财政局)."""
    return pattern(
        r"(?![省市县区州旗盟])(?:中共|中国|国|最高|[一-龥]{2,12}?(?:省|市|县|区|州|盟|旗|镇|乡|街道)|[一-龥]{2,20}(?:部|总局|总署|委员会)$)",
        "matched at the start of a signature far from the head, where a table may print a unit over its deadline",
        ("青山市财政局", "中共青山市委", "国务院办公厅", "生态环境部"),
        ("市财政局", "区城管局"),
    )


@cache
def duty() -> Pattern:
    """The labels of the imprint."""
    return pattern(
        r"(?P<host>主办)(?:单位|处室|科室)?[:：]|(?P<supervisor>督办)(?:单位|处室|科室)?[:：]|(?P<copied>抄送|抄报|分送)(?:单位)?[:：]",
        "read at a break only",
        ("主办：市城管局", "督办:市政府办公厅九处", "抄送：市委各部门"),
        ("主办市", "抄送市委"),
        start="[主督抄分](?=[办送报])",
    )


@cache
def site_owner() -> Pattern:
    """Words in a web page's foot, where 主办 is who runs the site."""
    return pattern(
        r"地址[:：]|邮编|ICP|备案|版权|网站标识码|技术支持|承办[:：]|维护|联系电话|公网安备",
        "near 主办",
        ("地址:中原路233号", "豫ICP备", "技术支持：某公司"),
        ("督办：市政府办公厅",),
    )
