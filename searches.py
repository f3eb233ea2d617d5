"""The command that searches the text of tasks: `zeren find`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .options import STORE_OPTION, examples, table_options

if TYPE_CHECKING:
    from .graph.fulltext.finding import Finding

HEADS = ("年度", "文件", "编号", "任务", "牵头", "原文")
FIRST = 20
AROUND = 24  # characters shown on each side of the first match


@click.command(
    epilog=examples(
        "zeren find 垃圾分类", "zeren find 〔2017〕37号 --json", "zeren find 郑州市住房保障和房地产管理局 --csv"
    )
)
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="最多列出几项（默认 20；CSV、JSON 全部）")
@STORE_OPTION
@table_options
def find(words: tuple[str, ...], limit: int | None, store: Path, form: str | None) -> int:
    """逐字查找：列出含有这些字的任务；简繁、全半角、空格不论，单位的全称、简称都算。

    Find the tasks that hold these characters, in whatever writing; units by any of their names.
    """
    from . import terminal
    from .graph.fulltext.finding import find as found_by
    from .graph.fulltext.opening import index
    from .graph.store import Store
    from .output import note, room, say

    text = " ".join(words)
    with Store.reading(store) as opened, index(opened) as held:
        found = found_by(opened, held, text, limit or (None if form else FIRST))
        total = len(held.containing(text))
    if form == "json":
        say(terminal.as_json([record(one) for one in found]))
    elif form == "csv":
        say(terminal.as_csv(HEADS, map(row, found)))
    else:
        say(terminal.sheet(HEADS, map(row, found), room()))
    shown = f"，列出前 {len(found)} 项" if len(found) < total else ""
    note(f"{total} 项任务含有“{text}”{shown}" if found else f"没有任务含有“{text}”；按意思来问，用 zeren who")
    return 0


def row(found: Finding) -> list[Any]:
    """A task as a row of text; the passage around its first match."""
    duty = found.duty
    leads = "、".join(holder.printed for holder in duty.leads)
    return [duty.year, duty.file, duty.number, duty.title, leads, excerpt(found)]


def excerpt(found: Finding) -> str:
    """The words around the first match, in 【】; the beginning of the passage where it holds none."""
    passage = found.duty.passage
    start, end = found.spans[0] if found.spans else (0, 0)
    first, last = max(0, start - AROUND), min(len(passage), end + AROUND)
    match = f"【{passage[start:end]}】" if found.spans else ""
    cut = f"{passage[first:start]}{match}{passage[end:last]}"
    return f"{'…' if first else ''}{cut}{'…' if last < len(passage) else ''}"


def record(found: Finding) -> dict[str, Any]:
    """A task in the form that scripts rely on."""
    from .queries.asking.written import task_record

    duty = found.duty
    return {
        "task": task_record(duty),
        "lead": [holder.printed for holder in duty.leads],
        "responsible": [holder.printed for holder in duty.responsible],
        "passage": duty.passage,
        "matched": [list(span) for span in found.spans],
        "start": duty.start,
        "end": duty.end,
        "line": duty.line,
    }
