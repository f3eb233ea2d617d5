"""How items are numbered, from chapters down to circled numbers."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .witness import Pattern, pattern

_HAN = "[一二三四五六七八九十百零〇]{1,5}"

# Outermost first: an item holds what follows it in a style further down.
STYLES: tuple[tuple[str, Pattern], ...] = (
    (
        "chapter",
        pattern(
            rf"^[ ]*第[ ]?(?P<n>{_HAN}|\d{{1,3}})[ ]?[章编部篇](?:分)?[ 、，：]*",
            "Chapters, parts and volumes.",
            ("第一章 总则", "第二部分"),
            ("第一季度", "第三方"),
        ),
    ),
    (
        "division",
        pattern(rf"^[ ]*第[ ]?(?P<n>{_HAN}|\d{{1,3}})[ ]?节[ 、，：]*", "Sections.", ("第二节 任务",), ("节能",)),
    ),
    (
        "article",
        pattern(rf"^[ ]*第[ ]?(?P<n>{_HAN}|\d{{1,3}})[ ]?条[ 、，：]*", "Articles.", ("第十条 本办法",), ("条例",)),
    ),
    (
        "han",
        pattern(
            r"^[ ]*(?P<n>[一二三四五六七八九十百]{1,4})[ ]?[、．.][ ]*",
            "一、 the common outermost number of a plan.",
            ("一、总体要求", "十二、保障"),
            ("一是", "十二五"),
        ),
    ),
    (
        "hanparen",
        pattern(
            r"^[ ]*(?:（[ ]?(?P<n>[一二三四五六七八九十百]{1,4})[ ]?）|(?P<c>[㈠-㈩]))[ 、.．]*",
            "（一）, also as one character.",
            ("（一）精简", "㈡优化"),
            ("（一期）",),
        ),
    ),
    (
        "num",
        pattern(
            r"^[ ]*(?P<n>\d{1,3})[ ]?(?:[．、]|\.(?!\d)|\.(?=(?:19|20)\d{2}[ ]?年))[ \v]*",
            "1. 1．1、 but no decimal.",
            ("1.供水", "12．加快", "3、推进", "1.2024年底前"),
            ("3.5万吨", "2018年"),
        ),
    ),
    (
        "dotted",
        pattern(
            r"^[ ]*(?P<n>\d{1,2}(?:\.\d{1,2}){1,3})(?![\d%万亿个])[.．、]?[ ]*(?=[^\d\W])",
            "2.1, as technical plans number.",
            ("2.1 推进", "3.2.1加快"),
            ("2.5万吨", "3.1%"),
        ),
    ),
    (
        "named",
        pattern(
            r"""^[ ]*(?:第[ ]?(?P<x>\d{1,3}|[一二三四五六七八九十]{1,3})[ ]?[项款]
                |(?:重点|主要|具体|工作|测评|考核|整改)?(?:任务|工作|事项|举措|措施|问题|内容|项目|行动|工程)
                [ ]?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3}))[ ]?[：、.． ][ ]*""",
            "任务1：, 测评内容2：, 重点工作一：, 第3项.",
            ("任务1：提升", "测评内容2：宣传", "重点工作一：改造", "第1项 推进"),
            ("工作任务：", "任务一览"),
        ),
    ),
    (
        "numparen",
        pattern(r"^[ ]*（[ ]?(?P<n>\d{1,3})[ ]?）[ 、.．]*", "（1）.", ("（1）推进", "（12）加强"), ("（2018）年度",)),
    ),
    ("numright", pattern(r"^[ ]*(?P<n>\d{1,2})）[ 、]*", "1） with its left half left out.", ("1）推进",), ("（1）",))),
    (
        "circle",
        pattern(r"^[ ]*(?P<c>[①-⑳㉑-㉟⑴-⒇❶-❿⒈-⒛])[ 、.．]*", "Circled numbers.", ("①加快", "⑵推进"), ("1推进",)),
    ),
)
_HAN_FIRST = "一二三四五六七八九十百"
_BEGINS: dict[str, str] = {
    "chapter": "第", "division": "第", "article": "第", "han": _HAN_FIRST, "hanparen": "（㈠-㈩", "num": r"\d",
    "dotted": r"\d", "named": "第重主具工测考整任事举措问内项行", "numparen": "（", "numright": r"\d",
    "circle": "①-⑳㉑-㉟⑴-⒇❶-❿⒈-⒛",
}  # fmt: skip


@lru_cache(maxsize=1 << 10)
def styles_of(first: str) -> tuple[tuple[str, Pattern], ...]:
    """The styles whose numbers may begin with the character `first`."""
    return tuple((style, found) for style, found in STYLES if re.match(f"[{_BEGINS[style]}]", first))


NUMBERED = pattern(
    r"^[ ]*[第一二三四五六七八九十百（㈠-㈩\d①-⑳㉑-㉟⑴-⒇❶-❿⒈-⒛重主具工测考整任事举措问内项行]",
    "A line that may carry a number of any style; the others need not be tried one by one.",
    ("第一章 总则", "十二、保障", "（一）精简", "㈡优化", "1.供水", "任务1：提升", "①加快", "测评内容2：宣传"),
    ("加快推进", "责任单位"),
)

RANK = {style: rank for rank, (style, _) in enumerate(STYLES)}

RUN_IN = pattern(
    r"""(?<![第\d一二三四五六七八九十.、（“])(?:
        (?P<han>[一二三四五六七八九十]{1,3})、
      | （(?P<hanparen>[一二三四五六七八九十]{1,3})）[、.]?
      | (?P<num>\d{1,3})[．.、](?![\d])
      | （(?P<numparen>\d{1,2})）
    )""",
    "A number inside a paragraph that print ran together; taken only where it is the next of its series.",
    ("。一、营造", "环境（一）依法", "支持 1.完善", "；（2）推进"),
    ("第（一）项", "3.5"),
    start=r"""[\d一二三四五六七八九十（](?=
        (?<=[一二三四五六七八九十])[一二三四五六七八九十]{0,2}、 | (?<=\d)\d{0,2}[．.、]
      | (?<=（)(?:[一二三四五六七八九十]{1,3}|\d{1,2})）
    )""",
)

FIELD = pattern(
    r"""^(?:具体|主要|存在|整改|工作|反馈|重点)?(?:问题|任务|事项|措施|举措|内容|项目|目标)
        (?:名称|表现|描述|清单)?[ ]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})?：
        |^测评内容[ ]?\d{0,3}：""",
    "A field's name before a colon; the title is what stands behind it.",
    ("问题表现：大班额", "任务1：提升", "测评内容2：宣传"),
    ("金融支持：发挥", "问题整改到位"),
)

OPEN_FIELD = pattern(
    r"(?:整改|工作|主要|具体|重点)?(?:措施|举措|内容|目标|任务|要求|路径|安排)：$",
    "A field whose words are numbered points below it; they are no items of their own.",
    ("整改措施：", "主要举措："),
    ("现制定以下措施。",),
)

HEAD_COLON = pattern(
    r"^[“”‘’一-龥A-Za-z0-9\-—、·（）]{2,24}：",
    "A short lead before a colon is the title of a stretch (`金融支持：发挥…`).",
    ("金融支持：发挥", "“一核”：以"),
    ("2022年完成。任务为：", "：加快"),
)

ATTACHMENT = pattern(
    r"^[ ]*附[ ]?(?:件|表|录)?[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[ ]*[：:]?[ ]*$",
    "A line that only says that an annex begins.",
    ("附件", "附件1", "附件 2：", "附"),
    ("附件：1.任务清单", "附属医院"),
)

ATTACHED = pattern(
    r"^[ ]*附[ ]?(?:件|表)?[ ]?(?:\d{1,2})?[ ]*[：][ ]*\S",
    "The list of annexes at a document's end; its numbers number no items.",
    ("附：1.工作指标表", "附件：1.任务清单"),
    ("附属医院：", "附件1"),
)

BOX = pattern(
    r"^[ ]*专栏[ ]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})",
    "A box set between items; what it lists belongs to none of them.",
    ("专栏1  工业互联网工程", "专栏三：重点项目"),
    ("专栏作家",),
)

END_MATTER = pattern(
    r"""^[ ]*(?:主办[：]|督办[：]|抄送[：]|主送[：]|抄报[：]|（?此件[主依不公]|（?联系人[：]|信息公开选项|公开方式[：]
        |[^。]{2,30}(?:办公厅|办公室)[ ]*\d{4}年\d{1,2}月\d{1,2}日[ ]*印发|打印此文|【?关闭窗口
        |主办单位[：].{0,60}(?:地址|邮编|版权|承办单位|ICP)|版权所有|.{0,40}ICP备|网站标识码|相关附件|责任编辑[：])""",
    "What stands after the last item and belongs to none: copies, printing line, a page's foot.",
    ("抄送：市委各部门", "主办：市城管局", "（此件主动公开）", "郑州市人民政府办公厅 2018年4月2日印发"),
    ("主办单位：市教育局",),
)

_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}


@cache
def ordinal(number: str) -> int:
    """The value of an item's number, 0 where it has none. `十二` is 12, `2.1` is 1."""
    if number.isascii():
        return int(re.split(r"\.", number)[-1] or 0)
    total, digit = 0, 0
    for char in number:
        if char in "十百":
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
        else:
            digit = _HAN_DIGITS.get(char, 0)
    return total + digit
