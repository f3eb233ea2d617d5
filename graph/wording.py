"""The Chinese words for what is found, the same in the report and on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

KINDS: Final[Mapping[str, str]] = MappingProxyType({
    "continued": "延续", "handed over": "移交", "split": "拆分", "merged": "合并", "restated": "同年重述",
    "dropped": "未再出现", "new": "新出现",
})  # fmt: skip
WHATS: Final[Mapping[str, str]] = MappingProxyType({"figure": "数字不一", "deadline": "时限不一", "lead": "牵头不一"})
STANDINGS: Final[Mapping[str, str]] = MappingProxyType({
    "in-force": "生效", "in-conflict": "矛盾", "not-applicable": "暂不适用",
})  # fmt: skip
PARTS: Final = (("wording", "文字"), ("unit", "单位"), ("basis", "依据"), ("figures", "数字"), ("section", "章节"))
SURE, DECIDED, FIRST = "可信", "人工判定", "首位"
COMMON_WORDS, COMMON_THINGS = "共有词", "共有数字、依据"
