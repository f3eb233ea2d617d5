"""The commands on a folder of tables and N-Quads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from click.core import ParameterSource

from .commands import DONE, bundled
from .errors import InputError, UsageError
from .output import note, say
from .progress import Told

if TYPE_CHECKING:
    import click

    from .lake.filling import Engine
    from .lake.records import Report

SIZES: Final = {"pool": 1000, "spark": 4000}  # documents of a wave; one of Spark's costs some seconds besides


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
    from . import terminal, unread
    from .lake.filling import fill

    given = list(paths) or [str(bundled())]
    with Told() as told:
        report = fill(engine(where, told), given, size=where.wave or SIZES[where.engine], progress=told.read)
    failed = report.written.failed
    for line in unread.told(failed, "findings 表（code = unreadable）或 --json"):
        note(line)
    if report.unread:
        note(f"另有 {report.unread} 份此前未能读入、内容未变，见 findings 表（code = unreadable）")
    counts = summary(report)
    records = {"unread": unread.records(failed)}
    say(terminal.as_json(counts | records) if form == "json" else summed_up(counts, where.out or ""))
    read = report.written.plans or report.unchanged
    return DONE if read else InputError.exit_code


def refuse(context: click.Context, engine: str) -> None:
    """Refuse options that mean nothing here. Errors: UsageError."""
    flags = {"store": "--store", "decisions": "--decisions", "compare": "--no-compare"}
    flags |= {"jobs": "--jobs"} if engine == "spark" else {}
    given = [flag for name, flag in flags.items() if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        raise UsageError(f"{'、'.join(given)} 不与 --out{' --engine spark' if engine == 'spark' else ''} 同用；请去掉")


def engine(where: Where, told: Told) -> Engine:
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
    from .lake.places import here
    from .lake.pool import PoolEngine

    return PoolEngine(documents, Path(here(where.out)), where.jobs, told.seen)


def summary(report: Report) -> dict[str, Any]:
    """Count what became of the files."""
    written = report.written
    failed = len(written.failed)
    return {
        "read": report.read - failed, "unchanged": report.unchanged - report.unread, "removed": report.removed,
        "duplicate": report.duplicate, "failed": failed + report.unread, "plans": written.plans,
        "quads": written.quads, "tasks": written.tasks, "practices": written.practices,
        "findings": dict(sorted(written.findings.items())),
    }  # fmt: skip


def summed_up(counts: dict[str, Any], out: str) -> str:
    """Write the counts as a sentence."""
    words = {"read": "读入", "unchanged": "未变", "removed": "移除", "duplicate": "内容重复", "failed": "未能读入"}
    parts = "，".join(f"{word} {counts[key]}" for key, word in words.items() if counts[key]) or "没有可读的"
    gave = f"任务 {counts['tasks']} 项、做法 {counts['practices']} 条、四元组 {counts['quads']} 条"
    return f"{out}：文件{parts}；本次读出{gave}"
