"""Cities: their names, departments before and after a reform, companies that are renamed, districts, places."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import Final

from . import words
from .records import Mention, Party, Role

_RANKS: Final = ("区", "县", "区", "县", "区")
_NEW: Final = ("发展集团有限公司", "运营集团", "服务有限公司")


@dataclass(frozen=True, slots=True)
class Rename:
    """A body that has another name from a year on; `known` says that the state's reform of 2018 tells it."""

    before: str
    after: str
    year: int
    known: bool


class Town:
    """A city with its bodies, a function of the seed and its place in the list of cities."""

    def __init__(self, seed: int, at: int) -> None:
        first, second = words.CITY_FIRST, words.CITY_SECOND
        size = len(first) * len(second)
        lap, spot = divmod(at, size)
        middle = words.CITY_SECOND[lap - 1] if lap else ""  # beyond some hundreds, three letters
        self.at, self.name = at, f"{first[spot % len(first)]}{middle}{second[spot // len(first) % len(second)]}市"
        chance = Random(f"{seed}/town/{at}")  # noqa: S311 -- a seeded choice of words, no secret
        self.districts = tuple(
            "".join(chance.sample(words.PLACE_FIRST, 2)) + rank for rank in _RANKS[: chance.randint(3, 5)]
        )
        self.zones = tuple("".join(chance.sample(words.PLACE_FIRST, 2)) + "新区" for _ in range(3))
        self._renamed = {
            at: (chance.randint(2018, 2023), chance.choice(_NEW))
            for at in chance.sample(range(len(words.COMPANIES)), 2)
        }
        self.code = self.name[0]

    @cached_property
    def renames(self) -> tuple[Rename, ...]:
        """Every body that changes its name."""
        reformed = (domain.names for domain in words.domains() if len(domain.names) > 1)
        of_state = [Rename(f"市{old}", f"市{new}", words.REFORM, known=True) for old, new in reformed]
        own = [
            Rename(self._company(at, year - 1), self._company(at, year), year, known=False)
            for at, (year, _) in sorted(self._renamed.items())
        ]
        return (*of_state, *own)

    def _company(self, at: int, year: int) -> str:
        name = words.COMPANIES[at]
        since, new = self._renamed.get(at, (9999, ""))
        return f"市{name[:2]}{new if year >= since else name[2:]}"

    def named(self, party: Party, year: int) -> str:
        """The name of a body as the plans of a year print it."""
        match party.sort:
            case "department":
                names = words.domains()[party.at].names
                return f"市{names[-1] if year >= words.REFORM else names[0]}"
            case "company":
                return self._company(party.at, year)
            case "district":
                return f"{self.districts[party.at % len(self.districts)]}人民政府"
            case "office":
                one, other = words.domains()[party.at].things[:2]
                return f"市“{one}{f'、{other}' * (party.at % 3 == 0)}”专项行动领导小组办公室"
        return words.GROUPS[party.at % len(words.GROUPS)]

    def mentions(self, party: Party, year: int, role: Role) -> tuple[Mention, ...]:
        """How a clause mentions a party: some print as several, or as what several share."""
        one, other = (self.districts[(party.at + step) % len(self.districts)] for step in (0, 1))
        known = self.named(Party("department", party.at), year) if party.sort in {"et al", "bracketed"} else ""
        match party.sort:
            case "shared":
                found = Mention(one, role, name=f"{one}人民政府"), Mention(f"{other}人民政府", role)
            case "zones":
                one, other = (self.zones[(party.at + step) % len(self.zones)] for step in (0, 1))
                found = Mention(one, role, name=f"{one}管委会"), Mention(f"{other}管委会", role)
            case "et al":
                found = Mention(known, role), Mention("审批职能部门", role, group=True, joint="等")
            case "bracketed":
                return (Mention(f"{known}（{words.domains()[party.at].things[1][:2]}办）", role),)
            case "kinds":
                return (Mention("各开发区、区县（市）城市管理部门", role, group=True),)
            case _:
                return (Mention(self.named(party, year), role, group=party.sort == "group"),)
        return found

    def place(self, chance: Random) -> str:
        return "".join(chance.sample(words.PLACE_FIRST, 2)) + chance.choice(words.PLACE_SECOND)
