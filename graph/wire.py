"""The forms that go over the wire to a server and come back: updates of many lines, cells of a table, refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from .store import MANIFEST
from .terms import Iri, Literal, Term

ADVICE: Final[Mapping[int, str]] = MappingProxyType(
    {
        413: "一次送的太多；请调大服务器的请求上限",
        429: "服务器忙；请稍后重新运行同一命令",
        500: "请看服务器的日志",
        502: "服务器前的代理找不到它；请稍后重新运行同一命令",
        503: "服务器忙或在停机；请稍后重新运行同一命令",
        504: "服务器超时；请稍后重新运行同一命令",
        507: "服务器磁盘已满；请在服务器上腾出空间后重新运行同一命令",
    }
)
"""What to do about a refusal, by its status."""


def last(graph: str) -> tuple[bool, str]:
    """Graphs by name, the book-keeping last."""
    return graph == MANIFEST, graph


def blocks(verb: str, graphs: Mapping[str, list[str]], most: int) -> Iterator[str]:
    """The updates that insert or delete lines, so many in each."""
    for graph, lines in sorted(graphs.items()):
        for at in range(0, len(lines), most):
            block = " .\n".join(lines[at : at + most])
            yield f"{verb} DATA {{ GRAPH <{graph}> {{\n{block}\n}} }}"


def term_of_cell(cell: dict[str, str] | None) -> Term | None:
    """A cell of a table (SPARQL 1.1 Query Results JSON), None for an unbound one."""
    if cell is None:
        return None
    if cell["type"] in {"uri", "bnode"}:
        return Iri(cell["value"])
    if language := cell.get("xml:lang"):
        return Literal(cell["value"], "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString", language)
    return Literal(cell["value"], cell["datatype"]) if cell.get("datatype") else Literal(cell["value"])
