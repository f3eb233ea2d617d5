"""Task tables: which column says what, and a draft for every row that assigns units."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .records import Source, Table
    from .tasks import Draft


def table_tasks(source: Source, table: Table, section: tuple[str, ...]) -> list[Draft]:
    """The drafts of a table's rows."""
    return []
