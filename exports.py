"""The commands that read or write single files: extract, eval, report, map, ledger, export."""

from __future__ import annotations

from pathlib import Path

import click

from .options import STORE_OPTION, examples, table_options


@click.command(epilog=examples("zeren extract 通知.pdf", "cat 通知.txt | zeren extract - > 通知.json"))
@click.argument("file", metavar="FILE")
def extract(file: str) -> int:
    """读一份文件，输出标注 JSON；FILE 为 - 时读标准输入。

    Print one document as annotation JSON.
    """
    from . import commands

    return commands.extract(file)


@click.command("eval", epilog=examples("zeren eval 标注/ 文件夹", "zeren eval 标注.json 通知.txt --bar units=0.95"))
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


@click.command(epilog=examples("zeren report 报告.html", "zeren report 郑州.html --place 郑州市 --store 市级.db"))
@click.argument("out", metavar="OUT.html", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--place", metavar="NAME", help="只写这一个地方（默认各地各一章，最大的 12 个）")
@STORE_OPTION
def report(out: Path, place: str | None, store: Path) -> int:
    """写出一份报告：负荷、延续、移交、表述不一、空白之处，附原文与方法；单个网页文件，断网可看，可打印。

    Write a report: load, continuity, handovers, conflicts, silent places, with passages; one offline page to print.
    """
    from . import comparisons

    return comparisons.report(out, place, store)


@click.command(
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


@click.command(epilog=examples("zeren ledger 台账.xlsx", "zeren ledger 2018.xlsx --year 2018"))
@click.argument("out", metavar="OUT.xlsx", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--year", metavar="Y", type=int, help="只列这一年")
@STORE_OPTION
def ledger(out: Path, year: int | None, store: Path) -> int:
    """写出任务台账（XLSX）：一项任务一行，附原文与出处。

    Write the task ledger: a row a task.
    """
    from . import commands

    return commands.ledger(out, year, store)


@click.command(epilog=examples("zeren export 图谱.nq", "zeren export 图谱.ttl --format ttl"))
@click.argument("out", metavar="OUT", type=click.Path(path_type=Path))
@click.option("--format", "form", metavar="FORMAT", help="nq|ttl|jsonld|graphml|gexf|csv|ics…（默认看 OUT 的后缀）")
@STORE_OPTION
def export(out: Path, form: str | None, store: Path) -> int:
    """把图谱导出成其他工具能读的格式。

    Export the graph.
    """
    from . import commands

    return commands.export(out, form, store)
