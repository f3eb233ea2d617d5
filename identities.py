"""The commands on who is who: unit, decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from .graph.wording import STANDINGS
from .output import note, room, say, show

if TYPE_CHECKING:
    from .graph.identity.decisions import Claim, Decision
    from .graph.patience import Patience
    from .graph.store import Store

DONE = 0
SHOWN = 5


def unit(name: str, on: str | None, place: str | None, store: Path, form: str | None) -> int:
    """Print what is known of the units that a name is a name of, or of those that did their work on a day."""
    from . import dossiers, terminal
    from .graph.identity.dossier import unit as asked
    from .graph.manifest import namer
    from .graph.store import Store

    with Store.reading(store) as opened:
        known = asked(opened, namer(opened), name, on, place)
    if form == "json":
        say(terminal.as_json(record(known)))
    elif form == "csv":
        say(terminal.as_csv(dossiers.HEADS, dossiers.rows(known)))
    elif known.units:
        say(dossiers.page(known, room()))
    if known.earliest:
        note(f"图谱中最早的文件为 {known.earliest} 年，之前情况不详")
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

    return {
        "asked": known.asked, "on": known.on, "earliest": known.earliest,
        "units": [blank(asdict(one)) for one in known.units], "near": known.near,
    }  # fmt: skip


def blank(facts: Any) -> Any:
    """Write days that are not known as null."""
    if isinstance(facts, dict):
        return {k: None if v == "" and k in {"date", "by", "since"} else blank(v) for k, v in facts.items()}
    return [blank(one) for one in facts] if isinstance(facts, list | tuple) else facts


class Signed(NamedTuple):
    """By whom, when and why something is decided, the place that names are of, and whether to insist."""

    who: str
    when: str
    why: str
    place: str | None = None
    force: bool = False


def decide(claim: Claim, words: Sequence[str], store: Path, decisions: Path | None, signed: Signed) -> int:
    """Write down a decision, bring the store up to it, and say what became of it."""
    from .graph.identity.deciding import Choice
    from .graph.identity.decisions import beside
    from .graph.identity.recording import made_of, record
    from .graph.store import Store

    path = decisions or beside(store)
    with Store.reading(store, unfinished=True):  # there is one, or the error says how to build it
        known = table(path)
    with Store.writing(store) as opened:
        choice = Choice(signed.place, signed.force)
        made = made_of(claim, words, opened, known, signed[:3], choice)
        lost(opened, path, known)
        done = record(opened, path, known, made)
        if done.already:
            note(f"已有此判定（{done.decision.id}），未再记录")
            return DONE
        say(f"{done.decision.id}  {sentence(done.decision)}")
        note(f"已记入 {path}")
        if done.remark:
            note(done.remark)
    return DONE


def table(path: Path) -> tuple[Decision, ...]:
    """Read a table of decisions, and say where its ids were made anew."""
    from .graph.identity.table import read

    known = read(path)
    anew = [d for d in known if d.written != d.id]
    if anew:
        pairs = "、".join(f"第 {d.line} 行 {d.written or '（空）'} → {d.id}" for d in anew[:SHOWN])
        note(
            f"{path}：{len(anew)} 行的编号与内容不符或空缺，已按内容重新编号：{pairs}"
            + ("…" if len(anew) > SHOWN else "")
        )
    return known


def lost(store: Store, path: Path, known: Sequence[Decision]) -> None:
    """Say which decisions of a store's last build the table in use does not have."""
    from .graph.identity.recording import standings

    gone = sorted(standings(store).keys() - {d.id for d in known})
    if gone:
        shown = "、".join(gone[:SHOWN]) + ("…" if len(gone) > SHOWN else "")
        note(
            f"上次建图谱时的 {len(gone)} 条判定（{shown}）不在所用的 {path} 中，不再生效；"
            "若在另一份表里，请用 --decisions 指明"
        )


