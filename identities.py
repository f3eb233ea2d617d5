"""The commands on who is who: unit, decide."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .output import note, room, say, show

if TYPE_CHECKING:
    from .graph.identity.decisions import Claim, Decision
    from .graph.store import Store

DONE = 0
STANDINGS = MappingProxyType({"in-force": "生效", "in-conflict": "矛盾", "not-applicable": "暂不适用"})


def unit(name: str, on: str | None, store: Path, form: str | None) -> int:
    """Print what is known of the units that a name is a name of, or of those that did their work on a day."""
    from . import dossiers, terminal
    from .graph.identity.dossier import unit as asked
    from .graph.manifest import namer
    from .graph.store import Store

    with Store.reading(store) as opened:
        known = asked(opened, namer(opened), name, on)
    if form == "json":
        say(terminal.as_json(record(known)))
    elif form == "csv":
        say(terminal.as_csv(dossiers.HEADS, dossiers.rows(known)))
    elif known.units:
        say(dossiers.page(known, room()))
    if not known.units:
        nobody(known)
    return DONE


def nobody(known: Any) -> None:
    """Say that no unit bears a name, and which names are near."""
    from .terminal import clean

    when = f"在 {known.on} " if known.on else ""
    note(f"图谱中没有{when}叫“{clean(known.asked)}”的单位" + ("" if known.near else "，也没有相近的名称"))
    if known.near:
        note(f"相近的名称：{'、'.join(map(clean, known.near))}")


def record(known: Any) -> dict[str, Any]:
    """Write an answer for scripts."""
    from dataclasses import asdict

    return {"asked": known.asked, "on": known.on, "units": [asdict(one) for one in known.units], "near": known.near}


def decide(
    claim: Claim, words: Sequence[str], store: Path, decisions: Path | None, signed: tuple[str, str, str]
) -> int:
    """Write down a decision, bring the store up to it, and say what became of it."""
    from .graph.identity.deciding import decision
    from .graph.identity.decisions import beside, new, undone
    from .graph.identity.table import append, read
    from .graph.manifest import namer
    from .graph.store import Store
    from .ontology.iris import Namer

    path = decisions or beside(store)
    known = read(path)
    with Store.writing(store) if store.exists() else nullcontext() as opened:
        names = namer(opened) if opened else Namer()
        made = undo(words[0], known, signed) if claim == "undo" else decision(claim, words, opened, names, signed)
        twin = next((d for d in known if same_matter(d, made) and d.id not in undone(known)), None)
        if twin:
            note(f"已有此判定（{twin.id}），未再记录")
            return DONE
        written = new(made, known)
        append(path, written)
        say(f"{written.id}  {sentence(written)}")
        note(f"已记入 {path}" + ("" if opened else "；还没有图谱，建图谱时照办"))
        if opened:
            carry_out(opened, read(path), written)
    return DONE


def undo(words: str, known: Sequence[Decision], signed: tuple[str, str, str]) -> Decision:
    """Take back the decision of that id, or of the only id that begins so."""
    from .graph.identity.decisions import Decision, undone

    found = [d for d in known if d.id == words] or [d for d in known if words and d.id.startswith(words)]
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


def sentence(decision: Decision) -> str:
    """Say what was decided."""
    from .graph.identity.applying import told
    from .terminal import clean

    return clean(told(decision))


def carry_out(store: Store, decisions: Sequence[Decision], written: Decision) -> None:
    """Bring a store up to its decisions, and say where the new one does not hold."""
    from .graph.derived import derive
    from .graph.manifest import namer

    derive(store, namer(store), decisions)
    standing, against = standings(store).get(written.id, ("", ()))
    if against:
        note(f"与 {'、'.join(against)} 相矛盾，都不生效；如已改变主意，请先运行 zeren decide undo {against[0]}")
    elif standing == "not-applicable":
        note("所指的文件、段落或单位现不在图谱中，暂不适用")


def standings(store: Store) -> dict[str, tuple[str, tuple[str, ...]]]:
    """How each decision stands in a store, and which others it contradicts."""
    from .graph.duties import ask

    query = """SELECT ?d ?standing ?other WHERE {
      ?d a zr:Decision ; zr:standing/skos:notation ?standing . OPTIONAL { ?d zr:conflictsWith ?other } }"""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for decision, standing, other in ask(store, query):
        id_ = decision.rpartition("/")[2]
        against = found.get(id_, ("", ()))[1]
        found[id_] = standing, (*against, *([other.rpartition("/")[2]] if other else ()))
    return found


def decided(store: Path, decisions: Path | None, form: str | None) -> int:
    """List the decisions with how they stand."""
    from .graph.identity.decisions import beside, undone
    from .graph.identity.table import read
    from .graph.store import Store
    from .terminal import wrap

    path = decisions or beside(store)
    known = read(path)
    held: dict[str, tuple[str, tuple[str, ...]]] = {}
    if store.exists():
        with Store.reading(store) as opened:
            held = standings(opened)
    back = undone(known)
    listed = [record_of(d, "undone" if d.id in back else held.get(d.id, ("", ()))[0], held) for d in known]
    rows = [[r["id"], r["words"], standing_in_words(r), r["who"], r["when"], r["why"]] for r in listed]
    if form:
        show(form, ("编号", "判定", "状态", "何人", "何时", "为何"), rows, lambda: listed)
        return DONE
    for id_, words, standing, who, when, why in rows:
        for line in (f"{id_}  {standing}  {who} {when}", f"  {words}", f"  理由：{why}"):
            say("\n  ".join(wrap(line, room() - 2)))
    note(f"{path}：{len(known)} 条" if known else f"{path}：还没有判定")
    return DONE


def record_of(decision: Decision, standing: str, held: dict[str, tuple[str, tuple[str, ...]]]) -> dict[str, Any]:
    """Write a decision for scripts; its standing is empty where the store has not seen it, and for an undo."""
    from dataclasses import asdict

    against = held.get(decision.id, ("", ()))[1] if standing == "in-conflict" else ()
    return {
        **asdict(decision), "words": sentence(decision), "standing": standing or None, "conflicts": against,
    }  # fmt: skip


def standing_in_words(record: dict[str, Any]) -> str:
    """Say how a decision stands."""
    if record["conflicts"]:
        return f"与 {'、'.join(record['conflicts'])} 矛盾"
    if record["standing"] == "undone":
        return "已撤销"
    if record["claim"] == "undo":
        return "撤销"
    return STANDINGS.get(record["standing"] or "", "未入图谱")
