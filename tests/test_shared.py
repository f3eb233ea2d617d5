"""What all plans say of shared things: brought up by what changed, it is what all plans at once give."""

import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from zeren.cli import run
from zeren.errors import StoreError
from zeren.graph import derived, manifest, reforms
from zeren.graph.build import Then, build
from zeren.graph.export import nquads
from zeren.graph.shared import bringing, changes
from zeren.graph.store import SHARED, Store
from zeren.loaders.documents import Documents
from zeren.ontology.changes import ChangeEvent

CITIES = ("郑州市", "北海市", "东山市")
UNITS = ("市卫生计生委", "市卫生健康委", "市工商局", "市市场监管局", "各区（管委会）", "国家发展改革委")
EARLIER, LATER = ("市财政局政策法规处", "市财政局办公室"), ("市财政局法规处", "市公安局法规处")
NAMES = ("城市提质工作方案", "河道整治实施意见", "公交优化行动计划")
WORKS = ("清理河道两岸垃圾", "更新破损公交站牌", "新建小微绿地公园", "整治校园周边环境")


def plan(chance: random.Random) -> str:
    """A plan that may cite another, name an office, a renamed body, a group, or be of nobody knows where."""
    place = chance.choice([*CITIES, ""])
    year, cited = chance.choice((2017, 2018, 2022)), f"{chance.choice([place, ''])}{chance.choice(NAMES)}"
    number = chance.choice(["", f"〔{year}〕{chance.randint(1, 2)}号"])
    head = f"{place}人民政府办公室\n关于印发{place}{year}年{chance.choice(NAMES)}的通知\n" if place else ""
    head += f"{place[:1]}政办{number}\n\n" if place and number else ""
    basis = f"《{cited}》{chance.choice(['', f'（北政办{number}）'])}"
    head += f"{place}{year}年{chance.choice(NAMES)}\n\n根据{basis}，制定本方案。\n\n"
    offices = EARLIER if year < 2020 else LATER
    told = (
        f"（{numeral}）{work}。年底前完成{chance.randint(1, 9)}处。\n"
        f"牵头单位：{chance.choice(UNITS)}\n责任单位：{chance.choice(offices)}、{chance.choice(UNITS)}\n"
        for numeral, work in zip("一二三四", chance.sample(WORKS, chance.randint(1, 4)), strict=False)
    )
    return head + "一、主要任务\n" + "".join(told)


def put(folder: Path, name: str, text: str) -> None:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / f"{name}.txt").write_text(text, encoding="utf-8")


def made(folder: Path, store: str = "s") -> str:
    build([folder / "in"], folder / store, Documents(), then=Then(compare=False))
    with Store.reading(folder / store) as opened:
        return nquads(opened)


def at_once(folder: Path, store: str) -> str:
    """The same, all made in memory as where a person's decisions are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(derived, "is_remote", lambda _: True)
        return made(folder, store)


@pytest.mark.parametrize("seed", range(4))
def test_any_chain_of_builds_gives_what_all_plans_at_once_give(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- a seeded choice of steps, no secret
    for name in "abcdefghijkl":
        put(tmp_path, name, plan(chance))
    made(tmp_path)
    for step in range(4):
        for name in chance.sample("abcdefghijkl", 3):
            if chance.random() < 0.3:
                (tmp_path / "in" / f"{name}.txt").unlink(missing_ok=True)
            else:
                put(tmp_path, name, plan(chance))
        assert made(tmp_path) == at_once(tmp_path, f"once{step}")


def test_the_chains_have_all_that_is_shared(tmp_path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 -- the same as above
    for n in range(40):
        put(tmp_path, f"{n}", plan(chance))
    told = made(tmp_path)
    for shown in ("owl#sameAs", "ProposedChange", "org#ChangeEvent", "UnitGroup", "altLabel"):
        assert shown in told, shown


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """A store of six plans, and a changed plan that is not in it yet."""
    chance = random.Random(1)  # noqa: S311 -- seeded plans, no secret
    for name in "abcdef":
        put(tmp_path, name, plan(chance))
    made(tmp_path)
    put(tmp_path, "a", plan(chance))
    return tmp_path


@pytest.mark.parametrize("at", range(8))
def test_a_build_killed_at_any_of_its_changes_is_made_good(few: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    real, left = Store.change, [at]

    def dying(store: Store, **how: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        real(store, **how)

    with monkeypatch.context() as patch:
        patch.setattr(Store, "change", dying)
        with suppress(KeyboardInterrupt):
            made(few)
    assert left[0] < 0
    with Store.writing(few / "s") as store:
        written = manifest.derived(store)
    if not written:
        with pytest.raises(StoreError, match="没有写完"):
            Store.reading(few / "s")
    assert made(few) == at_once(few, "once")


def test_a_book_that_is_torn_is_begun_anew(few: Path) -> None:
    file = few / "s" / SHARED
    file.write_bytes(file.read_bytes()[:5000])
    assert made(few) == at_once(few, "once")


def test_a_book_that_is_torn_inside_is_begun_anew(few: Path) -> None:
    with closing(sqlite3.connect(few / "s" / SHARED)) as base, base:
        base.execute("UPDATE saying SET lines = x'00'")
    assert made(few) == at_once(few, "once")


@pytest.mark.parametrize(("most", "places"), [(500, {"南山市"}), (0, {"南山市", "", *CITIES})])
def test_a_plan_that_comes_asks_only_for_what_it_touches(
    few: Path, monkeypatch: pytest.MonkeyPatch, most: int, places: set[str]
) -> None:
    """Where more plans come than are worth looking at one by one, it asks for all."""
    monkeypatch.setattr(bringing, "_FEW", most)
    told: list[str] = []
    real = reforms.events_at

    def counted(place: str) -> tuple[ChangeEvent, ...]:
        told.append(place)
        return real(place)

    monkeypatch.setattr(changes, "events_at", counted)
    text = "南山市2022年城市提质工作方案\n\n一、主要任务\n（一）清理河道。\n牵头单位：市财政局\n"
    made(few)
    told.clear()
    put(few, "z", text)
    assert made(few) == at_once(few, "once")
    assert set(told) == places


@pytest.mark.parametrize("again", ["build", "decide"])
def test_a_build_that_died_while_it_read_is_told(few: Path, monkeypatch: pytest.MonkeyPatch, again: str) -> None:
    """Plans were replaced, and nothing says yet who their units are; build and decide make that good, others refuse."""

    def dying(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("zeren.graph.build.derive", dying)
        with suppress(KeyboardInterrupt):
            made(few)
    with pytest.raises(StoreError, match="没有写完"):
        Store.reading(few / "s")
    store = ["--store", str(few / "s")]
    claim = [
        "decide",
        "same",
        "郑州市财政局",
        "郑州市公安局",
        "--why",
        "核对过",
        "--who",
        "张三",
        "--when",
        "2024-05-06",
    ]
    assert run(["who", "市财政局负责什么", *store]) == StoreError.exit_code
    assert run([*(["build", str(few / "in"), "--no-compare"] if again == "build" else claim), *store]) == 0
    assert run(["who", "市财政局负责什么", *store]) == 0
