"""A reply to who-owns-what, set for a terminal: each task with its units, due time, passage and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .graph.duties import Duty, Holder
from .queries.who import Answer, Reply
from .terminal import Cell, clean, width, wrap

HEADS = ("任务", "年度", "文件", "编号", "行", "牵头单位", "责任单位", "完成时限", "截止日期", "原文", "IRI")
KINDS = {"topic": "事项", "unit": "单位", "year": "年度", "deadline": "期限", "basis": "依据", "history": "沿革"}
INDENT, LABEL = 3, 6
AROUND = 110


def rows(reply: Reply) -> list[list[Cell]]:
    """Write the answers as rows."""
    return [
        [
            d.title, d.year, d.file, d.number, d.line, names(d.leads), names(d.responsible), d.deadline, d.due,
            d.passage, d.iri,
        ]
        for d in (answer.duty for answer in reply.answers)
    ]  # fmt: skip


def page(reply: Reply, room: int) -> str:
    """Set a whole reply in `room` columns."""
    head = f"{KINDS[reply.question.kind]}：{'，'.join(understood(reply)) or reply.question.words}"
    blocks = [
        "\n".join(block(at, answer, reply.question.topic, room)) for at, answer in enumerate(reply.answers, start=1)
    ]
    return "\n\n".join([f"{clean(head)}（{len(reply.answers)} 项）", *blocks])


def understood(reply: Reply) -> Iterator[str]:
    """Say in words what the question was taken for."""
    asked = reply.question
    yield from asked.unit_names
    if asked.topic and not asked.units:
        yield asked.topic
    if asked.years:
        yield "、".join(f"{year} 年" for year in asked.years)
    if asked.role:
        yield "牵头" if asked.role == "lead" else "责任"
    if asked.due:
        yield f"{asked.due} 前"
    if asked.basis:
        yield asked.basis


def block(order: int, answer: Answer, topic: str, room: int) -> Iterator[str]:
    """Set one task."""
    duty = answer.duty
    title = wrap(f"{duty.title}", room - INDENT - 8)
    year = f"{duty.year} 年" if duty.year else ""
    yield f"{order:>2} {title[0]}{' ' * max(1, room - INDENT - width(title[0]) - width(year))}{year}"
    yield from (f"{' ' * INDENT}{line}" for line in title[1:])
    deadline = duty.deadline or ""
    if duty.due and duty.due not in deadline:
        deadline = f"{deadline}（{duty.due}）"
    facts = [
        ("牵头", names(duty.leads)),
        ("责任", names(duty.responsible)),
        ("时限", deadline),
        ("依据", "；".join(duty.bases)),
        ("原文", excerpt(duty, topic)),
        ("出处", f"{duty.file} 第 {duty.line} 行，{duty.number}"),
    ]
    for label, words in facts:
        if words:
            yield from set_line(label, words, room)


def set_line(label: str, words: str, room: int) -> Iterator[str]:
    """Set one labelled line, folded under itself."""
    first, *rest = wrap(words, room - INDENT - LABEL)
    yield f"{' ' * INDENT}{label}  {first}"
    yield from (f"{' ' * (INDENT + LABEL)}{line}" for line in rest)


def names(holders: Iterable[Holder]) -> str:
    """Join units as printed."""
    return "、".join(h.printed for h in holders)


def excerpt(duty: Duty, topic: str) -> str:
    """Cut the passage to the stretch where the topic stands; from its start where it stands nowhere."""
    text = duty.quote
    if len(text) <= AROUND:
        return text
    words = sorted(
        {word for run in topic.split() for word in (run, run[:4], run[:2]) if len(word) > 1}, key=lambda w: (-len(w), w)
    )
    at = next((text.find(word) for word in words if word in text[len(duty.title) :]), 0)
    start = max(0, min(at - AROUND // 3, len(text) - AROUND))
    cut = text[start : start + AROUND]
    return f"{'…' if start else ''}{cut}{'…' if start + AROUND < len(text) else ''}"
