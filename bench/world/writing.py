"""Writing the world to files: `write` for so many plans at once, `world` for plans with their gold and their truth."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Final

from .formats import FORMATS
from .history import Chronicle, chronicle
from .news import news
from .pages import page
from .records import Clash, Page, Plan, Printed

YEARS: Final = tuple(range(2016, 2026))
NEWS: Final = 4
"""Years from one report of practices to the next."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a world is: its years, documents a city and year, tasks a document, formats in turn."""

    years: Sequence[int] = YEARS
    plans: int = 1
    tasks: int = 16
    formats: Sequence[str] = ("txt",)
    seed: int = 0


def write(folder: Path, count: int, *, seed: int = 0, tasks: int = 16, formats: Sequence[str] = ("txt",)) -> Path:
    """So many plans as files in a folder: ten years a city, one plan a year. Fewer are the first of more."""
    folder.mkdir(parents=True, exist_ok=True)
    shape = Shape(tasks=tasks, formats=formats, seed=seed)
    for city in range(-(-count // len(YEARS))):
        history = chronicle(seed, city, YEARS, 1, tasks)
        for plan in history.plans[: count - city * len(YEARS)]:
            made = page(history.town, plan, seed)
            save(folder, plan, made, shape)
    return folder


def save(folder: Path, plan: Plan, made: Page, shape: Shape) -> str:
    """Write one document; its file's name."""
    return put(
        folder, plan.stem, made, shape.formats[(plan.city + plan.year + plan.part) % len(shape.formats)], shape.seed
    )


def put(folder: Path, stem: str, made: Page, form: str, seed: int) -> str:
    chance = Random(f"{seed}/format/{stem}")  # noqa: S311 -- a seeded choice, no secret
    (folder / f"{stem}.{form}").write_bytes(FORMATS[form](made, chance))
    return f"{stem}.{form}"


def keep(folder: Path, name: str, made: Page) -> None:
    """Write the gold of a document that has been written."""
    made.gold["document"]["file"] = name
    text = json.dumps(made.gold, ensure_ascii=False, indent=1)
    (folder / "gold" / f"{Path(name).stem}.json").write_text(text + "\n", encoding="utf-8")


def world(folder: Path, cities: int, shape: Shape) -> dict[str, int]:
    """Write `plans/`, `gold/` and `truth.json`; how many there are of each thing."""
    from .planted import Truth

    for part in ("plans", "gold"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    truth = Truth()
    for history, printed in chronicles(folder, cities, shape):
        truth.add(history, printed)
    text = json.dumps({"seed": shape.seed, **truth.told()}, ensure_ascii=False, indent=1)
    (folder / "truth.json").write_text(text + "\n", encoding="utf-8")
    return truth.counts()


def chronicles(folder: Path, cities: int, shape: Shape) -> Iterator[tuple[Chronicle, dict[str, Printed]]]:
    """Each city's history with the file and number under which each work is printed, its files written."""
    for city in range(cities):
        history = chronicle(shape.seed, city, shape.years, shape.plans, shape.tasks)
        printed: dict[str, Printed] = {}
        for plan in history.plans:
            made = page(history.town, plan, shape.seed)
            name = save(folder / "plans", plan, made, shape)
            keep(folder, name, made)
            printed |= {key: replace(place, file=name) for key, place in made.places.items()}
        for year in shape.years[::NEWS]:
            form = shape.formats[(city + year) % len(shape.formats)]
            report = news(history.town, year, shape.seed)
            keep(folder, put(folder / "plans", f"{city:05}-{year}-news", report, form, shape.seed), report)
        history.clashes = [it for it in history.clashes if is_stated(it, printed)]
        yield history, printed


def is_stated(clash: Clash, printed: Mapping[str, Printed]) -> bool:
    """Whether both documents say what they differ in: one that names no lead differs in none."""
    return clash.what != "lead" or (printed[clash.one].led and printed[clash.other].led)
