"""Automatic numbering of Word paragraphs: their digits are not in the text, they are counted here.

Follows ECMA-376 part 1, 17.9: lists point at abstract lists, levels restart below a higher one, overrides start anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from ..patterns.files import LEVEL_PLACE
from .numerals_printed import printed

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS: Final = 9


def child(element: Any, *path: str) -> Any:
    """The first element at a path of WordprocessingML names, or None."""
    for name in path:
        element = element.find(W + name) if element is not None else None
    return element


def value(element: Any, *path: str, default: str = "") -> str:
    """The `w:val` of the element at a path."""
    found = child(element, *path)
    return found.get(W + "val", default) if found is not None else default


def number(words: str, default: int = 0) -> int:
    """A number out of an attribute, which may hold anything."""
    return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else default


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int = -1
    legal: bool = False
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """Gives each paragraph, asked in the order of the document, the number that Word prints in front of it."""

    lists: dict[str, tuple[str, dict[int, Level]]] = field(default_factory=dict)
    overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, str, int | None]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: Any) -> str:
        """The number of a `w:p`, empty where it has none."""
        properties = child(paragraph, "pPr")
        style = value(properties, "pStyle")
        own = child(properties, "numPr")
        named, depth = self._styled(style)
        list_id = value(own, "numId") or named
        if list_id not in self.lists or list_id == "0":
            return ""
        key, levels = self.lists[list_id]
        at = value(own, "ilvl")
        if not at and depth is None:
            depth = next((d for d, level in levels.items() if style and level.style == style), 0)
        place = min(number(at, depth or 0), LEVELS - 1)
        return self._count(list_id, key, levels, place)

    def _styled(self, style: str) -> tuple[str, int | None]:
        """The list and level that a style, or one that it is based on, puts its paragraphs in."""
        depth: int | None = None
        for _ in range(20):
            list_id, based_on, level = self.styles.get(style, ("", "", None))
            depth = level if depth is None else depth
            if list_id or not based_on:
                return list_id, depth
            style = based_on
        return "", depth

    def _count(self, list_id: str, key: str, levels: dict[int, Level], place: int) -> str:
        counts = self._counts.setdefault(key, [None] * LEVELS)
        for depth, start in self.overrides.get(list_id, {}).items():
            if depth < LEVELS and (list_id, depth) not in self._begun:
                self._begun.add((list_id, depth))
                counts[depth] = start - 1
        for depth in range(place):
            if counts[depth] is None:
                counts[depth] = levels.get(depth, Level()).start
        level = levels.get(place, Level())
        last = counts[place]
        counts[place] = level.start if last is None else last + 1
        for depth in range(place + 1, LEVELS):
            restart = levels.get(depth, Level()).restart
            if restart == -1 or 0 < place + 1 <= restart:
                counts[depth] = None
        return _rendered(level, levels, counts)


def _rendered(level: Level, levels: dict[int, Level], counts: list[int | None]) -> str:
    if level.form in ("bullet", "none") and "%" not in level.text:
        return ""

    def place(found: Any) -> str:
        depth = int(found[1]) - 1
        form = levels.get(depth, Level()).form
        return printed(counts[depth] or 0, "decimal" if level.legal and form not in ("none", "bullet") else form)

    text = LEVEL_PLACE.regex.sub(place, level.text)
    return text + " " if text[-1:].isalnum() and text.isascii() and level.suffix != "nothing" else text


def numbering_of(numbering: Any, styles: Any) -> Numbering:
    """The lists of a document's numbering part and the styles that use them; either element may be None."""
    result = Numbering()
    for style in styles.iterfind(W + "style") if styles is not None else ():
        own = child(style, "pPr", "numPr")
        at = value(own, "ilvl")
        level = number(at) if at else None
        result.styles[style.get(W + "styleId", "")] = (value(own, "numId"), value(style, "basedOn"), level)
    if numbering is None:
        return result
    abstracts = {e.get(W + "abstractNumId", ""): e for e in numbering.iterfind(W + "abstractNum")}
    linked = {name: key for key, e in abstracts.items() if (name := value(e, "styleLink"))}
    for item in numbering.iterfind(W + "num"):
        list_id, key = item.get(W + "numId", ""), value(item, "abstractNumId")
        key = linked.get(value(abstracts.get(key), "numStyleLink"), key)
        levels = _levels(abstracts.get(key))
        for override in item.iterfind(W + "lvlOverride"):
            depth = number(override.get(W + "ilvl", ""))
            levels |= _levels(override)
            start = value(override, "startOverride")
            if start:
                result.overrides.setdefault(list_id, {})[depth] = number(start, 1)
        result.lists[list_id] = (key, levels)
    return result


def _levels(element: Any) -> dict[int, Level]:
    found = element.iterfind(W + "lvl") if element is not None else ()
    return {number(level.get(W + "ilvl", "")): _level(level) for level in found}


def _level(level: Any) -> Level:
    legal = child(level, "isLgl")
    return Level(
        start=number(value(level, "start", default="0")),
        form=value(level, "numFmt", default="decimal"),
        text=value(level, "lvlText"),
        suffix=value(level, "suff", default="tab"),
        restart=number(value(level, "lvlRestart"), -1),
        legal=legal is not None and legal.get(W + "val", "1") not in ("0", "false", "off"),
        style=value(level, "pStyle"),
    )
