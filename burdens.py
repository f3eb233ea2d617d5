"""The load command: who carries how much, how units hang together, where the plans are silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from . import burdenrows
from .errors import UsageError
from .output import explain, note, room, say, show

if TYPE_CHECKING:
    from .graph.duties import Duty
    from .graph.identity.lineage import Lineage
    from .graph.load.records import Load

Row = TypeVar("Row")
FEW = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked of the loads: of which year, which unit, which of the other two looks, how many rows."""

    year: int | None = None
    unit: str | None = None
    limit: int | None = None
    expand: bool = False
    network: bool = False
    silent: bool = False

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
    if not any(choice.of(duty.year) for duty in duties):
        note(f"图谱中没有{f' {choice.year} 年的' if choice.year else ''}任务")
    if choice.silent:
        silent(duties, choice, form)
    elif choice.network:
        network(duties, lineage, choice, form)
    else:
        table(duties, lineage, choice, form, bearers(store, choice.unit, lineage))
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


def bearers(store: Path, name: str | None, lineage: Lineage) -> set[str]:
    """The units that bear a name: in full, or as a document prints it."""
    from .graph.duties import ask
    from .graph.duty_queries import NAMES
    from .graph.store import Store

    if name is None:
        return set()
    with Store.reading(store) as opened:
        printed = {lineage.canonical(iri) for known, iri in ask(opened, NAMES) if known == name}
    return printed | {lineage.canonical(iri) for iri, (known, _) in lineage.names.items() if known == name}


def tell_undated(duties: Iterable[Duty], choice: Choice) -> None:
    """Name the documents whose loads are not tested, since they do not say what year they are for."""
    files = sorted({duty.file for duty in duties if duty.year is None and choice.of(None)})
    if files:
        explain(f"年度不详，未检验：{'、'.join(files[:5])}{f'等 {len(files)} 份' if len(files) > 5 else ''}")


def table(duties: Sequence[Duty], lineage: Lineage, choice: Choice, form: str | None, asked: set[str]) -> None:
    """Print the units by load, a row a unit, year and place, or all that is known of one unit."""
    from .graph.load.loads import loads

    every = loads(duties, lineage, members=choice.expand or bool(choice.unit))
    found = [x for x in every if choice.of(x.year) and (choice.unit is None or x.iri in asked)]
    if choice.unit and not found:
        explain(f"图谱中没有叫“{choice.unit}”的单位的任务；相近的名称见 zeren unit")
    if choice.unit and not form:
        if found:
            one(found[: choice.limit])
        return
    shown = choice.cut(found, form)
    if form:
        show(form, burdenrows.LOADS, map(burdenrows.full, shown), lambda: [asdict(x) for x in shown])
        return
    show(form, *burdenrows.brief(shown, expand=choice.expand), list)
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
    show(form, burdenrows.STANDING, map(burdenrows.standing, shown), lambda: [asdict(s) for s in shown])
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
    counts = Counter((s.year, s.gap) for s in found)
    show(None, ("年度", "缺口", "处数"), burdenrows.counted(counts), list)
    say("")
    show(None, ("年度", "缺口", "何处"), map(burdenrows.place, shown), list)
    tell_rest(len(found) - len(shown), "空白")
    explain("时限：有确切日期的完成时限；汛前、长期坚持等不算。无依据：任务中没有引用依据文件。")


def tell_rest(left: int, what: str) -> None:
    """Say how many rows are not shown, and how to see them."""
    if left > 0:
        explain(f"另有 {left} 行{what}未列；--limit 可多列，--csv、--json 列出全部。")
