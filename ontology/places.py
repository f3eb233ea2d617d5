"""The places of China: provinces, prefectures, counties, and the shape of names that no table holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from .tables import rows

Level = Literal["nation", "province", "prefecture", "county", "township"]

NATION = "中华人民共和国"
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_REGIONS = {
    "内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏", "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆", "香港特别行政区": "香港", "澳门特别行政区": "澳门",
}  # fmt: skip
# Peoples whose names stand between a place's own name and its rank: 延边朝鲜族自治州 is 延边 for short.
_PEOPLES = (
    "哈萨克", "柯尔克孜", "蒙古族", "蒙古", "朝鲜族", "土家族", "苗族", "藏族", "羌族", "彝族", "布依族", "侗族",
    "哈尼族", "壮族", "傣族", "白族", "景颇族", "傈僳族", "回族", "满族", "瑶族", "畲族", "黎族", "佤族", "拉祜族",
    "纳西族", "仡佬族", "水族", "毛南族", "仫佬族", "土族", "撒拉族", "东乡族", "裕固族", "保安族", "普米族",
    "布朗族", "怒族", "独龙族", "鄂温克族", "达斡尔族", "塔吉克", "锡伯", "各族",
)  # fmt: skip
_RANKS: tuple[tuple[str, Level], ...] = (
    ("特别行政区", "province"), ("自治州", "prefecture"), ("自治县", "county"), ("自治旗", "county"),
    ("街道", "township"), ("地区", "prefecture"), ("自治区", "province"), ("林区", "county"), ("特区", "county"),
    ("省", "province"), ("市", "prefecture"), ("盟", "prefecture"), ("州", "prefecture"), ("区", "county"),
    ("县", "county"), ("旗", "county"), ("镇", "township"), ("乡", "township"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place with a government. `name` is unique in the country; `parent` the name of the place above it."""

    name: str
    level: Level
    parent: str | None
    zone: bool = False

    @property
    def short(self) -> str:
        """The name without its rank: 郑州 of 郑州市, 延边 of 延边朝鲜族自治州; a district's stays whole."""
        return short_name(self.name) if own_name(self) == self.name else self.name

    @property
    def municipality(self) -> bool:
        """Whether it is a city that ranks as a province."""
        return self.name in _MUNICIPALITIES


def short_name(name: str) -> str:
    """A place's name without its rank and its peoples; the name itself where too little would be left."""
    if name in _REGIONS:
        return _REGIONS[name]
    short = name
    for rank, _ in _RANKS:
        if name.endswith(rank):
            short = name[: -len(rank)]
            break
    while short.endswith(_PEOPLES):
        people = next((p for p in _PEOPLES if short.endswith(p) and len(short) - len(p) >= 2), None)
        if not people:
            break
        short = short[: -len(people)]
    return short if len(short) >= 2 else name


def everyday_name(name: str) -> str:
    """An autonomous place's name as it is mostly printed: 寻甸县 for 寻甸回族彝族自治县, 延边州."""
    return short_name(name) + name[-1] if name.endswith(("自治州", "自治县", "自治旗")) else name


def shape(name: str) -> Level | None:
    """The level that a name's last characters tell: a place in no table is one all the same."""
    return next((level for rank, level in _RANKS if name.endswith(rank) and len(name) > len(rank) + 1), None)


