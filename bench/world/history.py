"""What a city's plans take up over the years: works that begin, go on, change hands, split, merge, end; the truth.

Everything is drawn from one seeded chance a city, so that a city is the same whatever other cities there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from . import words
from .author import Author
from .records import Clash, Link, Party, Plan, Saying, Work
from .times import INSIDE
from .towns import Town
from .wording import reworded

_FATES: Final = ("continued", "handed over", "split", "merged", "dropped")
_CHANCES: Final = (58, 8, 6, 6, 22)
_RESTATED: Final = 0.3  # of a plan's works, in the next plan of the year
_CLASHES: Final = ("figure", "figure", "deadline", "deadline", "lead", "", "")
_DATED: Final = {"month", "yearmonth", "yearend", "ownyear", "before", "day"}


@dataclass(frozen=True, slots=True)
class Overload:
    """A department that leads far more than its share in a year."""

    party: Party
    year: int


@dataclass(slots=True)
class Chronicle:
    """The plans of one city, and what is true of them."""

    town: Town
    plans: list[Plan] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    overloads: list[Overload] = field(default_factory=list)


def carried(author: Author, works: Sequence[Work]) -> Iterator[tuple[Work, list[Link]]]:
    """What becomes of a year's works in the next, with the links that this makes."""
    waiting: Work | None = None
    for old in works:
        fate = author.chance.choices(_FATES, _CHANCES)[0]
        single = len(old.subjects) == 1
        if fate == "split" and not single:
            halves = author.halves(old)
            yield from ((half, [Link(old.key, half.key, "split")]) for half in halves)
        elif fate == "merged" and single and waiting is None:
            waiting = old
        elif waiting is not None and single and fate == "continued" and old.leads != waiting.leads:
            new = author.joined(waiting, old)
            yield new, [Link(waiting.key, new.key, "merged"), Link(old.key, new.key, "merged")]
            waiting = None
        elif fate == "handed over":
            new = author.handed(old)
            yield new, [Link(old.key, new.key, "handed over")]
        elif fate != "dropped":
            new = author.again(old)
            yield new, [Link(old.key, new.key, "continued")]
    if waiting is not None:
        new = author.again(waiting)
        yield new, [Link(waiting.key, new.key, "continued")]


def chronicle(seed: int, at: int, years: Sequence[int], parts: int, tasks: int) -> Chronicle:
    """The plans of a city: so many `parts` (documents) a year, each of about so many tasks."""
    author = Author(seed, Town(seed, at))
    found = Chronicle(author.town)
    works: list[Work] = []
    for year in years:
        carried_on = list(carried(author, works))
        works = [work for work, _ in carried_on]
        found.links += [link for _, links in carried_on for link in links]
        while len(works) < tasks * parts:
            works += author.works()
        author.chance.shuffle(works)
        if tasks >= 12 and author.chance.random() < 0.25:
            works = overloaded(author, works, year, found)
        publish(author, works, year, parts, found)
    return found


def overloaded(author: Author, works: Sequence[Work], year: int, found: Chronicle) -> list[Work]:
    """Let one department lead a third of the year's works besides those who lead them."""
    at = author.chance.randrange(len(words.domains()))
    party = Party("department", at)
    free = [i for i, work in enumerate(works) if all(p.at != at for p in (*work.leads, *work.others))]
    chosen = set(author.chance.sample(free, min(len(free), max(8, len(works) // 3))))
    found.overloads.append(Overload(party, year))
    return [replace(work, extra=(party,)) if i in chosen else work for i, work in enumerate(works)]


def publish(author: Author, works: Sequence[Work], year: int, parts: int, found: Chronicle) -> None:
    """Deal the year's works out to its documents; each but the first restates some of the one before."""
    size = -(-len(works) // parts)
    before: Sequence[Work] = ()
    for part in range(parts):
        own = list(works[part * size : (part + 1) * size])
        again = [work for work in before if author.chance.random() < _RESTATED]
        own += [restated(author, work, found) for work in again]
        author.chance.shuffle(own)
        before = works[part * size : (part + 1) * size]
        found.plans.append(Plan(author.town.at, year, part, tuple(own)))


def is_firm(it: Saying) -> bool:
    """Whether a sentence sets a figure or a time, of which another document would state no other by chance."""
    return it.form in INSIDE or it.form.startswith("goal")


def restated(author: Author, old: Work, found: Chronicle) -> Work:
    """A work in another document of the year, which may state a figure, the deadline or the lead differently."""
    what = author.chance.choice(_CLASHES)
    said = tuple(
        it if is_firm(it) or author.chance.random() < 0.7 else reworded(author.chance, it) for it in old.sayings
    )
    figures = [i for i, it in enumerate(said) if it.form.startswith("goal") and it == old.sayings[i]]
    new = replace(old, key=author.key(), sayings=said)
    if what == "figure" and figures:
        at = author.chance.choice(figures)
        moved = replace(said[at], number=said[at].number + author.chance.randint(5, 20))
        new = replace(new, sayings=(*said[:at], moved, *said[at + 1 :]))
    elif what == "deadline" and old.due and old.due.form in _DATED:
        new = replace(new, due=replace(old.due, form="yearmonth", month=2 + (old.due.month + 2) % 10))
    elif what == "lead":
        handed = author.handed(old)
        new = replace(new, leads=handed.leads, others=tuple(p for p in old.others if p not in handed.leads), extra=())
    else:
        what = ""
    found.links.append(Link(old.key, new.key, "restated"))
    if what:
        found.clashes.append(Clash(old.key, new.key, what))
    return new
