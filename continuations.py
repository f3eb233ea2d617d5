"""Continuity set for a terminal, as rows and for scripts: who carried what on, with both passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from .graph.continuity.records import KINDS, Chain, Continuation, Continuity, Outcome
from .graph.duties import Duty, flowing
from .graph.wording import COMMON_THINGS, COMMON_WORDS, DECIDED, FIRST, PARTS, SURE
from .graph.wording import KINDS as WORDS
from .queries.asking.written import task_record
from .terminal import Cell, clean, wrap

if TYPE_CHECKING:
    from .comparisons import Choice

HEADS = (
    "种类", "易手", "地方", "可信", "较早年度", "较早文件", "较早编号", "较早任务",
    "较晚年度", "较晚文件", "较晚编号", "较晚任务", "文字", "单位", "依据", "数字", "章节",
    "新任牵头", "卸任牵头", "新增单位", "退出单位", "较早原文", "较晚原文", "缘由",
)  # fmt: skip
INDENT, LABEL, SHOWN, AROUND, FEW = 3, 6, 20, 120, 5


def rows(found: Continuity) -> list[list[Cell]]:
    """Write links, then what was dropped and what is new, as rows."""
    return [*map(link_row, found.links), *(outcome_row(o) for o in (*found.dropped, *found.new))]


def link_row(link: Continuation) -> list[Cell]:
    """Write one link as a row."""
    a, b, e, c = link.earlier, link.later, link.evidence, link.changes
    return [
        WORDS[link.kind], " → ".join("、".join(side) for side in link.hands) if link.hands else None, a.place,
        round(link.confidence, 3), *told_task(a), *told_task(b),
        e.wording, e.unit, e.basis, e.figures, e.section, c.leads_in, c.leads_out, c.units_in, c.units_out,
        stretch(a, e.earlier), stretch(b, e.later), None,
    ]  # fmt: skip


def outcome_row(outcome: Outcome) -> list[Cell]:
    """Write what was dropped or is new as a row: the candidate that failed stands on the other side."""
    mine, nearest = told_task(outcome.duty), told_task(outcome.candidate)
    sides = (mine, nearest) if outcome.kind == "dropped" else (nearest, mine)
    first = [WORDS[outcome.kind], None, outcome.duty.place, outcome.confidence, *sides[0], *sides[1]]
    return [*first, *[None] * (len(HEADS) - len(first) - 1), outcome.why]


def told_task(duty: Duty | None) -> list[Cell]:
    """Write a task's year, file, number and title."""
    return [duty.year, duty.file, duty.number, duty.title] if duty else [None] * 4


def stretch(duty: Duty, span: tuple[int, int]) -> str:
    """Quote a stretch of a task's source on one line."""
    return flowing(duty.text[span[0] - duty.start : span[1] - duty.start]).replace("**", "")


def as_json(found: Continuity) -> dict[str, Any]:
    """Write everything in the form that scripts rely on."""
    return {
        "links": [link_record(link) for link in found.links],
        "dropped": [outcome_record(o) for o in found.dropped],
        "new": [outcome_record(o) for o in found.new],
        "chains": [[task_record(duty) for duty in chain.duties] for chain in found.chains],
    }


def link_record(link: Continuation) -> dict[str, Any]:
    """Write one link for scripts."""
    e, c = link.evidence, link.changes
    passages = {
        side: {"text": stretch(duty, span), "start": span[0], "end": span[1]}
        for side, duty, span in (("from", link.earlier, e.earlier), ("to", link.later, e.later))
    }
    return {
        "from": task_record(link.earlier), "to": task_record(link.later), "kind": link.kind,
        "score": round(link.score, 4), "confidence": round(link.confidence, 4), "decided": link.decided,
        "place": link.earlier.place, "hands": hands_record(link),
        "evidence": {
            "wording": e.wording, "unit": e.unit, "basis": e.basis, "figures": e.figures, "section": e.section,
            "words": list(e.words), "shared": list(e.shared),
            "units": [{"from": t.earlier, "to": t.later, "how": t.how} for t in e.ties], "passages": passages,
        },
        "changes": {
            "leads_in": list(c.leads_in), "leads_out": list(c.leads_out), "units_in": list(c.units_in),
            "units_out": list(c.units_out), "deadline": list(c.deadline) if c.deadline else None,
            "targets": [list(pair) for pair in c.targets],
        },
    }  # fmt: skip


