"""The commands that ask the graph: who, sparql, queries, check."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .output import explain, note, room, say, show

if TYPE_CHECKING:
    from .graph.check import Note
    from .graph.duties import Duty
    from .queries.named import NamedQuery

DONE, FOUND = 0, 1


def who(question: str, store: Path, form: str | None, narrow: dict[str, Any]) -> int:
    """Answer a question and print the tasks with their passages."""
    from . import replies, terminal
    from .queries.asking.records import Narrow
    from .queries.who import answer

    reply = answer(store, question, _due_day, Narrow(**narrow))
    if form == "json":
        from .queries.asking.written import as_json

        say(terminal.as_json(as_json(reply)))
    elif form == "csv":
        say(terminal.as_csv(replies.HEADS, replies.rows(reply)))
    else:
        say(replies.page(reply, room(), lit=sys.stdout.isatty()))
    for finding in reply.findings:
        explain(finding)
    return DONE


def _due_day(text: str, year: int | None) -> tuple[str, str] | None:
    """The due time of a question; its patterns are made only where a question may name one."""
    from .loaders.times import due_day

    return due_day(text, year)


def read_duties(store: Path, year: int | None) -> list[Duty]:
    """Read the tasks of a store, or of one year of it."""
    from .graph.duties import duties
    from .graph.store import Store

    with Store.reading(store) as opened:
        found = duties(opened, year)
    if not found:
        note(f"图谱中没有{f' {year} 年的' if year else ''}任务")
    return found


def sparql(query: str, params: Sequence[str], form: str, store: Path) -> int:
    """Run a named query, a query file or a SPARQL text, and print what it finds."""
    from . import terminal
    from .graph.store import Store
    from .queries.results import table, written
    from .queries.running import run

    values = dict(read_parameter(p) for p in params)
    with Store.reading(store) as opened:
        answer = run(opened, query_text(query), values)
    if form == "table":
        heads, rows = table(answer)
        say(terminal.sheet(heads, rows, room()))
        note(f"{len(rows)} 行")
    else:
        say(written(answer, form).rstrip("\n"))
    return DONE


def query_text(query: str) -> str:
    """Read a query file where one is named; a name or a SPARQL text stands for itself."""
    path = Path(query)
    try:
        if path.suffix in {".rq", ".sparql"}:
            return path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(f"{query}：读不了这个查询文件（{error}）；请核对路径和编码（UTF-8）") from None
    return query


def read_parameter(text: str) -> tuple[str, str]:
    """Read `day=2018-12-31`."""
    name, equals, value = text.partition("=")
    if not equals:
        raise UsageError(f"-p {text}：应写成 名称=值，如 day=2018-12-31")
    return name, value


def queries(form: str | None) -> int:
    """List the named queries."""
    from .queries.named import catalogue

    found = catalogue()
    rows = [[q.name, q.zh, parameters_of(q), " ".join(f"{k}={v}" for k, v in q.example)] for q in found]
    heads = ("名称", "查什么", "参数", "示例")
    show(form, heads, rows, lambda: [query_record(q) for q in found])
    return DONE


def parameters_of(query: NamedQuery) -> str:
    """Name a query's parameters, in brackets those that may be left out."""
    return " ".join(p.name if p.required else f"[{p.name}]" for p in query.parameters)


def query_record(query: NamedQuery) -> dict[str, Any]:
    """Write a named query for scripts."""
    parameters = [
        {"name": p.name, "kind": p.kind, "required": p.required, "zh": p.zh, "en": p.en} for p in query.parameters
    ]
    return {
        "name": query.name, "zh": query.zh, "en": query.en, "parameters": parameters, "example": dict(query.example),
    }  # fmt: skip


def check(store: Path, form: str | None) -> int:
    """Print what is to be looked at: broken shapes, unresolved names, what was not understood."""
    from dataclasses import asdict

    from .graph.check import check as checked
    from .graph.store import Store

    with Store.reading(store) as opened:
        notes = checked(opened)
    if form:
        rows = [[n.file, n.line, n.page, n.kind, n.message, n.passage] for n in notes]
        show(form, ("文件", "行", "页", "种类", "问题", "原文"), rows, lambda: [asdict(n) for n in notes])
    else:
        for n in notes:
            say(told(n))
    note(f"共 {len(notes)} 处" if notes else "没有发现问题")
    return FOUND if notes else DONE


def told(found: Note) -> str:
    """Set one finding: where, what, and the words."""
    from .terminal import clean, wrap

    head = (
        f"{found.file}:{found.line} {found.message}（{found.kind}）" if found.line else f"{found.file} {found.message}"
    )
    return "\n".join([*wrap(clean(head), room()), *(f"    {line}" for line in wrap(found.passage, room() - 4) if line)])
