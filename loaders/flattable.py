"""A task table that lost its columns: its rows run together in one line, told apart by their numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .clauses import Clause
from .patterns.tables import FLAT_DUE, FLAT_HEADER, FLAT_LEVEL, FLAT_NAME
from .tasks import Draft
from .unitlist import read_units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .text import Text

_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}、[一-龥]{2,14}$")
_LONGEST_ROW = 1500


def split_flat_table(text: Text) -> tuple[Text, Text | None]:
    """The text before a flattened table, and the table from behind its header; None where there is none."""
    found = FLAT_HEADER.regex.search(text.chars)
    if not found or not re.match(
        r"[ \v\n]*(?:[一二三四五六七八九十]{1,2}、[一-龥]{2,14})?[ \v\n]*1", text.chars[found.end() :]
    ):
        return text, None
    table = text[found.end() :]
    return (text[: found.start()], table) if next(_rows(table), None) else (text, None)


def flat_tasks(table: Text) -> Iterator[Draft]:
    """A draft for every row in which units can be told from the task."""
    section: tuple[str, ...] = ()
    for number, row, heading in _rows(table):
        if heading:
            section = (heading,)
        if draft := _draft(number, row, section):
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
        row = table[start:end].strip()
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
        if FLAT_DUE.regex.search(row) or re.search(r"(?:[局委办厅院会联社]|中心|公司|部门|政府|单位)$", row):
            return start + found.start()
    signature = re.search(r"相关附件|附件[：:]|[ \v\n]{2,}", chars[start : start + _LONGEST_ROW])
    return start + signature.start() if signature else min(len(chars), start + _LONGEST_ROW)


def _draft(number: int, row: Text, section: tuple[str, ...]) -> Draft | None:
    due = FLAT_DUE.regex.search(row.chars)
    rest = row[: due.start()] if due else row
    name = FLAT_NAME.regex.search(rest.chars)
    if not name or not name.start():
        return None
    levels = [m.start() for m in FLAT_LEVEL.regex.finditer(rest.chars, name.start(), name.end() - 2)]
    start = levels[-1] if levels and levels[0] == name.start() else name.start()
    listed = read_units(rest[start:], "responsible", signal="责任单位", rule="flat-table")
    title = rest[:start].strip(" \v\n。；")
    if not listed.mentions or not len(title):
        return None
    times = (row[due.start() :],) if due else ()
    return Draft(str(number), section, title, [title], Clause(0, 0, listed.mentions, times, listed.strange))
