"""Tables and quads say the same."""

from pathlib import Path

import pytest
from zeren.loaders.extract import extract
from zeren.loaders.files import find, read
from zeren.loaders.quads import quads
from zeren.loaders.resolving import resolver
from zeren.loaders.rows.schema import PARTITION, TABLES, Rows, as_record
from zeren.loaders.rows.taking import rows
from zeren.ontology.iris import Namer
from zeren.ontology.ntriples import literal
from zeren.ontology.terms import Zr, prefixed

CORPUS = Path(__file__).parent.parent / "corpus"


def taken(file: Path) -> tuple[Rows, set[str]]:
    plan = extract(read(file))
    said = quads(plan, resolver(plan), Namer())
    return rows(plan, said, resolver(plan), Namer(), path=str(file), stamp="s"), {*said.own, *said.units}


@pytest.fixture(params=find([CORPUS]), ids=lambda file: file.name[:3])
def both(request: pytest.FixtureRequest) -> tuple[Rows, set[str]]:
    return taken(request.param)


def test_every_kind_of_column_is_known_and_said() -> None:
    columns = [column for table in TABLES.values() for column in table] + list(PARTITION)
    assert {column.kind for column in columns} == {"string", "strings", "int", "float", "bool"}
    assert all(column.holds for column in columns)
    for table in TABLES.values():
        names = [column.name for column in table]
        assert len(set(names)) == len(names)


def test_rows_have_values_of_their_columns(both: tuple[Rows, set[str]]) -> None:
    kinds = {"string": str, "strings": tuple, "int": int, "float": float, "bool": bool}
    for table, held in both[0].items():
        for row in held:
            assert len(row) == len(TABLES[table])
            for column, value in zip(TABLES[table], row, strict=True):
                assert value is None or type(value) is kinds[column.kind], (table, column, value)


def test_assignments_are_those_of_the_quads(both: tuple[Rows, set[str]]) -> None:
    tables, lines = both
    said = {line.split(" ")[0][1:-1] for line in lines if line.endswith(f"<{Zr.Assignment}>")}
    records = [as_record("assignments", row) for row in tables["assignments"]]
    assert {record["assignment"] for record in records} == said
    for record in records:
        me = f"<{record['assignment']}>"
        assert f"{me} <{Zr.unit}> <{record['unit']}>" in lines
        assert f"{me} <{Zr.surfaceForm}> {literal(str(record['printed']))}" in lines
        assert f"<{record['unit']}> <{prefixed('skos:prefLabel')}> {literal(str(record['unit_name']))}" in lines
        short = Zr.leadUnit if record["role"] == "lead" else Zr.responsibleUnit
        assert f"<{record['task']}> <{short}> <{record['unit']}>" in lines
        if record["parent"]:
            assert f"<{record['unit']}> <{prefixed('org:unitOf')}> <{record['parent']}>" in lines


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("plans", "plan", (Zr.Plan, Zr.NewsReport)),
        ("tasks", "task", (Zr.Task,)),
        ("deadlines", "deadline", (Zr.Deadline,)),
        ("citations", "citation", (Zr.Citation,)),
        ("targets", "target", (Zr.Target,)),
        ("practices", "practice", (Zr.Practice,)),
    ],
)
def test_things_are_those_of_the_quads(
    both: tuple[Rows, set[str]], table: str, column: str, kind: tuple[str, ...]
) -> None:
    tables, lines = both
    said = {line.split(" ")[0][1:-1] for line in lines if line.endswith(tuple(f" <{name}>" for name in kind))}
    assert {as_record(table, row)[column] for row in tables[table]} == said


def test_due_times_and_works_are_those_of_the_quads(both: tuple[Rows, set[str]]) -> None:
    tables, lines = both
    for record in (as_record("deadlines", row) for row in tables["deadlines"]):
        link = Zr.ownDeadline if record["own"] else Zr.milestone
        assert f"<{record['task']}> <{link}> <{record['deadline']}>" in lines
        dated = f"<{record['deadline']}> <{Zr.lastDay}> "
        assert any(line.startswith(dated) and str(record["date"]) in line for line in lines) == bool(record["date"])
    for record in (as_record("citations", row) for row in tables["citations"]):
        assert f"<{record['citation']}> <{Zr.cites}> <{record['work']}>" in lines


def test_a_task_stands_where_its_row_says(both: tuple[Rows, set[str]]) -> None:
    for record in (as_record("tasks", row) for row in both[0]["tasks"]):
        assert str(record["title"])[:4] in "".join(str(record["text"]).split())
