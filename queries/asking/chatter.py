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
执行 政策 期限 时限 多久 何时 后来 历年 沿革 变化 该找 哪个 哪家 哪里 哪儿 哪 有关 关于 相关 方面
工作 事项 事情 这项 这件 目前 现在 几月 这些年 这几年 近几年 历来 多年来 一直 以来 以后 以前 之后
之前 都 承担 单独 或者 贯彻 落实 需要 要不要 有没有 部门 处室 单位 科室 找 管不管 没人管 管一管
管理 治理 整治 推进 提升 加强 建设 问题 情况 到处都是 到处 总是 老是 经常 好几天 好久 好多 一路
天天 太多 太少 太大 太差 太旧 太 很 不够 没有 多少 公里 谁 吗 呢 了 的 该 要 按 从 到 叫 我
我们 我家 家里 家门口 门口 这里 这儿 附近 怎 么 办 归 管 由 是 和 与 在 去 来 把 被 让 给 又
就 还 也 吧 啊 呀 能 会 想 有 个 些 时候 接着 目标 标准 谁家 负 责 本市 全市 我市 市里 城里
年 月 日 底 前
"""


@cache
def asking() -> tuple[str, ...]:
    """The words, the longest first."""
    return tuple(sorted(dict.fromkeys(_ASKING.split()), key=lambda word: (-len(word), word)))


def without(text: str, known: Iterable[str], *, single: bool = True) -> str:
    """Blank in a text what was understood, the words that ask (`single`: those of one character, too), and marks."""
    for word in sorted((w for w in known if w), key=len, reverse=True):
        text = text.replace(word, "\n")
    for word in asking():
        if single or len(word) > 1:
            text = text.replace(word, "\n")
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())
