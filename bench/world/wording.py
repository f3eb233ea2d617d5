"""Sentences: what a plan says of a thing, with the due times, citations and targets that are to be read out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from random import Random
from typing import Final

from . import words
from .numerals import han
from .records import Cite, Goal, Saying, Sentence, Thing
from .times import INSIDE, due

# {0} is the thing, {1}… are drawn; {n} the figure.
_PLAIN: Final = {
    "plain1": ("{1}{0}{2}，{3}{4}{5}，{6}", "doing goods how doing goods ends"),
    "plain2": ("{1}开展{0}{2}，{3}{4}和{5}，{6}", "how facets doing goods goods ends"),
    "plain3": ("把{1}纳入{0}{2}范围，{3}{4}{5}", "goods facets how doing goods"),
    "plain4": ("围绕{0}{1}，{2}{3}{4}，{5}{6}", "facets how doing goods doing goods"),
    "plain5": ("从{0}{1}入手，{2}{3}，{4}，{5}{6}", "facets doing goods ends how doing"),
    "plain6": ("{1}{2}{3}，以{0}{4}带动{5}{6}", "how doing goods facets goods facets"),
}
# pattern, what is drawn, comparator; {u} is one of the units, as printed. 万 multiplies.
_GOALS: Final = {
    "goal1": ("{0}{1}率达到{n}{u}以上", "facets", ">=", "%"),
    "goal2": ("{1}{0}{n}{u}", "facets", "=", "处 座 家 台 套 亩 盏 株 栋 户"),
    "goal3": ("新增{0}{1}{n}{u}", "goods", "=", "个 台 套 处 间 辆 张 块"),
    "goal4": ("{0}{1}时限压减{n}{u}以上", "facets", ">=", "%"),
    "goal5": ("{0}{1}时间不超过{n}{u}", "facets", "<=", "个工作日 小时 分钟"),
    "goal6": ("完成{0}{1}{n}{u}", "facets", "=", "公里 平方米 吨 公顷"),
    "goal7": ("{0}{1}惠及{2}{n}{u}", "facets goods", "=", "万户 万人次"),
    "goal8": ("{0}{1}差错率低于{n}{u}", "facets", "<", "%"),
    "goal9": ("{0}{1}覆盖面超过{n}{u}", "facets", ">", "%"),
    "goal10": ("建成{0}{1}{2}不少于{n}{u}", "facets goods", ">=", "座 处 个 条"),
    "goal11": ("{0}{1}成本下降{n}{u}", "goods", "=", "%"),
    "goal13": ("建成{0}{1}点{n}余{u}", "facets", ">=", "个 处"),
    "goal14": ("{0}{1}在{w}{u}内办结", "facets", "<=", "个工作日"),
    "goal15": ("培育{0}{1}企业{n}—{m}{u}", "goods", ">=", "家"),
    "goal12": ("培训{0}{1}人员{n}{u}", "facets", "=", "人次 名"),
}
_BASES: Final = ("按照《{t}》{k}要求，{1}{2}{3}", "严格执行《{t}》{k}，{1}{2}{3}", "依据《{t}》{k}，{1}{2}{3}")
_PAPERS: Final = (
    "制定《{t}》，{1}{2}{3}",
    "修订完善《{t}》，{1}{2}{3}",
    "编制《{t}》，{1}{2}{3}",
    "印发《{t}》，{1}{2}{3}",
)
_NAMED: Final = ("组织学习《{t}》，{1}{2}{3}", "学习借鉴《{t}》，{1}{2}{3}")
_KINDS: Final = ("plain", "plain", "plain", "goal", "goal", "due", "basis", "paper", "named")
_WEIGHTS: Final = (20, 20, 20, 12, 8, 12, 7, 5, 2)
_PLAIN_FORMS: Final = tuple(_PLAIN)
_GOAL_FORMS: Final = tuple(_GOALS)
_IN_FULL: Final = 0.25
_PAPER_KINDS: Final = ("工作方案", "管理办法", "专项规划", "操作指南", "评估细则", "任务清单")


def drawn(chance: Random, names: str) -> tuple[str, ...]:
    """A word of each pool that is named."""
    return tuple(_DRAWS[name](chance) for name in names.split())


def goods(chance: Random) -> str:
    return chance.choice(words.GOODS_FIRST) + chance.choice(words.GOODS_LAST)


_DRAWS: Final[Mapping[str, Callable[[Random], str]]] = {
    "doing": lambda chance: chance.choice(words.DOING),
    "how": lambda chance: chance.choice(words.HOW),
    "facets": lambda chance: chance.choice(words.FACETS),
    "goods": goods,
    "ends": lambda chance: chance.choice(words.END_VERBS) + goods(chance) + chance.choice(words.END_TAILS),
}


def saying(chance: Random, thing: Thing, kind: str | None = None) -> Saying:
    """Something to say of a thing, which is named in full in some of the sentences."""
    kind = kind or chance.choices(_KINDS, _WEIGHTS)[0]
    number, month = chance.randint(2, 96), chance.randint(2, 12)
    name = "".join(thing) if chance.random() < _IN_FULL else thing[1]
    if kind == "plain":
        form = chance.choice(_PLAIN_FORMS)
        return Saying(form, (name, *drawn(chance, _PLAIN[form][1])), about=thing)
    if kind == "goal":
        form = chance.choice(_GOAL_FORMS)
        return Saying(form, (name, *drawn(chance, _GOALS[form][1])), number, month, thing)
    if kind == "due":
        return Saying(chance.choice(INSIDE), (name, *drawn(chance, "facets doing goods")), number, month, thing)
    return Saying(kind, ("".join(thing), *drawn(chance, "how doing goods facets")), number, month, thing)


def reworded(chance: Random, old: Saying) -> Saying:
    """The same said of the same thing in other words: most of what was drawn is drawn anew."""
    kind = next((k for k in ("plain", "goal", "basis", "paper", "named") if old.form.startswith(k)), "due")
    return replace(saying(chance, old.about, kind), number=old.number, month=old.month)


def spoken(it: Saying, city: str, year: int) -> Sentence:
    """The sentence of a saying in the plan of a year."""
    if it.form in _PLAIN:
        return Sentence(_PLAIN[it.form][0].format(*it.words))
    if it.form in _GOALS:
        return _goal(it)
    if it.form in ("basis", "paper", "named"):
        return _citing(it, city, year)
    time = due(it, year, own=False)
    verb = "完成" if time.kind in ("by", "event") else "开展"
    return Sentence(f"{time.text}{verb}{it.words[0]}{it.words[1]}，{it.words[2]}{it.words[3]}", due=time)


def _goal(it: Saying) -> Sentence:
    pattern, _, comparator, units = _GOALS[it.form]
    choice = units.split()
    printed = choice[it.month % len(choice)]
    few = 2 + it.number % 9
    text = pattern.format(*it.words, n=it.number, m=it.number + 2, w=han(few), u=printed)
    unit = printed.removeprefix("万")
    value = float(few if "{w}" in pattern else it.number) * (10_000 if unit != printed else 1)
    return Sentence(text, goal=Goal(text, comparator, value, unit))


def _citing(it: Saying, city: str, year: int) -> Sentence:
    thing, how, doing, goods, facet = it.words
    if it.form == "paper":
        title = f"{city}{thing}{facet}{_PAPER_KINDS[it.number % len(_PAPER_KINDS)]}"
        pattern, relation, number = _PAPERS[it.number % len(_PAPERS)], "deliverable", None
    else:
        title = f"{thing}{words.LAWS[it.number % len(words.LAWS)]}"
        pattern, relation = (
            (_BASES[it.number % 3], "basis") if it.form == "basis" else (_NAMED[it.number % 2], "mention")
        )
        printed = it.form == "basis" and it.month % 2
        number = f"{city[0]}政办〔{year - 1 - it.month % 3}〕{it.number}号" if printed else None
    cites = [Cite(title, number, relation)]
    mark = f"（{number}）" if number else ""
    if it.form == "basis" and it.month % 3 == 0:  # two titles under one verb
        cites.append(Cite(f"{city}{goods}{facet}条例", None, relation))
        mark += f"、《{cites[1].title}》"
    return Sentence(pattern.format("", how, doing, goods, t=title, k=mark), cites=tuple(cites))
