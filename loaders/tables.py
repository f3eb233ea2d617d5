"""Task tables: which column says what, and a draft for every row that assigns units."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from .clause import Clause
from .clauses import find_clauses
from .drafts import Draft
from .folding import folded
from .patterns import outline as outlines
from .patterns.tables import COLUMNS, NO_TASKS, NO_TITLE
from .text import Text
from .unitlist import Listed, read_units
from .unitnames import ends_as_body

if TYPE_CHECKING:
    from .records import Mention, Role, Source, Span, Table

_WORDY = 4  # a task has more characters than that
_LONGEST_HEAD = 16
_HEADER_ROWS = 5  # a header stands among the first rows
Row = tuple["Span | None", ...]


@dataclass(slots=True)
class Columns:
    """The columns of a table by what they say; `header` is how many rows the header takes."""

    header: int
    kinds: dict[str, list[int]] = field(default_factory=dict)

    def of(self, *kinds: str) -> list[int]:
        """The columns of these kinds, from left to right."""
        return sorted(i for kind in kinds for i in self.kinds.get(kind, ()))


def table_tasks(
    source: Source, table: Table, section: tuple[str, ...], idle: list[tuple[Text, str]] | None = None
) -> list[Draft]:
    """The drafts of a table's rows; none where no column names tasks or none names units.

    The title of a row that assigns no unit goes to `idle`.
    """
    columns = read_columns(source, table)
    if columns is None:
        return []
    width = 1 + max(columns.of(*columns.kinds))
    body = tuple(row + (None,) * (width - len(row)) for row in table.rows[columns.header :])
    rows = _Rows(source, columns, section, _spread(body, columns.of("task")))
    drafts = [draft for row in body if (draft := rows.draft(row))]
    if idle is not None:
        idle += [(title, "no-clause") for title in rows.idle]
    return drafts


def read_columns(source: Source, table: Table) -> Columns | None:
    """What the header says, which may stand under a title and take two rows."""
    for start, row in enumerate(table.rows[:_HEADER_ROWS]):
        heads = [_words(source, cell) for cell in row]
        below = [_words(source, cell) for cell in table.rows[start + 1]] if start + 1 < len(table.rows) else []
        kinds = _kinds(heads)
        deeper = _kinds(below)
        if len(deeper) > len(kinds) and {"lead", "share"} & deeper.keys() and {"task"} <= kinds.keys() | deeper.keys():
            merged = [b if _kind(b) else a for a, b in zip(heads, below, strict=False)]
            return _sound(Columns(start + 2, _kinds(merged)))
        if columns := _sound(Columns(start + 1, kinds)):
            return columns
        if {"lead", "share"} & kinds.keys() and (other := _wordiest(source, table, start, heads)) is not None:
            return Columns(start + 1, kinds | {"task": [other]})
    return None


def _wordiest(source: Source, table: Table, start: int, heads: list[str]) -> int | None:
    """The column that holds the tasks where none is called so: of those that say nothing else, the wordiest."""
    if any(NO_TASKS.regex.search(head) for head in heads):
        return None
    body = table.rows[start + 1 :]
    free = [i for i, head in enumerate(heads) if head and not _kind(head) and not NO_TITLE.regex.search(head)]
    sizes = {i: sum(len(_words(source, row[i])) for row in body if i < len(row)) for i in free}
    return max(sizes, key=lambda i: (sizes[i], -i)) if sizes and max(sizes.values()) >= _WORDY * len(body) else None


def _spread(rows: tuple[Row, ...], columns: list[int]) -> set[int]:
    """The columns whose cells cover several rows while another's tell those rows apart; they are headings."""
    pairs = list(pairwise(rows))
    same = {i: sum(a[i] is not None and a[i] == b[i] for a, b in pairs) for i in columns}
    fewest = min(same.values(), default=0)
    return {i for i in columns if same[i] > fewest}


def _sound(columns: Columns) -> Columns | None:
    return columns if columns.of("task") and columns.of("lead", "share") else None


def _kinds(heads: list[str]) -> dict[str, list[int]]:
    kinds: dict[str, list[int]] = {}
    for i, head in enumerate(heads):
        if kind := _kind(head):
            kinds.setdefault(kind, []).append(i)
    return kinds


def _kind(head: str) -> str | None:
    return _named(head) if len(head) <= _LONGEST_HEAD else None


@lru_cache(maxsize=1 << 12)
def _named(head: str) -> str | None:
    return next((kind for kind, pattern in COLUMNS.items() if pattern.regex.match(head)), None)


