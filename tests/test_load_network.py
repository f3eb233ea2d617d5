"""How units hang together and where plans are silent: small networks by hand, SPARQL counts, NetworkX itself."""

from collections import Counter
from pathlib import Path

import networkx as nx
import pytest
from loads import duty
from zeren.graph.duties import Duty
from zeren.graph.identity.lineage import Lineage, Tie
from zeren.graph.identity.lineage import lineage as read_lineage
from zeren.graph.load.bridging import betweenness
from zeren.graph.load.loads import loads
from zeren.graph.load.network import standings
from zeren.graph.load.reading import reading
from zeren.graph.load.records import Gap, Standing
from zeren.graph.load.silence import silences
from zeren.graph.store import Store
from zeren.graph.terms import Solutions
from zeren.queries.running import run

Rows = list[dict[str, str | None]]


def ask(store: Path, query: str, **values: str) -> Rows:
    with Store.reading(store) as opened:
        answer = run(opened, query, values)
    assert isinstance(answer, Solutions)
    return list(answer.records())


def of(duties: list[Duty], lineage: Lineage | None = None) -> dict[str, Standing]:
    return {s.unit: s for s in standings(duties, lineage)}


def test_strength_counts_shared_tasks_over_all_partners() -> None:
    units = of([duty(1, "甲", "乙 丙"), duty(2, "甲", "乙"), duty(3, "丁"), duty(4, "甲", "各县区")])
    assert {u: (s.strength, s.partners) for u, s in units.items()} == {
        "甲": (3, 2), "乙": (3, 2), "丙": (2, 2), "丁": (0, 0),
    }  # fmt: skip


def test_a_unit_between_others_bridges_them() -> None:
    # 甲-乙-丙: the one path between 甲 and 丙 leads over 乙.
    assert {u: s.bridging for u, s in of([duty(1, "甲", "乙"), duty(2, "乙", "丙")]).items()} == {
        "甲": 0.0, "乙": 1.0, "丙": 0.0,
    }  # fmt: skip


def test_tasks_are_orphaned_where_no_other_lead_is_named() -> None:
    units = of([duty(1, "甲", "乙"), duty(2, "甲 乙"), duty(3, "甲 各县区"), duty(4, "甲"), duty(5, "", "甲")])
    assert (units["甲"].orphans, units["乙"].orphans) == (2, 0)


def test_circles_are_those_who_share_tasks() -> None:
    units = of([duty(1, "甲", "乙 丙"), duty(2, "丁", "戊")])
    assert {u: s.circle for u, s in units.items()} == {"甲": 1, "乙": 1, "丙": 1, "丁": 2, "戊": 2}


def test_change_is_seen_through_a_rename() -> None:
    tasks = [duty(1, "旧", "乙", year=2018), duty(2, "丙", "丁", year=2018), duty(3, "新", "乙 丙"), duty(4, "丁")]
    units = {(s.unit, s.year): s for s in standings(tasks, Lineage(heirs={"旧": (("新", Tie("renamed", 1.0)),)}))}
    new = units["新", 2023]
    assert new.before
    assert (new.before.unit, new.before.year, new.before.strength, new.strength) == ("旧", 2018, 1, 2)
    assert new.stayed == 1.0  # 乙 is still with it
    assert units["丙", 2023].stayed == 0.0  # 丁 is not with 丙 any more
    assert units["旧", 2018].before is None
    strangers = {(s.unit, s.year): s for s in standings(tasks)}
    assert strangers["新", 2023].before is None


@pytest.mark.parametrize(
    "graph",
    [
        nx.path_graph(6),
        nx.star_graph(5),
        nx.complete_graph(5),
        nx.disjoint_union(nx.cycle_graph(5), nx.path_graph(4)),
        nx.gnp_random_graph(60, 0.15, seed=7),
        nx.empty_graph(4),
        nx.path_graph(2),
    ],
)
def test_betweenness_is_what_networkx_says(graph: nx.Graph) -> None:
    assert betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=1e-6)


def test_sparql_counts_the_same_tasks(corpus_store: Path, corpus_duties: list[Duty]) -> None:
    ours = {(x.year, x.iri): (x.lead, x.responsible, dict(x.weights)["every task 1"]) for x in loads(corpus_duties)}
    theirs = {
        (int(r["planYear"] or 0), r["u"]): (int(r["leads"] or 0), int(r["shares"] or 0), float(r["tasks"] or 0))
        for r in ask(corpus_store, "load-counts")
    }
    assert len(ours) > 100
    assert ours == theirs


@pytest.mark.parametrize("year", [2018, 2022, 2024])
def test_sparql_counts_the_same_bottlenecks(corpus_store: Path, corpus_duties: list[Duty], year: int) -> None:
    ours = {s.iri: s.orphans for s in standings(corpus_duties) if s.year == year and s.orphans}
    rows = ask(corpus_store, "bottlenecks", year=str(year))
    assert ours == {r["u"]: int(r["orphans"] or 0) for r in rows}
    assert ours


