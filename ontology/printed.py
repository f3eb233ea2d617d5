"""The place in a printed name: 郑州市城管局 has it whole, 郑州城管局 for short, 市城管局 by rank, 城管局 not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .places import Jurisdiction, Places

Manner = Literal["full", "short", "relative", "bare"]

_RANKS = ("自治区", "地区", "街道", "省", "市", "区", "县", "旗", "州", "盟", "镇", "乡")
# Words in which 市, 区, 县 … is no place: 市政工程 (but 市政府, 市政协, 市政法委, 市政务办 are the city's), 市场, 区域.
_WORDS = (
    "市政",
    "市场",
    "市容",
    "市域",
    "市郊",
    "市民中心",
    "市民之家",
    "区域",
    "区块链",
    "县域",
    "省际",
    "乡村",
    "镇区",
    "州际",
)
_NO_WORDS = ("市政府", "市政协", "市政法", "市政务", "市政研", "市政数", "市政管办")
# A street or a park is named after a far place without belonging to it: 上海路街道, 中山公园.
_NAMESAKES = ("路", "街", "道", "桥", "大道", "公园", "广场", "湖", "山", "河")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a printed name: its place, how the place is printed, and the rest of the name."""

    place: Jurisdiction
    manner: Manner
    rest: str


def relative(rank: str, place: Jurisdiction, known: Places) -> Jurisdiction | None:
    """The place that 省, 市, 区, 县 … means in a document of `place`."""
    for above in known.chain(place):
        if rank in ("省", "自治区"):
            fits = above.level == "province" and above.name.endswith(rank)
        elif rank == "市":
            fits = above.name.endswith("市")
        else:
            fits = above.name.endswith(rank) and above.level != "province"
            fits = fits or (rank == "区" and (above.zone or above.name.endswith("自治区")))
        if fits:
            return above
    return None


def _absolute(text: str, place: Jurisdiction | None, known: Places) -> Iterator[Reading]:
    found, end = known.leading(text, place)
    if found is None:
        return
    rest = text[end:]
    if found.name.endswith(text[:end]) or text[:end].endswith(found.name):
        yield Reading(found, "full", rest)
    elif not rest.startswith(_NAMESAKES):
        yield Reading(found, "short", rest)


def is_word(text: str) -> bool:
    """Whether the first character is part of a common word rather than a place's rank."""
    return text.startswith(_WORDS) and not text.startswith(_NO_WORDS)


def readings(text: str, place: Jurisdiction | None, known: Places) -> Iterator[Reading]:
    """Every way to read a printed name in a document of `place`, the likeliest first."""
    yield from _absolute(text, place, known)
    if place is None:
        return
    if tail := next((place.name[-n:] for n in (4, 3, 2) if text.startswith(place.name[-n:])), None):
        yield Reading(place, "relative", text[len(tail) :])  # 新区财政局 in a plan of 浦东新区
        return
    rank = next((r for r in _RANKS if text.startswith(r)), None)
    meant = relative(rank, place, known) if rank else None
    bare = Reading(place, "bare", text)
    if rank is None or meant is None:
        yield bare
        return
    by_rank = Reading(meant, "relative", text[len(rank) :])
    yield from (bare, by_rank) if is_word(text) else (by_rank, bare)


def ranked(text: str) -> bool:
    """Whether the name begins with the rank of a place, as 市城管局 does."""
    return text.startswith(_RANKS) and not is_word(text)
