"""The graph in the forms that other tools read. The same store gives the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from ..errors import UsageError
from .duties import Duty, duties
from .icalendar import calendar
from .serial import jsonld_of, turtle_of
from .store import Store

if TYPE_CHECKING:
    import networkx as nx

HEADS: Final = (
    "file", "year", "number", "title", "section", "role", "unit", "printed", "group", "deadline", "due", "basis",
    "passage", "start", "end", "line", "page", "task", "unit_iri",
)  # fmt: skip


def exported(store: Store, form: str) -> bytes:
    """The graph in one of `FORMS`. Errors: UsageError for a form that is none, or whose library is not installed."""
    if form not in FORMS:
        raise UsageError(f"不认识的导出格式 {form}；可用：{'、'.join(FORMS)}")
    return FORMS[form](store)


def form_of(out: Path, form: str | None) -> str:
    """The form asked for, else the one that the file's suffix names. Errors: UsageError."""
    found = form or _SUFFIXES.get(out.suffix.lower().lstrip("."), out.suffix.lower().lstrip("."))
    if found not in FORMS:
        raise UsageError(f"{out}：看不出导出格式；请用 --format 指明：{'、'.join(FORMS)}")
    return found


def nquads(store: Store) -> str:
    """All graphs as canonical N-Quads: one line a quad, sorted."""
    return "".join(sorted(line for graph in store.graphs() for line in store.nquads(graph)))


def _turtle(store: Store) -> bytes:
    """All graphs as one; which plan says what is lost, as Turtle has no graphs."""
    lines = sorted(line for graph in store.graphs() for line in store.ntriples(graph))
    return turtle_of("".join(f"{line} .\n" for line in lines)).encode()


def rows(store: Store) -> list[tuple[str | int | bool | None, ...]]:
    """A row for each unit of each task, in reading order, under `HEADS`."""
    return [row for duty in duties(store) for row in _rows(duty)]


def _rows(duty: Duty) -> list[tuple[str | int | bool | None, ...]]:
    before = (duty.file, duty.year, duty.number, duty.title, " › ".join(duty.section))
    after = (
        duty.deadline, duty.due, "；".join(duty.bases), duty.passage, duty.start, duty.end, duty.line, duty.page,
        duty.iri,
    )  # fmt: skip
    return [
        (*before, role, holder.name, holder.printed, holder.group, *after, holder.iri)
        for role, holders in (("lead", duty.leads), ("responsible", duty.responsible))
        for holder in holders
    ]


def _csv(store: Store) -> bytes:
    """With a byte order mark, so that spreadsheets read the Chinese; no cell can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows([[_harmless(cell) for cell in row] for row in rows(store)])
    return out.getvalue().encode("utf-8-sig")


def _harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _parquet(store: Store) -> bytes:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise UsageError("导出 parquet 需要 pyarrow；请先运行 pip install pyarrow，或改用 csv") from None
    columns = list(zip(*rows(store), strict=True)) or [()] * len(HEADS)
    out = io.BytesIO()
    parquet.write_table(pa.table({head: list(column) for head, column in zip(HEADS, columns, strict=True)}), out)
    return out.getvalue()


def _network(store: Store) -> nx.MultiDiGraph[str]:
    """The network with labels that XML can hold."""
    from .network import duties as network

    found = network(store)
    for _, about in found.nodes(data=True):
        about["label"] = "".join(c if c.isprintable() or c == "\u3000" else " " for c in about["label"])
    return found


def _graphml(store: Store) -> bytes:
    from networkx import write_graphml_xml

    out = io.BytesIO()
    write_graphml_xml(_network(store), out)
    return out.getvalue()


def _gexf(store: Store) -> bytes:
    from networkx import generate_gexf

    text = "\n".join(generate_gexf(_network(store)))
    before, mark, after = text.partition(' lastmodifieddate="')
    return (before + (after.partition('"')[2] if mark else "")).encode()  # the clock has no place in a result


FORMS: Final[Mapping[str, Callable[[Store], bytes]]] = MappingProxyType(
    {
        "nq": lambda store: nquads(store).encode(),
        "ttl": _turtle,
        "jsonld": lambda store: jsonld_of(nquads(store)).encode(),
        "graphml": _graphml,
        "gexf": _gexf,
        "csv": _csv,
        "parquet": _parquet,
        "ics": lambda store: calendar(duties(store)).encode(),
    }
)
_SUFFIXES: Final = MappingProxyType({"nquads": "nq", "turtle": "ttl", "json": "jsonld", "xml": "graphml"})
