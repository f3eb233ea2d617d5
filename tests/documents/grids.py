"""What a source's tables say, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zeren.loaders.records import Source


def said(source: Source) -> list[list[list[str]]]:
    """Each table's rows as the words of their cells, an empty cell as an empty string."""
    return [
        [[source.text[cell.start : cell.end] if cell else "" for cell in row] for row in table.rows]
        for table in source.tables
    ]
