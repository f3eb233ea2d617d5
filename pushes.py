"""The command that brings a folder of tables and N-Quads into a store: `zeren push`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from .options import DECISIONS_OPTION, STORE_OPTION, examples

if TYPE_CHECKING:
    from .lake.pushing import Report

EVERY = 5.0  # seconds between two notes of progress


@click.command(
    epilog=examples(
        "zeren push 全省 --store http://localhost:7878",
        "zeren push 全省 --store http://dba:…@localhost:8890/sparql --verify",
        "zeren push 全省 --store 市级.db --mirror",
    )
)
@click.argument("name", metavar="DIR")
@STORE_OPTION
@click.option("--mirror", is_flag=True, help="图谱里有而 DIR 里没有的一并移除，直接建入的也在内")
@click.option("--verify", is_flag=True, help="把每个图读回，核对 SHA-256；不符的重送")
@click.option(
    "--tries", metavar="N", type=click.IntRange(min=1), default=8, help="服务器不答或忙时每个请求试几次（默认 8）"
)
@click.option(
    "--wait", metavar="S", type=click.FloatRange(min=0.1), default=300.0, help="每个请求最多等几秒（默认 300）"
)
@DECISIONS_OPTION
@click.option("--no-compare", "compare", flag_value=False, default=True, help="只送入，不比较各年文件")
@click.option("--json", "form", flag_value="json", help="输出 JSON")
def push(
    name: str, store: Path, form: str | None, decisions: Path | None, *, compare: bool, mirror: bool, verify: bool,
    tries: int, wait: float,
) -> int:  # fmt: skip
    """把 zeren build --out 写出的文件夹送进图谱（文件夹或 SPARQL 服务器）；已送完的跳过，断了可接着送。

    Push the folder that `zeren build --out` wrote into a store: checked graph by graph, resumed where it stopped.
    """
    from . import identities, terminal
    from .graph.build import Then
    from .graph.patience import Patience
    from .lake.pushing import How
    from .lake.pushing import push as pushed
    from .output import note, say

    folder = lake_at(name)
    table = identities.before_build(store, decisions)
    patience = Patience(tries=tries, wait=wait, told=note)
    report = pushed(
        folder, store, then=Then(decisions, compare), patience=patience, how=How(mirror, verify), progress=Told()
    )
    identities.after_build(store, table, patience)
    if report.besides:
        note(f"图谱中另有 {report.besides} 份不在 {folder}；要移除请加 --mirror")
    say(terminal.as_json(asdict(report)) if form == "json" else summed_up(report, store, verified=verify))
    return 0


def lake_at(name: str) -> Path:
    """The folder on this machine that a lake's name means. Errors: UsageError for one on another file system."""
    from .errors import UsageError
    from .lake.places import local

    path = local(name)
    if path is None:
        told = f"请先复制到本机（如 hadoop fs -get {name} 文件夹），再运行 zeren push 文件夹"
        raise UsageError(f"{name}：push 只读本机的文件夹；{told}")
    return Path(path)


class Told:
    """Tells how far a push is, how fast, and how long it still takes."""

    def __init__(self) -> None:
        self._begun = self._last = monotonic()
        self._first: int | None = None

    def __call__(self, done: int, total: int, quads: int) -> None:
        """Note that `done` of `total` graphs are there, and that `quads` were sent."""
        from .output import note

        now = monotonic()
        first = self._first = done if self._first is None else self._first
        if now - self._last < EVERY and done != total:
            return
        self._last = now
        passed = max(now - self._begun, 1e-9)
        rest = (total - done) / max((done - first) / passed, 1e-9) / 60
        left = f"，约余 {rest:.0f} 分钟" if first < done < total else ""
        note(f"已有 {done}/{total} 个图" + (f"，每秒 {quads / passed:,.0f} 条" if quads else "") + left)


def summed_up(report: Report, store: Path, *, verified: bool) -> str:
    """Write the counts as a sentence, and what was checked: of what was sent the counts, all of it if `verified`."""
    from .graph.server import shown

    words = {"sent": "送入", "unchanged": "已有", "removed": "移除", "mended": "修复", "repeated": "重送"}
    counts = asdict(report)
    parts = "，".join(f"{word} {counts[key]}" for key, word in words.items() if counts[key]) or "没有可送的"
    sent = f"；本次送入四元组 {report.quads:,} 条，已核对条数" if report.quads else ""
    read = "；DIR 中的图均已读回，SHA-256 相符" if verified else ""
    return f"图谱 {shown(store)}：图{parts}{sent}{read}"
