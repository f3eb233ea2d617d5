"""Plans made from a small grammar: the same seed gives the same plans, of invented wording."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

CITIES = ("安庆市", "宝鸡市", "常德市", "大理州", "鄂州市", "抚顺市", "桂林市", "衡水市", "吉安市", "开封市")
BUREAUS = (
    "市发展改革委", "市财政局", "市教育局", "市公安局", "市民政局", "市司法局", "市水利局", "市农业农村局", "市商务局",
    "市卫生健康委", "市应急局", "市市场监管局", "市生态环境局", "市住房城乡建设局", "市交通运输局", "市文化广电旅游局",
)  # fmt: skip
VERBS = ("推进", "完善", "加强", "规范", "提升", "开展")
THINGS = ("老旧小区改造", "校园周边整治", "河道清淤", "公交线网优化", "农贸市场升级", "公共停车设施建设", "雨污分流")
MEANS = ("建立台账，逐项销号", "组织专项检查，公开检查结果", "完善考核办法，按季度通报", "统筹资金，优先保障民生项目")
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六")


def plan(seed: int) -> str:
    """One plan of sixteen tasks."""
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of words, no secret
    city, year = chance.choice(CITIES), chance.randint(2016, 2025)
    title = f"{city}人民政府办公室关于印发{city}{year}年城市品质提升工作方案的通知"
    head = f"{title}\n\n{city[0]}政办〔{year}〕{seed}号\n\n二、主要任务\n"
    return head + "".join(_tasks(chance, year))


def _tasks(chance: random.Random, year: int) -> Iterator[str]:
    for numeral in NUMERALS:
        title = chance.choice(VERBS) + chance.choice(THINGS)
        means = "；".join(chance.sample(MEANS, 3))
        share, month = chance.randint(60, 98), chance.randint(1, 12)
        lead, *others = chance.sample(BUREAUS, chance.randint(3, 7))
        yield f"（{numeral}）{title}。按照《城市品质提升导则》要求，{means}。"
        yield f"{month}月底前完成排查，年底前达标率达到{share}%以上。\n"
        yield f"牵头单位：{lead}\n责任单位：{'、'.join(others)}，各县（市、区）人民政府\n"
        yield f"完成时限：{year}年{month}月底\n"


def write(folder: Path, count: int) -> Path:
    """So many plans as text files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for seed in range(count):
        (folder / f"{seed:05}.txt").write_text(plan(seed), encoding="utf-8")
    return folder
