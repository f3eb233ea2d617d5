"""How units hang together: the network of those that share tasks, a year at a time, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ..duties import Duty
from ..identity.lineage import Lineage
from ..identity.members import expanded
from .accounts import Account, accounts, by_place, by_year, seated
from .bridging import betweenness
from .past import origins
from .records import Standing

if TYPE_CHECKING:
    import networkx as nx

SEED = 7


def standings(duties: Iterable[Duty], lineage: Lineage | None = None, *, members: bool = False) -> list[Standing]:
    """Give every unit's standing in every year and place, the latest year and the strongest first.

    With `members`, a group stands for its members where they are known. Groups are else left out: no count takes one
    for a single body.
    """
    known = lineage or Lineage()
    tasks = (opened(duty, known) for duty in duties) if members else duties
    rows = [standing for of in by_place(tasks).values() for standing in of_place(of, known)]
    return sorted(rows, key=lambda s: (-(s.year or 0), -s.strength, -s.orphans, s.unit, s.iri))


def opened(duty: Duty, lineage: Lineage) -> Duty:
    """A task with the members of its groups instead of them."""
    leads, others = (expanded(duty, lineage, leads=leads) for leads in (True, False))
    return replace(duty, leads=leads, responsible=others)


def of_place(duties: Iterable[Duty], lineage: Lineage) -> Iterator[Standing]:
    """Yield the standings that the plans of one place give."""
    years = by_year(duties)
    held = {year: accounts(tasks) for year, tasks in years.items()}
    found = {year: year_of(year, tasks, held[year]) for year, tasks in years.items()}
    for year, now in found.items():
        earlier = [
            (found[y], origins(held[y], held[year], lineage)) for y in years if (y or 0) < (year or 0) and y
        ]  # fmt: skip
        yield from (traced(standing, now, earlier) for standing in now.values())


def year_of(year: int | None, duties: Sequence[Duty], held: Mapping[str, Account]) -> dict[str, Standing]:
    """Measure one year."""
    graph = projection(held)
    strength, bridging, circle = graph.degree(weight="weight"), betweenness(graph), circles(graph)
    left = orphans(duties)
    return {
        iri: Standing(
            account.holder.name,
            iri,
            year,
            int(strength[iri]),
            len(graph[iri]),
            bridging[iri],
            left[iri],
            circle[iri],
            place=account.place,
        )
        for iri, account in held.items()
    }


def projection(held: Mapping[str, Account]) -> nx.Graph:
    """Join the units that share tasks; the weight of a joint is the number of tasks."""
    import networkx as nx
    import numpy as np
    from scipy.sparse import csr_array, triu

    units = list(held)
    tasks = {iri: at for at, iri in enumerate(sorted({d.iri for a in held.values() for d in a.duties}))}
    pairs = [(tasks[d.iri], at) for at, unit in enumerate(units) for d in held[unit].duties]
    graph = nx.Graph()
    graph.add_nodes_from(units)
    if pairs:
        rows, columns = np.array(pairs).T
        named: Any = csr_array((np.ones(len(pairs), dtype=np.int64), (rows, columns)), shape=(len(tasks), len(units)))
        shared: Any = triu(named.T @ named, k=1).tocoo()
        joints = sorted(zip(shared.row.tolist(), shared.col.tolist(), shared.data.tolist(), strict=True))
        graph.add_weighted_edges_from((units[a], units[b], weight) for a, b, weight in joints)
    return graph


def orphans(duties: Iterable[Duty]) -> Counter[str]:
    """Count, for each unit, the tasks that have no lead left if it drops out; a group beside it is a lead left."""
    return Counter(next(iter(leads)) for leads in (seated(duty)[0] for duty in duties) if len(leads) == 1)


def circles(graph: nx.Graph) -> dict[str, int]:
    """Number the communities (Louvain, Blondel et al. 2008, seeded) from the largest on."""
    import networkx as nx

    found: list[set[str]] = nx.community.louvain_communities(graph, weight="weight", seed=SEED) if len(graph) else []
    ranked = sorted(found, key=lambda circle: (-len(circle), min(circle)))
    return {unit: number for number, circle in enumerate(ranked, 1) for unit in circle}


Earlier = Sequence[tuple[Mapping[str, Standing], Mapping[str, list[str]]]]


def traced(standing: Standing, now: Mapping[str, Standing], earlier: Earlier) -> Standing:
    """Add the standing of before: of several units that became one, the strongest."""
    for then, came in earlier:
        if standing.iri in came:
            before = min((then[old] for old in came[standing.iri]), key=lambda s: (-s.strength, s.iri))
            return replace(standing, before=before, stayed=stayed(standing, before, now, (then, came)))
    return standing


def stayed(
    standing: Standing,
    before: Standing,
    now: Mapping[str, Standing],
    known: tuple[Mapping[str, Standing], Mapping[str, list[str]]],
) -> float | None:
    """What share of a unit's circle of before, as far as it is still named, is in its circle now."""
    then, came = known
    mates = [
        new
        for new, olds in came.items()
        if new != standing.iri and any(then[old].circle == before.circle for old in olds)
    ]
    kept = sum(now[mate].circle == standing.circle for mate in mates)
    return round(kept / len(mates), 3) if mates else None
