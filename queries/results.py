"""Answers written down: CSV, SPARQL JSON, SPARQL XML for solutions and booleans, Turtle for triples."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ..errors import UsageError
from ..graph.serial import turtle
from ..graph.terms import STRING, Answer, Iri, Solutions, Term, Triples

Rows = Solutions | bool
_XML: Final = "http://www.w3.org/2005/sparql-results#"


def written(answer: Answer, form: str) -> str:
    """`answer` in the form csv, json, xml or ttl. Errors: UsageError where the form cannot hold it."""
    if isinstance(answer, Triples):
        if form != "ttl":
            raise UsageError(f"CONSTRUCT 和 DESCRIBE 的结果是图，不能写成 {form}；请用 --format ttl")
        return turtle(answer.triples)
    if form not in FORMS:
        raise UsageError(f"SELECT 和 ASK 的结果不能写成 {form}；可用：{'、'.join(FORMS)}")
    return FORMS[form](answer)


def table(answer: Answer) -> tuple[tuple[str, ...], list[list[str | None]]]:
    """`answer` as column heads and rows of text, for a terminal or a spreadsheet."""
    if isinstance(answer, Solutions):
        return answer.heads, [[None if cell is None else cell.value for cell in row] for row in answer.rows]
    if isinstance(answer, Triples):
        return ("subject", "predicate", "object"), [[term.value for term in triple] for triple in answer.triples]
    return ("answer",), [["true" if answer else "false"]]


def _csv(answer: Rows) -> str:
    heads, rows = table(answer)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heads)
    writer.writerows([["" if cell is None else cell for cell in row] for row in rows])
    return out.getvalue()


def _json(answer: Rows) -> str:
    if isinstance(answer, bool):
        return json.dumps({"head": {}, "boolean": answer})
    rows = [
        {head: _json_term(cell) for head, cell in zip(answer.heads, row, strict=True) if cell is not None}
        for row in answer.rows
    ]
    found = {"head": {"vars": list(answer.heads)}, "results": {"bindings": rows}}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, Iri):
        return {"type": "uri", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype != STRING:
        found["datatype"] = term.datatype
    return found


def _xml(answer: Rows) -> str:
    if isinstance(answer, bool):
        body = f"<head/><boolean>{str(answer).lower()}</boolean>"
    else:
        head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.heads)
        rows = "".join(f"<result>{_xml_row(answer.heads, row)}</result>\n" for row in answer.rows)
        body = f"<head>{head}</head>\n<results>\n{rows}</results>"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<sparql xmlns="{_XML}">{body}</sparql>\n'


def _xml_row(heads: tuple[str, ...], row: tuple[Term | None, ...]) -> str:
    cells = zip(heads, row, strict=True)
    return "".join(f"<binding name={quoteattr(h)}>{_xml_term(cell)}</binding>" for h, cell in cells if cell is not None)


def _xml_term(term: Term) -> str:
    # XML 1.0 has no place for control characters, not even escaped.
    value = escape("".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in term.value), {"\r": "&#13;"})
    if isinstance(term, Iri):
        return f"<uri>{value}</uri>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype != STRING:
        return f"<literal datatype={quoteattr(term.datatype)}>{value}</literal>"
    return f"<literal>{value}</literal>"


FORMS: Final[Mapping[str, Callable[[Rows], str]]] = MappingProxyType({"csv": _csv, "json": _json, "xml": _xml})
