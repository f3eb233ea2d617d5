"""The commands that read documents and write files: build, extract, eval, map, ledger, export."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import identities
from .errors import InputError, UsageError
from .inquiries import read_duties
from .output import note, say, show, write

if TYPE_CHECKING:
    from .graph.build import BuildReport

DONE, FOUND = 0, 1
STANDARD_INPUT = "-"
LAYOUTS = "maps"  # the folder in a store where layouts of maps are kept


def bundled() -> Path:
    """Where the documents are that come with zeren."""
    return Path(__file__).resolve().parent / "corpus"


def build(
    paths: Sequence[Path], store: Path, form: str | None, *, jobs: int, decisions: Path | None, compare: bool
) -> int:
    """Build the graph and say what became of the files."""
    from . import terminal, unread
    from .graph.build import Then
    from .graph.build import build as built
    from .loaders.documents import Documents
    from .progress import Told

    given = list(paths) or [bundled()]
    table = identities.before_build(store, decisions)
    with Told() as told:
        report = built(given, store, Documents(), jobs=jobs, progress=told, then=Then(decisions, compare))
    failed = [error.trouble for error in report.failed]
    for line in unread.told(failed, "--json"):
        note(line)
    if report.findings:
        note(f"待核 {sum(n for _, n in report.findings)} 处，运行 zeren check 查看")
    identities.after_build(store, table)
    counts = summary(report)
    said = terminal.as_json(counts | {"unread": unread.records(failed)}) if form == "json" else summed_up(counts, store)
    say(said)
    return InputError.exit_code if report.nothing_read else DONE


def summary(report: BuildReport) -> dict[str, Any]:
    """Count what became of the files."""
    lists = ("added", "replaced", "unchanged", "removed", "duplicate", "failed")
    counts: dict[str, Any] = {name: len(getattr(report, name)) for name in lists}
    findings = dict(report.findings)
    return counts | {"tasks": report.tasks, "practices": report.practices, "findings": findings}


def summed_up(counts: dict[str, Any], store: Path) -> str:
    """Write the counts as a sentence."""
    from .graph.server import shown

    words = {
        "added": "新增", "replaced": "更新", "unchanged": "未变",
        "removed": "移除", "duplicate": "内容重复", "failed": "未能读入",
    }  # fmt: skip
    parts = "，".join(f"{word} {counts[key]}" for key, word in words.items() if counts[key]) or "没有可读的"
    return f"图谱 {shown(store)}：文件{parts}；本次读出任务 {counts['tasks']} 项、做法 {counts['practices']} 条"


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


def draw(out: Path, store: Path, *, view: str, year: int | None, nodes: int | None) -> int:
    """Write a map: a page, or where the name ends in .svg a drawing for print."""
    from .graph.address import is_remote
    from .graph.comparing import comparison
    from .graph.duties import register
    from .graph.maps.known import known
    from .graph.maps.page import page
    from .graph.maps.records import VIEWS
    from .graph.maps.svg import svg
    from .graph.store import Store

    suffix = out.suffix.lower()
    if suffix not in {".html", ".htm", ".svg"}:
        raise UsageError(f"{out}：只能写 .html 或 .svg；要 PNG，请打开网页后点“存为图片”")
    wanted = next(one for one in VIEWS if one == view)
    found = read_duties(store, year)
    with Store.reading(store) as opened:
        links = comparison(opened).continuity.links if wanted == "continuity" else ()
        told = known(register(opened).names, links)
    make = svg if suffix == ".svg" else page
    layouts = None if is_remote(store) else store / LAYOUTS
    write(out, make(found, wanted, nodes=nodes, known=told, layouts=layouts).encode("utf-8", "replace"))
    told_how = "可直接打印" if suffix == ".svg" else "用浏览器打开即可，无需联网"
    say(f"已写出 {out}：{len(found)} 项任务，{told_how}")
    return DONE


def ledger(out: Path, year: int | None, store: Path) -> int:
    """Write the ledger."""
    from .graph.check import findings, unresolved
    from .graph.duties import duties
    from .graph.ledger import ledger as workbook
    from .graph.store import Store

    with Store.reading(store) as opened:
        found = duties(opened, year)
        notes = sorted([*findings(opened), *unresolved(opened)])
    files = {duty.file for duty in found}
    write(out, workbook(found, [n for n in notes if year is None or n.file in files]))
    say(f"已写出 {out}：{len(found)} 项任务")
    return DONE


def export(out: Path, form: str | None, store: Path) -> int:
    """Write the graph in another form."""
    from .graph.export import exported, form_of
    from .graph.store import Store

    wanted = form_of(out, form)
    with Store.reading(store) as opened:
        write(out, exported(opened, wanted))
    say(f"已写出 {out}（{wanted}）")
    return DONE
