"""A task table that lost its columns: its rows run together in one line, told apart by their numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clause import Clause
from .drafts import Draft
from .patterns.tables import FLAT_DUE, FLAT_HEADER, FLAT_LEVEL, FLAT_NAME
from .patterns.unitlist import UNIT_END
from .unitlist import read_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .records import Mention, Role
    from .text import Text

_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、[一-龥]{2,14}$")
_START = re.compile(r"[ \v\n]*(?:[一二三四五六七八九十]{1,2}、[一-龥]{2,14})?[ \v\n]*1")
_LONGEST_ROW = 1500


@dataclass(frozen=True, slots=True)
class FlatTable:
    """The words of a flattened table behind its header, and the roles of its columns of units, in order."""

    words: Text
    roles: tuple[Role, ...]


def split_flat_table(text: Text) -> tuple[Text, FlatTable | None]:
    """The text before a flattened table, and the table; None where there is none."""
    found = FLAT_HEADER.regex.search(text.chars)
    if not found or not _START.match(text.chars, found.end()):
        return text, None
    lead: Role = "lead" if "牵" in found["who"] or "主" in found["who"] else "responsible"
    roles: tuple[Role, ...] = (lead, "responsible") if found["share"] else (lead,)
    table = FlatTable(text[found.end() :], roles)
    return (text[: found.start()], table) if next(flat_tasks(table), None) else (text, None)


def flat_tasks(table: FlatTable) -> Iterator[Draft]:
    """A draft for every row in which units can be told from the task."""
    section: tuple[str, ...] = ()
    for number, row, heading in _rows(table.words):
        if heading:
            section = (heading,)
        if draft := _draft(number, row, section, table.roles):
            yield draft


def _rows(table: Text) -> Iterator[tuple[int, Text, str]]:
    """Number, words and new heading of each row; a row ends where the next number follows units or a time."""
    chars = table.chars
    first = re.search("1", chars)
    if not first:
        return
    heading = "".join(chars[: first.start()].split())
    number, start = 1, first.end()
    while start < len(chars):
        end = _row_end(chars, start, number + 1)
        row = table.cut(start, end)
        following = _HEADING.search(row.chars)
        yield number, (row[: following.start()] if following else row), heading
        if end == len(chars):
            return
        heading = following[0] if following else ""
        number, start = number + 1, end + len(str(number + 1))


def _row_end(chars: str, start: int, number: int) -> int:
    for found in re.finditer(
        rf"(?<!\d){number}(?!\d|[年月日季个%％万亿.．倍张名元平层级类所家项])", chars[start : start + _LONGEST_ROW]
    ):
        row = chars[start : start + found.start()]
        row = _HEADING.sub("", row.strip())
        if FLAT_DUE.regex.search(row) or re.search(r"(?:[局委办厅部院会联社行]|中心|公司|部门|政府|单位)$", row):
            return start + found.start()
    signature = re.search(r"相关附件|附件[：:]|[ \v\n]{2,}", chars[start : start + _LONGEST_ROW])
    return start + signature.start() if signature else min(len(chars), start + _LONGEST_ROW)


def _draft(number: int, row: Text, section: tuple[str, ...], roles: tuple[Role, ...]) -> Draft | None:
    due = FLAT_DUE.regex.search(row.chars)
    rest = (row[: due.start()] if due else row).strip()
    columns = _columns_of_units(rest.chars, len(roles)) or [_units_start(rest.chars)]
    title = rest.cut(0, columns[0], " \v\n。；")
    mentions: list[Mention] = []
    strange: list[Text] = []
    for start, end, role in zip(columns, [*columns[1:], len(rest)], roles, strict=False):
        listed = read_units(rest.cut(start, end), role, signal="责任单位", rule="flat-table")
        mentions += listed.mentions
        strange += listed.strange
    if not mentions or not len(title):
        return None
    times = (row[due.start() :],) if due else ()
    return Draft(str(number), section, title, [title], Clause(0, 0, tuple(mentions), times, tuple(strange)), title)


def _columns_of_units(row: str, most: int) -> list[int]:
    """Where the last cells of a row begin that hold nothing but names, parted by blanks; at most `most` of them."""
    starts: list[int] = []
    end = len(row)
    while len(starts) < most:
        start = max(row.rfind(mark, 0, end) for mark in " \n") + 1
        names = [name for name in re.split("[、，,；;]", row[start:end]) if name]
        if start < 2 or not names or not all(UNIT_END.regex.search(name) and len(name) > 1 for name in names):
            break
        starts.insert(0, start)
        end = start - 1
    return starts


def _units_start(row: str) -> int:
    """Where the first unit's name begins in a row without blanks; 0 where none is told from the task."""
    name = FLAT_NAME.regex.search(row)
    if not name:
        return 0
    levels = [m.start() for m in FLAT_LEVEL.regex.finditer(row, name.start(), name.end() - 2)]
    return levels[-1] if levels and levels[0] == name.start() else name.start()
