"""docs/tables.md lists the columns that there are. Run as a script, it writes the list anew."""

from pathlib import Path

import zeren
from zeren.loaders.rows.schema import TABLES

PAGE = Path(zeren.__file__).parent / "docs" / "tables.md"
HEAD = "## Columns\n"


def listed() -> str:
    parts = []
    for table, columns in TABLES.items():
        rows = "".join(f"| `{column.name}` | {column.kind} | {column.holds} |\n" for column in columns)
        parts.append(f"### {table}\n\n| column | kind | holds |\n|---|---|---|\n{rows}")
    return "\n".join(parts)


def test_the_page_has_the_columns_of_the_schema() -> None:
    before, head, after = PAGE.read_text("utf-8").partition(HEAD)
    assert before
    assert head
    assert after.endswith(listed())


if __name__ == "__main__":
    text = PAGE.read_text("utf-8").partition("\n### ")[0].rstrip("\n")
    PAGE.write_text(f"{text}\n\n{listed()}", "utf-8")
