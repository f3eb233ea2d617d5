"""The commands that hold plans against one another: continuity, conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .graph.wording import WHATS
from .output import explain, room, say, show

if TYPE_CHECKING:
    from .graph.comparing import Comparison
    from .graph.conflicts import Conflict
    from .graph.continuity.records import Continuity, Outcome
    from .graph.duties import Duty

DONE = 0
LONGEST = 60  # letters of a title
CONFLICT_HEADS = (
    "何事", "地方", "年度", "一方文件", "一方编号", "一方行", "一方原话", "一方原句",
    "另一方文件", "另一方编号", "另一方行", "另一方原话", "另一方原句", "任务对应的可信",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Which continuations are asked for: from and to which plan year, of which kind, how many, what else."""

    start: int | None = None
    end: int | None = None
    kind: str | None = None
    limit: int | None = None
    outcomes: bool = False
    chains: bool = False
    place: str | None = None


def continuity(choice: Choice, store: Path, form: str | None) -> int:
    """Print what was carried on from plan to plan, and what was dropped or is new."""
    from . import continuations, terminal

    if choice.start and choice.end and choice.start > choice.end:
        raise UsageError(f"--from {choice.start} 晚于 --to {choice.end}；请对调")
    if choice.chains and choice.outcomes:
        raise UsageError("--chains 与 --outcomes 只能用一个")
    every = compared(store, choice.place)
    found = chosen(every.continuity, choice)
    if form and choice.limit:
        found = replace(found, links=found.links[: choice.limit])
    if form == "json":
        say(terminal.as_json(continuations.as_json(found)))
    elif form == "csv":
        say(terminal.as_csv(continuations.HEADS, continuations.rows(found)))
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


def chosen(found: Continuity, choice: Choice) -> Continuity:
    """Keep what is asked for; chains and outcomes are those of the years asked for."""

    def within(*duties: Duty) -> bool:
        years = [d.year or 0 for d in duties]
        return (choice.start is None or min(years) >= choice.start) and (choice.end is None or max(years) <= choice.end)

    def between(earlier: Duty, later: Duty) -> bool:
        ends = (choice.start, earlier.year), (choice.end, later.year)
        return all(asked is None or asked == year for asked, year in ends)

    wanted = choice.kind.replace("-", " ") if choice.kind else None
    links = tuple(
        link
        for link in found.links
        if between(link.earlier, link.later)
        and (wanted in {None, link.kind} or (wanted == "handed over" and link.hands is not None))
    )
    return replace(
        found,
        links=links,
        dropped=tuple(o for o in found.dropped if between_years(o.duty.year, o.year, choice) and told_of(o, choice)),
        new=tuple(o for o in found.new if between_years(o.year, o.duty.year, choice) and told_of(o, choice)),
        chains=tuple(chain for chain in found.chains if within(*chain.duties)),
    )


def told_of(outcome: Outcome, choice: Choice) -> bool:
    """Whether an outcome is one: a task that only skipped a year is dropped between two years, but not over all."""
    return outcome.resumed is None or choice.start is not None or choice.end is not None


def between_years(earlier: int | None, later: int | None, choice: Choice) -> bool:
    """Whether two plan years are those asked for."""
    return choice.start in {None, earlier} and choice.end in {None, later}


def conflicts(year: int | None, place: str | None, store: Path, form: str | None) -> int:
    """Print where two documents of one year state the same task differently."""
    every = compared(store, place)
    found = [c for c in every.conflicts if year is None or c.one.year == year]
    if form:
        show(form, CONFLICT_HEADS, map(conflict_row, found), lambda: [conflict_record(c) for c in found])
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


def conflict_row(c: Conflict) -> list[object]:
    """Write a conflict as a row."""
    from .graph.conflicts import line, sentence

    return [
        WHATS[c.what], c.one.year, c.one.file, c.one.number, line(c.one, c.one_span), c.one_words,
        sentence(c.one, c.one_span), c.other.file, c.other.number, line(c.other, c.other_span), c.other_words,
        sentence(c.other, c.other_span), c.confidence,
    ]  # fmt: skip


def conflict_record(c: Conflict) -> dict[str, Any]:
    """Write a conflict for scripts."""
    from .graph.conflicts import sentence
    from .queries.asking.written import task_record

    sides = (("one", c.one, c.one_words, c.one_span), ("other", c.other, c.other_words, c.other_span))
    return {"kind": c.what, "place": c.one.place, "year": c.one.year, "confidence": c.confidence} | {
        side: {
            "task": task_record(duty), "words": words, "passage": sentence(duty, span), "start": span[0],
            "end": span[1],
        }
        for side, duty, words, span in sides
    }  # fmt: skip


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
