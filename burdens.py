"""The load command: who carries how much, how units hang together, where the plans are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from .errors import UsageError
from .graph.load.records import HEADS
from .output import explain, note, room, say, show
from .queries import burdenrows

if TYPE_CHECKING:
    from .graph.duties import Duty
    from .graph.identity.lineage import Lineage
    from .graph.load.records import Load, Silence, Standing

Row = TypeVar("Row")
FEW = 20
PLACE = HEADS["place"]
NAMES = 5  # names told in an error


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of the loads: of which year, unit and place, which of the other two looks, how many rows."""

    year: int | None = None
    unit: str | None = None
    limit: int | None = None
    expand: bool = False
    network: bool = False
    silent: bool = False
    place: str | None = None

    def check(self) -> None:
        """Refuse what cannot go together."""
        if self.network and self.silent:
            raise UsageError("--network 与 --silent 是两种表，一次只能要一种")
        if self.silent and self.expand:
            raise UsageError("--silent 列的是原文未写明之处，统称不展开；请去掉 --expand")
        if self.unit and (self.network or self.silent):
            raise UsageError("--unit 列一个单位的负荷，不能与 --network、--silent 同用")

    def of(self, year: int | None) -> bool:
        """Whether a plan year is asked for."""
        return self.year is None or self.year == year

    def cut(self, found: Sequence[Row], form: str | None) -> Sequence[Row]:
        """Keep as many rows as are asked for; a script gets all, unless it asks for fewer."""
        return found[: self.limit or (None if form else FEW)]


def load(choice: Choice, store: Path, form: str | None) -> int:
    """Print the units by load, by standing in the network, or what the plans do not say."""
    choice.check()
    duties, lineage = read(store)
    duties = of_place(duties, choice.place)
    if not any(choice.of(duty.year) for duty in duties):
        note(f"图谱中没有{f' {choice.year} 年的' if choice.year else ''}任务")
    if choice.silent:
        silent(duties, choice, form)
    elif choice.network:
        network(duties, lineage, choice, form)
    else:
        table(rows_of(duties, lineage, choice, store), choice, form)
        if not choice.unit:
            tell_undated(duties, choice)
    return 0


def read(store: Path) -> tuple[tuple[Duty, ...], Lineage]:
    """Read the tasks of all years, since a year is held against the one before, and how units came about."""
    from .graph.identity.lineage import lineage
    from .graph.load.reading import reading
    from .graph.store import Store

    with Store.reading(store) as opened:
        return tuple(reading(opened)), lineage(opened)


def of_place(duties: Sequence[Duty], asked: str | None) -> tuple[Duty, ...]:
    """The tasks of one place, by its name or a part of it that no other has. Errors: UsageError."""
    from .graph.comparing import named

    if asked is None:
        return tuple(duties)
    place = named(asked, sorted({duty.place for duty in duties if duty.place}))
    return tuple(duty for duty in duties if duty.place == place)


def rows_of(duties: Sequence[Duty], lineage: Lineage, choice: Choice, store: Path) -> list[Load]:
    """The loads that are asked for; with groups opened every row has its expanded load, and is ranked by it."""
    from .graph.load.loads import loads

    every = loads(duties, lineage, members=choice.expand or bool(choice.unit))
    if choice.unit:
        asked = bearers(store, choice.unit, {x.iri: x.unit for x in every})
        every = [x for x in every if x.iri in asked]
    if choice.expand:
        opened = (replace(x, expanded=x.load if x.expanded is None else x.expanded) for x in every)
        every = sorted(opened, key=lambda x: (-(x.year or 0), -(x.expanded or 0)))
    return [x for x in every if choice.of(x.year)]


def bearers(store: Path, name: str, rows: Mapping[str, str]) -> set[str]:
    """The units that bear a name, in full or in any printed form; else the one of the rows whose name it is a part of.

    Errors: UsageError where no unit, or more than one, has it in its name.
    """
    from .graph.identity.naming import named, near
    from .graph.identity.register import units
    from .graph.manifest import namer
    from .graph.store import Store
    from .ontology.names import fold
    from .terminal import clean

    with Store.reading(store) as opened:
        known = units(opened, namer(opened))
    found = set(named(known, name))
    parts = {iri: full for iri, full in rows.items() if fold(name) in fold(full)}
    if found & rows.keys() or (found and len(parts) != 1):
        return found
    if len(parts) == 1:
        return set(parts)
    names = list(dict.fromkeys(parts.values())) or list(near(known, name))
    told = "、".join(map(clean, names[:NAMES])) + (f"等 {len(names)} 个" if len(names) > NAMES else "")
    problem = "不止一个单位的名称含有它；请写全" if parts else "图谱中没有叫这个名字的单位；相近的名称"
    raise UsageError(f"--unit {clean(name)}：{problem}：{told or '无'}")