def hands_record(link: Continuation) -> dict[str, list[str]] | None:
    """Write who gave a task up and who took it over."""
    return {"from": list(link.hands[0]), "to": list(link.hands[1])} if link.hands else None


def outcome_record(outcome: Outcome) -> dict[str, Any]:
    """Write what was dropped or is new for scripts: the task, and the nearest one that failed."""
    nearest = outcome.candidate
    return task_record(outcome.duty) | {
        "in": outcome.year, "candidate": task_record(nearest) if nearest else None, "confidence": outcome.confidence,
        "why": outcome.why, "resumed": outcome.resumed,
    }  # fmt: skip


def page(found: Continuity, choice: Choice, room: int) -> str:
    """Set what was found for a reader: counts by pair of years, then the links, or chains or outcomes if asked for."""
    blocks = ["\n".join(line for told in summary(found) for line in wrap(told, room))]
    if choice.chains:
        told = ["\n".join(chain_lines(chain, room)) for chain in found.chains]
    elif choice.outcomes:
        told = ["\n".join(outcome_lines(o, room)) for o in (*found.dropped, *found.new)]
    else:
        told = ["\n".join(link_lines(at, link, room)) for at, link in enumerate(found.links, start=1)]
    most = choice.limit or SHOWN
    blocks += told[:most]
    if len(told) > most:
        left = f"另有 {len(told) - most} 条未列出"
        blocks += wrap(f"{left}；用 --limit、--from、--to、--kind 选看，或 --csv、--json 取全部", room)
    return "\n\n".join(blocks)


def summary(found: Continuity) -> Iterator[str]:
    """Count kinds by pair of plan years, and outcomes."""
    counts = Counter((link.earlier.place, link.earlier.year, link.later.year, link.kind) for link in found.links)
    changed = Counter((k.earlier.place, k.earlier.year, k.later.year) for k in found.links if k.hands)
    several = len({link.earlier.place for link in found.links}) > 1
    for place, a, b in sorted({key[:3] for key in counts}, key=lambda key: (key[0], key[1] or 0, key[2] or 0)):
        told = "，".join(f"{WORDS[kind]} {counts[place, a, b, kind]}" for kind in KINDS if counts[place, a, b, kind])
        hands = f"；其中易手 {changed[place, a, b]}" if changed[place, a, b] else ""
        yield f"{f'{place} ' if several else ''}{f'{a} 年内' if a == b else f'{a} → {b}'}：{told}{hands}"
    for words, outcomes in ((WORDS["dropped"], found.dropped), (WORDS["new"], found.new)):
        compared = Counter((o.duty.place, o.duty.year, o.year) for o in outcomes)
        skipped = Counter((o.duty.place, o.duty.year, o.year) for o in outcomes if o.resumed)
        for key, n in sorted(compared.items(), key=str):
            place, year, other = key
            again = f"，其中隔年又见 {skipped[key]} 项" if skipped[key] else ""
            yield f"{words}：{f'{place} ' if several else ''}{year} 年的任务 {n} 项（对照 {other} 年）{again}"
    if found.chains:
        yield f"跨三个及以上年度的链条：{len(found.chains)} 条"
    if not found.links:
        yield "没有发现任务的延续"


