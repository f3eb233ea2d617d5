"""Comparing a place at a time: what is kept of a place is what comparing it anew gives, whatever happened before."""

import random
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from zeren.cli import run
from zeren.graph import manifest
from zeren.graph.build import Then, build
from zeren.graph.comparing import comparison, facts
from zeren.graph.export import nquads
from zeren.graph.identity.decisions import beside
from zeren.graph.identity.lineage import Lineage, Tie
from zeren.graph.manifest import namer
from zeren.graph.places import matter as places
from zeren.graph.places import parts as parting
from zeren.graph.places.kindred import kindred
from zeren.graph.places.lines import graphs
from zeren.graph.places.parts import Gist, Name, Part, Parts
from zeren.graph.store import COMPARED, Store
from zeren.loaders import facts as reading_facts
from zeren.loaders.documents import Documents
from zeren.ontology.jurisdiction import jurisdiction_of

CITIES = ("北海市", "南河市", "西山市")
WORKS = (
    "清理河道。清除河面漂浮垃圾和两岸违章搭建，6月底前完成40公里河道清淤",
    "更新公交站牌。统一更换市区破损公交站牌和候车亭，年底前更换300处",
    "新建口袋公园。利用拆迁空地建设小微绿地，年底前建成12处口袋公园",
    "整治校园周边。取缔校门口流动摊贩，规范接送车辆停放秩序",
    "改造老旧小区。更换老化燃气管道，加装电梯，年底前完成25个小区",
)
OFFICES = ("市水利局", "市公安局", "市教育局", "市住房城乡建设局")


def plan(chance: random.Random, year: int | None = None) -> str:
    """A plan of a few of the tasks; of a city, of a year, or of nobody knows where; with a `year`, of one city."""
    place = CITIES[0] if year else chance.choice([*CITIES, ""])
    head = f"{place}{year or chance.choice((2021, 2022, 2024))}年城市提质工作方案\n\n一、主要任务\n"
    works = chance.sample(WORKS, chance.randint(1, 4))
    told = (
        f"（{numeral}）{work.replace('40', str(chance.choice((40, 60))))}。\n牵头单位：{lead}\n责任单位：{other}\n"
        for numeral, work in zip("一二三四", works, strict=False)
        for lead, other in [chance.sample(OFFICES, 2)]
    )
    return head + "".join(told)


def put(box: Path, text: str, name: str) -> None:
    box.mkdir(exist_ok=True)
    (box / f"{name}.txt").write_text(text, encoding="utf-8")


def made(folder: Path, *, compare: bool = True, store: str = "s") -> Path:
    build([folder / "in"], folder / store, Documents(), then=Then(beside(folder / "s"), compare=compare))
    return folder / store


def content(store: Path) -> str:
    with Store.reading(store) as opened:
        return nquads(opened)


def fresh(folder: Path, number: int) -> str:
    return content(made(folder, store=f"fresh{number}"))


def derived(store: Path) -> dict[str, set[str]]:
    with Store.reading(store) as opened:
        return {graph: set(opened.ntriples(graph)) for graph in graphs(namer(opened)).values()}


def decide(folder: Path, chance: random.Random) -> None:
    """Say of two tasks of the store that they are one, or not."""
    with Store.reading(folder / "s") as opened:
        held = comparison(opened).duties
    pairs = [(a, b) for a in held for b in held if a.place == b.place and (a.year or 0) < (b.year or 0)]
    if pairs:
        one, other = (f"{duty.file}:{duty.number}" for duty in chance.choice(pairs))
        said = ["decide", chance.choice(("continues", "unrelated")), other, one, "--why", "核对过"]
        assert run([*said, "--who", "张三", "--when", "2024-05-06", "--store", str(folder / "s")]) == 0


