"""Writing a decision down: into the table, then into everything that hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import UsageError
from ..derived import derive
from ..duties import ask
from ..fulltext.opening import update
from ..manifest import namer
from .deciding import Choice, decision
from .decisions import Claim, Decision, new, undone
from .table import append

if TYPE_CHECKING:
    from ..store import Store

Signature = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a decision: as written, or the like one `already` there; a `remark` where it has no effect."""

    decision: Decision
    already: bool = False
    remark: str = ""


def made_of(
    claim: Claim, words: Sequence[str], store: Store, known: Sequence[Decision], signed: Signature,
    choice: Choice | None = None,
) -> Decision:  # fmt: skip
    """The decision that a claim makes of what `words` name, `signed` by whom, when and why. Errors: UsageError."""
    if claim == "undo":
        return undo(words[0], known, signed)
    return decision(claim, words, store, namer(store), signed, choice or Choice())


def record(store: Store, path: Path, known: Sequence[Decision], made: Decision) -> Recorded:
    """Append a decision to the table at `path` that holds those `known`, and bring the store (open to write) up to it.

    Errors: StoreError, InputError.
    """
    gone = undone(known)
    twin = next((d for d in known if same_matter(d, made) and d.id not in gone), None)
    if twin:
        return Recorded(twin, already=True)
    written = new(made, known)
    append(path, written)
    derive(store, namer(store), (*known, written))
    update(store)
    standing, against = standings(store).get(written.id, ("", ()))
    remark = ""
    if against:
        advice = f"如已改变主意，请先运行 zeren decide undo {against[0]}"
        remark = f"与 {'、'.join(against)} 相矛盾，都不生效；{advice}"
    elif standing == "not-applicable":
        remark = "所指的文件、段落或单位现不在图谱中，暂不适用"
    return Recorded(written, remark=remark)


def undo(words: str, known: Sequence[Decision], signed: Signature) -> Decision:
    """Take back the decision of that id, or of the only id that begins so."""
    found = [d for d in known if words in {d.id, d.written}] or [d for d in known if words and d.id.startswith(words)]
    if len(found) != 1:
        listed = "、".join(d.id for d in found) or "用 zeren decide list 查看编号"
        raise UsageError(f"没有编号为“{words}”的判定，或不止一个：{listed}")
    if found[0].id in undone(known):
        raise UsageError(f"判定 {found[0].id} 已经撤销")
    return Decision("", "undo", *signed, of=found[0].id)


def same_matter(one: Decision, other: Decision) -> bool:
    """Whether two decisions say the same, whoever says it."""
    if (one.claim, one.printed, one.of) != (other.claim, other.printed, other.of):
        return False
    ordered = one.claim == "continues"
    units = (one.units, other.units) if ordered else (sorted(one.units), sorted(other.units))
    return units[0] == units[1] and one.tasks == other.tasks


def standings(store: Store) -> dict[str, tuple[str, tuple[str, ...]]]:
    """How each decision stands in a store, and which others it contradicts."""
    query = """SELECT ?d ?standing ?other WHERE {
      ?d a zr:Decision ; zr:standing/skos:notation ?standing . OPTIONAL { ?d zr:conflictsWith ?other } }"""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for iri, standing, other in ask(store, query):
        id_ = iri.rpartition("/")[2]
        against = found.get(id_, ("", ()))[1]
        found[id_] = standing, (*against, *([other.rpartition("/")[2]] if other else ()))
    return found
