"""The commands that search and query: `zeren who`, `find`, `sparql`, `queries`."""

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
        "zeren who 渣土车沿路撒土归谁管",
        "zeren who 市检察院负责哪些任务 --year 2024 --json",
        "zeren who 水气暖报装2022年和2024年分别由谁牵头",
    )
)
@click.argument("question", metavar="QUESTION", nargs=-1, required=True)
@click.option("--year", metavar="Y", type=int, help="只看这一年的文件")
@click.option("--unit", metavar="NAME", help="只看这个单位的任务")
@click.option("--role", type=click.Choice(["lead", "responsible"]), help="lead 牵头，responsible 责任")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="最多列出几项（默认：按事项问 10 项，其余全部）")
@STORE_OPTION
@table_options
def who(question: tuple[str, ...], store: Path, form: str | None, **narrow: Any) -> int:
    """谁负责什么：用日常的话问事项、单位、年份、期限、依据、沿革；答不了的会说明原因。

    Who owns what: ask in plain Chinese for a topic, unit, year, deadline, policy basis or history.
    """
    from . import inquiries

    return inquiries.who(" ".join(question), store, form, narrow)


@click.command(
    epilog=examples(
        "zeren sparql owners", "zeren sparql 查询.rq --format csv", "zeren sparql due-before -p day=2018-12-31"
    )
)
@click.argument("query", metavar="NAME|QUERY|FILE")
@click.option("-p", "--param", "params", metavar="K=V", multiple=True, help="命名查询的参数，可多次给出")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json", "xml", "ttl"]), default="table")
@STORE_OPTION
@click.option("--json", "form", flag_value="json", help="同 --format json")
@click.option("--csv", "form", flag_value="csv", help="同 --format csv")
def sparql(query: str, params: tuple[str, ...], form: str, store: Path) -> int:
    """运行命名查询、查询文件或一句 SPARQL。

    Run a named query, a query file or a SPARQL string.
    """
    from . import inquiries

    return inquiries.sparql(query, params, form, store)


@click.command(epilog=examples("zeren queries", "zeren queries --json"))
@table_options
def queries(form: str | None) -> int:
    """列出命名查询：各查什么，要什么参数。

    List the named queries and their parameters.
    """
    from . import inquiries

    return inquiries.queries(form)


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
