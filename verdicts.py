"""The commands by which a person decides: `zeren decide same`, `different`, `continues` …"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .errors import UsageError
from .options import DECISIONS_OPTION, STORE_OPTION, Command, examples, table_options

if TYPE_CHECKING:
    from .graph.identity.decisions import Claim


@click.group(
    epilog=examples(
        "zeren decide same 市建投公司 市建投总公司 --why 工商登记为一家",
        "zeren decide mention 003_zhengzhou_yingshang_2024_draft.txt:84 市工信委 市工信局 --why 旧名沿用",
        "zeren decide list",
        "zeren decide undo 1a2b3c4d5e",
    )
)
def decide() -> None:
    """人工判定：哪些单位是同一个，哪些任务前后相承，某处的名称指谁；记在一份表格里，随时可撤销。

    Decisions by a person: kept in a readable table beside the store, replayed after every rebuild.
    """


def signed(command: Command) -> Command:
    """Give a command that decides its options: why, who, when, and where it is written."""
    for option in (
        click.option("--force", is_flag=True, help="不像本意的判定也照记（如把统称与单位判为一个）"),
        click.option("--place", metavar="PLACE", help="名称按这个地方的单位理解（如 郑州市）"),
        DECISIONS_OPTION,
        STORE_OPTION,
        click.option("--when", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="何时判定（默认今天）"),
        click.option("--who", metavar="NAME", envvar="ZEREN_WHO", help="何人判定（默认 $ZEREN_WHO，否则登录名）"),
        click.option("--why", metavar="TEXT", required=True, help="理由（必填）"),
    ):
        command = option(command)
    return command


def record(claim: Claim, words: Sequence[str], store: Path, decisions: Path | None, **by: Any) -> int:
    """Write down a decision of what `words` name; `by` are the options of `signed`."""
    from . import identities

    choice = by.pop("place"), by.pop("force")
    return identities.decide(claim, words, store, decisions, identities.Signed(*signature(**by), *choice))


def signature(who: str | None, when: datetime | None, why: str) -> tuple[str, str, str]:
    """Say by whom, when and why something is decided; today where no day is given."""
    if not why.strip():
        raise UsageError("--why：请写明理由")
    name = (who or "").strip() or login()
    return name, (when or datetime.now()).date().isoformat(), why.strip()  # noqa: DTZ005 -- the day where the person is


def login() -> str:
    """Say who is logged in. Errors: UsageError where the system does not tell."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise UsageError("不知道是谁在判定；请用 --who 或 $ZEREN_WHO 说明") from None


@decide.command()
@click.argument("units", metavar="UNIT UNIT", nargs=2)
@signed
def same(units: tuple[str, str], store: Path, decisions: Path | None, **by: Any) -> int:
    """两个名称是同一单位。

    Two units are one; UNIT is a name or an IRI.
    """
    return record("same", units, store, decisions, **by)


@decide.command()
@click.argument("units", metavar="UNIT UNIT", nargs=2)
@signed
def different(units: tuple[str, str], store: Path, decisions: Path | None, **by: Any) -> int:
    """两个单位不是一个，也不前后相承。

    Two units are two, and neither became the other.
    """
    return record("different", units, store, decisions, **by)


@decide.command()
@click.argument("tasks", metavar="TASK TASK", nargs=2)
@signed
def continues(tasks: tuple[str, str], store: Path, decisions: Path | None, **by: Any) -> int:
    """后一任务延续前一任务。

    The later task carries on the earlier; TASK is FILE:NUMBER or an IRI.
    """
    return record("continues", tasks, store, decisions, **by)


@decide.command()
@click.argument("tasks", metavar="TASK TASK", nargs=2)
@signed
def unrelated(tasks: tuple[str, str], store: Path, decisions: Path | None, **by: Any) -> int:
    """两项任务没有延续关系。

    Neither task carries on the other.
    """
    return record("unrelated", tasks, store, decisions, **by)


@decide.command()
@click.argument("task", metavar="TASK")
@click.argument("printed", metavar="PRINTED")
@click.argument("unit", metavar="[UNIT]", required=False)
@click.option("--none", "nobody", is_flag=True, help="所印的文字不是单位")
@signed
def mention(task: str, printed: str, unit: str | None, store: Path, decisions: Path | None, **by: Any) -> int:
    """任务中所印的名称指某单位，或不是单位（--none）。

    The name printed in a task means that unit, or none.
    """
    nobody = by.pop("nobody")
    if bool(unit) == nobody:
        raise UsageError("请给出 UNIT，或用 --none 说明不是单位（二者取一）")
    claim: Claim = "no-unit" if nobody else "mention"
    return record(claim, [task, printed, *([unit] if unit else [])], store, decisions, **by)


@decide.command("list")
@STORE_OPTION
@DECISIONS_OPTION
@table_options
def listed(store: Path, decisions: Path | None, form: str | None) -> int:
    """列出全部判定及其状态：生效、矛盾、暂不适用、已撤销。

    List all decisions and how they stand.
    """
    from . import identities

    return identities.decided(store, decisions, form)


@decide.command()
@click.argument("id_", metavar="ID")
@click.option("--why", metavar="TEXT", default="撤回", help="理由（默认：撤回）")
@click.option("--who", metavar="NAME", envvar="ZEREN_WHO", help="何人（默认 $ZEREN_WHO，否则登录名）")
@click.option("--when", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), help="何时（默认今天）")
@STORE_OPTION
@DECISIONS_OPTION
def undo(id_: str, store: Path, decisions: Path | None, **by: Any) -> int:
    """撤销一项判定（再撤销这次撤销，即恢复）。

    Take a decision back; undoing the undo restores it.
    """
    from . import identities

    return identities.decide("undo", [id_], store, decisions, identities.Signed(*signature(**by)))
