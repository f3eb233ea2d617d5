"""Who carries how much: each unit's load in a year, against an even share among units of its kind.

A lead counts 1, a place among k responsible units 1/k. The null model: every place that units of one kind and one
jurisdiction hold in one year falls to each of them with equal chance. `p` is two-sided, by `DRAWS` seeded draws from
that model; `q` is p after Benjamini and Hochberg (1995) over all units of the year. Groups (各区) are no single body:
left out. The model knows nothing of a unit's remit or size: a high load is a question to ask, not a fault found.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..duties import Duty, Holder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS, SEED = 20_000, 7
SURE = 0.05
FEWEST_UNITS, FEWEST_PLACES = 5, 20
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Load:
    """One unit's load in one year; `p` and `q` are None where there is too little to test."""

    unit: str
    iri: str
    year: int | None
    lead: int
    responsible: int
    load: float
    expected: float
    p: float | None
    q: float | None
    verdict: str


@dataclass(slots=True)
class Account:
    """The places that one unit holds in one year, by weight."""

    holder: Holder
    peers: tuple[str, str]
    lead: int = 0
    responsible: int = 0
    weights: Counter[float] = field(default_factory=Counter)

    @property
    def load(self) -> float:
        """The sum of the weights."""
        return sum(weight * count for weight, count in sorted(self.weights.items()))


def loads(duties: Iterable[Duty]) -> list[Load]:
    """Give the load of every unit in every year, the latest year and the heaviest load first."""
    by_year: dict[int | None, list[Duty]] = defaultdict(list)
    for duty in duties:
        by_year[duty.year].append(duty)
    years = sorted(by_year, key=lambda year: -(year or 0))
    return [load for year in years for load in tested(year, accounts(by_year[year]))]


def accounts(duties: Iterable[Duty]) -> list[Account]:
    """Add up the places of every unit."""
    held: dict[str, Account] = {}
    for duty in duties:
        leads = {h.iri: h for h in duty.leads}
        sharers = {h.iri: h for h in duty.responsible}
        for role, holders in (("lead", leads), ("responsible", sharers)):
            for iri, holder in holders.items():
                if holder.group:
                    continue
                account = held.setdefault(iri, Account(holder, (duty.place, holder.kind)))
                setattr(account, role, getattr(account, role) + 1)
                account.weights[1.0 if role == "lead" else 1.0 / len(sharers)] += 1
    return [held[iri] for iri in sorted(held)]


def tested(year: int | None, held: Sequence[Account]) -> list[Load]:
    """Compare every unit of a year with the even share of its kind."""
    kinds: dict[tuple[str, str], list[Account]] = defaultdict(list)
    for account in held:
        kinds[account.peers].append(account)
    shares = {kind: sum(a.load for a in members) / len(members) for kind, members in kinds.items()}
    chances = {kind: probabilities(members) for kind, members in sorted(kinds.items())}
    known = {iri: p for by_iri in chances.values() for iri, p in by_iri.items()}
    adjusted = benjamini_hochberg(known)
    rows = [
        Load(
            a.holder.name, a.holder.iri, year, a.lead, a.responsible, round(a.load, 3), round(shares[a.peers], 3),
            known.get(a.holder.iri), adjusted.get(a.holder.iri),
            verdict(a.load, shares[a.peers], adjusted.get(a.holder.iri)),
        )
        for a in held
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row.load, row.unit, row.iri))


def probabilities(members: Sequence[Account]) -> dict[str, float]:
    """Give each unit's two-sided p under the even share, or nothing where there is too little to test."""
    places: Counter[float] = Counter()
    for account in members:
        places.update(account.weights)
    if len(members) < FEWEST_UNITS or places.total() < FEWEST_PLACES:
        return {}
    drawn = draws(places, 1.0 / len(members))
    return {account.holder.iri: two_sided(drawn, account.load) for account in members}


def draws(places: Mapping[float, int], chance: float) -> NDArray[np.float64]:
    """Draw the load of one unit to which every place falls with the same chance, sorted."""
    import numpy as np

    random = np.random.default_rng(SEED)
    total = np.zeros(DRAWS)
    for weight, count in sorted(places.items()):
        total += weight * random.binomial(count, chance, DRAWS)
    total.sort()
    return total


def two_sided(drawn: NDArray[np.float64], load: float) -> float:
    """Twice the smaller tail, the observed load counted among the draws (Davison and Hinkley 1997, 4.2)."""
    import numpy as np

    above = len(drawn) - int(np.searchsorted(drawn, load - CLOSE, side="left"))
    below = int(np.searchsorted(drawn, load + CLOSE, side="right"))
    return min(1.0, 2.0 * (min(above, below) + 1) / (len(drawn) + 1))


def benjamini_hochberg(chances: Mapping[str, float]) -> dict[str, float]:
    """Adjust p values so that a share of at most q among those called sure is expected to be false."""
    ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
    adjusted, lowest = {}, 1.0
    for behind, (name, p) in enumerate(ranked):
        lowest = min(lowest, p * len(ranked) / (len(ranked) - behind))
        adjusted[name] = lowest
    return adjusted


def verdict(load: float, expected: float, q: float | None) -> str:
    """Say in words what the test allows to say."""
    if q is None:
        return "样本太少"
    if q >= SURE:
        return "无显著差别"
    return "显著偏高" if load > expected else "显著偏低"
