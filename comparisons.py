"""The commands that hold plans against one another: continuity, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import UsageError
from .graph.wording import WHATS
from .output import explain, room, say, show

if TYPE_CHECKING:
    from .graph.comparing import Comparison
    from .graph.conflicts import Conflict
    from .graph.duties import Duty
    from .queries.continuity import Choice

DONE = 0
LONGEST = 60  # letters of a title


def continuity(choice: Choice, store: Path, form: str | None) -> int:
    """Print what was carried on from plan to plan, and what was dropped or is new."""
    from . import continuations, terminal
    from .queries.continuity import HEADS, as_json, chosen, rows

    if choice.start and choice.end and choice.start > choice.end:
        raise UsageError(f"--from {choice.start} 晚于 --to {choice.end}；请对调")
    if choice.chains and choice.outcomes:
        raise UsageError("--chains 与 --outcomes 只能用一个")
    every = compared(store, choice.place)
    found = chosen(every.continuity, choice)
    if form and choice.limit:
        found = replace(found, links=found.links[: choice.limit])
    if form == "json":
        say(terminal.as_json(as_json(found)))
    elif form == "csv":
        say(terminal.as_csv(HEADS, rows(found)))
    else:
        say(continuations.page(found, choice, room()))
    if not form:
        explain("可信：按已标注的文件校准，指这一延续成立的概率；每条都附两份文件的原文，引用前请核对。")
    tell_left_out(every.duties)
    return DONE


def tell_left_out(duties: Iterable[Duty]) -> None:
    """Name the documents that could not be compared, since they do not say what year they are for, or of what place."""
    for why, files in (
        ("没有年度", {d.file for d in duties if d.year is None}),
        ("没有所在地和发文单位", {d.file for d in duties if not (d.place or d.issuer)}),
    ):
        if files:
            explain(
                f"未参加比较（{why}）：{'、'.join(sorted(files)[:5])}{f'等 {len(files)} 份' if len(files) > 5 else ''}"
            )


def compared(store: Path, place: str | None = None) -> Comparison:
    """Compare the plans of a store, or those of one place: its name, or a part of it that no other has."""
    from .graph.comparing import comparison
    from .graph.store import Store

    with Store.reading(store) as opened:
        return comparison(opened, place)


def conflicts(year: int | None, place: str | None, store: Path, form: str | None) -> int:
    """Print where two documents of one year state the same task differently."""
    from .queries import disagreements

    every = compared(store, place)
    found = [c for c in every.conflicts if year is None or c.one.year == year]
    if form:
        show(form, disagreements.HEADS, map(disagreements.row, found), lambda: list(map(disagreements.record, found)))
    else:
        say("\n\n".join(numbered(found, told)) if found else "没有发现同年文件之间表述不一之处")
        explain("只比较同年、同地文件中互相重述的任务；只有一方写明的，不算。")
    tell_left_out(every.duties)
    return DONE


def report(out: Path, place: str | None, store: Path) -> int:
    """Write the report, of one place if asked for."""
    from .continuations import some
    from .graph.report.gathering import gathered
    from .graph.report.page import page
    from .graph.store import Store
    from .output import write

    with Store.reading(store) as opened:
        data = gathered(opened, place)
    write(out, page(data).encode())
    tasks = sum(len(chapter.duties) for chapter in data.chapters)
    say(f"已写出 {out}：{len(data.sources)} 份文件，{tasks} 项任务，用浏览器打开或打印，无需联网")
    if data.left:
        shown, left = len(data.chapters), some(data.left)
        explain(f"写了最大的 {shown} 个地方，未写 {left}；用 --place 选一个")
    return DONE


def numbered(found: Iterable[Conflict], tell: Callable[[int, Conflict], str]) -> Iterable[str]:
    """Set each with its number."""
    return (tell(at, conflict) for at, conflict in enumerate(found, start=1))


def told(order: int, c: Conflict) -> str:
    """Set a conflict: what differs, and what each document says, where."""
    from .graph.conflicts import line, sentence
    from .terminal import entry, wrap

    width = room()
    title = c.one.title if len(c.one.title) <= LONGEST else f"{c.one.title[:LONGEST]}…"
    lines = wrap(f"{order:>2} {WHATS[c.what]}  {c.one.year or ''}  {title}", width)
    for duty, words, span in ((c.one, c.one_words, c.one_span), (c.other, c.other_words, c.other_span)):
        whole = sentence(duty, span)
        lines.append(entry("   原话", words, width))
        if whole.rstrip("，。；,;") != words:
            lines.append(entry("   原句", whole, width))
        lines.append(entry("   出处", f"{duty.file} 第 {line(duty, span)} 行，{duty.number}", width))
    return "\n".join(lines)