def before_build(store: Path, decisions: Path | None) -> Path:
    """Say what of the last build's decisions the table in use does not have; give that table."""
    from .graph.identity.decisions import beside
    from .graph.store import Store

    path = decisions or beside(store)
    known = table(path)
    if store.exists():
        with Store.reading(store, unfinished=True) as opened:
            lost(opened, path, known)
    return path


def after_build(store: Path, path: Path, patience: Patience | None = None) -> None:
    """Say how the decisions of the table in use stand; a server that fails now and then is asked with `patience`."""
    from .graph.identity.recording import standings
    from .graph.store import Store

    with Store.reading(store, patience) as opened:
        counts = Counter(standing for standing, _ in standings(opened).values())
    if counts:
        told = "，".join(f"{word} {counts[key]}" for key, word in STANDINGS.items())
        hint = "；运行 zeren decide list 查看" if counts.total() > counts["in-force"] else ""
        note(f"人工判定 {path}：{told}{hint}")


def sentence(decision: Decision) -> str:
    """Say what was decided."""
    from .graph.identity.applying import told
    from .terminal import clean

    return clean(told(decision))


def decided(store: Path, decisions: Path | None, form: str | None) -> int:
    """List the decisions with how they stand."""
    from .graph.identity.decisions import beside
    from .graph.store import Store
    from .terminal import wrap

    path = decisions or beside(store)
    with Store.reading(store) as opened:
        listed = records(opened, table(path))
    rows = [
        [
            r["id"],
            r["words"],
            "；".join(map(task_in_words, r["tasks"])),
            standing_in_words(r),
            r["who"],
            r["when"],
            r["why"],
        ]
        for r in listed
    ]
    if form:
        show(form, ("编号", "判定", "任务", "状态", "何人", "何时", "为何"), rows, lambda: listed)
        return DONE
    for id_, words, tasks, standing, who, when, why in rows:
        lines = (
            f"{id_}  {standing}  {who} {when}",
            f"  {words}",
            f"  任务：{tasks}" if tasks else "",
            f"  理由：{why}",
        )
        for line in filter(None, lines):
            say("\n  ".join(wrap(line, room() - 2)))
    note(f"{path}：{len(listed)} 条" if listed else f"{path}：还没有判定")
    return DONE


def records(store: Store, known: Sequence[Decision]) -> list[dict[str, Any]]:
    """Write decisions for scripts; a standing is empty where the store has not seen it, and for an undo."""
    from dataclasses import asdict

    from .graph.identity.decisions import undone
    from .graph.identity.found import Tasks, documents_of
    from .graph.identity.recording import standings

    held, back, tasks = standings(store), undone(known), Tasks(store, documents_of(known))
    found = []
    for d in known:
        standing, against = held.get(d.id, ("", ()))
        standing = "undone" if d.id in back else standing
        there = [tasks.find(key) for key in d.tasks]
        facts = asdict(d) | {
            "words": sentence(d), "standing": standing or None,
            "conflicts": against if standing == "in-conflict" else (),
        }  # fmt: skip
        facts["tasks"] = [
            asdict(key) | {"file": task and task.file, "year": (task and task.year) or None,
                           "number": task.number if task else key.number}
            for key, task in zip(d.tasks, there, strict=True)
        ]  # fmt: skip
        found.append(facts)
    return found


def task_in_words(task: dict[str, Any]) -> str:
    """Name a task by file, number and year."""
    from .terminal import clean

    year = f"（{task['year']} 年）" if task["year"] else ""
    return clean(f"{task['file'] or '不在图谱中的文件 ' + task['document'][:8]}:{task['number']}{year}")


def standing_in_words(record: dict[str, Any]) -> str:
    """Say how a decision stands."""
    if record["conflicts"]:
        return f"与 {'、'.join(record['conflicts'])} 矛盾"
    if record["standing"] == "undone":
        return "已撤销"
    if record["claim"] == "undo":
        return "撤销"
    return STANDINGS.get(record["standing"] or "", "未入图谱")
