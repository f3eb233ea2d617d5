"""The options that many commands share, and how a command's examples are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
STORE_OPTION = click.option(
    "--store",
    metavar="DIR",
    type=click.Path(path_type=Path),
    envvar="ZEREN_STORE",
    default="zeren.db",
    help="图谱所在文件夹，或 SPARQL 服务器的网址（默认 $ZEREN_STORE，否则 ./zeren.db）",
)

DECISIONS_OPTION = click.option(
    "--decisions",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="ZEREN_DECISIONS",
    help="人工判定的表格（默认 $ZEREN_DECISIONS，否则图谱旁的 .decisions.tsv）",
)


def table_options(command: Command) -> Command:
    """Give a command that prints a table its two other forms."""
    command = click.option("--csv", "form", flag_value="csv", help="输出 CSV")(command)
    return click.option("--json", "form", flag_value="json", help="输出 JSON")(command)


def examples(*lines: str) -> str:
    """Write a command's examples, kept line by line in its help."""
    return "\n".join(["\b", "例：", *(f"  {line}" for line in lines)])
