"""Making up works: what they are of, who answers for them, and what they become from one plan to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from . import words
from .records import Party, Saying, Thing, Work
from .times import limit
from .towns import Town
from .wording import reworded, saying

_KEPT: Final = 0.7  # of a work's sentences, from year to year
_OTHERS: Final = (
    "department", "department", "department", "department", "department", "company", "district", "group", "shared",
    "zones", "kinds", "et al", "bracketed", "office",
)  # fmt: skip
_ORDER: Final = {sort: at for at, sort in enumerate((
    "department", "bracketed", "company", "office", "shared", "zones", "district", "kinds", "group", "et al",
))}  # fmt: skip
_COMPANIES: Final = 0.06  # of works are led by one
_SIBLINGS: Final = 0.15
_TRIES: Final = 20


def in_order(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Parties as a list prints them: departments first, classes last."""
    return tuple(sorted(dict.fromkeys(parties), key=lambda party: _ORDER[party.sort]))


class Author:
    """Makes up the works of one city."""

    def __init__(self, seed: int, town: Town) -> None:
        self.chance = Random(f"{seed}/history/{town.at}")  # noqa: S311 -- a seeded choice of words, no secret
        self.town, self.made = town, 0
        self.places: set[str] = set()
        self.subjects = self._subjects()

    def _subjects(self) -> Iterator[tuple[int, Thing]]:
        """Things with their domains: every one once before any comes again, then at another place."""
        cores = [(at, thing) for at, domain in enumerate(words.domains()) for thing in domain.things]
        while True:
            self.chance.shuffle(cores)
            for at, thing in cores:
                yield at, (self._fresh(), thing)

    def _fresh(self) -> str:
        """A place of which no other work of the city is."""
        for _ in range(_TRIES):
            place = self.town.place(self.chance)
            if place[:2] not in self.places:
                break
        self.places.add(place[:2])
        return place

    def key(self) -> str:
        self.made += 1
        return f"{self.town.at}/{self.made}"

    def work(self) -> Work:
        """A work that no plan has had."""
        chance, double = self.chance, self.chance.random() < 0.3
        domain, thing = next(self.subjects)
        things = [thing, next(self.subjects)[1]] if double else [thing]
        sayings = [saying(chance, it) for it in things for _ in range(chance.randint(3, 4) if double else 4)]
        leads = (Party("department", domain),)
        if chance.random() < _COMPANIES:
            leads = (Party("company", chance.randrange(len(words.COMPANIES))),)
        subjects = tuple((it, chance.choice(words.FACETS)) for it in things)
        due = limit(chance) if chance.random() < 0.7 else None
        return Work(
            self.key(), chance.choice(words.VERBS), subjects, tuple(sayings), leads, self.others(leads), due,
        )  # fmt: skip

    def works(self) -> Iterator[Work]:
        """A new work, or two of the same units and time."""
        first = self.work()
        yield first
        if self.chance.random() < _SIBLINGS:
            yield replace(self.work(), leads=first.leads, others=first.others, due=first.due)

    def others(self, apart: Sequence[Party]) -> tuple[Party, ...]:
        """Who shares a work: mostly other departments."""
        chance = self.chance
        taken = {party.at for party in apart if party.sort == "department"}
        found: dict[Party, None] = {}
        for _ in range(chance.randint(2, 5)):
            sort = chance.choice(_OTHERS)
            at = chance.randrange(len(words.domains()))
            if sort == "company":
                at %= len(words.COMPANIES)
            bodies = {"department", "et al", "bracketed"}
            if sort in bodies and at in taken:
                continue
            if sort in bodies:
                taken.add(at)
            if sort in bodies or sort == "company" or not any(p.sort == sort for p in found):
                found[Party(sort, at)] = None
        return in_order(found)

    def again(self, old: Work, *, kept: float = _KEPT) -> Work:
        """A work as the next plan has it: some of it in other words, its figures and times moved on."""
        chance = self.chance
        sayings = tuple(self._moved(it) if chance.random() < kept else reworded(chance, it) for it in old.sayings)
        verb = old.verb if chance.random() < 0.6 else chance.choice(words.VERBS)
        due = limit(chance) if old.due else None
        others = old.others if chance.random() < 0.6 else in_order((*old.others[:-1], *self._one_more(old)))
        return replace(old, key=self.key(), verb=verb, sayings=sayings, due=due, others=others, extra=())

    def _one_more(self, old: Work) -> tuple[Party, ...]:
        named = {p.at for p in (*old.leads, *old.others, *old.extra)}
        at = self.chance.choice([at for at in range(len(words.domains())) if at not in named])
        return (Party("department", at),)

    def _moved(self, it: Saying) -> Saying:
        return replace(it, number=it.number + self.chance.randint(0, 4), month=it.month)

    def handed(self, old: Work) -> Work:
        """A work that another department leads, and its old lead has no more to do with."""
        new = self.again(old)
        gone = {p.at for p in (*old.leads, *old.extra)}
        bodies = {p.at for p in (*old.leads, *old.extra, *old.others, *new.others) if p.sort != "company"}
        taker = self.chance.choice([at for at in range(len(words.domains())) if at not in bodies])
        kept = tuple(p for p in new.others if p.sort not in {"department", "bracketed", "et al"} or p.at not in gone)
        return replace(new, leads=(Party("department", taker),), others=kept)

    def halves(self, old: Work) -> tuple[Work, Work]:
        """The two works that one of two things splits into."""
        made = []
        for subject in old.subjects:
            own = tuple(it for it in old.sayings if it.about == subject[0])
            new = self.again(
                replace(old, subjects=(subject,), sayings=(*own, saying(self.chance, subject[0]))), kept=0.85
            )
            made.append(new)
        return made[0], made[1]

    def joined(self, one: Work, other: Work) -> Work:
        """The work that two of one thing each merge into."""
        both = replace(
            one, subjects=(*one.subjects, *other.subjects), sayings=(*one.sayings, *other.sayings),
            others=in_order((*other.leads, *one.others)),
        )  # fmt: skip
        return self.again(replace(both, others=tuple(p for p in both.others if p not in both.leads)), kept=0.85)
