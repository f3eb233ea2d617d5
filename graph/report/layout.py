"""A chapter laid out for its template: what each section shows, and which sections have something to show."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from . import charts, view
from .ends import ends
from .records import Chapter

SECTIONS = (
    ("flows", "任务去向"), ("load", "单位负荷"), ("chains", "延续"), ("handoffs", "移交"), ("splits", "拆分与合并"),
    ("dropped", "未再出现"), ("new", "新出现"), ("restated", "同年重述"), ("conflicts", "表述不一"),
    ("calendar", "期限日历"), ("silent", "空白之处"),
)  # fmt: skip
HELD_AGAINST_OTHERS = {"flows", "chains", "handoffs", "splits", "dropped", "new", "restated", "conflicts"}


@dataclass(frozen=True, slots=True)
class Laid:
    """A chapter as its template shows it.

    `prefix` begins the ids of its elements, `shows` holds what each section shows by name, `sections` name those that
    show something, `absent` the titles of those that a comparison found nothing for; `alone` where nothing could be
    compared, since there is one plan only. `drawn` are the charts' numbers.
    """

    chapter: Chapter
    prefix: str
    shows: dict[str, Any]
    drawn: dict[str, Any]
    sections: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]
    alone: bool


def laid(chapter: Chapter, prefix: str, most: view.Most) -> Laid:
    """Lay a chapter out."""
    found = ends(chapter.continuity)
    flows, dues = charts.flows(chapter.duties, chapter.continuity), charts.dues(chapter.duties)
    drawn = {
        "prefix": prefix,
        "alluvial": charts.alluvial(chapter.duties, flows),
        "heat": charts.heat(chapter.loads, chapter.duties, most.units),
        "calendar": charts.calendar(dues),
    }
    shows = {
        "short": charts.short_names(chapter.duties),
        "bare": bare_names(chapter),
        "between": view.between(chapter, found),
        "flows": view.flow_table(flows, most.flows),
        "loads": view.loads(chapter, most),
        "standings": view.standings(chapter, most),
        "days": view.days(dues, most.days),
        "silences": view.silences(chapter, most),
        "conflicts": view.conflicts(chapter, most.conflicts),
        "dropped": view.outcomes(found.dropped, most.outcomes),
        "new": view.outcomes(found.new, most.outcomes),
        "again": len(found.again),
        "older": len(found.older),
        **linked(chapter, most),
    }
    alone = len({duty.plan for duty in chapter.duties if duty.year is not None}) < 2
    return Laid(chapter, prefix, shows, drawn, *parted(shows, alone=alone), alone)


def bare_names(chapter: Chapter) -> dict[str, str]:
    """The units' names without that of the place, in full where the rest is another unit's name."""
    units = [one.unit for one in chapter.loads] + [one.unit for one in chapter.standings]
    held = {*units, *(silence.unit for silence in chapter.silences if silence.unit)}
    bare = {name: name.removeprefix(chapter.place) or name for name in held}
    counts = Counter(bare.values())
    return {name: short if counts[short] == 1 else name for name, short in bare.items()}


def linked(chapter: Chapter, most: view.Most) -> dict[str, Any]:
    """The links by kind, and the chains."""
    chains = view.chains(chapter, most.chains)
    return {
        "chains": chains,
        "told": {view.pair(step.link) for steps in chains.items for step in steps},
        "continued": view.links(chapter, ("continued",), most.continued),
        "handed": view.links(chapter, ("handed over",), most.handed),
        "divided": view.links(chapter, ("split", "merged"), most.divided),
        "restated": view.links(chapter, ("restated",), most.restated),
    }


def parted(shows: dict[str, Any], *, alone: bool) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    """The sections with something to show; the titles of the others, without those that one plan cannot have."""
    of = {
        "flows": ("between",), "load": ("loads",), "chains": ("chains", "continued"), "handoffs": ("handed",),
        "splits": ("divided",), "calendar": ("days",), "silent": ("silences",),
    }  # fmt: skip
    full = {name for name, _ in SECTIONS if any(shows[shown].items for shown in of.get(name, (name,)))}
    sections = tuple(section for section in SECTIONS if section[0] in full)
    unfit = HELD_AGAINST_OTHERS if alone else set()
    return sections, tuple(title for name, title in SECTIONS if name not in full | unfit)
