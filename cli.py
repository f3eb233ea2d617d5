"""The command line: every command is one call of the library, and its answer printed.

Results go to stdout, progress and findings to stderr. Exit codes: 0 done, 1 findings, 2 usage, 3 bad input, 4 store.
Nothing heavy is imported here, so that `zeren --help` comes at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from .analyses import spark
from .builds import build
from .errors import ZerenError
from .options import STORE_OPTION, examples, table_options
from .pushes import push
from .searches import find, queries, sparql, who
from .servers import serve
from .verdicts import decide

FOUND = 1
NURSERY = 50_000
"""So many new objects are made before any is looked at for cycles: a lookup makes fewer, and ends."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples("zeren build", "zeren who 厕所革命由谁负责", "zeren map 责任图.html", "zeren ledger 台账.xlsx"),
)
@click.version_option(package_name="zeren", message="%(prog)s %(version)s")
def zeren() -> None:
    """责任（zeren）：从政府文件中读出谁牵头、谁负责、何时完成、依据什么，建成知识图谱。"""


@zeren.command(epilog=examples("zeren extract 通知.pdf", "cat 通知.txt | zeren extract - > 通知.json"))
@click.argument("file", metavar="FILE")
def extract(file: str) -> int:
    """读一份文件，输出标注 JSON；FILE 为 - 时读标准输入。

    Print one document as annotation JSON.
    """
    from . import commands

    return commands.extract(file)


@zeren.command("eval", epilog=examples("zeren eval 标注/ 文件夹", "zeren eval 标注.json 通知.txt --bar units=0.95"))
@click.argument("gold", metavar="GOLD", type=click.Path(exists=True, path_type=Path))
@click.argument("files", metavar="[FILE]…", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option("--bar", "bars", metavar="FIELD=F1", multiple=True, help="某项 F1 的最低值；低于此值时退出码为 1")
@click.option("--show", "shown", metavar="FIELD", multiple=True, help="只列出这些项的错误")
@table_options
def evaluate(
    gold: Path, files: tuple[Path, ...], bars: tuple[str, ...], shown: tuple[str, ...], form: str | None
) -> int:
    """拿人工标注核对抽取结果：逐文件、逐项的准确率、召回率、F1，并列出每处错误及其原文。

    Score extractions against gold annotations.
    """
    from . import commands

    return commands.evaluate(gold, files, bars, shown, form)


@zeren.command(
    epilog=examples("zeren load --year 2018", "zeren load --unit 市城管局", "zeren load --network --year 2024 --csv")
)
@click.option("--year", metavar="Y", type=int, help="只看这一年")
@click.option("--unit", metavar="NAME", help="只看这个单位，列出各种算法；全称、所印名称，或不与他人相混的一部分")
@click.option("--place", metavar="NAME", help="只看这个地方的文件（全称，或不与他处相混的一部分）")
@click.option("--expand", is_flag=True, help="统称（各区等）分给已知的各成员，另列一栏，并按此排序")
@click.option("--network", is_flag=True, help="改列：共担、伙伴、桥梁、瓶颈、圈子及其变化")
@click.option("--silent", is_flag=True, help="改列：无牵头、无时限、无依据的任务，从不牵头的单位")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="最多列出几行（默认 20；CSV、JSON 全部）")
@STORE_OPTION
@table_options
def load(store: Path, form: str | None, **choice: Any) -> int:
    """各单位的任务负荷，并检验是否多于应有：与同类均分比，与本单位往年所占份额比。

    Units by load, tested against an even share and their own earlier share; --network, --silent.
    """
    from . import burdens

    return burdens.load(burdens.Choice(**choice), store, form)


@zeren.command(
    epilog=examples(
        "zeren continuity",
        "zeren continuity --from 2018 --to 2022 --kind handed-over",
        "zeren continuity --chains --csv",
    )
)
@click.option("--from", "start", metavar="Y", type=int, help="较早文件的年度")
@click.option("--to", "end", metavar="Y", type=int, help="较晚文件的年度")
@click.option(
    "--kind",
    type=click.Choice(["continued", "handed-over", "split", "merged", "restated"]),
    help="只看一种：延续、移交、拆分、合并、同年重述",
)
@click.option("--place", metavar="NAME", help="只看这一个地方")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="最多列出几条（默认 20）")
@click.option("--chains", is_flag=True, help="列出跨三个及以上年度的链条")
@click.option("--outcomes", is_flag=True, help="列出未再出现和新出现的任务，及最接近而未成立的任务")
@STORE_OPTION
@table_options
def continuity(store: Path, form: str | None, **choice: Any) -> int:
    """各年文件之间任务的延续、移交、拆分、合并，同年文件的重述，以及未再出现和新出现的任务。

    What was carried on, handed over, split, merged, restated, dropped, new.
    """
    from . import comparisons
    from .queries.continuity import Choice

    return comparisons.continuity(Choice(**choice), store, form)


