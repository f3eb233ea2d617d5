"""The place whose government speaks in a document: by its issuer, its title, its letterhead and sign-off."""

from __future__ import annotations

from functools import cache

from . import forms
from .names import fold
from .places import NATION, Jurisdiction, places, shape, short_name

_CENTRAL = ("国务院", "中共中央", "中央", "全国", "最高人民")
_GOVERNMENT = ("人民政府", "委员会", "政府办公", "行政公署", "管委会", "管理委员会")
_HINTS = {
    "全省": "province", "我省": "province", "省直": "province", "全市": "city", "我市": "city", "市直": "city",
    "市级": "city", "全区": "county", "我区": "county", "区直": "county", "全县": "county", "我县": "county",
    "县直": "county", "全州": "prefecture", "我州": "prefecture", "全旗": "county", "我旗": "county",
    "全盟": "prefecture",
}  # fmt: skip
_WINDOW = 400
_BODY = 20_000


def jurisdiction_of(title: str, issuer: str | None, text: str) -> str | None:
    """The full name of the place whose plan this is, None where nothing tells it.

    The issuer goes before the title, the title before the document's first and last lines, these before its body; what
    stands in 《》 there is another document's name and tells nothing.
    """
    issuer, title = issuer[:_WINDOW] if issuer else None, title[:_WINDOW]
    for name in (fold(issuer or ""), fold(title)):
        if len(places().namesakes(name)) > 1:
            return _namesake(name, fold(text[:_BODY]))
    if issuer and (found := _issuing(fold(issuer))):
        return found
    if found := _in_title(fold(title)):
        return found
    edges = _outside_titles(fold(text[:_WINDOW] + "\n" + text[-_WINDOW:]))
    return _most_named(edges) or _most_named(_outside_titles(fold(text[:_BODY])))


def _namesake(name: str, text: str) -> str | None:
    """Which of the places of one name (朝阳区) a document means: the only one whose city its text names."""
    named = [place for place in places().namesakes(name) if place.parent and short_name(place.parent) in text]
    return named[0].name if len(named) == 1 else None


def _issuing(name: str) -> str | None:
    name = name.removeprefix("中共").removeprefix("共青团").removeprefix("国家税务总局")
    if (name.startswith(_CENTRAL) and not name.startswith("全国人大")) or name in forms.national_by_alias(own=False):
        return NATION
    found, end = places().leading(name)
    deeper = _shaped(name[end:]) if not found or found.level != "county" else None
    if deeper and found:
        return places().get(found.name + deeper).name
    if deeper:
        return places().get(deeper).name
    return found.name if found else None


def _shaped(name: str) -> str | None:
    """The place that a name in no table begins with: 某某新区 of 某某新区财政局."""
    for end in range(2, min(len(name), 16)):
        head, rest = name[:end], name[end:]
        if not head.isalpha() or head.isascii() or head.startswith(("各", "全", "本", "我", "关于")):
            return None
        level = shape(head)
        if level is None or not rest:
            continue
        if rest[0].isdigit() or rest.startswith("关于"):
            return head
        body = Jurisdiction(head, level, None)
        if rest.startswith(_GOVERNMENT) or (rest.startswith("委") and len(rest) <= 8) or forms.find(body, rest):
            return head
    return None


def _in_title(title: str) -> str | None:
    plain = title.removeprefix("中共")
    if plain.startswith(_CENTRAL):
        return NATION
    hits = _scan(title)
    full = [place for _, place, exact in hits if exact]
    if hits:
        return (full or [place for _, place, _ in hits])[0]
    return _shaped(plain.lstrip("《〈“"))


def _outside_titles(text: str) -> str:
    kept, depth = [], 0
    for char in text:
        depth += (char in "《〈") - (char in "》〉" and depth > 0)
        if depth == 0:
            kept.append(char)
    return "".join(kept)


@cache
def _starts() -> frozenset[str]:
    return frozenset(name[:2] for name in places().names())


def _scan(text: str) -> list[tuple[int, str, bool]]:
    """The places named in a text in order: where, which, and whether by its full name."""
    hits, at = [], 0
    starts = _starts()
    while at < len(text) - 1:
        if text[at : at + 2] not in starts:
            at += 1
            continue
        place, length = places().leading(text[at : at + 40])
        if place is None:
            at += 1
            continue
        hits.append((at, place.name, text[at : at + length].endswith(place.name[-1])))
        at += length
    return hits


def _most_named(text: str) -> str | None:
    hints = {
        level: sum(text.count(word) for word, of in _HINTS.items() if of == level) for level in set(_HINTS.values())
    }
    score: dict[str, int] = {}
    for at, name, exact in _scan(text):
        governs = text[at : at + 40].find("人民政府") in range(2, 20)
        score[name] = score.get(name, 0) + 1 + 2 * exact + 3 * governs
    if not score:
        return None
    best = max(hints, key=lambda level: (hints[level], level)) if any(hints.values()) else None
    fitting = {name: n for name, n in score.items() if best and _fits(name, best)}
    return max(fitting or score, key=lambda name: ((fitting or score)[name], name))


def _fits(name: str, hint: str) -> bool:
    place = places().get(name)
    if hint == "city":
        return name.endswith("市")
    return place.level == hint and not place.municipality
