"""The commands that analyse the tables of a lake in Spark: `zeren spark load`, `continuity` …"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from .options import Command, examples, table_options
from .output import note, show

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from .spark.work.tables import Tables

    Analysis = Callable[[Tables], DataFrame]

LOADS: Final = {
    "place": "地方", "year": "年度", "name": "单位", "lead": "牵头", "responsible": "责任", "load": "负荷",
    "expected": "均分", "q": "q", "verdict": "结论",
}  # fmt: skip
LINKS: Final = {
    "place": "地方", "earlier_year": "年度", "earlier_title": "较早的任务", "later_year": "年度",
    "later_title": "较晚的任务", "kind": "种类", "confidence": "把握",
}  # fmt: skip
CANDIDATES: Final = {
    "relation": "关系", "earlier_place": "地方", "earlier_year": "年度", "earlier_title": "较早的任务",
    "later_place": "地方", "later_year": "年度", "later_title": "较晚的任务", "score": "分数",
}  # fmt: skip
DEADLINES: Final = {
    "place": "地方", "year": "年度", "called": "单位", "month": "月份", "tasks": "任务", "own": "完成时限",
    "milestones": "节点", "events": "视事件而定", "overdue": "逾期",
}  # fmt: skip
WORKS: Final = {
    "title": "文件", "number": "文号", "plans": "引用的计划", "tasks": "任务", "places": "地方", "first_year": "始",
    "last_year": "终",
}  # fmt: skip
EDGES: Final = {
    "place": "地方", "year": "年度", "plan": "计划", "title": "所引文件", "number": "文号", "tasks": "任务",
    "cited": "次数",
}  # fmt: skip


class Where(NamedTuple):
    """Which lake is analysed, by which Spark, where the table goes and how much of it is printed, in which form."""

    folder: str
    master: str | None
    out: str | None
    limit: int
    form: str | None

    def run(self, name: str, analysis: Analysis, order: Sequence[str], heads: Mapping[str, str]) -> int:
        """Write the table `name` and print its first rows. Errors: UsageError, StoreError."""
        from .spark.session import session, told
        from .spark.work.outcome import first, written
        from .spark.work.tables import Tables
        from .spark.work.target import RESULTS, free

        folder = self.folder.rstrip("/") or "/"
        out = self.out or f"{folder.rstrip('/')}/{RESULTS}/{name}"
        opened = session(self.master)
        with told(folder, "请除去原因后重新运行同一命令"):
            free(opened, out, folder)
            rows = written(analysis(Tables.of(opened, folder)), out)
            found = first(rows, order, self.limit)
        if self.form:
            show(self.form, rows.columns, (list(row.values()) for row in found), lambda: found)
        else:
            show(None, tuple(heads.values()), ([row[key] for key in heads] for row in found), list)
        note(f"全表（Parquet）：{out}")
        return 0


def on_lake(command: Command) -> Command:
    """Give a command on a lake its argument and the options that all of them have."""
    for option in (
        click.option("--limit", metavar="N", type=click.IntRange(min=1), default=20, help="印出前几行（默认 20）"),
        click.option("--out", metavar="DIR2", help="全表写到哪里（默认 DIR/_analysis/ 之下）；从前的结果会被替换"),
        click.option("--master", metavar="URL", help="Spark 的主节点，如 local[2]、spark://主机:7077"),
        click.argument("folder", metavar="DIR"),
    ):
        command = option(command)
    return table_options(command)


@click.group(
    epilog=examples(
        "zeren build 文件夹 --out 全省",
        "zeren spark load 全省 --master local[2]",
        "zeren spark continuity 全省 --across --master spark://主机:7077",
        "zeren spark deadlines hdfs:///全省 --day 2024-07-01 --csv",
    )
)
def spark() -> None:
    """在 Spark 上分析 zeren build --out 写出的表：负荷、延续、时限、引用；全表写成 Parquet，印出前几行。

    Analyses of the tables in Spark, for more plans than one machine holds.
    """


@spark.command(epilog=examples("zeren spark load 全省 --master local[2]", "zeren spark load 全省 --limit 100 --csv"))
@on_lake
def load(**where: Any) -> int:
    """各地各年各单位的任务负荷及检验，与 zeren load 对同样的文件所得相同。

    Units by load, tested as `zeren load` does.
    """
    from .spark.work.loads import ORDER, loads

    return Where(**where).run("load", loads, ORDER, LOADS)


@spark.command(
    epilog=examples("zeren spark continuity 全省 --master local[2]", "zeren spark continuity 全省 --across --json")
)
@click.option("--across", is_flag=True, help="改找不同地方之间用语相近的任务（上级文件的分解、各地相互借鉴）")
@on_lake
def continuity(*, across: bool, **where: Any) -> int:
    """各地各年任务的延续（与 zeren continuity 相同）；--across 列出不同地方之间可能相承的任务，供人核对。

    What was carried on within each place; with --across, candidates between places.
    """
    from .spark.work import candidates, links

    if across:
        return Where(**where).run("candidates", candidates.candidates, candidates.ORDER, CANDIDATES)
    return Where(**where).run("links", links.links, links.ORDER, LINKS)


@spark.command(
    epilog=examples("zeren spark deadlines 全省 --master local[2]", "zeren spark deadlines 全省 --day 2024-07-01 --csv")
)
@click.option("--day", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="到这一天为止算逾期；不给则不算")
@on_lake
def deadlines(day: datetime | None, **where: Any) -> int:
    """各地各年各单位逐月的完成时限与节点，到某日已逾期的、没有确切日期的。

    Deadlines by unit, year, place and month.
    """
    from functools import partial

    from .spark.work import deadlines as due

    analysis = partial(due.deadlines, day=day.date().isoformat() if day else None)
    return Where(**where).run("deadlines", analysis, due.ORDER, DEADLINES)


@spark.command(
    epilog=examples("zeren spark citations 全省 --master local[2]", "zeren spark citations 全省 --edges --csv")
)
@click.option("--edges", is_flag=True, help="改列：哪份计划引用哪份文件")
@on_lake
def citations(*, edges: bool, **where: Any) -> int:
    """各文件被多少计划、任务、地方引用；--edges 列出哪份计划引用哪份文件。

    Works by how many plans, tasks and places cite them; with --edges, who cites what.
    """
    from .spark.work import citations as graph

    if edges:
        return Where(**where).run("citing", graph.edges, graph.EDGES_ORDER, EDGES)
    return Where(**where).run("works", graph.works, graph.WORKS_ORDER, WORKS)
