"""The score of an extraction set for a reader: the table, the errors with their passages, the bars not met."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from .errors import UsageError
from .loaders.scoring import FIELDS, Miss, Score, Tally, total
from .terminal import Cell

HEADS = ("文件", "项目", "标注", "读出", "P", "R", "F1")
LONGEST = 30


def read_field(name: str) -> str:
    """Accept the name of a field, and nothing else."""
    if name not in FIELDS:
        raise UsageError(f"没有“{name}”这一项；可用的有 {'、'.join(FIELDS)}")
    return name


def read_bar(text: str) -> tuple[str, float]:
    """Read `units=0.95`."""
    name, _, value = text.partition("=")
    try:
        return read_field(name), float(value)
    except ValueError:
        raise UsageError(f"--bar {text}：应写成 项目=F1，如 units=0.95") from None


def rows(scores: Sequence[Score], *, repeat: bool) -> list[list[Cell]]:
    """Write a line a document and field, and the total; `repeat` says whether each line names its document."""
    sheets = [(score.name, score.tallies) for score in scores]
    if len(scores) != 1:
        sheets.append(("合计", total(scores)))
    return [
        [
            name if at == 0 or repeat else "",
            field,
            t.gold,
            t.found,
            *(f"{v:.3f}" for v in (t.precision, t.recall, t.f1)),
        ]
        for name, tallies in sheets
        for at, (field, t) in enumerate(tallies.items())
    ]


def errors(scores: Sequence[Score], fields: Collection[str]) -> Iterator[str]:
    """Write every error, of all fields or of those asked for, with its passage."""
    for score in scores:
        for miss in score.misses:
            if not fields or miss.field in fields:
                yield from error(score.name, miss)


def error(name: str, miss: Miss) -> Iterator[str]:
    """Write one error."""
    where = f"{name}:{miss.line}" if miss.line else name
    yield f"\n{where} {miss.number} {miss.title[:LONGEST]} · {miss.field}"
    for word, items in (("漏", miss.missed), ("误", miss.extra)):
        yield from (f"  {word} {item}" for item in items)
    if miss.passage:
        yield f"  原文 …{miss.passage}…"


def below(scores: Sequence[Score], bars: Mapping[str, float]) -> list[str]:
    """Name the fields whose total F1 is below its bar."""
    sums = total(scores)
    return [f"{field} F1 {sums[field].f1:.3f} 低于 {bar:g}" for field, bar in bars.items() if sums[field].f1 < bar]


def records(scores: Sequence[Score]) -> dict[str, Any]:
    """Write the scores for scripts."""
    documents = [
        {"file": s.name, "fields": measures(s.tallies), "errors": [asdict(miss) for miss in s.misses]} for s in scores
    ]
    return {"total": measures(total(scores)), "documents": documents}


def measures(tallies: Mapping[str, Tally]) -> dict[str, Any]:
    """Write the measures of every field."""
    return {
        field: {"precision": t.precision, "recall": t.recall, "f1": t.f1, "gold": t.gold, "predicted": t.found}
        for field, t in tallies.items()
    }