@pytest.mark.parametrize("year", [2018, 2022, 2024])
def test_sparql_counts_the_same_partners(corpus_store: Path, corpus_duties: list[Duty], year: int) -> None:
    strength: Counter[str | None] = Counter()
    partners: Counter[str | None] = Counter()
    for row in ask(corpus_store, "co-responsibility", year=str(year)):
        for name in (row["name"], row["partner"]):
            strength[name] += int(row["tasks"] or 0)
            partners[name] += 1
    ours = [s for s in standings(corpus_duties) if s.year == year]
    assert {s.unit: (s.strength, s.partners) for s in ours} == {
        s.unit: (strength[s.unit], partners[s.unit]) for s in ours
    }
    assert sum(strength.values()) == sum(s.strength for s in ours) > 0


def test_sparql_counts_the_members_of_groups(corpus_store: Path) -> None:
    with Store.reading(corpus_store) as opened:
        tasks, lineage = reading(opened), read_lineage(opened)
    rows = loads(tasks, lineage, members=True)
    ours = {(x.year, x.iri): (x.expanded_lead, x.expanded_responsible) for x in rows}
    theirs = {
        (int(r["planYear"] or 0), r["u"]): (int(r["leads"] or 0), int(r["shares"] or 0))
        for r in ask(corpus_store, "expanded-counts")
    }
    assert any(x.reason == "group only" for x in rows)
    assert any(x.expanded_responsible > x.responsible > 0 for x in rows)
    assert ours == theirs
    assert ours.keys() == {(s.year, s.iri) for s in standings(tasks, lineage, members=True) if s.iri in lineage.names}


def test_members_stand_for_their_group() -> None:
    lineage = Lineage(groups={"各县区": ("东", "西")}, names={"东": ("东区", "district"), "西": ("西区", "district")})
    tasks = [duty(1, "甲", "各县区"), duty(2, "各县区"), duty(3, "甲", "东"), duty(4, "各部门", "甲")]
    units = {s.unit: (s.strength, s.partners, s.orphans) for s in standings(tasks, lineage, members=True)}
    # 甲-东 in tasks 1 and 3, 甲-西 in 1, 东-西 in 1 and 2; of 各部门 no member is known, and task 2 has two leads.
    assert units == {"甲": (3, 2, 2), "东区": (4, 2, 0), "西区": (3, 2, 0)}
    assert {s.unit for s in standings(tasks, lineage)} == {"甲", "东"}


def test_no_standing_depends_on_what_other_places_are_known() -> None:
    mine = [duty(1, "甲", "乙", place="甲市"), duty(2, "乙", "丙", place="甲市")]
    other = [duty(3, "丁", "乙 戊 己 庚", place="乙市")]
    assert [s for s in standings([*other, *mine]) if s.place == "甲市"] == standings(mine)


def test_standings_are_the_same_every_time(corpus_duties: list[Duty]) -> None:
    assert standings(corpus_duties) == standings(list(reversed(corpus_duties)))


def silent(duties: list[Duty], gap: Gap) -> list[tuple[str, str]]:
    return [(s.unit, " ".join(d.number for d in s.duties)) for s in silences(duties) if s.gap == gap]


def test_silent_places() -> None:
    tasks = [
        duty(1, "甲", "乙", due="2023-06-30", bases=("《办法》",)),
        duty(2, "", "乙 各县区", deadline="汛前"),
        duty(3, "甲", due="2023-06-01"),
    ]
    assert silent(tasks, "no lead") == [("", "2")]
    assert silent(tasks, "no deadline") == [("", "2")]
    assert silent(tasks, "no basis") == [("", "2"), ("", "3")]
    assert silent(tasks, "never leads") == [("乙", "1 2")]
    assert silent(tasks, "one month") == []  # two are too few to say so
    assert silent([*tasks, duty(4, "甲", due="2023-06-15")], "one month") == [("甲", "1 3 4")]
    assert silent([*tasks, duty(4, "甲", due="2023-07-15")], "one month") == []
    assert silent([*tasks, duty(4, "甲", due="2024-06-15")], "one month") == []


def test_a_unit_may_be_silent_in_one_of_two_places() -> None:
    tasks = [duty(1, "甲", place="甲市"), duty(2, "", "甲", place="乙市"), duty(3, "乙", "甲", place="乙市")]
    found = [(s.unit, s.place, len(s.duties)) for s in silences(tasks) if s.gap == "never leads"]
    assert found == [("甲", "乙市", 2)]


@pytest.mark.parametrize(("gap", "query"), [("no lead", "without-lead"), ("no deadline", "without-deadline")])
def test_sparql_finds_the_same_silence(corpus_store: Path, corpus_duties: list[Duty], gap: Gap, query: str) -> None:
    ours = {s.duties[0].iri for s in silences(corpus_duties) if s.gap == gap}
    assert ours == {row["task"] for row in ask(corpus_store, query)}
    assert ours


def test_the_short_reading_gives_the_same(corpus_store: Path, corpus_duties: list[Duty]) -> None:
    with Store.reading(corpus_store) as opened:
        short, lineage = reading(opened), read_lineage(opened)
    assert [d.iri for d in short] == [d.iri for d in corpus_duties]
    assert loads(short, lineage, members=True) == loads(corpus_duties, lineage, members=True)
    assert standings(short, lineage) == standings(corpus_duties, lineage)
    named = [[(s.gap, s.year, s.iri, [(d.iri, d.number, d.title, d.file) for d in s.duties]) for s in silences(tasks)]
             for tasks in (short, corpus_duties)]  # fmt: skip
    assert named[0] == named[1]
