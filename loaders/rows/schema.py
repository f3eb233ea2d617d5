"""The tables: their columns, what each holds, and of which kind it is.

Every table has the columns `jurisdiction` and `year` of its plan besides; files are partitioned by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Kind = Literal["string", "strings", "int", "float", "bool"]
Value = str | int | float | bool | tuple[str, ...] | None
Row = tuple[Value, ...]
Rows = Mapping[str, tuple[Row, ...]]
"""Rows by table, each with its values in the order of the table's columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the kind of its values (`strings` is a list), what it holds."""

    name: str
    kind: Kind
    holds: str


def _columns(text: str) -> tuple[Column, ...]:
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, kind, holds = line.split(" ", 2)
        found.append(Column(name, kind, holds))  # type: ignore[arg-type]  # the tests see that each is a Kind
    return tuple(found)


_SPAN: Final = """
    start int offset of its first character in the text of the source, in code points from 0
    end int offset behind its last character
"""

TABLES: Final[Mapping[str, tuple[Column, ...]]] = MappingProxyType(
    {
        "plans": _columns("""
    plan string IRI of the plan
    sha256 string hash of the bytes that it was read from
    graph string IRI of its named graph
    file string name of the first file, by path, that holds it
    title string title of the document
    kind string plan, or news, which assigns nothing
    status string issued or draft
    issuer string who issued it, as printed
    issuer_iri string IRI of the unit that issued it
    number string 文号 as printed
    index_number string 索引号 as printed
    date string day of issue, YYYY-MM-DD
    host strings 主办
    supervisor strings 督办
    copied strings 抄送
    media_type string what it was read as
    characters int length of its text in code points
    tasks int how many tasks it has
    practices int how many practices it reports
    units_nt string what it says of units that all plans share: N-Triples lines without full stop
    policies_nt string the same of policy documents
    brief string the plan in brief, as the book-keeping of a store has it (JSON)
    stamp string digest of the code and the authority that read it
"""),
        "tasks": _columns(f"""
    plan string IRI of the plan
    task string IRI of the task
    order int place among the plan's tasks, from 1
    number string number as printed
    title string title as printed, without white space
    section strings headings above it, outermost first
    text string the source from start to end, as it stands
    {_SPAN}
    line int line of the source that it begins in, from 1
    page int page that it begins on, from 1, where the format has pages
"""),
        "assignments": _columns(f"""
    plan string IRI of the plan
    task string IRI of the task
    assignment string IRI of the assignment
    order int place among the task's assignments, from 1
    role string lead, responsible or cooperating
    printed string the unit as printed, without white space
    name string its full form where parts of a list share a head
    unit string IRI of the unit or group that it resolves to
    unit_name string that unit's name
    unit_kind string what kind of body it is
    parent string IRI of the unit that it is an office or an institution of
    group bool whether it names a class of bodies rather than one
    signal string the words that gave the role
    rule string form of clause that it was read from
    resolution string rule that decided which unit it is
    confidence float how sure that is, 0 to 1
    {_SPAN}
"""),
        "deadlines": _columns(f"""
    plan string IRI of the plan
    task string IRI of the task
    deadline string IRI of the due time
    own bool whether it is the task's own 完成时限 rather than a milestone in its text
    words string as printed
    date string last day allowed, YYYY-MM-DD
    kind string by, during, event or standing
    {_SPAN}
"""),
        "citations": _columns(f"""
    plan string IRI of the plan
    task string IRI of the task, none where the whole document cites
    citation string IRI of the citation
    work string IRI of the policy document
    title string its title as printed
    number string its 文号 as printed beside it
    relation string basis, deliverable or mention
    {_SPAN}
"""),
        "targets": _columns(f"""
    plan string IRI of the plan
    task string IRI of the task
    target string IRI of the target
    words string as printed
    comparator string >=, <=, =, > or <
    value float in base units of `unit`
    unit string unit of measure as printed
    {_SPAN}
"""),
        "practices": _columns(f"""
    plan string IRI of the news document
    practice string IRI of the practice
    section string heading above it
    title string its title
    quote string its first clause
    units strings IRIs of the units that act in it
    {_SPAN}
"""),
        "findings": _columns(f"""
    plan string IRI of the plan, none where the document could not be read
    path string where the document lies
    code string what kind of finding; `unreadable` where the document could not be read
    message string for the reader, in Chinese
    advice string what to do, where the document could not be read
    {_SPAN}
"""),
        "provenance": _columns("""
    plan string IRI of the plan
    source string IRI of the text that it was read from
    path string where the file lies; a content held by several files has a row for each
    sha256 string hash of its bytes
    length int its length in bytes
    modified int when it was last changed, in milliseconds since 1970
    media_type string what it was read as
    characters int length of its text in code points
    stamp string digest of the code and the authority that read it
"""),
    }
)
PARTITION: Final = _columns("""
    jurisdiction string place that the plan is for, by its full name
    year int year that the plan is for
""")


def as_record(table: str, row: Row) -> dict[str, Value]:
    """A row with the names of its columns."""
    return dict(zip((column.name for column in TABLES[table]), row, strict=True))
