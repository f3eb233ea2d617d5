"""Printed names of government units: one written form for each, and what their last characters tell."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from opencc import OpenCC

_BRACKETS = str.maketrans("([〔【﹝)]〕】﹞「」『』", "（（（（（）））））“”“”") | str.maketrans(
    dict.fromkeys("-–－―", "—")
)

# A name ends in what it names; the longest ending that fits decides.
_ENDINGS: tuple[tuple[str, str], ...] = (
    ("government", "人民政府 政府 行政公署 行署 街道办事处 镇 乡"),
    ("management committee", "管理委员会 管委会 行政委员会"),
    ("general office", "人民政府办公厅 人民政府办公室 政府办公厅 政府办公室 政府办 委员会办公厅"),
    ("court", "法院"),
    ("procuratorate", "检察院"),
    ("company", "公司 集团 银行 总行 分行 支行 企业 电厂 水厂 合作社 信用社 运营商 商行 车务段"),
    ("people's organisation", "总工会 妇联 妇女联合会 残联 联合会 工商联 商会 协会 学会 红十字会 科协 文联 侨联 作协"),
    (
        "people's organisation",
        "总会 促进会 研究会 计生协",
    ),
    ("party", "宣传部 组织部 统战部 政法委 政法委员会 党校 纪委 党委 党组 党工委 工委 团委 纪工委"),
    ("coordinating body", "领导小组 指挥部 联席会议 联席会 专班 工作组 领导小组办公室 指挥部办公室 专班办公室"),
    ("department", "局 厅 委 委员会 部 署 办 办公室 总局 分局 海关"),
    (
        "institution",
        "中心 馆 所 院 站 大学 学院 学校 医院 中学 台 社 报社 大队 支队 总队 队 基地 园 段 协调中心 组 机场 火车站",
    ),
    ("office", "处 科 室 股 机关党委 机关纪委 机关工会 机关团委 督查室 研究室"),
    ("government", "省 市 自治区 区 县 旗 自治州 盟"),
)

# What each kind is called.
KIND_WORDS: Final = MappingProxyType(
    {
        "department": "部门", "office": "处室", "institution": "事业单位", "company": "企业", "party": "党的机构",
        "government": "政府", "district-government": "下级政府", "general office": "政府办公机构", "court": "法院",
        "procuratorate": "检察院", "people's organisation": "群团组织", "management committee": "管委会",
        "agency": "垂直管理机构", "coordinating body": "议事协调机构", "group": "统称", "unknown": "类别不明",
    }
)  # fmt: skip


@cache
def _kinds() -> dict[str, str]:
    return {ending: kind for kind, endings in reversed(_ENDINGS) for ending in endings.split()}


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # loaded only where traditional characters are met

    return OpenCC("t2s")


@cache
def _simplified(char: str) -> str:
    return str(_converter().convert(char))


def _fold_traditional(text: str) -> str:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return "".join(c if c.isascii() else _simplified(c) for c in text)
    return text


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The one written form of a printed name: no blanks, full-width brackets, half-width letters, simplified."""
    squeezed = "".join(unicodedata.normalize("NFKC", text).split()).translate(_BRACKETS)
    if '"' in squeezed:
        parts = squeezed.split('"')
        squeezed = "".join(part + ("“", "”")[n % 2] for n, part in enumerate(parts[:-1])) + parts[-1]
    return _fold_traditional(squeezed).strip("、，,。；;：:")


def kind_of(name: str) -> str:
    """The kind of body that a name's ending tells, `unknown` where it tells none."""
    kinds = _kinds()
    bare = without_note(name)
    for start in range(max(0, len(bare) - 8), len(bare)):
        if kind := kinds.get(bare[start:]):
            return kind
    return "unknown"


def without_note(name: str) -> str:
    """A name without the note in brackets that it ends in: 市卫计委（爱卫办） is 市卫计委."""
    if name.endswith("）"):
        depth = 0
        for at in range(len(name) - 1, 0, -1):
            depth += {"）": 1, "（": -1}.get(name[at], 0)
            if depth == 0:
                return name[:at]
    return name