def link_lines(order: int, link: Continuation, room: int) -> Iterator[str]:
    """Set one link: its kind, both tasks, what changed, why it is thought so, both passages."""
    a, b, e, c = link.earlier, link.later, link.evidence, link.changes
    sure = DECIDED if link.decided else f"{SURE} {link.confidence:.2f}"
    also = f"，{WORDS['handed over']}" if link.hands and link.kind != "handed over" else ""
    yield clean(f"{order:>2} {WORDS[link.kind]}{also}  {sure}")
    yield from lines("较早", f"{a.year or ''} {a.number} {a.title}", room)
    yield from lines("较晚", f"{b.year or ''} {b.number} {b.title}", room)
    yield from lines("牵头", change(principals(a), principals(b)), room)
    if link.kind != "restated":  # each document of a year names its own units
        moved = (("退出", c.units_out), ("新增", c.units_in))
        yield from lines("单位", "；".join(f"{word} {some(names)}" for word, names in moved if names), room)
    if c.deadline:
        yield from lines("时限", f"{c.deadline[0] or '无'} → {c.deadline[1] or '无'}", room)
    yield from lines("目标", "；".join(f"{x} → {y}" for x, y in c.targets), room)
    yield from lines("依据", "，".join(parts(link)), room)
    yield from lines("原文", short(stretch(a, e.earlier)), room)
    yield from lines("", short(stretch(b, e.later)), room)
    yield from lines("出处", f"{a.file} 第 {a.line} 行；{b.file} 第 {b.line} 行", room)


def principals(duty: Duty) -> str:
    """Name who answers first: the leads, or with no lead the first unit."""
    return "、".join(h.printed for h in duty.leads) or "".join(f"{h.printed}（{FIRST}）" for h in duty.responsible[:1])


def change(before: str, after: str) -> str:
    """Write what was and what is, once where nothing changed."""
    return before if before == after else f"{before or '无'} → {after or '无'}"


def parts(link: Continuation) -> Iterator[str]:
    """Name the parts of a score and what they rest on."""
    e = link.evidence
    named = ((word, getattr(e, name)) for name, word in PARTS)
    yield from (f"{word} {value:.2f}" for word, value in named if value)
    if e.words:
        yield f"{COMMON_WORDS} {'、'.join(e.words)}"
    if e.shared:
        yield f"{COMMON_THINGS} {some(e.shared)}"


def some(names: Sequence[str]) -> str:
    """Name the first few, and how many there are where they are more."""
    return "、".join(names[:FEW]) + (f"等 {len(names)} 个" if len(names) > FEW else "")


def chain_lines(chain: Chain, room: int) -> Iterator[str]:
    """Set a chain: a line a task, with who answers first."""
    for duty in chain.duties:
        year, *rest = wrap(f"{duty.year}  {duty.number} {duty.title}（{principals(duty)}）", room)
        yield year
        yield from (f"      {line}" for line in rest)


def outcome_lines(outcome: Outcome, room: int) -> Iterator[str]:
    """Set what was dropped or is new, with the nearest candidate and why it failed."""
    duty, nearest = outcome.duty, outcome.candidate
    yield from wrap(
        f"{WORDS[outcome.kind]}  {duty.year or ''} {duty.number} {duty.title}（对照 {outcome.year} 年）", room
    )
    if nearest:
        yield from lines("最近", f"{nearest.year or ''} {nearest.number} {nearest.title}", room)
    yield from lines("缘由", outcome.why, room)
    yield from lines("隔年", f"{outcome.resumed} 年有同一任务" if outcome.resumed else "", room)
    yield from lines("出处", f"{duty.file} 第 {duty.line} 行", room)


def lines(label: str, words: str, room: int) -> Iterable[str]:
    """Set a labelled line, folded under itself; nothing where there are no words."""
    if not words:
        return []
    first, *rest = wrap(words, room - INDENT - LABEL)
    lead = f"{' ' * INDENT}{label}{' ' * (LABEL - 2 * len(label))}{first}"
    return [lead, *(f"{' ' * (INDENT + LABEL)}{line}" for line in rest)]


def short(text: str) -> str:
    """Cut a long passage."""
    return text if len(text) <= AROUND else f"{text[:AROUND]}…"
