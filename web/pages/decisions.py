"""What people decided: who, when, why, and how it stands; where editing is allowed, signing in and taking back."""

from __future__ import annotations

from typing import Final

from ...graph.identity.applying import told
from ...graph.identity.decisions import undone
from ...graph.identity.recording import standings
from ...graph.identity.table import read
from ...graph.wording import STANDINGS
from ..library import Holdings
from ..page import Asked, Page, Table

HEADS: Final = ("编号", "判定", "何处", "现状", "何人", "何时", "理由")


def page(holdings: Holdings, asked: Asked) -> Page:
    """The table of decisions, the newest first."""
    known = read(holdings.decisions) if holdings.decisions else ()
    held, back = standings(holdings.store), undone(known)
    rows, idle = [], ""
    for one in reversed(known):
        standing, against = held.get(one.id, ("", ()))
        state = STANDINGS.get(standing, "未入图谱") if one.claim != "undo" else "撤销"
        state = "已撤销" if one.id in back else f"与 {'、'.join(against)} 矛盾" if against else state
        if one.id == asked.text("decided") and standing in {"in-conflict", "not-applicable"}:
            idle = state
        rows.append((one.id, told(one), one.file, state, one.who, one.when, one.why))
    view = {
        "rows": rows, "undoable": {one.id for one in known if one.id not in back and one.claim != "undo"},
        "wrong": bool(asked.text("wrong")), "trouble": asked.text("trouble", 500), "idle": idle,
    }  # fmt: skip
    keys = ("id", "words", "where", "standing", "who", "when", "why")
    record = [dict(zip(keys, row, strict=True)) for row in rows]
    about = tuple(f"{holdings.namer.base}id/decision/{one.id}" for one in known)
    return Page("decisions.html", "人工判定", view, record, Table(HEADS, rows), about)
