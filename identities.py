"""The commands on who is who: unit, decide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .output import note, room, say

DONE, FOUND = 0, 1


def unit(name: str, on: str | None, store: Path, form: str | None) -> int:
    """Print what is known of the units that a name is a name of, or of those that did their work on a day."""
    from . import dossiers, terminal
    from .graph.identity.dossier import unit as asked
    from .graph.manifest import namer
    from .graph.store import Store

    with Store.reading(store) as opened:
        known = asked(opened, namer(opened), name, on)
    if form == "json":
        say(terminal.as_json(record(known)))
    elif form == "csv":
        say(terminal.as_csv(dossiers.HEADS, dossiers.rows(known)))
    elif known.units:
        say(dossiers.page(known, room()))
    if not known.units:
        nobody(known)
    return DONE


def nobody(known: Any) -> None:
    """Say that no unit bears a name, and which names are near."""
    from .terminal import clean

    when = f"在 {known.on} " if known.on else ""
    note(f"图谱中没有{when}叫“{clean(known.asked)}”的单位" + ("" if known.near else "，也没有相近的名称"))
    if known.near:
        note(f"相近的名称：{'、'.join(map(clean, known.near))}")


def record(known: Any) -> dict[str, Any]:
    """Write an answer for scripts."""
    from dataclasses import asdict

    return {"asked": known.asked, "on": known.on, "units": [asdict(one) for one in known.units], "near": known.near}
