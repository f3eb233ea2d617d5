"""Words that ask, and say nothing of what is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

_ASKING = """
由哪个部门牵头 是哪个处室管的 由哪个处室牵头 要完成哪些工作 归哪个部门管 该找哪个部门 哪些单位配合
负责哪些任务 负责哪些工作 承担哪些任务 牵头哪些任务 要完成的任务 这是哪项任务 有哪些任务 牵头的任务
负责的任务 任务有哪些 有哪些要求 分别由谁 哪个部门 哪个处室 哪个单位 哪个科室 哪些部门 哪些单位 哪些处室
哪些任务 哪些工作 哪项任务 哪项工作 哪些事项 什么任务 任务分工 责任单位 牵头单位 配合单位 可不可以
我想知道 我想问 请问一下 哪个文件 什么文件 什么时候 有哪些 是什么 能不能 能否 可以 之前要 底前要 的任务
按哪个 由哪个 归哪个 前完成 怎么办 哪一年 由谁 谁来 谁的 归谁 找谁 谁管 谁负责 牵头 负责 配合 主管
分管 主抓 哪些 什么 怎么样 怎么 怎样 如何 请问 分别 前要 任务 完成 要求 开展 应该 依据 根据 按照
执行 政策 期限 时限 多久 何时 后来 历年 沿革 变化 该找 哪个 哪家 哪里 哪儿 有关 关于 相关 方面
工作 事项 事情 这项 这件 目前 现在 几月 这些年 这几年 近几年 历来 多年来 一直 以来 以后 以前 之后
之前 承担 单独 或者 贯彻 落实 需要 要不要 有没有 部门 处室 单位 科室 管不管 没人管 管一管 管理 治理
整治 推进 提升 加强 建设 问题 情况 到处都是 到处 总是 老是 经常 好几天 好久 好多 一路 天天 太多
太少 太大 太差 太旧 不够 没有 多少 公里 我们 我家 家里 家门口 门口 这里 这儿 附近 时候 接着 目标
标准 谁家 本市 我市 市里 城里 是哪项 是谁 谁在管 谁管理 谁定 以外 为什么 为何 受不了 反映 举报 麻烦
有人 应当 必须 可否 进行 做好 说理 周边 每天 晚上 白天 去哪 去哪里 跑几趟 一下 这个 那个 本地 当地
同时 其中 优化 完善 推动 实施 打造 深化
"""
_MARKS = "哪谁吗呢了的我怎么是和与在把被让给又就还也吧啊呀有个些"  # wherever they stand
_EDGES = (
    "不从会到前办去叫太年底归很想找按日月来没由管能要该请负责都"  # where a stretch begins or ends: 办 is part of 通办
)


@cache
def asking() -> tuple[str, ...]:
    """The words, the longest first."""
    return tuple(sorted(dict.fromkeys(_ASKING.split()), key=lambda word: (-len(word), word)))


def without(text: str, known: Iterable[str]) -> str:
    """Blank in a text what was understood, the words that ask, and marks; its stretches, a blank between."""
    for word in sorted((w for w in known if w), key=len, reverse=True):
        text = text.replace(word, "\n")
    for word in asking():
        text = text.replace(word, "\n")
    stretches = "".join(c if c.isalnum() and c not in _MARKS else " " for c in text).split()
    return " ".join(bare for stretch in stretches if (bare := stretch.strip(_EDGES)))
