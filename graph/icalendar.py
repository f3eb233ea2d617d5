"""Deadlines as a calendar (RFC 5545): an all-day event for each dated deadline and milestone of a task."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Final

from .duties import Duty

_LINE: Final = 75  # octets in a line, its break not counted
_HEAD: Final = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zeren//zeren//ZH", "CALSCALE:GREGORIAN")


def calendar(duties: Iterable[Duty]) -> str:
    """The dated deadlines of tasks, each event with an identifier that stays the same from export to export."""
    lines = [*_HEAD]
    for duty in duties:
        if duty.due:
            lines += _event(duty, "完成时限", duty.deadline or "", duty.due, "deadline")
        for n, (words, day) in enumerate(duty.milestones, 1):
            if day:
                lines += _event(duty, "时间节点", words, day, f"milestone/{n}")
    return "".join(folded(line) for line in [*lines, "END:VCALENDAR"])


def _event(duty: Duty, kind: str, words: str, day: str, part: str) -> Iterator[str]:
    start = dt.date.fromisoformat(day)
    leads = "、".join(holder.printed for holder in duty.leads or duty.responsible)
    about = [f"{kind}：{words}", f"单位：{leads}", f"出处：{duty.file} {duty.number}"]
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(f'{duty.iri}/{part}'.encode()).hexdigest()[:32]}@zeren"
    yield f"DTSTAMP:{start:%Y%m%d}T000000Z"  # a stamp of the clock would change the file each time
    yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    if start < dt.date.max:
        yield f"DTEND;VALUE=DATE:{start + dt.timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'{duty.title}（{leads}）' if leads else duty.title)}"
    yield f"DESCRIPTION:{_text(chr(10).join(about))}"
    yield f"CATEGORIES:{_text(kind)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """A TEXT value: its marks escaped, no control characters but the line break."""
    for mark in ("\\", ";", ","):
        value = value.replace(mark, f"\\{mark}")
    value = value.replace("\r\n", "\n").replace("\n", "\\n")
    return "".join(c for c in value if c.isprintable() or c == "\u3000")


def folded(line: str) -> str:
    """One content line, folded so that no physical line is over 75 octets and no character is cut."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode("utf-8", "replace"))
        if size + octets > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts) + "\r\n"