class Places:
    """Every known place by each of its names."""

    def __init__(self, known: tuple[Jurisdiction, ...]) -> None:
        """Index `known` by full name and by own name."""
        self.by_name = {place.name: place for place in known}
        self._full: dict[str, list[Jurisdiction]] = {}
        self._children: dict[str, list[Jurisdiction]] = {}
        for place in known:
            own = own_name(place)
            for name in dict.fromkeys((own, place.name, everyday_name(own))):
                self._full.setdefault(name, []).append(place)
            if place.parent:
                self._children.setdefault(place.parent, []).append(place)

    @cached_property
    def _short(self) -> dict[str, list[Jurisdiction]]:
        """The places by name without rank."""
        found: dict[str, list[Jurisdiction]] = {}
        for place in self.by_name.values():
            own = own_name(place)
            if (short := short_name(own)) != own:
                found.setdefault(short, []).append(place)
        return found

    def names(self) -> tuple[str, ...]:
        """Every name of every place, with its rank and without, in the table's order."""
        return (*self._full, *self._short)

    def namesakes(self, text: str) -> tuple[Jurisdiction, ...]:
        """The places that bear the longest full name that `text` begins with: the two 朝阳区."""
        found = (self._full.get(text[:length]) for length in range(min(15, len(text)), 1, -1))
        return tuple(next((places for places in found if places), ()))

    def children(self, name: str) -> tuple[Jurisdiction, ...]:
        """The places directly below, in the table's order."""
        return tuple(self._children.get(name, ()))

    def chain(self, place: Jurisdiction) -> tuple[Jurisdiction, ...]:
        """The place itself and those above it, nearest first."""
        above = [place]
        while (name := above[-1].parent) and (parent := self.by_name.get(name)):
            above.append(parent)
        return tuple(above)

    def get(self, name: str) -> Jurisdiction:
        """The place of a full name; one in no table is taken by its shape (河南省郑州市 is 郑州市)."""
        if found := self.by_name.get(name):
            return found
        place, end = self.leading(name)
        if place and end == len(name):
            return place
        own = name[end:] if place and place.level != "township" else name
        level = shape(own) or "county"
        if level == "prefecture" and place and place.level == "prefecture":
            level = "county"
        if place and own.endswith(("区", "街道", "镇", "乡")):
            return Jurisdiction(place.name + own, level, place.name)
        return Jurisdiction(own, level, place.name if place else None)

    def leading(self, text: str, within: Jurisdiction | None = None) -> tuple[Jurisdiction | None, int]:
        """The deepest place that `text` begins with and where its name ends: 北京市石景山区财政局 gives 石景山区.

        A name that several places bear is the one within, above or below `within`; else it is none.
        """
        found, at = None, 0
        while True:
            step, length = self._longest(text, at, found, within)
            if step is None:
                return found, at
            found, at = step, at + length

    def _longest(
        self, text: str, at: int, above: Jurisdiction | None, within: Jurisdiction | None
    ) -> tuple[Jurisdiction | None, int]:
        for length in range(min(15, len(text) - at), 1, -1):
            name = text[at : at + length]
            if place := self._choose(self._full.get(name, ()), above, within):
                return place, length
            if name in self._full and above is None:
                return None, 0  # several places bear the whole name, so a part of it is none of them
            shorts = [p for p in self._short.get(name, ()) if self._short_allowed(p, above, within)]
            if place := self._choose(shorts, above, within):
                return place, length
        return None, 0

    def _short_allowed(self, place: Jurisdiction, above: Jurisdiction | None, within: Jurisdiction | None) -> bool:
        if above is not None:
            return False
        return place.level != "county" or (within is not None and self._related(place, within))

    def _choose(
        self, places: list[Jurisdiction] | tuple[Jurisdiction, ...], above: Jurisdiction | None,
        within: Jurisdiction | None,
    ) -> Jurisdiction | None:  # fmt: skip
        if above is not None:
            places = [p for p in places if above in self.chain(p)[1:]]
        elif len(places) > 1 and within is not None:
            places = [p for p in places if self._related(p, within)] or places
            places = [p for p in places if p == within] or places
        if len(places) > 1:
            ranks = [p for p in places if p.level == "province"] or [p for p in places if p.level == "prefecture"]
            places = ranks or places
        return places[0] if len(places) == 1 else None

    def _related(self, one: Jurisdiction, other: Jurisdiction) -> bool:
        return one in self.chain(other) or other in self.chain(one) or one.parent == other.parent


def own_name(place: Jurisdiction) -> str:
    """A place's name without that of the place above it: 石景山区 of 北京市石景山区."""
    if place.parent and place.name.startswith(place.parent):
        return place.name[len(place.parent) :]
    return place.name


def _county(name: str, above: str, *, zone: bool = False) -> Jurisdiction:
    # Two districts may bear one name (朝阳区 of 北京市 and of 长春市), two counties or cities may not.
    full = above + name if name.endswith("区") and not zone and not name.endswith(("林区", "特区")) else name
    return Jurisdiction(full, "county", above, zone)


@cache
def places() -> Places:
    """The places of the table."""
    known: dict[str, Jurisdiction] = {NATION: Jurisdiction(NATION, "nation", None)}
    for row in rows("places.tsv"):
        province, prefecture = row["province"], row["prefecture"]
        known.setdefault(province, Jurisdiction(province, "province", NATION))
        above = province if prefecture == "-" else prefecture
        known.setdefault(above, Jurisdiction(above, "prefecture", province))
        for name in row["counties"].split():
            place = _county(name, above)
            known[place.name] = place
        for name in row["zones"].split():
            known[name] = _county(name, above, zone=True)
    return Places(tuple(known.values()))
