"""The command line: every command is one call of the library, and its answer printed.

Results go to stdout, progress and findings to stderr. Exit codes: 0 done, 1 findings, 2 usage, 3 bad input, 4 store.
Nothing heavy is imported here, so that `zeren --help` comes at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Final

import click

from .errors import ZerenError
from .options import examples

NURSERY = 50_000
"""So many new objects are made before any is looked at for cycles: a lookup makes fewer, and ends."""
PLACES: Final = {
    "build": "builds:build", "check": "surveys:check", "conflicts": "surveys:conflicts",
    "continuity": "surveys:continuity", "decide": "verdicts:decide", "eval": "exports:evaluate",
    "export": "exports:export", "extract": "exports:extract", "find": "searches:find", "ledger": "exports:ledger",
    "load": "surveys:load", "map": "exports:draw", "push": "pushes:push", "queries": "searches:queries",
    "report": "exports:report", "serve": "servers:serve", "spark": "analyses:spark", "sparql": "searches:sparql",
    "unit": "surveys:unit", "who": "searches:who",
}  # fmt: skip
"""Each command's module and name in it."""


class Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for: a start pays for its own command, not for all."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, command = PLACES[name].partition(":")
        found: click.Command = getattr(import_module(f".{module}", __package__), command)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


@click.group(
    commands=Commands(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples("zeren build", "zeren who 厕所革命由谁负责", "zeren map 责任图.html", "zeren ledger 台账.xlsx"),
)
@click.version_option(package_name="zeren", message="%(prog)s %(version)s")
def zeren() -> None:
    """责任（zeren）：从政府文件中读出谁牵头、谁负责、何时完成、依据什么，建成知识图谱。"""


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
