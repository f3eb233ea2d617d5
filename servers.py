"""The command that serves the pages: `zeren serve`."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from .errors import UsageError
from .options import DECISIONS_OPTION, STORE_OPTION, examples


@click.command(
    epilog=examples("zeren serve", "zeren serve --store 市级.db --port 9000 --open", "ZEREN_TOKEN=… zeren serve --edit")
)
@click.option("--host", metavar="HOST", default="127.0.0.1", help="在哪个地址上提供（默认 127.0.0.1，只供本机）")
@click.option(
    "--port", metavar="N", type=click.IntRange(0, 65535), default=8765, help="端口（默认 8765；0 为任一空闲端口）"
)
@click.option("--open", "browse", is_flag=True, help="在浏览器中打开")
@click.option("--edit", is_flag=True, help="持口令的人可在页面上判定（写入判定表格）")
@click.option("--token", metavar="TOKEN", envvar="ZEREN_TOKEN", help="判定用的口令（默认 $ZEREN_TOKEN，否则随机生成）")
@click.option(
    "--seconds", metavar="S", type=click.FloatRange(min=0.1), default=30.0, help="每个查询的时限（默认 30 秒）"
)
@click.option(
    "--rows", metavar="N", type=click.IntRange(min=1), default=100_000, help="每个查询的行数上限（默认 10 万）"
)
@click.option("--workers", metavar="N", type=click.IntRange(min=1), default=2, help="回答查询的进程数（默认 2）")
@DECISIONS_OPTION
@STORE_OPTION
def serve(
    host: str,
    port: int,
    browse: bool,
    edit: bool,
    token: str | None,
    store: Path,
    decisions: Path | None,
    **limits: float,
) -> int:
    """在浏览器中查看：查询、台账、单位、文件原文、延续、地图，及 SPARQL 端点；按 Ctrl-C 停止。

    Serve the pages and the SPARQL endpoint until stopped by Ctrl-C.
    """
    import secrets

    from .output import note
    from .web.security import LOCAL
    from .web.serving import Address, serve
    from .web.settings import Settings

    given = click.get_current_context().get_parameter_source("token")
    if token and not edit and given is ParameterSource.COMMANDLINE:
        raise UsageError("--token 只与 --edit 一起有用；请加上 --edit，或去掉 --token")
    word = (token or secrets.token_urlsafe(16)) if edit else None
    settings = Settings(
        store, decisions, word, limits["seconds"], int(limits["rows"]), int(limits["workers"]), ahead=True
    )
    if host not in LOCAL:
        note(f"{host}：网络上的其他人也能打开这些页面；只供本机请用 --host 127.0.0.1")
    if edit and not token:
        note(f"判定口令：{word}")

    def ready(url: str) -> None:
        note(f"{url}（按 Ctrl-C 停止）")
        if browse:
            click.launch(url)

    serve(settings, Address(host, port), ready)
    return 0
