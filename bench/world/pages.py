"""A whole document: letterhead, preamble, items that assign nothing, the tasks, the imprint; and its gold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from . import words
from .layout import Writer
from .records import Block, Gold, Page, Plan
from .towns import Town
from .wording import saying, spoken

_KINDS: Final = ("工作方案", "实施方案", "工作要点", "行动计划", "任务清单")
_IDLE: Final = ("加强统筹调度", "健全推进机制", "做好资金保障", "抓好宣传引导", "注重过程记录", "严明工作纪律")
_THINK: Final = ("指导思想", "总体思路", "总体要求")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says of itself."""

    title: str
    issuer: str
    number: str | None
    index_number: str | None
    date: str | None
    draft: bool
    law: str
    host: str | None = None


def page(town: Town, plan: Plan, seed: int) -> Page:
    """The document of a plan."""
    chance = Random(f"{seed}/page/{plan.stem}")  # noqa: S311 -- a seeded choice of words, no secret
    facts = about(town, plan, chance)
    writer = Writer(town, plan, chance)
    writer.blocks += head(town, facts, plan.year, chance)
    writer.say(f"一、{chance.choice(_THINK)}", "heading")
    writer.say(f"以{idle(town, plan, chance)}为抓手，{idle(town, plan, chance)}。")
    section = f"二、{chance.choice(('主要任务', '重点任务', '工作任务', '任务分工'))}"
    writer.say(section, "heading")
    writer.write(section)
    writer.say("三、保障措施", "heading")
    for label, title in zip("一二三", chance.sample(_IDLE, 3), strict=True):
        writer.say(f"（{label}）{title}。{idle(town, plan, chance)}，{idle(town, plan, chance)}。")
    writer.blocks += tail(facts)
    return Page(writer.blocks, {"document": gold(facts, plan), "tasks": writer.tasks}, writer.places)


def idle(town: Town, plan: Plan, chance: Random) -> str:
    """A sentence that assigns nothing and sets no figure."""
    thing = chance.choice(chance.choice(words.domains()).things)
    return spoken(saying(chance, (chance.choice(words.QUALITIES), thing), "plain"), town.name, plan.year).text


def about(town: Town, plan: Plan, chance: Random) -> Facts:
    draft = chance.random() < 0.08
    thing = chance.choice(chance.choice(words.domains()).things)
    topic = f"{chance.choice(words.QUALITIES)}{thing}{chance.choice(words.FACETS)}"
    office = f"{town.name}人民政府办公室"
    kind = chance.choice(_KINDS)
    mark = "（征求意见稿）" if draft else ""
    direct = draft or chance.random() < 0.4
    title = f"{town.name}{plan.year}年{topic}{kind}{mark}"
    if not direct:
        title = f"{office}关于印发{title}的通知"
    number = None if direct else f"{town.code}政办〔{plan.year}〕{chance.randint(1, 90)}号"
    date = None if draft else f"{plan.year}-{chance.randint(1, 4):02}-{chance.randint(1, 28):02}"
    index = f"{chance.randint(100, 999)}{chance.choice('ABCDEF')}-{chance.randint(10, 99)}-{plan.year}-{plan.city:05}"
    law = f"{chance.choice(words.QUALITIES)}{topic[-2:]}{chance.choice(words.LAWS)}"
    host = None if direct or chance.random() < 0.6 else f"市{chance.choice(words.domains()).names[-1]}"
    return Facts(title, office, number, None if direct or chance.random() < 0.5 else index, date, draft, law, host)


def head(town: Town, facts: Facts, year: int, chance: Random) -> Iterator[Block]:
    if facts.index_number:
        yield Block(f"索引号：{facts.index_number}", "label")
    if facts.number:
        yield Block(f"{facts.issuer}文件", "center")
    yield Block(facts.title, "title")
    if facts.number:
        yield Block(facts.number, "center")
        yield Block("各县（区）人民政府，市人民政府各部门，各有关单位：")
    place = town.place(chance)
    yield Block(f"为推动{place}等片区工作，依据《{facts.law}》，结合{town.name}实际，制定{year}年安排如下。")


def tail(facts: Facts) -> Iterator[Block]:
    if facts.date:
        year, month, day = map(int, facts.date.split("-"))
        yield Block(facts.issuer, "right")
        yield Block(f"{year}年{month}月{day}日", "right")
        if facts.host:
            yield Block(f"主办：{facts.host}", "right")
            yield Block("督办：市政府督查室", "right")
            yield Block("抄送：市委办公室，市人大常委会办公室，市政协办公室。", "right")
            yield Block(f"{facts.issuer} {year}年{month}月{day}日印发", "right")


def gold(facts: Facts, plan: Plan) -> Gold:
    return {
        "file": plan.stem, "title": facts.title,
        "issuer": None if facts.draft else facts.issuer,
        "number": facts.number, "index_number": facts.index_number, "date": facts.date, "plan_year": plan.year,
        "kind": "plan", "status": "draft" if facts.draft else "issued", "host": [facts.host] if facts.host else [],
        "supervisor": ["市政府督查室"] if facts.host else [],
        "citations": [{"title": facts.law, "number": None, "relation": "basis"}],
    }  # fmt: skip
