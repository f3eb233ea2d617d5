"""Findings: what was not understood, names that no authority knows, what breaks the shapes of the graph."""

from __future__ import annotations

import threading
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from types import MappingProxyType
from typing import Final

from ...graph.check import Note, broken_shapes, decisions, findings, unresolved
from ...graph.duties import Duty
from ..library import Holdings
from ..page import Asked, Page, Table
from .paging import paged

HEADS: Final = ("种类", "文件", "行", "页", "说明", "原文")
KINDS: Final[Mapping[str, str]] = MappingProxyType({
    "shape": "不合约束（SHACL）", "unresolved-unit": "名录中没有的单位", "decision-conflict": "判定相互矛盾",
    "decision-not-applicable": "判定暂不适用", "no-task": "没有读出任务", "no-clause": "任务没有责任句",
    "heading-clause": "责任句在标题中", "clause-without-item": "责任句没有对应的任务",
    "clause-not-read": "责任句没有读懂", "time-not-read": "时间没有读懂", "impossible-date": "不存在的日期",
    "odd-unit": "不像单位的名称",
})  # fmt: skip
SHAPES_WAIT: Final = 4.0  # seconds after its beginning for which readers wait for the check of the shapes


def page(holdings: Holdings, asked: Asked) -> Page:
    """Everything found, by kind and file; the shapes are checked beside the reader, who need not wait for them."""
    shapes = broken(holdings)
    every = [*(shapes or []), *plain(holdings)]
    kind, file = asked.text("kind"), asked.text("file")
    found = [n for n in every if kind in {"", n.kind} and file in {"", n.file}]
    shown = paged(found, asked)
    view = {
        "shown": shown, "rows": [(n, owner(holdings, n)) for n in shown.items], "kinds": Counter(n.kind for n in every),
        "files": Counter(n.file for n in every), "kind": kind, "file": file, "pending": shapes is None, "KINDS": KINDS,
        "plans": {document.file: document.plan for document in holdings.register.documents},
    }  # fmt: skip
    record = {"complete": shapes is not None, "findings": [asdict(note) for note in found]}
    return Page("findings.html", "核查", view, record, Table(HEADS, map(row, found)), tuple(about(holdings, found)))


def plain(holdings: Holdings) -> Sequence[Note]:
    """What was not understood and who is not known, by file and place; then decisions not carried out."""
    return holdings.once(
        "findings",
        lambda: (
            *sorted([*findings(holdings.store), *unresolved(holdings.store)], key=lambda n: (n.file, n.start, n.kind)),
            *sorted(decisions(holdings.store)),
        ),
    )


def broken(holdings: Holdings) -> Sequence[Note] | None:
    """What breaks the shapes; None while that is still being found out."""
    future, begun = holdings.once("shapes", lambda: (_begun(holdings), time.monotonic()))
    try:
        return future.result(max(0.0, begun + SHAPES_WAIT - time.monotonic()))
    except TimeoutError:
        return None


def _begun(holdings: Holdings) -> Future[list[Note]]:
    """Check the shapes in a thread of its own."""
    future: Future[list[Note]] = Future()

    def check() -> None:
        try:
            future.set_result(broken_shapes(holdings.store))
        except Exception as error:  # noqa: BLE001 -- it is told to whoever asks for the result
            future.set_exception(error)

    threading.Thread(target=check, daemon=True).start()
    return future


def owner(holdings: Holdings, note: Note) -> Duty | None:
    """The task in whose passage something was found."""
    held = holdings.once("by file", lambda: by_file(holdings.duties)).get(note.file, [])
    at = bisect_right(held, note.start, key=lambda duty: duty.start) - 1
    return held[at] if at >= 0 and note.line and note.start < held[at].end else None


def by_file(duties: Sequence[Duty]) -> dict[str, list[Duty]]:
    """Tasks by file, in the order of their places."""
    found: dict[str, list[Duty]] = {}
    for duty in sorted(duties, key=lambda d: d.start):
        found.setdefault(duty.file, []).append(duty)
    return found


def about(holdings: Holdings, found: Sequence[Note]) -> Sequence[str]:
    """The documents in which something was found."""
    files = {note.file for note in found}
    return [document.plan for document in holdings.register.documents if document.file in files]


def row(note: Note) -> list[str | int | None]:
    """One finding as a row."""
    return [KINDS.get(note.kind, note.kind), note.file, note.line or None, note.page, note.message, note.passage]
