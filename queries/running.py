"""Run a query, named or written by hand, over a store."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import UsageError
from ..graph.store import Store
from ..graph.terms import Answer
from ..ontology.prefixes import PREFIXES
from .named import catalogue, named, read_query
from .words import calls_out, changing_word, words


def run(store: Store, query: str, values: Mapping[str, str] | None = None) -> Answer:
    """Answer a named query with its parameters, or a SPARQL text. Errors: UsageError.

    The default graph is the union of all graphs. A text need not declare the usual prefixes (zr:, org:, dcterms: …).
    """
    return store.query(prepared(query, values or {}))


def prepared(query: str, values: Mapping[str, str]) -> str:
    """The SPARQL text to run: a named query (or a text with such a header) bound to `values`, or a text."""
    if any(query == known.name for known in catalogue()) or _is_a_name(query):
        return named(query).bound(values)
    if query.lstrip().startswith("# name:"):
        return read_query("query", query.lstrip()).bound(values)
    if values:
        raise UsageError("只有命名查询（或写有参数说明的查询文件）才带参数；请把值直接写进 SPARQL")
    if changing := changing_word(query):
        raise UsageError(f"这里只能查询，不能修改（{changing}）；图谱由 zeren build 更新")
    if calls_out(query):
        raise UsageError("不允许 SERVICE：查询不得访问其他服务器")
    return with_prefixes(query)


def with_prefixes(query: str) -> str:
    """`query` with those of the usual prefixes that it uses and does not declare, on its first line."""
    found = list(words(query))
    declared = {found[i + 1].text for i in range(len(found) - 1) if found[i].text.upper() == "PREFIX"}
    used = {word.text.partition(":")[0].lstrip("^(!@") + ":" for word in found if ":" in word.text}
    missing = ((name, iri) for name, iri in PREFIXES if f"{name}:" in used - declared)
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in missing) + query


def _is_a_name(query: str) -> bool:
    return query.replace("-", "").replace("_", "").isalnum()
