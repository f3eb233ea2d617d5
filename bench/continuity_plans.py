"""Tasks of invented cities for measuring speed: two plan years, the later partly made of the earlier."""

from __future__ import annotations

import random

from zeren.graph.duties import Duty, Holder

BUREAUS = (
    "市发展改革委", "市财政局", "市教育局", "市公安局", "市民政局", "市司法局", "市水利局", "市农业农村局", "市商务局",
    "市卫生健康委", "市应急局", "市市场监管局", "市生态环境局", "市住房城乡建设局", "市交通运输局", "市文化广电旅游局",
)  # fmt: skip
VERBS = ("推进", "完善", "加强", "规范", "提升", "开展")
MEANS = ("建立台账，逐项销号", "组织专项检查，公开检查结果", "完善考核办法，按季度通报", "统筹资金，优先保障民生项目")
# Two letters make a term, as in most Chinese words; what they mean does not matter here.
LETTERS = (
    "城乡水气电路桥河湖林田矿港站园馆厂校院所车船管网线井渠泵阀灯牌棚墙门窗梯楼厅室摊点街巷坊里村镇山沟坡岸堤坝闸库塘池圃苗花草木"
    "粮油棉茶果菜畜禽鱼虾药械冷链仓储物流运输快递货柜客票证照税费贷险保障养老幼托育婴残疾救助优抚安置就业培训技工匠师徒学位课程教材"
    "体健康诊疗护理疫苗检测监控预警应急消防燃爆危化尘烟噪声光污废渣泥酸碱碳氢氮氧磷硫砂石砖瓦铝钢铁铜塑料纸布革漆胶板杆箱柱梁"
)
CUTS = (5, 9)  # stretches of a task
PLAN = 100  # tasks of a plan
TERMS, COMMON = 20000, 600  # what tasks are of, and what is said of everything, that by Zipf's law
KEPT, REWORDED = 0.5, 0.4  # of an earlier plan's tasks, and of a task's stretches


def plans(tasks: int, *, size: int = 500, seed: int = 7) -> list[Duty]:
    """So many tasks of the year 2020 and as many of 2023, in cities of `size` tasks a year each."""
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of words, no secret
    language = Language(chance)
    found: list[Duty] = []
    for city in range(-(-tasks // size)):
        count = min(size, tasks - city * size)
        earlier = [stretches(language) for _ in range(count)]
        later = [reworded(own, language) if chance.random() < KEPT else stretches(language) for own in earlier]
        chance.shuffle(later)
        found.extend(task(f"市{city}", 2020, at, cuts, chance) for at, cuts in enumerate(earlier))
        found.extend(task(f"市{city}", 2023, at, cuts, chance) for at, cuts in enumerate(later))
    return found


class Language:
    """A vocabulary with a seeded choice from it."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.terms = ["".join(chance.choices(LETTERS, k=2)) for _ in range(TERMS)]
        self.weights = [1 / (rank + 10) for rank in range(COMMON)]

    def subject(self) -> list[str]:
        """The terms that one task is of."""
        return self.chance.choices(self.terms, k=self.chance.randint(8, 16))

    def common(self, count: int) -> list[str]:
        """Terms that any task may use."""
        return self.chance.choices(self.terms[:COMMON], self.weights, k=count)


def stretches(language: Language) -> list[str]:
    """A task's sentences: a few terms of its own, each in some of them, among verbs and formulas."""
    terms = language.subject()
    return [sentence(terms, language) for _ in range(language.chance.randint(*CUTS))]


def sentence(terms: list[str], language: Language) -> str:
    chance = language.chance
    own = [*chance.sample(terms, 3), *language.common(2)]
    amount = chance.randint(2, 900)
    means = chance.choice(MEANS)
    return f"{chance.choice(VERBS)}{own[0]}{own[3]}，{means}，{own[1]}{own[4]}{own[2]}不少于{amount}处"


def reworded(cuts: list[str], language: Language) -> list[str]:
    """The same task with some of its sentences said anew."""
    terms = [part[2:4] for part in cuts]
    return [sentence(terms, language) if language.chance.random() < REWORDED else part for part in cuts]


def task(place: str, year: int, at: int, cuts: list[str], chance: random.Random) -> Duty:
    holders = tuple(Holder(f"unit/{place}/{name}", name, name) for name in chance.sample(BUREAUS, 3))
    title = cuts[0][:6]
    text = f"{title}。{'；'.join(cuts)}。"
    return Duty(
        iri=f"task/{place}/{year}/{at}", number=str(at), title=title, file=f"{place}-{year}-{at // PLAN}.txt",
        plan=f"plan/{place}/{year}/{at // PLAN}", plan_title="", year=year, text=text, end=len(text), leads=holders[:1],
        responsible=holders[1:], place=place,
    )  # fmt: skip
