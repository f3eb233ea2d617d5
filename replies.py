"""A reply to who-owns-what, set for a terminal: each task with its units, due time, passage and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .graph.duties import Holder
from .queries.asking.records import Answer, Question, Reply, Sequel, Span
from .terminal import Cell, clean, width, wrap

HEADS = (
    "任务", "年度", "文件", "编号", "行", "页", "牵头单位", "责任单位", "完成时限", "截止日期", "依据", "原文", "往年",
    "后来", "同年", "得分", "IRI",
)  # fmt: skip
KINDS = {"topic": "事项", "unit": "单位", "year": "年度", "deadline": "期限", "basis": "依据", "history": "沿革"}
LINKS = {"continued": "延续", "handed-over": "移交", "split": "拆分", "merged": "合并", "restated": "重述"}
ROLES = {"lead": "牵头", "responsible": "配合"}
INDENT, LABEL = 3, 6
AROUND = 110
LIT, UNLIT = "\x1b[1;4m", "\x1b[0m"


def rows(reply: Reply) -> list[list[Cell]]:
    """Write the answers as rows."""
    return [
        [
            d.title, d.year, d.file, d.number, d.line, d.page, names(d.leads), names(d.responsible), d.deadline, d.due,
            "；".join(d.bases), d.passage, told(a.earlier), told(a.later), told(a.twins), a.score, d.iri,
        ]
        for a in reply.answers
        for d in (a.duty,)
    ]  # fmt: skip


def page(reply: Reply, room: int, *, lit: bool = False) -> str:
    """Set a whole reply in `room` columns; `lit` marks the matched words for a terminal."""
    heads = wrap(clean("；".join(understood(reply.question)) + f"（{len(reply.answers)} 项）"), room)
    blocks = ["\n".join(block(at, answer, room, lit=lit)) for at, answer in enumerate(reply.answers, start=1)]
    return "\n\n".join(["\n".join(heads), *blocks])


def understood(asked: Question) -> Iterator[str]:
    """Say in words what the question was taken for: kind, topic, units, years, role, deadline, basis."""
    yield f"类型：{KINDS[asked.kind]}"
    concepts = [want.concept for want in asked.wants if want.concept and want.concept not in asked.topic]
    if asked.topic:
        yield f"主题：{asked.topic}" + (f"（即{'、'.join(concepts)}）" if concepts else "")
    if asked.unit_names:
        yield f"单位：{'、'.join(asked.unit_names)}"
    if asked.within:
        yield f"地方：{'、'.join(asked.within)}"
    if asked.years:
        yield f"年份：{'、'.join(map(str, asked.years))}"
    if asked.role:
        yield f"角色：{ROLES[asked.role]}"
    if asked.due:
        yield f"期限：{asked.due} 前"
    if asked.basis:
        yield f"依据：{asked.basis}"


def block(order: int, answer: Answer, room: int, *, lit: bool) -> Iterator[str]:
    """Set one task."""
    duty = answer.duty
    title = wrap(f"{duty.title}", room - INDENT - 8)
    year = f"{duty.year} 年" if duty.year else ""
    yield f"{order:>2} {title[0]}{' ' * max(1, room - INDENT - width(title[0]) - width(year))}{year}"
    yield from (f"{' ' * INDENT}{line}" for line in title[1:])
    for label, words in facts(answer):
        if words:
            lines = wrap(words, room - INDENT - LABEL)
            if label == "原文" and lit:
                lines = lighted(lines, duty.passage, answer.matched, window(answer)[0])
            yield from set_lines(label, lines)


def facts(answer: Answer) -> Iterator[tuple[str, str]]:
    """The lines of one task, each with its label."""
    duty = answer.duty
    yield "牵头", names(duty.leads)
    yield "责任", names(duty.responsible)
    deadline = duty.deadline or ""
    yield "时限", f"{deadline}（{duty.due}）" if duty.due and duty.due not in deadline else deadline
    yield "依据", "；".join(duty.bases)
    yield "原文", excerpt(answer)
    yield "往年", told(answer.earlier)
    yield "后来", told(answer.later)
    yield "同年", told(answer.twins)
    where = f"第 {duty.page} 页，" if duty.page else ""
    yield "出处", f"{duty.file} {where}第 {duty.line} 行，{duty.number}（{duty.plan_title}）"


def set_line(label: str, words: str, room: int) -> Iterator[str]:
    """Set one labelled text, folded under itself."""
    yield from set_lines(label, wrap(words, room - INDENT - LABEL))


def set_lines(label: str, lines: Sequence[str]) -> Iterator[str]:
    """Set one labelled line, folded under itself."""
    first, *rest = lines
    yield f"{' ' * INDENT}{label}  {first}"
    yield from (f"{' ' * (INDENT + LABEL)}{line}" for line in rest)


def names(holders: Iterable[Holder]) -> str:
    """Join units as printed."""
    return "、".join(h.printed for h in holders)


def told(sequels: Sequence[Sequel]) -> str:
    """Say what a task was or became."""
    return "；".join(
        f"{s.year or ''} 年 {s.number} {s.title}（{LINKS.get(s.kind, s.kind)}，{s.confidence:.0%}）" for s in sequels
    )


def window(answer: Answer) -> tuple[int, int]:
    """The stretch of a passage to show: where the question's words stand closest, its start where they do not."""
    size = len(answer.duty.passage)
    if size <= AROUND or not answer.best or answer.best[1] <= AROUND:
        return 0, min(AROUND, size)
    start = max(0, min(answer.best[0] - AROUND // 4, size - AROUND))
    return start, start + AROUND


def excerpt(answer: Answer) -> str:
    """Cut the passage to that stretch, without the bold marks of Markdown."""
    start, end = window(answer)
    cut = answer.duty.passage[start:end].replace("**", "")
    return f"{'…' if start else ''}{cut}{'…' if end < len(answer.duty.passage) else ''}"


def lighted(lines: Sequence[str], passage: str, spans: Sequence[Span], start: int) -> list[str]:
    """Mark in the lines of an excerpt, which begins at `start`, the stretches of its passage."""
    lit = {at for begin, end in spans for at in range(begin, end)}
    at, found = start, []
    for line in lines:
        marked, on = "", False
        for c in line:
            seen = passage.find(c, at) if c != "…" or passage[at : at + 1] == "…" else -1
            glows = seen >= 0 and seen in lit
            at = seen + 1 if 0 <= seen <= at + 4 else at
            marked += (LIT if glows and not on else UNLIT if on and not glows else "") + c
            on = glows
        found.append(marked + (UNLIT if on else ""))
    return found
