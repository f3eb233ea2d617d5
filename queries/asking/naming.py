"""Which units a question names: by a printed name, by one that the authority resolves, or by an everyday one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ...graph.fulltext.folding import fold

if TYPE_CHECKING:
    from ...graph.identity.lineage import Lineage

ENDINGS = frozenset("局委办院厅处会部社队司团心站室")
COMPANY = (
    "股份有限公司",
    "有限责任公司",
    "投资控股有限公司",
    "有限公司",
    "控股",
    "集团",
    "总公司",
    "公司",
    "总",
    "投资",
)
BODY = ("局", "委", "办", "院", "处", "厅", "办公室", "委员会", "中心", "支队", *COMPANY)
SHORTEST, LONGEST = 2, 16
Names = Mapping[str, tuple[str, ...]]
_SURE = frozenset(("same", "decided", "renamed"))


def named(text: str, names: Names, places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The units that a folded text names: each wording with the IRIs of its units, longest wordings first."""
    known = {fold(name): units for name, units in names.items()}
    found = {name: known[name] for name in stretches(text, known)}
    for name in found:
        text = text.replace(name, "\n")
    if any(c in ENDINGS for c in text):
        other = everyday(text, known, places) or official(text, known, places)
        found |= {name: other[name] for name in stretches(text, other)}
    return found


def stretches(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that stand in a text, each stretch of it read as the longest name that fits."""
    found = []
    for name in sorted({u for u in names if len(u) > 1 and u in text}, key=lambda u: (-len(u), u)):
        if name in text:
            found.append(name)
            text = text.replace(name, "\n")
    return tuple(found)


def ends(text: str) -> Iterable[str]:
    """The stretches of a text that may be a unit's name, by their last character; long ones first."""
    for end, last in enumerate(text, start=1):
        if last in ENDINGS:
            yield from (text[start:end] for start in range(max(0, end - LONGEST), end - SHORTEST + 1))


def everyday(text: str, names: Names, places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Names without place or legal form: 教育局 for 市教育局, 市热力公司 for 郑州热力集团有限公司."""
    bare_names: dict[str, set[str]] = defaultdict(set)
    cores: dict[str, set[str]] = defaultdict(set)
    for name, units in names.items():
        if name[-1:] in ENDINGS:
            bare_names[bare(name, places)].update(units)
            if name.endswith(("公司", "集团")):
                cores[core(bare(name, places))].update(units)
    found = {}
    for printed in ends(text):
        plain = bare(printed, places)
        fitting = bare_names.get(plain) or set()
        if not fitting and printed.endswith(("公司", "集团")) and len(heart := core(plain)) > 1:
            fitting = cores.get(heart) or set().union(*(held for c, held in cores.items() if c.endswith(heart)))
        if len(fitting) == 1 or (fitting and plain == printed):
            found[printed] = tuple(sorted(fitting))
    return found


def bare(name: str, places: Sequence[str]) -> str:
    """A name without the place that it begins with."""
    for place in places:
        for head in (place, place[:-1] if len(place) > 2 else place):
            if name.startswith(head) and len(name) > len(head) + 1:
                return name[len(head) :].removeprefix("市")
    return name[1:] if name[:1] in {"市", "省", "县", "区"} and len(name) > 3 else name


def core(name: str) -> str:
    """A company's name without its legal form."""
    while ending := next((e for e in COMPANY if name.endswith(e) and len(name) > len(e) + 1), None):
        name = name.removesuffix(ending)
    return name


def official(text: str, names: Names, places: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Names that no plan prints and that the authority resolves to units of the graph."""
    from ...ontology.authority import authority

    found = {}
    for printed in ends(text):
        if len(printed) > SHORTEST and printed not in names:
            resolved = (authority().resolve(printed, jurisdiction=place) for place in places)
            units = dict.fromkeys(unit for r in resolved if r.resolved for unit in names.get(fold(r.name), ()))
            if units:
                found[printed] = tuple(units)
    return found


def clipped(word: str, names: Names, places: Sequence[str]) -> tuple[str, ...]:
    """The units that one word alone may mean where a unit is asked for: 城管 for 市城管局, 法院 for 市中级人民法院."""
    fitting = {
        unit
        for name, units in names.items()
        for plain in (bare(fold(name), places),)
        if plain.removeprefix(word) in BODY or (word[-1:] in ENDINGS and plain.endswith(word))
        for unit in units
    }
    return tuple(sorted(fitting)) if len(fitting) == 1 else ()


def kin(units: Sequence[str], line: Lineage) -> tuple[str, ...]:
    """Units with what they were called before and after, and with what a person decided to be the same."""
    before: dict[str, list[str]] = defaultdict(list)
    for unit in line.heirs:
        for heir in heirs(unit, line):
            before[heir].append(unit)
    found = list(dict.fromkeys(line.canonical(unit) for unit in units))
    for unit in found:
        found += [other for other in (*heirs(unit, line), *before[unit]) if other not in found]
    same = [unit for unit, chief in line.ones.items() if chief in found]
    return tuple(dict.fromkeys([*units, *found, *same]))


def heirs(unit: str, line: Lineage) -> list[str]:
    """What a unit was called next."""
    return [heir for heir, tie in line.heirs.get(unit, ()) if tie.how in _SURE]
