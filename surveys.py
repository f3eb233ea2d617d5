"""The commands that show what the graph holds: load, continuity, conflicts, check, unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .options import STORE_OPTION, examples, table_options


@click.command(
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


@click.command(
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


@click.command(epilog=examples("zeren conflicts", "zeren conflicts --year 2018 --json"))
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


@click.command(epilog=examples("zeren check", "zeren check --json"))
@STORE_OPTION
@table_options
def check(store: Path, form: str | None) -> int:
    """检查图谱：SHACL 约束、未能认定的单位名、未能读懂之处；有发现时退出码为 1。

    SHACL, unresolved unit names, and what was not understood; exit code 1 when there is any.
    """
    from . import inquiries

    return inquiries.check(store, form)


@click.command(epilog=examples("zeren unit 市规划局", "zeren unit 市规划局 --on 2020", "zeren unit 法规处 --json"))
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
