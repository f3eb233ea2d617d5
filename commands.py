"""What each command does: one call of the library, its answer printed, an exit code back."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import InputError, UsageError

if TYPE_CHECKING:
    from .graph.build import BuildReport
    from .graph.duties import Duty
    from .queries.named import NamedQuery
    from .terminal import Cell

DONE, FOUND = 0, 1
STANDARD_INPUT = "-"
EVERY = 50
WIDEST = 160


def say(text: str) -> None:
    """Print an answer."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Print progress or a finding."""
    sys.stdout.flush()
    sys.stderr.write(text + "\n")


def room() -> int:
    """How many columns the reader has: those of the terminal, 80 where there is none."""
    return min(WIDEST, shutil.get_terminal_size((80, 24)).columns)


def show(form: str | None, heads: Sequence[str], rows: Iterable[Sequence[Cell]], records: Callable[[], Any]) -> None:
    """Print rows as a table or CSV, or the records behind them as JSON."""
    from . import terminal

    if form == "json":
        say(terminal.as_json(records()))
    elif form == "csv":
        say(terminal.as_csv(heads, rows))
    else:
        say(terminal.table(heads, rows, room()))


def bundled() -> Path:
    """Where the documents are that come with zeren."""
    return Path(__file__).resolve().parent / "corpus"


def build(paths: Sequence[Path], store: Path, jobs: int, form: str | None) -> int:
    """Build the graph and say what became of the files."""
    from . import terminal
    from .graph.build import build as built
    from .loaders.documents import Documents

    report = built(list(paths) or [bundled()], store, Documents(), jobs=jobs, progress=progress)
    for error in report.failed:
        note(f"未读入：{error}")
    if report.findings:
        note(f"待核 {sum(n for _, n in report.findings)} 处，运行 zeren check 查看")
    counts = summary(report)
    say(terminal.as_json(counts) if form == "json" else summed_up(counts, store))
    return InputError.exit_code if report.nothing_read else DONE


