"""Where documents of one year differ, as rows and for scripts."""

from __future__ import annotations

from typing import Any

from ..graph.conflicts import Conflict, line, sentence
from ..graph.wording import WHATS
from .asking.written import task_record

HEADS = (
    "何事", "地方", "年度", "一方文件", "一方编号", "一方行", "一方原话", "一方原句",
    "另一方文件", "另一方编号", "另一方行", "另一方原话", "另一方原句", "任务对应的可信",
)  # fmt: skip


def row(c: Conflict) -> list[str | int | float | None]:
    """Write a conflict as a row."""
    return [
        WHATS[c.what], c.one.year, c.one.file, c.one.number, line(c.one, c.one_span), c.one_words,
        sentence(c.one, c.one_span), c.other.file, c.other.number, line(c.other, c.other_span), c.other_words,
        sentence(c.other, c.other_span), c.confidence,
    ]  # fmt: skip


def record(c: Conflict) -> dict[str, Any]:
    """Write a conflict for scripts."""
    sides = (("one", c.one, c.one_words, c.one_span), ("other", c.other, c.other_words, c.other_span))
    return {"kind": c.what, "place": c.one.place, "year": c.one.year, "confidence": c.confidence} | {
        side: {
            "task": task_record(duty), "words": words, "passage": sentence(duty, span), "start": span[0],
            "end": span[1],
        }
        for side, duty, words, span in sides
    }  # fmt: skip
