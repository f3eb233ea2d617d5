"""The rows of one content in every table, whichever engine writes them."""

from __future__ import annotations

from typing import Final, NamedTuple

from ..errors import Trouble
from ..loaders.documents import Loaded
from ..loaders.rows.schema import TABLES, Row, Rows
from ..ontology.iris import Namer
from .partition import shortened
from .records import Content

UNREADABLE: Final = "unreadable"


class Poured(NamedTuple):
    """What one content gives a lake: its partition, its quads (UTF-8, empty for none), its rows by table.

    Each row ends with the place and the year of its plan.
    """

    place: str | None
    year: int | None
    nquads: bytes
    tables: Rows
    tasks: int
    practices: int
    findings: tuple[str, ...]
    trouble: Trouble | None
    again: bool = False


def poured(content: Content, result: Loaded | Trouble, namer: Namer, stamp: str) -> Poured:
    """Make the rows of a content from what reading it gave."""
    if isinstance(result, Trouble):
        return _unread(content, result, stamp)
    where = shortened(result.place), result.year
    said = dict(result.rows or {})
    iri, source = namer.plan(result.sha256), namer.source(result.sha256)
    plan = dict(zip((column.name for column in TABLES["plans"]), said["plans"][0], strict=True))
    said["provenance"] = tuple(
        (iri, source, printable(f.path), f.sha256, f.length, f.modified, plan["media_type"], plan["characters"], stamp)
        for f in content.files
    )
    said["findings"] = tuple((iri, printable(content.first.path), *row[2:]) for row in said["findings"])
    tables = {table: tuple((*row, *where) for row in said.get(table, ())) for table in TABLES}
    return Poured(*where, result.nquads, tables, result.tasks, result.practices, tuple(result.findings), None)


def printable(path: str) -> str:
    """A path as tables hold it: bytes of a name that are no UTF-8 are written out."""
    return path.encode("utf-8", "backslashreplace").decode()


def _unread(content: Content, trouble: Trouble, stamp: str) -> Poured:
    findings: list[Row] = []
    provenance: list[Row] = []
    for file in content.files:
        path, sha256 = printable(file.path), file.sha256 or None
        findings.append((None, path, UNREADABLE, trouble.problem, trouble.advice, None, None, None, None))
        provenance.append((None, None, path, sha256, file.length, file.modified, None, None, stamp, None, None))
    tables: dict[str, tuple[Row, ...]] = dict.fromkeys(TABLES, ())
    tables |= {"findings": tuple(findings), "provenance": tuple(provenance)}
    return Poured(None, None, b"", tables, 0, 0, (), trouble)