def tell_undated(duties: Iterable[Duty], choice: Choice) -> None:
    """Name the documents whose loads are not tested, since they do not say what year they are for."""
    files = sorted({duty.file for duty in duties if duty.year is None and choice.of(None)})
    if files:
        explain(f"年度不详，未检验：{'、'.join(files[:5])}{f'等 {len(files)} 份' if len(files) > 5 else ''}")


def table(found: Sequence[Load], choice: Choice, form: str | None) -> None:
    """Print the units by load, a row a unit, year and place, or all that is known of one unit."""
    if choice.unit and not found:
        explain(f"所问范围内没有“{choice.unit}”的任务")
    if choice.unit and not form:
        if found:
            one(found[: choice.limit])
        return
    shown = choice.cut(found, form)
    if form:
        show(form, burdenrows.LOADS, map(burdenrows.full, shown), lambda: [asdict(x) for x in shown])
        return
    show(form, *burdenrows.brief(shown, expand=choice.expand, places=several(found)), list)
    tell_rest(len(found) - len(shown), "单位")
    explain(burdenrows.LOAD_NOTE + (burdenrows.EXPANDED_NOTE if choice.expand else burdenrows.GROUP_NOTE))


def one(found: Sequence[Load]) -> None:
    """Print a unit's years one under the other, by every convention."""
    from .terminal import entry, pad, width

    label = max(map(width, burdenrows.ONE))
    blocks = (
        "\n".join(entry(pad(head, label), text, room()) for head, text in zip(burdenrows.ONE, row, strict=True) if text)
        for row in map(burdenrows.whole, found)
    )
    say("\n\n".join(blocks))
    explain(burdenrows.LOAD_NOTE + burdenrows.EXPANDED_NOTE)


def network(duties: Sequence[Duty], lineage: Lineage, choice: Choice, form: str | None) -> None:
    """Print the units by standing in the network of shared tasks."""
    from .graph.load.network import standings

    found = [s for s in standings(duties, lineage, members=choice.expand) if choice.of(s.year)]
    shown = choice.cut(found, form)
    heads, rows = burdenrows.STANDING, [burdenrows.standing(s) for s in shown]
    if form or several(found):
        at = len(heads) if form else 2  # a script's columns stay where they were
        heads = (*heads[:at], PLACE, *heads[at:])
        rows = [[*row[:at], s.place, *row[at:]] for row, s in zip(rows, shown, strict=True)]
    show(form, heads, rows, lambda: [asdict(s) for s in shown])
    if not form:
        tell_rest(len(found) - len(shown), "单位")
        explain(burdenrows.NETWORK_NOTE + ("统称已换成各成员。" if choice.expand else "统称（各区等）不算一个单位。"))


def silent(duties: Sequence[Duty], choice: Choice, form: str | None) -> None:
    """Print what the plans do not say; on a terminal how often first, then where, by kind."""
    from .graph.load.silence import silences

    found = [s for s in silences(duties) if choice.of(s.year)]
    shown = choice.cut(found, form)
    if form:
        show(form, burdenrows.SILENT, burdenrows.silent(shown), lambda: list(map(burdenrows.silence_record, shown)))
        return
    places = several(found)
    heads = ("年度", *([PLACE] if places else []), "缺口")
    counts = Counter((s.year, s.place if places else "", s.gap) for s in found)
    show(None, (*heads, "处数"), burdenrows.counted(counts, places=places), list)
    say("")
    show(None, (*heads, "何处"), (burdenrows.where(s, places=places) for s in shown), list)
    tell_rest(len(found) - len(shown), "空白")
    explain("时限：有确切日期的完成时限；汛前、长期坚持等不算。无依据：任务中没有引用依据文件。")


def several(found: Iterable[Load | Standing | Silence]) -> bool:
    """Whether rows are of more than one place, so that each must say which."""
    return len({row.place for row in found}) > 1


def tell_rest(left: int, what: str) -> None:
    """Say how many rows are not shown, and how to see them."""
    if left > 0:
        explain(f"另有 {left} 行{what}未列；--limit 可多列，--csv、--json 列出全部。")