def progress(outcome: str, path: str, done: int, total: int) -> None:
    """Tell how far a build is: on one line of a terminal, elsewhere a line every `EVERY` documents."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{done}/{total} {Path(path).name[:40]}" + ("\r\x1b[K" if done == total else ""))
        sys.stderr.flush()
    elif done % EVERY == 0 and outcome:
        note(f"已处理 {done}/{total} 份文件")


def summary(report: BuildReport) -> dict[str, Any]:
    """Count what became of the files."""
    lists = ("added", "replaced", "unchanged", "removed", "duplicate", "failed")
    counts: dict[str, Any] = {name: len(getattr(report, name)) for name in lists}
    findings = dict(report.findings)
    return counts | {"tasks": report.tasks, "practices": report.practices, "findings": findings}


def summed_up(counts: dict[str, Any], store: Path) -> str:
    """Write the counts as a sentence."""
    words = {
        "added": "新增", "replaced": "更新", "unchanged": "未变",
        "removed": "移除", "duplicate": "内容重复", "failed": "未能读入",
    }  # fmt: skip
    parts = "，".join(f"{word} {counts[key]}" for key, word in words.items() if counts[key]) or "没有文件"
    return f"图谱 {store}：文件{parts}；本次读出任务 {counts['tasks']} 项、做法 {counts['practices']} 条"


def extract(file: str) -> int:
    """Print one document, or standard input, as annotation JSON."""
    from . import terminal
    from .loaders.annotation import annotate
    from .loaders.extract import extract as extracted
    from .loaders.files import read, read_bytes

    piped = file == STANDARD_INPUT
    source = read_bytes(sys.stdin.buffer.read(), STANDARD_INPUT) if piped else read(Path(file))
    say(terminal.as_json(annotate(extracted(source))))
    return DONE


def due_day(text: str, year: int | None) -> tuple[str, str] | None:
    """Find the words and the last day of a due time in a question; a year alone is none."""
    from .loaders.times import read_deadline

    hit = read_deadline(text, year)
    words = text[hit.start : hit.end] if hit else ""
    bare = words.rstrip("年度").isdecimal()
    return (words, hit.date) if hit and hit.date and not bare else None


def evaluate(gold: Path, files: Sequence[Path], bars: Sequence[str], shown: Sequence[str], form: str | None) -> int:
    """Score documents against their gold, print the table and every error, and say whether the bars are met."""
    from . import scorecard
    from .loaders.evaluation import evaluate as evaluated

    wanted = dict(scorecard.read_bar(bar) for bar in bars)
    fields = [scorecard.read_field(field) for field in shown]
    scores = list(evaluated(gold, list(files)))
    show(form, scorecard.HEADS, scorecard.rows(scores, repeat=form == "csv"), lambda: scorecard.records(scores))
    if not form:
        for line in scorecard.errors(scores, fields):
            say(line)
    low = scorecard.below(scores, wanted)
    for line in low:
        note(line)
    return FOUND if low else DONE


def who(question: str, store: Path, form: str | None, narrow: dict[str, Any]) -> int:
    """Answer a question and print the tasks with their passages."""
    from . import replies, terminal
    from .graph.duties import documents, duties
    from .graph.store import Store
    from .queries.who import Narrow, as_json
    from .queries.who import who as asked

    with Store.reading(store) as opened:
        reply = asked(question, duties(opened), documents(opened), due_day, Narrow(**narrow))
    if form == "json":
        say(terminal.as_json(as_json(reply)))
    elif form == "csv":
        say(terminal.as_csv(replies.HEADS, replies.rows(reply)))
    else:
        say(replies.page(reply, room()))
    for finding in reply.findings:
        note(finding)
    return DONE


def load(year: int | None, store: Path, form: str | None) -> int:
    """Print the units by load."""
    from dataclasses import asdict

    from .graph.load import SURE, loads

    table = loads(read_duties(store, year))
    rows = [
        [x.unit, x.year, x.lead, x.responsible, round(x.load, 2), round(x.expected, 2), x.p, x.q, x.verdict]
        for x in table
    ]
    heads = ("单位", "年度", "牵头", "责任", "负荷", "平均", "p", "q", "结论")
    show(form, heads, rows, lambda: [asdict(x) for x in table])
    if not form:
        note("负荷：牵头 1，k 家共同负责各 1/k。平均：同类单位均分。p 由模拟得出，q 经 Benjamini–Hochberg 校正；")
        note(f"q < {SURE} 才称显著，只说明与均分不同，不说明分工不当。各区、各部门等统称不计。")
    return DONE


def read_duties(store: Path, year: int | None) -> list[Duty]:
    """Read the tasks of a store, or of one year of it."""
    from .graph.duties import duties
    from .graph.store import Store

    with Store.reading(store) as opened:
        found = duties(opened, year)
    if not found:
        note(f"图谱中没有{f' {year} 年的' if year else ''}任务")
    return found


def draw(out: Path, store: Path, *, view: str, year: int | None, nodes: int) -> int:
    """Write a map."""
    from .graph.map import page

    found = read_duties(store, year)
    write(out, page(found, "partners" if view == "partners" else "duties", nodes).encode())
    say(f"已写出 {out}：{len(found)} 项任务，用浏览器打开即可，无需联网")
    return DONE


def ledger(out: Path, year: int | None, store: Path) -> int:
    """Write the ledger."""
    from .graph.duties import duties
    from .graph.ledger import ledger as workbook
    from .graph.remarks import remarks
    from .graph.store import Store

    with Store.reading(store) as opened:
        found, odd = duties(opened, year), remarks(opened)
    files = {duty.file for duty in found}
    write(out, workbook(found, [remark for remark in odd if year is None or remark.file in files]))
    say(f"已写出 {out}：{len(found)} 项任务")
    return DONE


def write(out: Path, data: bytes) -> None:
    """Write a file; what stood there before is replaced whole or not at all."""
    beside = out.with_name(f".{out.name}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(out)
    except OSError as error:
        raise UsageError(f"{out}：写不了（{error.strerror}）；请检查权限与路径") from None


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


def export(out: Path, form: str | None, store: Path) -> int:
    """Export the graph."""
    raise UsageError(f"{out}{form}{store}")


def check(store: Path, form: str | None) -> int:
    """Check the graph."""
    raise UsageError(f"{store}{form}")