@zeren.command(epilog=examples("zeren conflicts", "zeren conflicts --year 2018 --json"))
@click.option("--year", metavar="Y", type=int, help="只看这一年")
@click.option("--place", metavar="NAME", help="只看这一个地方")
@STORE_OPTION
@table_options
def conflicts(year: int | None, place: str | None, store: Path, form: str | None) -> int:
    """同一年的两份文件对同一任务说法不一之处：数字、时限、牵头单位，附两边原文。

    Where two documents of one year state different figures, deadlines or leads for the same task.
    """
    from . import comparisons

    return comparisons.conflicts(year, place, store, form)


@zeren.command(epilog=examples("zeren report 报告.html", "zeren report 郑州.html --place 郑州市 --store 市级.db"))
@click.argument("out", metavar="OUT.html", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--place", metavar="NAME", help="只写这一个地方（默认各地各一章，最大的 12 个）")
@STORE_OPTION
def report(out: Path, place: str | None, store: Path) -> int:
    """写出一份报告：负荷、延续、移交、表述不一、空白之处，附原文与方法；单个网页文件，断网可看，可打印。

    Write a report: load, continuity, handovers, conflicts, silent places, with passages; one offline page to print.
    """
    from . import comparisons

    return comparisons.report(out, place, store)


@zeren.command(
    "map",
    epilog=examples(
        "zeren map 责任图.html",
        "zeren map 协作图.html --view partners --year 2018",
        "zeren map 延续图.svg --view continuity",
    ),
)
@click.argument("out", metavar="OUT.html|OUT.svg", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--view",
    type=click.Choice(["duties", "partners", "continuity"]),
    default="duties",
    help="duties 任务与单位，partners 单位协作，continuity 任务逐年去向",
)
@click.option("--year", metavar="Y", type=int, help="只画这一年")
@click.option(
    "--nodes", metavar="N", type=click.IntRange(min=2), help="最多画几个点（默认全画；多于 600 个时先画成组，点击展开）"
)
@STORE_OPTION
def draw(out: Path, view: str, year: int | None, nodes: int | None, store: Path) -> int:
    """画一张可交互的责任图：单个网页文件，断网可看；OUT 为 .svg 时写一张供打印的图。

    Draw an interactive map: one offline HTML file; or an SVG to print.
    """
    from . import commands

    return commands.draw(out, store, view=view, year=year, nodes=nodes)


@zeren.command(epilog=examples("zeren ledger 台账.xlsx", "zeren ledger 2018.xlsx --year 2018"))
@click.argument("out", metavar="OUT.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", metavar="Y", type=int, help="只列这一年")
@STORE_OPTION
def ledger(out: Path, year: int | None, store: Path) -> int:
    """写出任务台账（XLSX）：一项任务一行，附原文与出处。

    Write the task ledger: a row a task.
    """
    from . import commands

    return commands.ledger(out, year, store)


@zeren.command(epilog=examples("zeren export 图谱.nq", "zeren export 图谱.ttl --format ttl"))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--format", "form", metavar="FORMAT", help="nq|ttl|jsonld|graphml|gexf|csv|ics…（默认看 OUT 的后缀）")
@STORE_OPTION
def export(out: Path, form: str | None, store: Path) -> int:
    """把图谱导出成其他工具能读的格式。

    Export the graph.
    """
    from . import commands

    return commands.export(out, form, store)


@zeren.command(epilog=examples("zeren check", "zeren check --json"))
@STORE_OPTION
@table_options
def check(store: Path, form: str | None) -> int:
    """检查图谱：SHACL 约束、未能认定的单位名、未能读懂之处；有发现时退出码为 1。

    SHACL, unresolved unit names, and what was not understood; exit code 1 when there is any.
    """
    from . import inquiries

    return inquiries.check(store, form)


@zeren.command(epilog=examples("zeren unit 市规划局", "zeren unit 市规划局 --on 2020", "zeren unit 法规处 --json"))
@click.argument("name", metavar="NAME")
@click.option("--on", metavar="DATE", help="只问这一天（YYYY、YYYY-MM 或 YYYY-MM-DD；年、月按其最后一天）")
@click.option("--place", metavar="PLACE", help="只问这个地方的单位（如 郑州市）")
@STORE_OPTION
@table_options
def unit(name: str, on: str | None, place: str | None, store: Path, form: str | None) -> int:
    """一个单位是谁：全称、所印名称、由来与去向、职能现由谁承担、各年任务。

    Who a unit is, was and became, and who answers for its functions now.
    """
    from . import identities

    return identities.unit(name, on, place, store, form)


zeren.add_command(decide)
for command in (build, find, push, queries, sparql, who):
    zeren.add_command(command)
zeren.add_command(serve)
zeren.add_command(spark)


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(NURSERY)
    code = run(sys.argv[1:])
    gc.freeze()  # what lives till now goes with the process; nothing of it need be searched on the way out
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; errors become one line on stderr."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # TextIO lacks what the real ones have
    try:
        code = zeren.main(args=list(arguments), prog_name="zeren", standalone_mode=False)
        sys.stdout.flush()
    except (BrokenPipeError, SystemExit):  # click leaves by the latter when a pipe breaks while a command prints
        # The reader has what it wanted; Python must not try to flush the rest on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (click.ClickException, click.Abort, ZerenError, KeyboardInterrupt) as error:
        from .misuse import complain

        return complain(error, zeren, arguments)
    return int(code or 0)
