"""From the works of a plan to its pages: headings, items in a style of numbering, clauses, the gold of each task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from . import words
from .clauses import FORMS, LABELLED, RUNNING, Clause, clause, listed
from .numerals import han
from .records import Block, Due, Gold, Mention, Plan, Printed, Sentence, Work
from .times import due
from .towns import Town
from .wording import spoken

STYLES: Final = ("flat", "flat", "grouped", "grouped", "restarted", "table", "mixed")
_CLOSING: Final = 0.3
_POINTS: Final = 0.1
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"


@dataclass(frozen=True, slots=True)
class Told:
    """A work as this plan words it: its sentences and who answers, by name."""

    work: Work
    sentences: tuple[Sentence, ...]
    leads: tuple[Mention, ...]
    others: tuple[Mention, ...]
    due: Due | None

    @property
    def body(self) -> str:
        return self.work.title + "。" + "".join(f"{it.text}。" for it in self.sentences)

    @property
    def answers(self) -> tuple[object, ...]:
        return self.leads, self.others, self.due


def together(told: Sequence[Told]) -> list[Told]:
    """The works in order, but that those of the same units and time follow one another."""
    found: dict[tuple[object, ...], list[Told]] = {}
    for one in told:
        found.setdefault(one.answers, []).append(one)
    return [one for group in found.values() for one in group]


@dataclass(slots=True)
class Writer:
    """Puts one plan on paper."""

    town: Town
    plan: Plan
    chance: Random
    blocks: list[Block] = field(default_factory=list)
    tasks: list[Gold] = field(default_factory=list)
    places: dict[str, Printed] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    closing: bool = False  # whether a clause may close a section
    nested: dict[str, str] = field(default_factory=dict)  # the number above that of a work numbered 1. 2. …

    def write(self, section: str) -> None:
        """All works of the plan under its heading of tasks, in a style of the plan's own."""
        told = together([self.told(work) for work in self.plan.works])
        style = self.chance.choice(STYLES)
        family = self.chance.choice((LABELLED, RUNNING, FORMS))
        self.forms = tuple(self.chance.sample(family, 3))
        self.closing = style == "flat"
        if style in {"table", "mixed"}:
            half = len(told) // 2 if style == "mixed" else 0
            if half:
                self.flat(told[:half], section)
            self.table(told[half:], section)
        elif style == "flat":
            self.flat(told, section)
        else:
            self.grouped(told, section, restart=style == "restarted")
        self.number()

    def number(self) -> None:
        """Where 1. 2. … come again, each is told with the number above it."""
        own = [self.places[key].number for key in self.nested]
        if len(own) == len(set(own)):
            return
        for task, (key, place) in zip(self.tasks, list(self.places.items()), strict=True):
            if key in self.nested:
                task["id"] = self.nested[key] + place.number
                self.places[key] = replace(place, number=task["id"])

    def told(self, work: Work) -> Told:
        town, year = self.town, self.plan.year
        others = tuple(m for party in work.others for m in town.mentions(party, year, "responsible"))
        leads = tuple(m for party in (*work.leads, *work.extra) for m in town.mentions(party, year, "lead"))
        spoke = enumerate(spoken(it, town.name, year) for it in work.sayings)
        said = {(it.cites[0].title if it.cites else at): it for at, it in spoke}  # no title twice
        return Told(work, tuple(said.values()), leads, others, due(work.due, year) if work.due else None)

    def say(self, text: str, kind: str = "body") -> None:
        self.blocks.append(Block(text, kind))

    def flat(self, told: Sequence[Told], section: str) -> None:
        """（一）（二）… each a task, or two that share one number or one clause."""
        for number, group in enumerate(self.gathered(told), 1):
            label = f"（{han(number)}）"
            if len(group) == 1:
                self.item(label, label, group[0], (section,))
            elif group[0].answers == group[1].answers:
                self.headed(label, group, section)
            elif self.chance.random() < 0.5:
                self.stretches(label, group, section)
            else:
                self.split(label, group, section)

    def gathered(self, told: Sequence[Told]) -> Iterator[tuple[Told, ...]]:
        """Works alone, and some two together."""
        at = 0
        while at < len(told):
            pair = tuple(told[at : at + 2])
            alike = len(pair) == 2 and pair[0].answers == pair[1].answers
            size = 2 if len(pair) == 2 and (alike or self.chance.random() < 0.15) else 1
            yield pair[:size]
            at += size

    def grouped(self, told: Sequence[Told], section: str, *, restart: bool) -> None:
        """Headings （一）（二）…, under each tasks 1. 2. …, whose numbers go on or start again."""
        at = number = group = 0
        while at < len(told):
            group += 1
            size = self.chance.randint(2, 5)
            outer = f"（{han(group)}）"
            heading = f"{self.chance.choice(words.VERBS)}{self.town.place(self.chance)}一带{self.pick(words.FACETS)}"
            self.say(f"{outer}{heading}", "heading")
            number = 0 if restart else number
            for one in told[at : at + size]:
                number += 1
                self.nested[one.work.key] = outer
                self.item(f"{number}.", str(number), one, (section, outer + heading))
            at += size

    def pick(self, pool: Sequence[str]) -> str:
        return self.chance.choice(pool)

    def item(self, label: str, number: str, told: Told, section: tuple[str, ...]) -> None:
        """One numbered task with its clause."""
        made = self.clause(told)
        if made.below and self.chance.random() < _POINTS:
            self.points(label, told)
        else:
            self.say(f"{label}{told.body}{made.behind}{'。' if made.behind.endswith('）') else ''}")
        for line in made.below:
            self.say(line, "label")
        self.keep(told, number, section, made)

    def points(self, label: str, told: Told) -> None:
        """A task whose sentences are points ①②③ below its title; none of them is a task."""
        self.say(f"{label}{told.work.title}。")
        for number, sentence in enumerate(told.sentences):
            self.say(f"{_CIRCLES[number]}{sentence.text}。")

    def clause(self, told: Told, forms: Sequence[str] = ()) -> Clause:
        form = self.chance.choice(forms or self.forms)
        if form not in LABELLED and told.due and told.due.kind == "during":
            form = "bracket labels" if forms else "lines"
        return clause(self.chance, form, told.leads, told.others, told.due)

    def stretches(self, label: str, group: Sequence[Told], section: str) -> None:
        """Stretches of one item that each end in a clause of their own."""
        texts = []
        for order, told in enumerate(group, 1):
            made = self.clause(told, ("leads", "role bracket", "joint", "by duties", "bracket labels"))
            texts.append(f"{told.body.rstrip('。')}{made.behind}。")
            self.keep(told, f"{label}-{order}", (section,), made)
        self.say(label + "".join(texts))

    def split(self, label: str, group: Sequence[Told], section: str) -> None:
        """An item split into （1）（2）, each with a clause of its own."""
        heading = f"统筹{self.town.place(self.chance)}片区{self.pick(words.FACETS)}"
        self.say(f"{label}{heading}", "heading")
        for order, told in enumerate(group, 1):
            self.item(f"（{order}）", f"{label}（{order}）", told, (section, label + heading))

    def headed(self, label: str, group: Sequence[Told], section: str) -> None:
        """A clause that ends a heading, or closes all that stands below it, and speaks for the items between."""
        heading = f"统筹{self.town.place(self.chance)}片区{self.pick(words.FACETS)}"
        made = self.clause(group[0], ("leads", "joint", "by duties", "bracket labels"))
        closing = self.closing and self.chance.random() < _CLOSING and not made.behind.startswith("（牵头单位")
        self.say(f"{label}{heading}{'' if closing else made.behind}", "heading")
        for order, told in enumerate(group, 1):
            if closing:
                self.nested[told.work.key] = label
            self.say(f"{order}.{told.body}" if closing else f"（{order}）{told.body}")
            self.keep(told, str(order) if closing else f"{label}（{order}）", (section, label + heading), made)
        if closing:
            self.say(made.behind)

    def table(self, told: Sequence[Told], section: str) -> None:
        """A task table; a class may cover several rows."""
        classed = self.chance.random() < 0.5
        head = ["序号", *(["类别"] if classed else []), "重点任务", "工作要求", "牵头单位", "责任单位", "完成时限"]
        rows: list[list[str | None]] = [list(head)]
        for at, one in enumerate(told):
            kind = [f"{self.pick(words.FACETS)}类" if at % 3 == 0 else None] if classed else []
            made = Clause("", (), (*one.leads, *one.others), one.due)
            wanted = "".join(f"{it.text}。" for it in one.sentences)
            limit = one.due.text if one.due else ""
            whose: list[str | None] = [listed(one.leads), listed(one.others), limit]
            if at and one.answers == told[at - 1].answers:
                whose = [None, None, None]
            rows.append([str(at + 1), *kind, one.work.title, wanted, *whose])
            self.keep(one, str(at + 1), (section,), made)
        self.blocks.append(Block(kind="table", rows=rows))

    def keep(self, told: Told, number: str, section: tuple[str, ...], made: Clause) -> None:
        """Note how the task is to be annotated."""
        said = told.sentences
        self.places[told.work.key] = Printed(number, any(m.role == "lead" for m in made.mentions))
        self.tasks.append({
            "id": number, "section": list(section), "title": told.work.title,
            "units": [m.gold() for m in made.mentions],
            "deadline": made.due.gold() if made.due else None,
            "milestones": [it.due.gold() | {"kind": it.due.kind} for it in said if it.due],
            "citations": [cite.gold() for it in said for cite in it.cites],
            "targets": [it.goal.gold() for it in said if it.goal],
        })  # fmt: skip