def _words(source: Source, cell: Span | None) -> str:
    return "".join(folded(source.text)[cell.start : cell.end].split()) if cell else ""


class _Rows:
    """Reads the rows of one table, remembering the headings that stand between them."""

    def __init__(self, source: Source, columns: Columns, section: tuple[str, ...], spread: set[int]) -> None:
        self.source, self.section, self.spread = source, section, spread
        self.tasks, self.leads, self.units = columns.of("task"), columns.of("lead"), columns.of("lead", "share")
        self.others, self.classes, self.dues = columns.of("task", "goal"), columns.of("class"), columns.of("due")
        self.numbers = columns.of("number")
        self.folded = folded(source.text)
        self.heading: tuple[str, ...] = ()
        self.last: Row = ()
        self.last_words: list[str] = []
        self.count = 0
        self.idle: list[Text] = []
        self.part = 0
        self.label = ""

    def draft(self, row: Row) -> Draft | None:
        """The task of a row; a row of one cell is a heading for those that follow."""
        cells = {cell for cell in row if cell}
        words = [_words(self.source, cell) for cell in row]
        if len(cells) <= 1 or words == self.last_words:
            self._head(cells)
            return None
        if len(_kinds(words)) >= 3:
            return None  # the header again, on a later page
        title_column = self._title_column(row)
        title = self._text(row, title_column)
        clause = self._clause(row)
        number = self._number(row)
        self.last, self.last_words = row, words
        if clause is None or not len(title):
            self.idle += [title] if len(title) else []
            return None
        others = [i for i in self.others if i != title_column]
        body = [title, *(text for i in others if len(text := self._text(row, i)))]
        groups = [words[i] for i in self.classes if row[i]]
        groups += [t for i in self.tasks if i < title_column and (t := words[i])]
        return Draft(number, (*self.section, *self.heading, *groups), _title(title), body, clause, title)

    def _head(self, cells: set[Span]) -> None:
        for cell in cells:
            self.heading = (_words(self.source, cell),)

    def _text(self, row: Row, column: int) -> Text:
        cell = row[column] if column < len(row) else None
        if cell is None:
            return Text("", ())
        return Text(self.folded[cell.start : cell.end], range(cell.start, cell.end)).strip()

    def _title_column(self, row: Row) -> int:
        """The task column; where its cell covers several rows, the next one that tells them apart."""
        named = [i for i in self.tasks if row[i] is not None] or self.tasks
        fresh = [i for i in named if i not in self.spread]
        return (fresh or named)[0]

    def _number(self, row: Row) -> str:
        self.count += 1
        column = next(iter(self.numbers), None)
        label = _words(self.source, row[column]).rstrip(".、．") if column is not None and row[column] else ""
        merged = column is not None and bool(self.last) and row[column] is not None and row[column] == self.last[column]
        if not label:
            return str(self.count)
        self.part = self.part + 1 if merged else 1
        return f"{label}-{self.part}" if merged else label

    def _clause(self, row: Row) -> Clause | None:
        mentions: list[Mention] = []
        times: list[Text] = []
        strange: list[Text] = []
        for i in self.units:
            listed = self._units(self._text(row, i), "lead" if i in self.leads else "responsible")
            mentions += listed.mentions
            times += listed.times
            strange += listed.strange
        due = next((t for i in self.dues if len(t := self._text(row, i))), None)
        times = [due, *times] if due else times
        return Clause(0, 0, tuple(mentions), tuple(times), tuple(strange)) if mentions else None

    def _units(self, text: Text, role: Role) -> Listed:
        if not len(text) or not text.chars.strip("—-－/无 "):
            return Listed((), (), ())
        if "：" in text.chars and (clauses := [c for c in find_clauses(text) if c.mentions]):
            return _merged(clauses)
        listed = read_units(text, role, signal="牵头单位" if role == "lead" else "责任单位", rule="table")
        if any(ends_as_body(m.text) for m in listed.mentions):
            return listed
        return Listed((), (), listed.strange)  # a cell that names no body, as where a merged cell was lost


def _merged(clauses: list[Clause]) -> Listed:
    return Listed(
        tuple(m for c in clauses for m in c.mentions),
        tuple(t for c in clauses for t in c.times),
        tuple(s for c in clauses for s in c.strange),
    )


def _title(cell: Text) -> Text:
    """The cell without a number of its own and its closing full stop."""
    for _, pattern in outlines.styles_of(cell.chars.lstrip(" ")[:1]):
        if found := pattern.regex.match(cell.chars):
            cell = cell[found.end() :]
            break
    return cell.strip(" \v\n。；")
