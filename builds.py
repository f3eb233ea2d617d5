"""The command that reads documents: into a store, or into a folder of tables and N-Quads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .options import DECISIONS_OPTION, STORE_OPTION, examples


@click.command(
    epilog=examples(
        "zeren build",
        "zeren build 文件夹 通知.docx --store 市级.db --jobs 2",
        "zeren build 文件夹 --out 全省 --engine spark --master local[2]",
    )
)
@click.argument("paths", metavar="[PATH]…", nargs=-1)
@STORE_OPTION
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), default=1, help="同时读取的进程数（默认 1）")
@click.option(
    "--out", metavar="DIR", help="不建图谱（也不比较），改写成一文件夹的表（Parquet）与 N-Quads，供大批文件用"
)
@click.option(
    "--engine", type=click.Choice(["pool", "spark"]), default="pool", help="配合 --out：由谁来读（默认 pool）"
)
@click.option("--master", metavar="URL", help="配合 --engine spark：Spark 的主节点，如 local[2]、spark://主机:7077")
@click.option(
    "--wave", metavar="N", type=click.IntRange(min=1), help="配合 --out：每批几份文件（默认 pool 1000、spark 4000）"
)
@DECISIONS_OPTION
@click.option(
    "--no-compare", "compare", flag_value=False, default=True, help="只读入，不比较各年文件；大批文件分次读入时用"
)
@click.option("--json", "form", flag_value="json", help="输出 JSON")
def build(paths: tuple[str, ...], store: Path, form: str | None, **how: Any) -> int:
    """读入文件（或文件夹），写进图谱；不给 PATH 时读随附的五份文件，未变动的文件跳过。

    Read documents into the graph; without PATH, the bundled corpus. Unchanged files are skipped.
    """
    lake = {key: how.pop(key) for key in ("out", "engine", "master", "wave")}
    if lake["out"] or lake["engine"] != "pool" or lake["master"] or lake["wave"]:
        from . import lakes

        lakes.refuse(click.get_current_context(), lake["engine"])
        return lakes.build(paths, lakes.Where(**lake, jobs=how["jobs"]), form)
    from . import commands

    return commands.build([Path(path) for path in paths], store, form, **how)
