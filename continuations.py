"""Continuity set for a terminal: who carried what on, with both passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .graph.continuity.records import KINDS, Chain, Continuation, Continuity, Outcome
from .graph.duties import Duty
from .graph.wording import COMMON_THINGS, COMMON_WORDS, DECIDED, FIRST, PARTS, SURE
from .graph.wording import KINDS as WORDS
from .queries.continuity import stretch
from .terminal import clean, wrap

if TYPE_CHECKING:
    from .queries.continuity import Choice

INDENT, LABEL, SHOWN, AROUND, FEW = 3, 6, 20, 120, 5


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
