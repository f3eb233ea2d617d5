"""The commands on a folder of tables and N-Quads."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from .commands import DONE, bundled
from .errors import InputError, UsageError
from .output import note, say

if TYPE_CHECKING:
    from .graph.store import Store
    from .lake.filling import Engine
    from .lake.records import Report

SIZE: Final = 1000
WAITS: Final = (1.0, 2.0, 4.0, 8.0, 16.0, 30.0)  # seconds before each further try of a request
TOLD: Final = 20  # documents named that could not be read; the table of findings has all


@dataclass(frozen=True, slots=True)
class Where:
    """Where a lake is written, and by whom: `engine` is pool or spark, `wave` how many documents at once."""

    out: str | None
    engine: str
    master: str | None
    wave: int | None
    jobs: int


def build(paths: Sequence[str], where: Where, form: str | None) -> int:
    """Fill the lake and say what became of the files. Errors: UsageError for options that do not fit together."""
    from . import terminal
    from .lake.filling import fill

    given = list(paths) or [str(bundled())]
    report = fill(engine(where), given, size=where.wave or SIZE, progress=_Told())
    for trouble in report.written.failed[:TOLD]:
        note(f"未读入：{InputError(*trouble)}")
    if len(report.written.failed) > TOLD:
        note(f"未读入的共 {len(report.written.failed)} 份，其余见 findings 表（code = unreadable）")
    counts = summary(report)
    say(terminal.as_json(counts) if form == "json" else summed_up(counts, where.out or ""))
    read = report.written.plans or report.unchanged
    return DONE if read else InputError.exit_code


def engine(where: Where) -> Engine:
    """Make the engine that is asked for. Errors: UsageError."""
    from .loaders.documents import Documents

    if not where.out:
        raise UsageError("--engine、--master、--wave 须配合 --out DIR；建图谱时不用")
    documents = Documents(tables=True)
    if where.engine == "spark":
        from .spark.engine import SparkEngine

        return SparkEngine(documents, where.out, where.master)
    if where.master:
        raise UsageError("--master 只用于 --engine spark")
    from .lake.pool import PoolEngine

    return PoolEngine(documents, Path(where.out), where.jobs)


class _Told:
    """Tells how far a run is, how fast, and how long it still takes."""

    def __init__(self) -> None:
        self._begun = monotonic()

    def __call__(self, done: int, total: int) -> None:
        rate = done / max(monotonic() - self._begun, 1e-9)
        rest = (total - done) / rate / 60
        note(f"已处理 {done}/{total} 份文件，每秒 {rate:.1f} 份" + (f"，约余 {rest:.0f} 分钟" if done < total else ""))
        sys.stderr.flush()


def summary(report: Report) -> dict[str, Any]:
    """Count what became of the files."""
    written = report.written
    return {
        "read": report.read, "unchanged": report.unchanged, "removed": report.removed, "duplicate": report.duplicate,
        "failed": len(written.failed), "plans": written.plans, "quads": written.quads, "tasks": written.tasks,
        "practices": written.practices, "findings": dict(sorted(written.findings.items())),
    }  # fmt: skip


def summed_up(counts: dict[str, Any], out: str) -> str:
    """Write the counts as a sentence."""
    words = {"read": "读取", "unchanged": "未变", "removed": "移除", "duplicate": "内容重复", "failed": "未能读入"}
    parts = "，".join(f"{word} {counts[key]}" for key, word in words.items() if counts[key]) or "没有可读的"
    gave = f"任务 {counts['tasks']} 项、做法 {counts['practices']} 条、四元组 {counts['quads']} 条"
    return f"{out}：文件{parts}；本次读出{gave}"


@dataclass(frozen=True, slots=True)
class Pushing:
    """How a lake is pushed: see the options of `zeren push`."""

    mirror: bool
    verify: bool
    compare: bool
    decisions: Path | None


def push(folder: Path, store: Path, how: Pushing, form: str | None) -> int:
    """Bring a lake into a store and say what was sent."""
    from . import identities, terminal
    from .graph.identity.table import read
    from .graph.server import shown
    from .graph.store import Store
    from .lake import pushing

    table = identities.before_build(store, how.decisions)
    with Store.writing(store) as opened:
        _patient(opened)
        if how.verify and (wrong := pushing.verified(folder, opened, _Told())):
            note(f"有 {len(wrong)} 个图与 {folder} 不符，重新发送")
            pushing.forget(opened, wrong)
        told = pushing.push(folder, opened, pushing.How(how.mirror, how.compare, read(table)), _Told())
    identities.after_build(store, table)
    counts = {name: getattr(told, name) for name in ("sent", "unchanged", "removed", "besides", "quads")}
    if form == "json":
        say(terminal.as_json(counts))
        return DONE
    words = {"sent": "发送", "unchanged": "已在", "removed": "移除"}
    parts = "，".join(f"{word} {counts[key]} 份" for key, word in words.items() if counts[key]) or "没有可发的"
    say(f"{folder} → {shown(store)}：{parts}；四元组 {told.quads} 条")
    if told.besides and not how.mirror:
        note(f"图谱中另有 {told.besides} 份不在 {folder}；要移除请加 --mirror")
    return DONE


def _patient(store: Store) -> None:
    """Have a server's store try again where something fails on the way."""
    from .graph.remote import RemoteStore

    if isinstance(store, RemoteStore):
        store.patient(WAITS, lambda error, seconds: note(f"{error}；{seconds:g} 秒后再试"))
