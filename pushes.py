"""The command that brings a folder of tables and N-Quads into a store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from .options import DECISIONS_OPTION, STORE_OPTION, examples


@click.command(
    epilog=examples(
        "zeren push 全省 --store http://localhost:7878",
        "zeren push 全省 --store http://localhost:7878 --verify",
        "zeren push 全省 --store 市级.db --mirror",
    )
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@STORE_OPTION
@click.option("--mirror", is_flag=True, help="图谱里有而 DIR 里没有的文件一并移除")
@click.option("--verify", is_flag=True, help="先逐图核对校验和，不符的重新发送")
@click.option("--no-compare", "compare", flag_value=False, default=True, help="只送入，不比较各年文件")
@DECISIONS_OPTION
@click.option("--json", "form", flag_value="json", help="输出 JSON")
def push(folder: Path, store: Path, form: str | None, **how: Any) -> int:
    """把 zeren build --out 写成的文件夹送进图谱或 SPARQL 服务器；断了再运行，已送到的不重送。

    Bring a folder written by `zeren build --out` into a store or a SPARQL server; resumes where it was cut off.
    """
    from . import lakes

    return lakes.push(folder, store, lakes.Pushing(**how), form)
