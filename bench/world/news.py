"""A report of what a city did: practices, and no task."""

from __future__ import annotations

from random import Random
from typing import Final

from . import words
from .records import Block, Gold, Page, Sentence
from .towns import Town
from .wording import saying, spoken

_WAYS_IN: Final = "围"  # a first clause that only leads in is quoted together with the next


def news(town: Town, year: int, seed: int) -> Page:
    """A page of three practices, each with sentences of its own."""
    chance = Random(f"{seed}/news/{town.at}/{year}")  # noqa: S311 -- a seeded choice of words, no secret
    thing = chance.choice(chance.choice(words.domains()).things)
    title = f"{town.name}{chance.choice(words.HOW)}推进{thing}{chance.choice(words.FACETS)}取得实效"
    date = f"{year}-{chance.randint(5, 12):02}-{chance.randint(10, 28)}"
    blocks = [
        Block(title, "title"),
        Block(f"来源：本站　　时间：{date} 09:08"),
        Block(f"近年来，{town.name}持续推进{thing}有关工作，经验得到推广。"),
    ]
    practices = []
    for name in chance.sample(words.FACETS, 3):
        head = f"{chance.choice(words.DOING)}{thing}{name}"
        said = [plain(chance, town, thing, year) for _ in range(3)]
        clauses = said[0].text.split("，")
        blocks.append(Block(f"{head}。" + "".join(f"{it.text}。" for it in said)))
        practices.append(
            {
                "section": "",
                "title": head,
                "quote": "，".join(clauses[: 1 + (clauses[0][0] in _WAYS_IN)]),
                "units": [],
                "figures": [],
            }
        )
    document: Gold = {
        "file": "", "title": title, "issuer": None, "number": None, "index_number": None, "date": date,
        "plan_year": None, "kind": "news", "status": "issued", "host": [], "supervisor": [], "citations": [],
    }  # fmt: skip
    return Page(blocks, {"document": document, "tasks": [], "practices": practices}, {})


def plain(chance: Random, town: Town, thing: str, year: int) -> Sentence:
    return spoken(saying(chance, ("", thing), "plain"), town.name, year)