@pytest.mark.parametrize("seed", range(3))
def test_any_chain_of_builds_finds_what_one_build_finds(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of steps, no secret
    for name in "abcdefgh":
        put(tmp_path / "in", plan(chance), name)
    made(tmp_path)
    for step in range(5):
        for name in chance.sample("abcdefgh", 2):
            if chance.random() < 0.3:
                (tmp_path / "in" / f"{name}.txt").unlink(missing_ok=True)
            else:
                put(tmp_path / "in", plan(chance), name)
        match chance.choice(("plain", "decided", "uncompared", "thrown away", "torn")):
            case "decided":
                decide(tmp_path, chance)
            case "uncompared":
                made(tmp_path, compare=False)
            case "thrown away":
                (tmp_path / "s" / COMPARED).unlink()
            case "torn":
                whole = (tmp_path / "s" / COMPARED).read_bytes()
                (tmp_path / "s" / COMPARED).write_bytes(whole[: len(whole) // 2])
        store = made(tmp_path)
        assert content(store) == fresh(tmp_path, step)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """Two plans of each of three cities, in a store."""
    for place in CITIES:
        for year in (2021, 2024):
            told = f"{place}{year}年城市提质工作方案\n\n一、主要任务\n（一）{WORKS[0]}。\n牵头单位：市水利局\n"
            put(tmp_path / "in", told, f"{place}{year}")
    made(tmp_path)
    return tmp_path


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[Name]:
    """The parts of places that were compared anew: place, year, other year."""
    seen: list[Name] = []
    real = parting.Parts.compare

    def compare(self: Parts, wanted: Iterable[Name], known: Mapping[Name, Gist]) -> dict[Name, Part]:
        asked = list(wanted)
        seen.extend(sorted(asked))
        return real(self, asked, known)

    monkeypatch.setattr(parting.Parts, "compare", compare)
    return seen


def test_only_the_place_of_a_new_plan_is_compared_anew(three: Path, compared: list[Name]) -> None:
    text = f"南河市2022年城市提质工作方案\n\n一、主要任务\n（一）{WORKS[0]}。\n牵头单位：市水利局\n"
    put(three / "in", text, "new")
    store = made(three)
    assert {place for place, *_ in compared} == {"南河市"}
    compared.clear()
    with Store.reading(store) as opened:
        assert {link.later.place for link in comparison(opened).continuity.links} == set(CITIES)
    assert compared == []


def later(folder: Path, year: int, words: str) -> None:
    """One more plan of 南河市."""
    put(
        folder / "in",
        f"南河市{year}年城市提质工作方案\n\n一、主要任务\n（一）{words}。\n牵头单位：市水利局\n",
        f"n{year}",
    )


@pytest.mark.parametrize(
    ("year", "asked"),
    [
        (2025, {(2021, 2025), (2024, 2025), (2025, 2025)}),
        # what was common up to 2024 is another; so is what came next after 2021
        (2022, {(2021, 2022), (2022, 2022), (2021, 2024), (2022, 2024), (2024, 2024)}),
    ],
)
def test_a_new_plan_is_compared_without_redoing_the_years_before_it(
    three: Path, compared: list[Name], year: int, asked: set[tuple[int, int]]
) -> None:
    later(three, year, WORKS[0])
    store = made(three)
    assert {(one, other) for _, one, other in compared} == asked
    assert content(store) == fresh(three, 0)


def test_a_decision_has_only_the_two_years_of_its_tasks_compared_anew(three: Path, compared: list[Name]) -> None:
    later(three, 2025, WORKS[0])
    made(three)
    compared.clear()
    said = ["decide", "unrelated", "n2025.txt:（一）", "南河市2021.txt:（一）", "--why", "核对过", "--who", "张三"]
    assert run([*said, "--when", "2024-05-06", "--store", str(three / "s")]) == 0
    store = made(three)
    assert set(compared) == {("南河市", 2021, 2025)}
    assert content(store) == fresh(three, 0)


@pytest.mark.parametrize("seed", range(2))
def test_a_place_of_many_years_ends_as_one_build_has_it(tmp_path: Path, seed: int, compared: list[Name]) -> None:
    """Plans of one city come, change and go; most pairs of years stay as they were."""
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of steps, no secret
    for year in range(2016, 2023):
        put_year(tmp_path, year, chance)
    made(tmp_path)
    for step, year in enumerate((2023, 2022, 2019, 2024)):
        compared.clear()
        if year == 2022:
            (tmp_path / "in" / "2022.txt").unlink()
        else:
            put_year(tmp_path, year, chance)
        store = made(tmp_path)
        assert compared
        assert all(other >= year for _, _, other in compared)
        assert content(store) == fresh(tmp_path, step)


def put_year(folder: Path, year: int, chance: random.Random) -> None:
    put(folder / "in", plan(chance, year), str(year))


@pytest.mark.parametrize("compare", [True, False])
def test_what_was_derived_by_other_libraries_is_derived_anew(
    three: Path, compared: list[Name], monkeypatch: pytest.MonkeyPatch, *, compare: bool
) -> None:
    made(three, compare=compare)
    with Store.reading(three / "s") as opened:
        before = manifest.derived(opened)
    monkeypatch.setattr(places, "_version", lambda name: f"another {name}")
    made(three, compare=compare)
    with Store.reading(three / "s") as opened:
        assert manifest.derived(opened) != before
    assert {place for place, *_ in compared} == (set(CITIES) if compare else set())


def test_what_is_kept_is_what_comparing_anew_gives(three: Path) -> None:
    with Store.reading(three / "s") as opened:
        kept = comparison(opened)
    assert len(kept.continuity.links) == 3
    (three / "s" / COMPARED).unlink()
    with Store.reading(three / "s") as opened:
        assert comparison(opened) == kept
        assert facts(opened, namer(opened)) == derived(three / "s")


def test_a_place_by_its_name_is_that_part_of_the_whole(three: Path) -> None:
    with Store.reading(three / "s") as opened:
        whole, part = comparison(opened), comparison(opened, "西山")
    assert part.duties == tuple(duty for duty in whole.duties if duty.place == "西山市")
    assert part.continuity.links == tuple(k for k in whole.continuity.links if k.later.place == "西山市")


def test_a_build_killed_while_it_compares_is_made_good(three: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = parting.Parts.compare

    def broken(self: Parts, wanted: Iterable[Name], known: Mapping[Name, Gist]) -> dict[Name, Part]:
        if self.matter.duties[0].place == "西山市":
            raise KeyboardInterrupt
        return real(self, wanted, known)

    for place in ("南河市", "西山市"):
        put(
            three / "in",
            f"{place}2022年城市提质工作方案\n\n一、主要任务\n（一）{WORKS[0]}。\n牵头单位：市水利局\n",
            place,
        )
    with monkeypatch.context() as patched:
        patched.setattr(parting.Parts, "compare", broken)
        with pytest.raises(KeyboardInterrupt):
            made(three)
    assert content(made(three)) == fresh(three, 0)


@pytest.mark.parametrize("place", ["东山市", "北海市", "西山市"])
def test_plans_that_move_to_another_place_take_their_lines_along(
    three: Path, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """New reading code has two of three plans of 南河市 in a place before or after it, known already or not."""
    stays = f"南河市2025年城市提质工作方案\n\n一、主要任务\n（一）{WORKS[3]}。\n牵头单位：市教育局\n"
    put(three / "in", stays, "stays")
    made(three)

    def moved(title: str, issuer: str | None, text: str) -> str | None:
        found = jurisdiction_of(title, issuer, text)
        return place if found == "南河市" and "2025" not in text else found

    monkeypatch.setattr(reading_facts, "jurisdiction_of", moved)
    monkeypatch.setattr(Documents, "stamp", lambda _: "another")
    store = made(three)
    with Store.reading(store) as opened:
        assert derived(store) == facts(opened, namer(opened))
    assert content(store) == fresh(three, 0)


@pytest.mark.parametrize("settled", [True, False])
@pytest.mark.parametrize("part", ["lines", "found", "gist", "passages"])
def test_what_is_torn_inside_is_made_again(three: Path, part: str, *, settled: bool) -> None:
    put(three / "in", f"南河市2022年城市提质工作方案\n\n一、主要任务\n（一）{WORKS[0]}。\n牵头单位：市水利局\n", "new")
    if not settled:
        made(three, compare=False)
    with closing(sqlite3.connect(three / "s" / COMPARED)) as base, base:
        rows = base.execute(f"UPDATE part SET {part} = substr({part}, 1, length({part}) / 2)").rowcount  # noqa: S608
        assert rows == 9
    assert content(made(three)) == fresh(three, 0)


def test_kindred_knows_all_that_a_question_comes_upon() -> None:
    """甲 became 乙, 乙 was merged into 丙; 丁处 is of 丙; 戊 and 己 are another city's."""
    renamed, merged = Tie("renamed", 1.0, "r"), Tie("merged", 1.0, "m")
    whole = Lineage(
        heirs={"甲": (("乙", renamed),), "乙": (("丙", merged),), "戊": (("己", renamed),)},
        parents={"丁处": "丙", "戊处": "戊"}, names={name: (name, "") for name in "甲乙丙戊己"},
    )  # fmt: skip
    part = kindred(whole, ["甲", "丁处"])
    assert set(part.heirs) == {"甲", "乙"}
    assert set(part.names) == {"甲", "乙", "丙"}
    for one, other in (("甲", "丙"), ("丁处", "丙"), ("甲", "丁处"), ("丁处", "甲")):
        assert part.tie(one, other) == whole.tie(one, other)
    assert part.tie("甲", "丙") is not None
